/**
 * Terms explained where they stand: a marked word opens one sentence and a link to the whole definition. What is said of
 * which word stands in the document (ozgdash/ui/terms.py); a page marks a word where it first stands.
 */
const TERM = 'a[href^="#begriff-"]';
const { says, terms } = globalThis.__ozgdash.helping;
let open;

new MutationObserver(mark).observe(document.getElementById("root"), { childList: true, subtree: true });
addEventListener("click", (event) => {
  const word = event.target.closest?.(TERM);
  if (word && terms[document.documentElement.lang][nameOf(word)]) {
    event.preventDefault();
    event.stopPropagation();
    if (open?.word === word) close();
    else explain(word);
  } else if (open && !open.box.contains(event.target)) close(false);
}, true);
addEventListener("keydown", (event) => {
  const word = event.key === " " && event.target.closest?.(TERM);
  if (word) {
    event.preventDefault();
    word.click();
  } else if (event.key === "Escape" && open) {
    event.stopPropagation();
    close();
  }
}, true);
addEventListener("resize", () => open && place());

/** To a screen reader a marked word is a button that opens something. */
function mark() {
  for (const word of document.querySelectorAll(`${TERM}:not([role])`)) Object.assign(word, { role: "button", ariaExpanded: "false" });
  if (open && !open.word.isConnected) close(false);
}

function nameOf(word) {
  return word.hash.slice("#begriff-".length);
}

function explain(word) {
  close(false);
  const lang = document.documentElement.lang;
  const name = nameOf(word);
  const [title, meaning, page] = terms[lang][name];
  const box = Object.assign(document.createElement("div"), { className: "term", role: "dialog", ariaLabel: title, tabIndex: -1 });
  const more = Object.assign(document.createElement("a"), { href: target(page, name, lang), target: "_blank", textContent: says[lang].more });
  const shut = Object.assign(document.createElement("button"), { type: "button", textContent: says[lang].close });
  box.append(Object.assign(document.createElement("p"), { textContent: meaning }), more, shut);
  shut.addEventListener("click", () => close());
  box.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !box.contains(relatedTarget) && close(false));
  document.body.append(box);
  open = { box, word };
  word.ariaExpanded = "true";
  place();
  box.focus({ preventScroll: true });
}

function target(page, name, lang) {
  const found = new URL(page, globalThis.__streamlit.BACKEND_BASE_URL);
  if (lang !== "de") found.searchParams.set("lang", lang);
  found.hash = `begriff-${name}`;
  return found.href;
}

/** Below its word, above it where there is no room, and where there is none either, over it: never outside of the window. */
function place() {
  const { box, word } = open;
  const around = word.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const [below, lowest] = [around.bottom + 6, innerHeight - height - 8];
  // A word that is scrolled away takes its box along.
  const beside = around.bottom < 0 || around.top > innerHeight ? below : Math.max(8, lowest);
  box.style.left = `${Math.max(8, Math.min(around.left, document.documentElement.clientWidth - width - 8))}px`;
  box.style.top = `${below <= lowest ? below : around.top >= height + 14 ? around.top - height - 6 : beside}px`;
}

function close(back = true) {
  if (!open) return;
  const { box, word } = open;
  open = undefined;
  word.ariaExpanded = "false";
  box.remove();
  if (back && word.isConnected) word.focus({ preventScroll: true });
}

document.addEventListener("scroll", () => open && place(), true);
mark();
