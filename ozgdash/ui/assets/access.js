/**
 * What Streamlit leaves to be done for readers who do not see the page or do not use a mouse: links past the filters, the
 * answer said aloud when it changes, the focus kept where a run has replaced what had it.
 * What is said in which language stands in the document (ozgdash/ui/reach.py).
 */
const MAIN = ".stMain";
const ANSWER = ".st-key-answer h2";
const QUESTION = `${MAIN} h1`;
const CONTROL = "input, button, select, textarea, a[href], [tabindex]";
const TARGETS = {
  content: () => document.querySelector(QUESTION),
  filters: () => document.querySelector(".st-key-filters"),
  downloads: () =>
    [...document.querySelectorAll(`${MAIN} :is([class*="st-key-export-"], [class*="st-key-council-documents"], .stDownloadButton)`)].find(control),
};
const PAGES = '[data-testid="stSidebarNav"] a, [data-testid="stPageLink"] a';
const OPEN_SIDE_BAR = '[data-testid="stExpandSidebarButton"]';

const bar = document.querySelector(".skip");
const told = document.querySelector(".told");
let said; // the answer that the reader knows
let page;
let { pathname } = location; // of the page that is shown
let held; // where the focus was last, in words that outlive its element

bar.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  goTo(link.dataset.to);
});
// Streamlit takes away the page that is left before it says which one comes: what is below would be seen to jump.
// A click that opens another tab is left to the browser.
document.addEventListener("click", (event) => event.defaultPrevented && event.target.closest?.(PAGES) && toTop());
document.addEventListener("focusin", ({ target }) => (held = place(target)));
document.addEventListener("pointerdown", ({ target }) => target.closest?.(CONTROL) || (held = undefined));

let waiting = false;
new MutationObserver(() => {
  begin(); // before anything of the page is painted
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    look();
  });
}).observe(document.getElementById("root"), {
  attributeFilter: ["data-test-script-state"],
  attributes: true,
  characterData: true,
  childList: true,
  subtree: true,
});

function look() {
  keepFocus();
  mend();
  if (!document.querySelector('[data-test-script-state="notRunning"]')) return;
  speak();
  for (const link of bar.querySelectorAll("a")) link.hidden = !TARGETS[link.dataset.to]();
  tell();
}

/** Another page begins at its answer, however far down the reader was on the last one. */
function begin() {
  if (location.pathname === pathname) return;
  ({ pathname } = location);
  toTop();
}

function toTop() {
  document.querySelector(MAIN)?.scrollTo({ top: 0, behavior: "instant" });
}

/** A field for files whose frame says that it is nothing. */
function mend() {
  for (const zone of document.querySelectorAll('[data-testid="stFileUploaderDropzone"][role="presentation"]')) zone.role = "group";
}

/** The links speak the language of the document, which follows the reader's choice (words.js). */
function speak() {
  const { lang } = document.documentElement;
  for (const link of bar.querySelectorAll("a")) {
    if (link.textContent !== link.dataset[lang]) link.textContent = link.dataset[lang];
  }
  bar.ariaLabel = bar.dataset[lang];
}

/** Says a new answer once; on another page its question before it. What stands there first is read as the page is. */
function tell() {
  const [answer, question] = [ANSWER, QUESTION].map((where) => document.querySelector(where)?.textContent ?? "");
  if (!answer || (answer === said && question === page)) return;
  if (said !== undefined) told.textContent = question === page ? answer : `${question} ${answer}`;
  [said, page] = [answer, question];
}

async function goTo(name) {
  const target = TARGETS[name]();
  if (name === "filters") await openSideBar();
  const found = name === "content" ? target : control(target);
  if (!found) return;
  if (name === "content") found.tabIndex = -1;
  found.focus({ focusVisible: true });
  found.scrollIntoView({ block: "center" });
}

/** On a phone the filters are behind a button. */
async function openSideBar() {
  const button = document.querySelector(OPEN_SIDE_BAR);
  if (!button) return;
  button.click();
  for (let frame = 0; frame < 60 && document.querySelector(OPEN_SIDE_BAR); frame += 1) await new Promise(requestAnimationFrame);
}

/** The first thing in there that the keyboard reaches. */
function control(inside) {
  return controls(inside)[0];
}

function controls(inside) {
  return [...inside.querySelectorAll(CONTROL)].filter((each) => each.tabIndex >= 0 && !each.disabled && each.checkVisibility());
}

function place(element) {
  const around = element.closest?.('[class*="st-key-"]');
  if (!around) return undefined;
  const key = around.className.match(/st-key-[^ ]+/)[0];
  return { element, key, at: controls(around).indexOf(element), in: element.closest(".stSidebar") ? ".stSidebar" : MAIN };
}

/** A run has replaced what had the focus: its successor gets it, or what stands at its place, or the answer. */
function keepFocus() {
  if (!held || held.element.isConnected || document.activeElement !== document.body) return;
  const around = document.querySelector(`${held.in} .${CSS.escape(held.key)}`);
  const there = around ? controls(around) : [];
  const next = there[held.at] ?? there.at(-1);
  if (!next && !document.querySelector('[data-test-script-state="notRunning"]')) return;
  const found = next ?? document.querySelector(QUESTION);
  if (!found) return;
  if (!next) found.tabIndex = -1;
  found.focus({ preventScroll: Boolean(next) });
}
