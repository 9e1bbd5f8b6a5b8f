/**
 * The values of a picture: beside the mouse, under the finger, and mark by mark with the arrow keys.
 * How a picture says its values stands in docs/ARCHITECTURE.md; it is made in ozgdash/charts/picture.py.
 */
const REACH_PX = 40; // how far from a line a mouse still means one of its points
const SVG = "http://www.w3.org/2000/svg";

/** Lets the values of the picture in `host` be read; the picture may change afterwards. */
export function readable(host) {
  const reader = new Reader(host);
  host.addEventListener("pointermove", (event) => reader.point(event));
  host.addEventListener("pointerdown", (event) => reader.point(event));
  host.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && reader.hide());
  host.addEventListener("pointercancel", () => reader.hide());
  host.addEventListener("focusin", (event) => reader.enter(event.target));
  host.addEventListener("focusout", (event) => reader.leave(event.relatedTarget));
  host.addEventListener("keydown", (event) => reader.press(event));
  new ResizeObserver(() => reader.again()).observe(host);
}

class Reader {
  constructor(host) {
    this.host = host;
    this.tip = piece("chart-tip");
    this.ring = piece("chart-ring");
  }

  /** The series of the picture that is there now, each a list of marks. */
  get series() {
    const picture = this.host.querySelector(":scope > .picture");
    if (picture !== this.picture) {
      this.picture = picture;
      this.isLines = Boolean(picture?.querySelector("svg[data-days]"));
      this.found = picture ? (this.isLines ? lines(picture) : bars(picture)) : [];
    }
    return this.found;
  }

  point(event) {
    // Plotly has a way of its own to say them.
    if (this.host.classList.contains("live") || event.target.closest("button")) return this.hide();
    const mark = this.series && (this.isLines ? this.nearest(event) : this.under(event.target));
    mark ? this.show(mark) : this.hide();
    const isHeld = Boolean(mark) && event.pointerType !== "mouse";
    this.tip.classList.toggle("held", isHeld);
    if (isHeld && event.type === "pointerdown") this.hold();
  }

  /** What a finger has asked for stays when the finger is lifted, until it comes down elsewhere. */
  hold() {
    const elsewhere = ({ target }) => this.host.contains(target) || this.hide();
    document.addEventListener("pointerdown", elsewhere, { capture: true, once: true });
  }

  under(target) {
    const element = target.closest(".mark");
    return element && this.series.flat().find((mark) => mark.element === element);
  }

  /** The point of any line that is nearest to the pointer; none where the pointer is far from all. */
  nearest({ clientX, clientY }) {
    const away = ({ x, y }) => Math.hypot(x - clientX, y - clientY);
    const all = this.series.flat().map((mark) => [away(mark.place()), mark]);
    const [distance, mark] = all.reduce((best, one) => (one[0] < best[0] ? one : best), [Infinity, null]);
    return distance <= REACH_PX ? mark : null;
  }

  show(mark, { ringed = false } = {}) {
    this.said = mark;
    const { x, y, box } = mark.place();
    const around = this.host.getBoundingClientRect();
    this.tip.textContent = mark.words;
    this.host.append(this.tip);
    const { width, height } = this.tip.getBoundingClientRect();
    const left = Math.max(0, Math.min(x - around.left - width / 2, around.width - width));
    const above = y - around.top - height - 10;
    this.tip.style.translate = `${left}px ${above < 0 ? Math.min(y - around.top + 12, around.height - height) : above}px`;
    if (!ringed) return this.ring.remove();
    Object.assign(this.ring.style, {
      translate: `${box.left - around.left - 3}px ${box.top - around.top - 3}px`,
      width: `${box.width + 6}px`,
      height: `${box.height + 6}px`,
    });
    this.host.append(this.ring);
  }

  /** Brings what is said to the place that its mark has now. */
  again() {
    if (this.tip.isConnected) this.show(this.said, { ringed: this.ring.isConnected });
  }

  hide() {
    this.tip.remove();
    this.ring.remove();
  }

  /** The keyboard has come to a mark, or to a line, whose last value it then reads. */
  enter(target) {
    if (!target.matches?.(":focus-visible")) return;
    const { series } = this;
    const line = series.find((marks) => marks.group === target);
    if (line?.length && this.isLines) return this.go(line.at(-1));
    const mark = series.flat().find(({ element }) => element === target);
    if (mark) this.show(mark, { ringed: true });
  }

  leave(next) {
    if (this.host.contains(next)) return;
    this.hide();
    if (!this.isLines) return;
    for (const marks of this.series) marks.group.tabIndex = marks === this.series[0] ? 0 : -1;
    this.drop();
  }

