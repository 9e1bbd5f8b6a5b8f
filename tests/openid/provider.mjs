// A certified OpenID provider with a handful of accounts, for the browser tests. Any password will do.
// node provider.mjs PORT REDIRECT_URI [REDIRECT_URI ...]

import Provider from "oidc-provider";

const [port, ...redirectUris] = process.argv.slice(2);
const issuer = `http://localhost:${port}`;

const ROLES = {
  viewer: ["ozg:viewer"],
  "editor-salzgitter": ["ozg:editor:salzgitter"],
  "editor-gifhorn": ["ozg:editor:gifhorn"],
  admin: ["ozg:admin"],
  stranger: ["other-application:admin"],
};

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "ozgdash",
      client_secret: "a-secret-of-the-tests",
      redirect_uris: redirectUris,
      post_logout_redirect_uris: redirectUris,
    },
  ],
  claims: { openid: ["sub"], profile: ["preferred_username", "roles"] },
  conformIdTokenClaims: false, // as Keycloak and Entra ID do: what the application asks for stands in the ID token
  cookies: { keys: ["a-key-of-the-tests"] },
  features: { devInteractions: { enabled: false } }, // those fetch a font from elsewhere
  interactions: { url: (_, interaction) => `/sign-in/${interaction.uid}` },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, preferred_username: id, roles: ROLES[id] }),
  }),
  // The application belongs to the house: nobody is asked for consent.
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid profile");
    await grant.save();
    return grant;
  },
});

provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith("/sign-in/")) return next();
  if (ctx.method === "GET") {
    ctx.type = "html";
    ctx.body = `<!doctype html><title>Sign in</title><form method="post" action="${ctx.path}">
      <label>Account <input name="account" autofocus></label><button>Sign in</button></form>`;
    return undefined;
  }
  const chunks = [];
  for await (const chunk of ctx.req) chunks.push(chunk);
  const accountId = new URLSearchParams(Buffer.concat(chunks).toString()).get("account");
  const target = await provider.interactionResult(ctx.req, ctx.res, { login: { accountId } });
  ctx.redirect(target);
  return undefined;
});

provider.listen(Number(port), "127.0.0.1", () => console.log(`listening on ${issuer}`));
