/**
 * A table of the document: its rows come as data, and as many of them stand in the document as the reader has come to.
 * Of each column come its different words in their order, and the place of each cell's words in it: sorting compares places.
 * The other half is ozgdash/ui/table_rows.py; on a narrow screen the style sheet makes a list of it.
 */
const NARROW = matchMedia("(max-width: 640px)");
const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
const ASIDE = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
const decoder = new TextDecoder();
const tables = new WeakMap();

/** Called by Streamlit whenever the server has said something of the table. */
export function show({ data, parentElement, setTriggerValue }) {
  const table = tables.get(parentElement) ?? new Rows(parentElement);
  tables.set(parentElement, table);
  table.take(decoder.decode(data), (what) => setTriggerValue("chosen", what));
}

class Rows {
  constructor(parent) {
    this.box = made("div", { className: "rows" });
    this.order = this.box.appendChild(made("label", { className: "order" }));
    this.table = this.box.appendChild(made("table", { role: "table" }));
    this.more = this.box.appendChild(made("button", { type: "button", className: "more" }));
    parent.append(this.box);
    this.box.addEventListener("click", ({ target }) => this.click(target.closest("button")));
    this.box.addEventListener("change", ({ target }) => this.change(target));
    this.box.addEventListener("keydown", (event) => this.press(event));
    this.box.addEventListener("copy", (event) => this.copy(event));
    this.end = new IntersectionObserver((seen) => seen.at(-1).isIntersecting && !NARROW.matches && this.follow(), { root: this.box, rootMargin: "600px" });
    this.end.observe(this.more);
  }

  /** More rows, as the reader comes near the end. It is asked for anew: who is at the new end at once has not come there since. */
  follow() {
    this.append(this.whole.first);
    this.end.unobserve(this.more);
    this.end.observe(this.more);
  }

  /** Draws what is new: other rows from the first one on, of the same ones which of them are chosen. */
  take(sent, tell) {
    this.tell = tell;
    const end = sent.indexOf("\n");
    const { chosen, height } = JSON.parse(sent.slice(0, end));
    this.box.style.setProperty("--height", `${height}px`);
    const isNew = sent.slice(end) !== this.drawn;
    if (isNew) {
      this.drawn = sent.slice(end);
      const head = this.by && this.whole.columns[this.by.column].head;
      this.whole = JSON.parse(this.drawn);
      const column = this.whole.columns.findIndex((own) => own.head === head);
      this.by = column < 0 ? undefined : { ...this.by, column };
      this.table.ariaLabel = this.whole.label;
      this.table.replaceChildren(this.head());
      this.order.replaceChildren(this.whole.said.order, this.choice());
      this.order.hidden = this.whole.length < 2;
      this.draw();
    }
    // Of the same rows the server repeats what was marked here, and may be late: more has been marked since.
    this.mark(isNew || this.whole.does !== "pick" ? chosen : this.chosen);
  }

  /** The rows from the first one on, in the order that the reader wants. */
  draw() {
    this.lines = this.sorted();
    this.table.ariaRowCount = this.lines.length + 1;
    this.table.replaceChildren(this.table.tHead);
    this.box.scrollTop = 0;
    this.count = 0;
    [...this.table.tHead.rows[0].cells].forEach((cell, column) => {
      cell.ariaSort = this.by?.column === column ? (this.by.way > 0 ? "ascending" : "descending") : null;
    });
    this.order.lastChild.value = this.by ? `${this.by.column} ${this.by.way}` : "";
    this.append(NARROW.matches ? this.whole.listed : this.whole.first);
  }

  /** Rows by their numbers, groups as they come; what a column does not say is last in it, whichever way. */
  sorted() {
    const { columns, groups, length } = this.whole;
    const { cells, filled } = this.by ? columns[this.by.column] : {};
    const place = (row) => (cells[row] < filled ? this.by.way * cells[row] : Infinity);
    const part = (from, to) => {
      const rows = Array.from({ length: to - from }, (_, at) => from + at);
      return this.by ? rows.sort((one, other) => place(one) - place(other) || 0) : rows;
    };
    if (!groups.length) return part(0, length);
    return groups.flatMap((group, at) => [group, ...part(group.from, groups[at + 1]?.from ?? length)]);
  }

