/**
 * The table of services: its lines come as data, and as many of them stand in the document as the reader has come to.
 * The other half is ozgdash/ui/service_rows.py; on a narrow screen the style sheet makes a list of it.
 */
const FIRST = 100; // of a table, in which more of them come by scrolling
const LISTED = 25; // of a list, in which more of them come when they are asked for
const NARROW = matchMedia("(max-width: 640px)");
const decoder = new TextDecoder();
const tables = new WeakMap();

/** Called by Streamlit whenever the server has said something of the table. */
export function show({ data, parentElement, setTriggerValue }) {
  const table = tables.get(parentElement) ?? new Services(parentElement);
  tables.set(parentElement, table);
  table.take(decoder.decode(data), (service) => setTriggerValue("open", service));
}

class Services {
  constructor(parent) {
    this.box = made("div", { className: "services" });
    this.table = this.box.appendChild(made("table", { role: "table" }));
    this.more = this.box.appendChild(made("button", { type: "button", className: "more" }));
    parent.append(this.box);
    this.box.addEventListener("click", (event) => this.click(event.target.closest("button")));
    this.box.addEventListener("keydown", (event) => this.press(event));
    new IntersectionObserver(([own]) => own.isIntersecting && !NARROW.matches && this.append(FIRST), {
      root: this.box,
      rootMargin: "600px",
    }).observe(this.more);
  }

  /** Draws what is new: other lines from the first one on, of the same ones which of them is open. */
  take(sent, open) {
    this.open = open;
    const { opened, height, ...whole } = JSON.parse(sent);
    this.box.style.setProperty("--height", `${height}px`);
    const lines = JSON.stringify(whole);
    if (lines !== this.drawn) {
      this.drawn = lines;
      this.whole = whole;
      this.count = 0;
      this.table.replaceChildren(this.head());
      this.table.ariaLabel = whole.label;
      this.table.ariaRowCount = whole.lines.length + 1;
      this.box.scrollTop = 0;
      this.append(NARROW.matches ? LISTED : FIRST);
    }
    this.mark(opened);
  }

  head() {
    const head = made("thead", { role: "rowgroup" });
    const row = head.appendChild(made("tr", { role: "row" }));
    this.whole.headers.forEach((words) => row.append(made("th", { role: "columnheader", scope: "col", textContent: words })));
    return head;
  }

  /** Puts so many further lines into the document. */
  append(count) {
    const { lines } = this.whole;
    const end = Math.min(this.count + count, lines.length);
    for (; this.count < end; this.count += 1) {
      const line = lines[this.count];
      if (!this.count || line[0] === null) this.table.append(made("tbody", { role: "rowgroup" }));
      this.table.tBodies[this.table.tBodies.length - 1].append(this.row(line, this.count + 2));
    }
    const services = lines.map(([service]) => service !== null);
    this.box.dataset.rows = `1–${services.slice(0, end).filter(Boolean).length}/${services.filter(Boolean).length}`;
    this.more.hidden = end === lines.length;
    this.more.textContent = this.whole.more;
  }

  row([service, name, ...cells], index) {
    const row = made("tr", { role: "row", ariaRowIndex: index, className: service === null ? "topic" : "" });
    const head = row.appendChild(made("th", { role: "rowheader", scope: "row" }));
    if (service === null) head.textContent = name;
    else head.append(made("button", { type: "button", tabIndex: -1, textContent: name, value: service }));
    cells.forEach((words, place) => row.append(this.cell(words, this.whole.headers[place + 1], place < this.whole.own)));
    return row;
  }

  /** A cell; of what each partner has (`own`) with the partner's name, which a list needs. */
  cell(words, header, own) {
    const cell = made("td", { role: "cell", textContent: words, className: own ? "own" : "" });
    if (own && words) cell.dataset.of = `${header}: `;
    const [ground, ink] = (own && this.whole.colours[words]) || [];
    if (ground) {
      cell.style.setProperty("--ground", ground);
      cell.style.setProperty("--ink", ink);
    }
    return cell;
  }

  /** Says which service is open, and brings it into view unless the reader has just chosen it here. */
  mark(opened) {
    const place = this.whole.lines.findIndex(([service]) => service !== null && service === opened);
    if (place >= this.count && !NARROW.matches) this.append(place + 1 - this.count);
    const buttons = this.buttons();
    buttons.forEach((button) => {
      button.ariaPressed = String(button.value === opened);
      button.tabIndex = -1;
    });
    const button = buttons.find((own) => own.value === opened);
    const reached = button ?? buttons.find((own) => own === document.activeElement) ?? buttons[0];
    if (reached) reached.tabIndex = 0;
    if (button && !NARROW.matches && opened !== this.chosen) {
      const { top } = button.getBoundingClientRect();
      this.box.scrollTop += top - this.box.getBoundingClientRect().top - this.table.tHead.offsetHeight;
    }
    this.chosen = opened;
  }

  buttons() {
    return [...this.table.querySelectorAll("tbody button")];
  }

  click(button) {
    if (button === this.more) {
      const { length } = this.buttons();
      this.append(LISTED);
      this.reach(this.buttons()[length]);
    } else if (button) {
      const isOpen = button.ariaPressed === "true";
      this.chosen = isOpen ? null : button.value;
      this.open(isOpen ? "" : button.value);
    }
  }

  /** One service is reached by Tab, the others from there by the keys with arrows. */
  press(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
    const step = steps[event.key];
    const buttons = this.buttons();
    const place = buttons.indexOf(event.target);
    if (!step || place < 0) return;
    event.preventDefault();
    if (place + step >= buttons.length) this.append(step === Infinity ? this.whole.lines.length : FIRST);
    const all = this.buttons();
    this.reach(all[Math.max(0, Math.min(all.length - 1, place + step))]);
  }

  reach(button) {
    if (!button) return;
    this.buttons().forEach((own) => (own.tabIndex = own === button ? 0 : -1));
    button.focus();
  }
}

function made(name, { role, scope, ...facts }) {
  const element = Object.assign(document.createElement(name), facts);
  if (role) element.setAttribute("role", role);
  if (scope) element.setAttribute("scope", scope);
  return element;
}
