/**
 * The sections of the council package: which ones, in which order, and what the one that is looked at says.
 *
 * The list belongs to the browser, which reports it whole with every click. What the server answers is texts for it and
 * never what is ticked, but for a list of another epoch, which a recipe begins. So the answer to one click cannot take back
 * the next. The other half is ozgdash/ui/council_sections.py.
 */
const NARROW_PX = 640; // below it what a section says stands under its name and not beside the list
const lists = new WeakMap();
let latest; // what the reader chose; Streamlit may put the list into the page anew before it has heard of the last click
let values;

/** Called by Streamlit whenever the server has said something of the list. */
export function show({ data, parentElement, setStateValue }) {
  const list = lists.get(parentElement) ?? new Sections(parentElement);
  lists.set(parentElement, list);
  list.take(data, (state) => setStateValue("sections", state));
}

class Sections {
  constructor(parent) {
    this.rows = new Map();
    this.host = made("div", "sections");
    this.list = made("ol");
    this.said = Object.assign(made("div", "sections-said"), { role: "status" });
    this.preview = Object.assign(made("section", "sections-preview"), { tabIndex: 0 });
    this.host.append(this.list, this.preview, this.said);
    parent.append(this.host);
    this.list.addEventListener("change", ({ target }) => this.tick(key(target), target.checked));
    this.list.addEventListener("click", ({ target }) => this.click(target));
    this.list.addEventListener("keydown", (event) => this.press(event));
    this.list.addEventListener("pointerdown", (event) => this.grasp(event));
    new ResizeObserver(() => this.place()).observe(this.host);
  }

  /** What the server says; only of another epoch also what is ticked, and in which order. */
  take(said, report) {
    this.data = said;
    this.report = report;
    if (said.epoch !== latest?.epoch) {
      const { epoch, order, wanted, shown } = said;
      latest = { epoch, order, wanted, shown };
      this.opened = false;
    }
    this.list.ariaLabel = said.words.list;
    this.host.dataset.theme = isDark(this.host) ? "dark" : "light";
    this.draw();
  }

  change(changes) {
    latest = { ...latest, ...changes };
    this.draw();
    this.report(latest);
  }

  draw() {
    const { order, wanted, shown } = latest;
    const { parts, words } = this.data;
    for (const [at, name] of order.entries()) {
      const row = this.row(name);
      if (this.list.children[at] !== row.item) this.list.insertBefore(row.item, this.list.children[at] ?? null);
      const { title, said } = parts[name];
      const isWanted = wanted.includes(name);
      row.item.classList.toggle("wanted", isWanted);
      if (row.box.checked !== isWanted) row.box.checked = isWanted;
      say(row.title, title);
      const look = (isWanted && said) || words.look;
      say(row.look, look);
      row.item.dataset.said = said; // for paper, where nothing is to press
      row.look.ariaLabel = `${title}: ${look}`;
      row.look.ariaPressed = String(name === shown && (this.opened || !this.isNarrow()));
      for (const [button, end, move] of [[row.up, 0, words.up], [row.down, order.length - 1, words.down]]) {
        button.ariaDisabled = String(at === end);
        button.ariaLabel = `${title}: ${move}`;
        button.title = move;
      }
      row.grip.title = words.drag;
    }
    this.place();
  }

  /** The row of a section; the same one for as long as the list is there, so that the focus stays in it. */
  row(name) {
    const known = this.rows.get(name);
    if (known) return known;
    const [item, label] = [made("li"), made("label")];
    const box = Object.assign(made("input"), { type: "checkbox" });
    const row = { item, box, title: made("span"), look: button("look", ""), up: button("up", "↑"), down: button("down", "↓") };
    row.grip = Object.assign(made("span", "grip"), { ariaHidden: "true" });
    item.dataset.key = name;
    label.append(box, row.title);
    item.append(row.grip, label, row.look, row.up, row.down);
    this.rows.set(name, row);
    return row;
  }