  press(event) {
    if (event.key === "Escape") return this.hide();
    // With these keys the arrows are the browser's: back, forward, the ends of the page.
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { series } = this;
    const row = series.findIndex((marks) => marks.some(({ element }) => element && element === event.target));
    if (row < 0) return;
    const column = series[row].findIndex(({ element }) => element === event.target);
    const next = this.beside(event.key, row, column);
    if (!next) return;
    event.preventDefault();
    this.go(next);
  }

  /** The mark that a key leads to: along the series, or at the same place in the next one. */
  beside(key, row, column) {
    const [back, on, before, after] = this.isLines
      ? ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]
      : ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];
    const own = this.series[row];
    const other = { [before]: row - 1, [after]: row + 1 }[key];
    if (other !== undefined) return this.series[other] && close(this.series[other], own[column]);
    return { [back]: own[column - 1], [on]: own[column + 1], Home: own[0], End: own.at(-1) }[key];
  }

  /** Moves the keyboard to a mark; a point of a line becomes an element only now. */
  go(mark) {
    const before = this.host.querySelector(".picture .mark[tabindex='0']");
    const lone = this.cursor;
    if (mark.draw) {
      this.cursor = mark;
      mark.element = mark.draw();
      for (const marks of this.series) marks.group.tabIndex = -1;
    }
    if (before && before !== mark.element) before.tabIndex = -1;
    mark.element.tabIndex = 0;
    mark.element.focus({ focusVisible: true });
    this.show(mark, { ringed: true });
    if (lone && lone !== mark) this.drop(lone);
  }

  drop(mark = this.cursor) {
    mark?.element?.remove();
    if (mark) mark.element = null;
    if (mark === this.cursor) this.cursor = null;
  }
}

/** Bars and cells: the marks stand in the picture. */
function bars(picture) {
  return groups(picture).map((group) =>
    series(
      group,
      [...group.querySelectorAll(".mark")].map((element, at) => ({
        at,
        element,
        words: element.ariaLabel,
        place() {
          const box = element.getBoundingClientRect();
          return { x: box.left + box.width / 2, y: box.top, box };
        },
      })),
    ),
  );
}

/** Lines: their values are said as data, their places are those of the path. */
function lines(picture) {
  const drawing = picture.querySelector("svg[data-days]");
  const days = JSON.parse(drawing.dataset.days);
  return groups(picture).map((group) => {
    const places = steps(group.querySelector("path").getAttribute("d"));
    const said = JSON.parse(group.dataset.values);
    const known = said.flatMap((value, at) => (value === null ? [] : [[at, words(group, days[at], value)]]));
    return series(group, known.map(([at, text], index) => point(drawing, group, places[index], at, text)));
  });
}

/** The points of a path, of which each is said as the step from the one before. */
function steps(path) {
  const numbers = path.match(/-?[\d.]+/g).map(Number);
  const places = [[0, 0]];
  for (let at = 0; at < numbers.length; at += 2) {
    const [x, y] = places.at(-1);
    places.push([x + numbers[at], y + numbers[at + 1]]);
  }
  return places.slice(1);
}

/** The words of a value as Plotly says them; the holes of what all values share are filled one after the other. */
function words(group, day, value) {
  const parts = value.split(" ");
  const said = group.dataset.words ? group.dataset.words.replaceAll("~", () => parts.shift()) : value;
  return `${group.ariaLabel}, ${day}: ${said}`;
}

function point(drawing, group, [x, y], at, text) {
  return {
    at,
    words: text,
    element: null,
    place() {
      const around = drawing.getBoundingClientRect();
      const place = { x: around.left + (around.width * x) / 100, y: around.top + y };
      return { ...place, box: { left: place.x - 5, top: place.y - 5, width: 10, height: 10 } };
    },
    draw() {
      const mark = document.createElementNS(SVG, "circle");
      const said = { class: "mark", role: "graphics-symbol img", "aria-label": text, cx: `${x}%`, cy: y, r: 5 };
      for (const [name, value] of Object.entries(said)) mark.setAttribute(name, value);
      mark.setAttribute("fill", "none");
      group.append(mark);
      return mark;
    },
  };
}

function groups(picture) {
  return [...picture.querySelectorAll("svg [role~='graphics-object']")];
}

function series(group, marks) {
  return Object.assign(marks, { group });
}

/** The mark of another series at the same place, or the nearest one to it. */
function close(marks, { at }) {
  return [...marks].sort((one, two) => Math.abs(one.at - at) - Math.abs(two.at - at))[0];
}

function piece(name) {
  const element = document.createElement("div");
  element.className = name;
  element.ariaHidden = "true";
  return element;
}