  head() {
    const head = made("thead", { role: "rowgroup" });
    const row = head.appendChild(made("tr", { role: "row" }));
    this.whole.columns.forEach(({ head: textContent, kind }, place) => {
      const cell = row.appendChild(made("th", { role: "columnheader", scope: "col", className: kind }));
      if (place === this.whole.name && this.whole.does === "pick") cell.append(made("input", { type: "checkbox", ariaLabel: this.whole.said.all, className: "all" }));
      cell.append(made("button", { type: "button", tabIndex: place ? -1 : 0, textContent }));
    });
    return head;
  }

  /** Of a list: by which column it is sorted, and which way. */
  choice() {
    const { columns, said } = this.whole;
    const choice = made("select");
    choice.append(new Option(said.given, ""));
    columns.forEach(({ head }, place) => [1, -1].forEach((way) => choice.append(new Option(`${head}, ${way > 0 ? said.up : said.down}`, `${place} ${way}`))));
    return choice;
  }

  /** Puts so many further rows into the document. */
  append(count) {
    const { lines } = this;
    const end = Math.min(this.count + count, lines.length);
    for (; this.count < end; this.count += 1) {
      const line = lines[this.count];
      if (!this.count || line.cells) this.table.append(made("tbody", { role: "rowgroup" }));
      const row = line.cells ? this.group(line) : this.row(line);
      row.ariaRowIndex = this.count + 2;
      this.table.tBodies[this.table.tBodies.length - 1].append(row);
    }
    const rows = (some) => some.filter((line) => !line.cells).length;
    if (end < lines.length) this.box.dataset.rows = `1–${rows(lines.slice(0, end))} / ${rows(lines)}`;
    else delete this.box.dataset.rows;
    this.more.hidden = end === lines.length;
    this.more.textContent = this.whole.said.more;
    if (this.chosen) this.tick();
  }

  group({ cells }) {
    const row = made("tr", { role: "row", className: "group" });
    cells.forEach((words, place) => row.append(this.cell(words, place, words !== "")));
    return row;
  }

  row(own) {
    const row = made("tr", { role: "row" });
    this.whole.columns.forEach(({ words, filled, cells }, place) => row.append(this.cell(words[cells[own]], place, cells[own] < filled, own)));
    return row;
  }

  /** A cell, with the words of its head, which a list needs; the name of a row can be pressed where it does something. */
  cell(words, place, says, own) {
    const { head, kind, listed } = this.whole.columns[place];
    const isName = place === this.whole.name;
    const cell = isName ? made("th", { role: "rowheader", scope: "row" }) : made("td", { role: "cell" });
    cell.className = [kind, listed && says ? "" : "unlisted"].join(" ").trim();
    const { does, ids } = this.whole;
    if (isName && own !== undefined && does === "open") cell.append(made("button", { type: "button", tabIndex: -1, textContent: words, value: ids[own] }));
    else if (isName && own !== undefined && does === "pick") {
      const label = cell.appendChild(made("label"));
      label.append(made("input", { type: "checkbox", tabIndex: -1, value: ids[own] }), words);
    } else cell.textContent = words;
    if (!isName && listed && says) cell.dataset.of = `${head}: `;
    if (!isName && listed && Object.hasOwn(this.whole.colours, words)) {
      const [ground, ink] = this.whole.colours[words];
      cell.style.setProperty("--ground", ground);
      cell.style.setProperty("--ink", ink);
    }
    return cell;
  }

  /** Says which rows are chosen; an opened one comes into view unless the reader has just chosen it here. */
  mark(chosen) {
    const { does, ids } = this.whole;
    const opened = does === "open" ? chosen[0] : undefined;
    const isNew = opened !== this.chosen?.[0];
    this.chosen = chosen;
    const place = opened === undefined ? -1 : this.lines.findIndex((line) => ids[line] === opened);
    if (place >= this.count && !NARROW.matches) this.append(place + 1 - this.count);
    this.tick();
    const control = opened !== undefined && this.controls().find((own) => own.value === opened);
    if (control && isNew && !NARROW.matches) {
      const { top } = control.getBoundingClientRect();
      this.box.scrollTop += top - this.box.getBoundingClientRect().top - this.table.tHead.offsetHeight;
    }
  }

