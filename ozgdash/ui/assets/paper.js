/**
 * Tables for paper: Streamlit draws a table on a canvas that scrolls, and keeps for screen readers the cells that are
 * to be seen. While the page is printed they stand beside the canvas as a table that breaks over sheets.
 */
const DAY = /^\d{4}-\d\d-\d\d(T00:00:00.*)?$/;
const LONG = 26; // letters of a word that may be broken anywhere

addEventListener("beforeprint", () => {
  sweep();
  for (const drawn of document.querySelectorAll(".stMain .stDataFrame")) {
    const kept = drawn.querySelector("canvas table");
    if (kept?.querySelector("td")) drawn.after(written(kept));
  }
});
addEventListener("afterprint", sweep);

function sweep() {
  for (const table of document.querySelectorAll(".paper-table")) table.remove();
}

/** The same cells without what only a screen reader asks for; below them which rows of how many they are. */
function written(kept) {
  const table = Object.assign(document.createElement("table"), { className: "paper-table" });
  const rows = [...kept.querySelectorAll("tr")].filter((row) => row.cells.length);
  const [first, ...others] = rows;
  const heads = [...first.cells].some((cell) => cell.matches("th, [role='columnheader']"));
  const head = table.createTHead();
  const body = table.createTBody();
  if (heads) head.append(line(first, "th"));
  body.append(...(heads ? others : rows).map((row) => line(row, "td")));
  const shown = body.rows.length;
  const all = Number(kept.getAttribute("aria-rowcount")) - (heads ? 1 : 0);
  const from = Number(others[0]?.getAttribute("aria-rowindex")) - 1;
  if (all > shown) table.createCaption().textContent = `${from}–${from + shown - 1} / ${all}`;
  return table;
}

function line(row, kind) {
  const copy = document.createElement("tr");
  copy.append(...[...row.cells].map((cell) => word(cell.textContent, kind)));
  return copy;
}

function word(said, kind) {
  const textContent = DAY.test(said) ? day(said) : said;
  const className = textContent.split(/\s/).some((part) => part.length > LONG) ? "long" : "";
  return Object.assign(document.createElement(kind), { textContent, className });
}

/** As the table on the screen writes a day; for screen readers it keeps 2026-10-31. */
function day(said) {
  const english = document.documentElement.lang === "en";
  const how = english ? { day: "numeric", month: "short" } : { day: "2-digit", month: "2-digit" };
  return new Date(said).toLocaleDateString(english ? "en-GB" : "de-DE", { ...how, timeZone: "UTC", year: "numeric" });
}
