/**
 * Addresses of what a page shows: a click copies the one of the view or of a chart, and whoever opens the address of a chart,
 * a list or a definition (`#chart-progress`, `#begriff-stand`) is brought there once the page has drawn it.
 */
const COPY = '[class*="st-key-copy-"] button';
const DRAWN = '[data-test-script-state="notRunning"]';
const { says } = globalThis.__ozgdash.helping;
const note = document.querySelector(".note");

// Before the framework hears of it: a click that copies changes nothing on the page, and asks the server for nothing.
addEventListener("click", heard, true);

function heard(event) {
  const button = event.target.closest?.(COPY);
  if (!button) return;
  event.stopPropagation();
  const name = button.closest('[class*="st-key-copy-"]').className.match(/st-key-copy-([^ ]+)/)[1];
  copy(name === "view" ? addressOf() : addressOf(`#chart-${name}`), button);
}

function addressOf(anchor = "") {
  const { origin, pathname, search } = location;
  return origin + pathname + search + anchor;
}

/** Over plain http a browser has no clipboard for scripts, and a frame may be denied it: then the older way, at last by hand. */
async function copy(words, button) {
  const done = (await navigator.clipboard?.writeText(words).then(() => true, () => false)) || copiedFromField(words);
  if (done) say(says[document.documentElement.lang].copied);
  else offer(words, button);
}

function copiedFromField(words) {
  const had = document.activeElement;
  const field = Object.assign(document.createElement("textarea"), { value: words, readOnly: true });
  field.style.cssText = "position:fixed;top:0;opacity:0";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  had?.focus({ preventScroll: true });
  return done;
}

/** The address in a field, selected; the focus goes back when the reader is done. */
function offer(words, button) {
  const { by_hand, address } = says[document.documentElement.lang];
  const field = Object.assign(document.createElement("input"), { value: words, readOnly: true, ariaLabel: address });
  field.addEventListener("keydown", ({ key }) => key === "Escape" && button.focus());
  field.addEventListener("blur", () => note.replaceChildren());
  note.replaceChildren(Object.assign(document.createElement("p"), { textContent: by_hand }), field);
  field.select();
}

let clearing;
function say(words) {
  clearTimeout(clearing);
  note.replaceChildren(Object.assign(document.createElement("p"), { textContent: words }));
  clearing = setTimeout(() => note.replaceChildren(), 6000);
}

/** What an address names: a chart or a list by its name, anything else by its key. */
function named(anchor) {
  const keys = anchor.startsWith("chart-") ? [anchor, anchor.replace("chart-", "table-")] : [anchor];
  return keys.map((key) => document.querySelector(`.stMain .st-key-${CSS.escape(key)}`)).find(Boolean);
}

function goThere(hash) {
  const anchor = decodeURIComponent(hash.slice(1));
  if (!anchor) return;
  const moved = new AbortController();
  const watch = new MutationObserver(look);
  const end = () => (watch.disconnect(), moved.abort());
  // Whoever goes on by themselves meanwhile is not brought back.
  for (const begun of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(begun, end, { signal: moved.signal });
  watch.observe(document.body, { attributes: true, attributeFilter: ["data-test-script-state"], childList: true, subtree: true });
  look();

  function look() {
    const found = document.querySelector(DRAWN) && named(anchor);
    if (!found) return;
    end();
    const heading = found.querySelector("h2, h3, h4") ?? found;
    heading.tabIndex = -1;
    heading.scrollIntoView({ block: "start" });
    heading.focus({ preventScroll: true, focusVisible: true });
  }
}

addEventListener("hashchange", () => goThere(location.hash));
// As the address was when it was opened: the first run may have written it anew before this script came.
goThere(globalThis.__ozgdash.anchor);