  /** Where the preview stands: beside the list, on a phone in the row that was opened. */
  place() {
    if (!latest) return;
    const isNarrow = this.isNarrow();
    const { shown } = latest;
    const { preview } = this.data;
    const home = isNarrow ? this.rows.get(shown)?.item : this.host;
    this.host.classList.toggle("narrow", isNarrow);
    this.preview.hidden = !home || (isNarrow && !this.opened);
    if (home && this.preview.parentElement !== home) home.append(this.preview);
    if (preview.key !== shown) this.preview.ariaBusy = "true"; // it is on its way, and the old one stands until then
    else if (this.preview.dataset.html !== preview.html) this.fill(preview);
    else this.preview.ariaBusy = "false";
  }

  fill({ key: name, html }) {
    this.preview.dataset.html = html;
    this.preview.innerHTML = html;
    this.preview.ariaBusy = "false";
    this.preview.ariaLabel = `${this.data.words.preview}: ${this.data.parts[name].title}`;
    this.preview.scrollTop = 0;
    values ??= import(globalThis.__ozgdash.assets["values.js"]);
    for (const chart of this.preview.querySelectorAll(".chart")) {
      chart.dataset.theme = this.host.dataset.theme;
      values.then(({ readable }) => readable(chart)).catch(() => {});
    }
  }

  isNarrow() {
    return this.host.clientWidth < NARROW_PX;
  }

  tick(name, isWanted) {
    const others = latest.wanted.filter((each) => each !== name);
    this.change({ wanted: isWanted ? [...others, name] : others });
  }

  click(target) {
    const button = target.closest("button");
    if (!button) return;
    const name = key(button);
    if (button.classList.contains("look")) this.look(name);
    else if (button.ariaDisabled !== "true") this.move(name, button.classList.contains("up") ? -1 : 1, button);
  }

  look(name) {
    this.opened = !(this.opened && latest.shown === name);
    this.change({ shown: name });
  }

  press(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || !step) return;
    event.preventDefault();
    this.move(key(event.target), step, event.target);
  }

  move(name, step, focused) {
    const { order } = latest;
    const to = order.indexOf(name) + step;
    if (to < 0 || to >= order.length) return;
    this.change({ order: moved(order, name, to) });
    focused.focus();
    this.tell(name);
  }

  /** Says where the section stands now. */
  tell(name) {
    const { order } = latest;
    const facts = { title: this.data.parts[name].title, place: order.indexOf(name) + 1, count: order.length };
    this.said.textContent = this.data.words.moved.replace(/\{(\w+)\}/g, (_, fact) => facts[fact]);
  }

  /** A row is drawn along by its handle; where it is let go the list is reported, and not before. */
  grasp(event) {
    const grip = event.target.closest(".grip");
    if (!grip || event.button !== 0) return;
    event.preventDefault();
    const [name, before, end] = [key(grip), latest.order, new AbortController()];
    const over = (at) => this.list.children.length - 1 - [...this.list.children].reverse().findIndex((row) => row.getBoundingClientRect().top <= at);
    const finish = (order) => {
      end.abort();
      this.rows.get(name).item.classList.remove("dragged");
      latest = { ...latest, order: before };
      if (order.join() === before.join()) return this.draw();
      this.change({ order });
      this.tell(name);
    };
    const follow = (type, heard) => grip.ownerDocument.addEventListener(type, heard, { signal: end.signal });
    this.rows.get(name).item.classList.add("dragged");
    follow("pointermove", ({ clientY }) => {
      const to = Math.min(Math.max(over(clientY), 0), before.length - 1);
      latest = { ...latest, order: moved(latest.order, name, to) };
      this.draw();
    });
    follow("pointerup", () => finish(latest.order));
    follow("pointercancel", () => finish(before));
    follow("keydown", (pressed) => pressed.key === "Escape" && finish(before));
  }
}

function moved(order, name, to) {
  const others = order.filter((each) => each !== name);
  return [...others.slice(0, to), name, ...others.slice(to)];
}

function key(element) {
  return element.closest("li").dataset.key;
}

function made(name, className = "") {
  return Object.assign(document.createElement(name), { className });
}

function button(className, textContent) {
  return Object.assign(made("button", className), { type: "button", textContent });
}

/** Only what is new is written: a text that is written again is lost to whoever has it marked. */
function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

function isDark(element) {
  const colour = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const parts = colour.match(/^#(..)(..)(..)/)?.slice(1).map((two) => parseInt(two, 16)) ?? colour.match(/\d+/g)?.map(Number);
  return Boolean(parts) && 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2] < 128;
}
