/**
 * What a page says of itself beside its numbers: once what it is, and that newer data was published while it was read.
 * The numbers stay as they are until the reader asks for new ones.
 */
const EVERY_MS = 60_000;
const WELCOMED = "ozgdash-welcomed";
const { says } = globalThis.__ozgdash.helping;
const where = new URL("snapshot", globalThis.__streamlit.BACKEND_BASE_URL);
const bar = document.querySelector(".news");
let put; // the snapshot that the reader does not want to hear of again

addEventListener("click", (event) => {
  if (event.target.closest?.(".st-key-first-visit-seen button")) welcomed(event);
  else if (event.target.closest?.(".news .later")) [put, bar.hidden] = [bar.dataset.id, true];
  else if (event.target.closest?.(".news .reload")) reload();
}, true);

function welcomed(event) {
  event.stopPropagation();
  try {
    localStorage.setItem(WELCOMED, "1");
  } catch {} // nothing is kept: it is said again on the next visit
  delete document.documentElement.dataset.firstVisit;
  const question = document.querySelector(".stMain h1");
  if (question) Object.assign(question, { tabIndex: -1 }).focus({ preventScroll: true });
}

/** The snapshot that the page was drawn from. */
function drawn() {
  return document.querySelector('[class*="st-key-from-"]')?.className.match(/st-key-from-([^ ]+)/)[1];
}

async function look() {
  const shown = drawn();
  if (document.hidden || !shown) return;
  const answer = await fetch(where, { cache: "no-cache" }).catch(() => null);
  if (!answer?.ok) return;
  const { id, published } = await answer.json();
  bar.dataset.id = id;
  if (id === drawn() || id === put) bar.hidden = true;
  else tell(published[document.documentElement.lang] ?? id);
}

function tell(published) {
  const { new_data, reload: again, later } = says[document.documentElement.lang];
  bar.querySelector("p").textContent = new_data.replace("{published}", published);
  bar.querySelector(".reload").textContent = again;
  bar.querySelector(".later").textContent = later;
  bar.hidden = false;
}

/** The framework runs the page anew: what was typed and chosen on it stays. */
function reload() {
  bar.hidden = true;
  document.querySelector(".st-key-news-reload button")?.click();
}

setInterval(look, EVERY_MS);
document.addEventListener("visibilitychange", look);
