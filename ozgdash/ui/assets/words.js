/**
 * The framework's words in the language of the page. Streamlit speaks English; what it takes from the browser (names of
 * days, numbers, the calendar's words) it takes in the language of the browser, which need not be that of the page.
 * Which words, and where they count: ozgdash/ui/framework_words.py.
 */
const TAGS = { de: "de-DE", en: "en-GB" };
const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt", "aria-valuetext", "aria-roledescription"];
const SIZE = "[\\d.]+[KMGT]?B";
const SKIPPED = "script, style, svg, canvas, .chart, .rows, .stMarkdown, .stHeading";
const { places, notTheirs, words } = globalThis.__ozgdash.words;
const root = document.documentElement;
const tables = {};
const known = new WeakMap();

for (const [name, value] of [
  ["language", () => TAGS[root.lang]],
  ["languages", () => Object.freeze([TAGS[root.lang], root.lang])],
]) {
  Object.defineProperty(Navigator.prototype, name, { configurable: true, get: value });
}

/** Of one language: what is said word for word, and sentences with something in them. */
function table(lang) {
  return (tables[lang] ??= {
    exact: Map.groupBy(words[lang].filter(([, says]) => !says.includes("{")), ([, says]) => says),
    open: words[lang].filter(([, says]) => says.includes("{")).map(([place, says, ours]) => ({ place, like: like(says), ours })),
  });
}

function like(says) {
  const parts = says.split(/\{(\w+)\}/).map((part, at) => (at % 2 ? `(?<${part}>${part === "size" ? SIZE : "[^]+"})` : RegExp.escape?.(part) ?? escaped(part)));
  return new RegExp(`^${parts.join("")}$`);
}

function escaped(part) {
  return part.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** What the page says instead; the same words where they are not the framework's, or not in such a place. */
function said(was, element, lang) {
  const { exact, open } = table(lang);
  const plain = was.trim();
  const found = exact.get(plain)?.find(([place]) => isThere(element, place));
  if (found) return was.replace(plain, () => found[2]);
  for (const { place, like, ours } of open) {
    const match = like.exec(plain);
    if (match && isThere(element, place)) return filled(ours, match.groups, lang);
  }
  return was;
}

/** Sizes of files come as 14.6KB. */
function filled(ours, groups, lang) {
  const size = ([, number, unit]) => `${lang === "de" ? number.replace(".", ",") : number}\u00a0${unit}`;
  return ours.replace(/\{(\w+)\}/g, (_, name) => (name === "size" ? size(groups.size.match(/([\d.]+)(.+)/)) : groups[name]));
}

function isThere(element, place) {
  const around = element.closest(places[place]);
  const other = around && element.closest(notTheirs);
  return Boolean(around) && !(other && around !== other && around.contains(other));
}

/** One text or attribute: what the framework said last is kept, so that another language begins with it. */
function turn(node, name, now, element, set) {
  let notes = known.get(node);
  const was = notes?.[name]?.ours === now ? notes[name].was : now;
  const ours = said(was, element, root.lang);
  if (ours !== was || notes?.[name]) {
    if (!notes) known.set(node, (notes = {}));
    notes[name] = { was, ours };
  }
  if (ours !== now) set(ours);
}

function turnText(node) {
  const element = node.parentElement;
  if (element && /[A-Za-z]/.test(node.data)) turn(node, "", node.data, element, (ours) => (node.data = ours));
}

function turnAttributes(element) {
  for (const name of ATTRIBUTES) {
    const now = element.getAttribute(name);
    if (now) turn(element, name, now, element, (ours) => element.setAttribute(name, ours));
  }
}

/** All that stands below; our own words, charts and the cells of tables have none of the framework. */
function turnAll(node) {
  if (node.nodeType === Node.TEXT_NODE) return turnText(node);
  if (node.nodeType !== Node.ELEMENT_NODE || node.closest(SKIPPED)) return;
  turnAttributes(node);
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (one) =>
    one.nodeType === Node.ELEMENT_NODE && one.matches(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  while (walker.nextNode()) {
    const one = walker.currentNode;
    if (one.nodeType === Node.TEXT_NODE) turnText(one);
    else turnAttributes(one);
  }
}

/** The reader chooses the language on the page, which then has no new document. */
function follow() {
  const chosen = document.querySelector(".st-key-filter-lang input:checked");
  const lang = chosen && Object.keys(TAGS)[Number(chosen.value)];
  if (!lang || lang === root.lang) return false;
  root.lang = lang;
  dispatchEvent(new Event("languagechange"));
  return true;
}

const watch = new MutationObserver((changes) => {
  if (follow()) turnAll(document.body);
  else {
    for (const { type, target, attributeName, addedNodes } of changes) {
      if (type === "childList") addedNodes.forEach(turnAll);
      else if (type === "characterData") turnText(target);
      else if (attributeName && !target.closest(SKIPPED)) turnAttributes(target);
    }
  }
  watch.takeRecords(); // our own
});
watch.observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
turnAll(root);