  /** What can be pressed shows what is chosen, and one of all is reached by Tab. */
  tick() {
    const wanted = new Set(this.chosen);
    const controls = this.controls();
    for (const control of controls) {
      const isChosen = wanted.has(control.value);
      if (control.type === "checkbox") control.checked = isChosen;
      else control.ariaPressed = String(isChosen);
      control.tabIndex = -1;
    }
    const all = this.table.querySelector(".all");
    if (all) Object.assign(all, { checked: wanted.size === this.whole.length, indeterminate: wanted.size > 0 && wanted.size < this.whole.length });
    const pressed = this.whole.does === "open" && controls.find((own) => wanted.has(own.value));
    const reached = pressed || controls.find((own) => own === document.activeElement) || controls[0];
    if (reached) reached.tabIndex = 0;
  }

  controls() {
    return [...this.table.querySelectorAll("tbody :is(button, input)")];
  }

  heads() {
    return [...this.table.tHead.querySelectorAll("button")];
  }

  click(button) {
    const column = this.heads().indexOf(button);
    if (button === this.more) {
      const { length } = this.table.rows;
      this.append(this.whole.listed);
      const added = this.table.rows[length];
      reach(this.controls(), this.controls().find((own) => added.contains(own) || added.compareDocumentPosition(own) & Node.DOCUMENT_POSITION_FOLLOWING));
    } else if (column >= 0) this.sort(column);
    else if (button) this.choose(button.ariaPressed === "true" ? [] : [button.value]);
  }

  /** A head pressed once, twice, three times: one way, the other, as the rows came. */
  sort(column) {
    const first = this.whole.columns[column].kind === "number" ? -1 : 1; // the largest ones are looked for
    const way = this.by?.column !== column ? first : this.by.way === first ? -first : 0;
    this.by = way ? { column, way } : undefined;
    this.draw();
    reach(this.heads(), this.heads()[column]);
  }

  change(field) {
    if (field === this.order.lastChild) {
      const [column, way] = field.value.split(" ").map(Number);
      this.by = way ? { column, way } : undefined;
      this.draw();
    } else if (field.className === "all") this.choose(field.checked ? [...this.whole.ids] : []);
    else this.choose(field.checked ? [...this.chosen, field.value] : this.chosen.filter((own) => own !== field.value));
  }

  choose(chosen) {
    this.chosen = chosen;
    this.tick();
    this.tell(chosen);
  }

  /** One name is reached by Tab and one head, the others from there by the keys with arrows. */
  press(event) {
    const heads = this.heads();
    const own = heads.includes(event.target) ? heads : this.controls();
    const step = (own === heads ? ASIDE : STEPS)[event.key];
    const place = own.indexOf(event.target);
    if (!step || place < 0) return;
    event.preventDefault();
    if (own !== heads && place + step >= own.length) this.append(step === Infinity ? this.lines.length : this.whole.first);
    const all = own === heads ? heads : this.controls();
    reach(all, all[Math.max(0, Math.min(all.length - 1, place + step))]);
  }

  /** Several rows are copied as a spreadsheet takes them; less than a row as the browser does. */
  copy(event) {
    const selection = getSelection();
    const rows = [...this.table.rows].filter((row) => selection.containsNode(row, true));
    if (rows.length < 2) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", rows.map((row) => [...row.cells].map((cell) => cell.textContent).join("\t")).join("\n"));
  }
}

/** Moves the focus there; it is the one of them that Tab reaches from now on. */
function reach(controls, one) {
  if (!one) return;
  controls.forEach((own) => (own.tabIndex = own === one ? 0 : -1));
  one.focus();
}

function made(name, { role, scope, ...facts } = {}) {
  const element = Object.assign(document.createElement(name), facts);
  if (role) element.setAttribute("role", role);
  if (scope) element.setAttribute("scope", scope);
  return element;
}
