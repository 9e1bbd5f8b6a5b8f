/**
 * A chart on a page: the picture that the server sends, and Plotly over it when the reader reaches for it.
 * The other half is ozgdash/ui/chart_view.py; how a picture is made stands in ozgdash/charts/picture.py.
 */
const DWELL_MS = 150; // a mouse that only passes by fetches nothing
const LETTER_PX = 8; // rather too wide than too narrow
const RETRY_MS = 5000; // a wish that was not answered by then may be said again
const FIGURE = '<script type="application/json">';
const decoder = new TextDecoder();
const charts = new WeakMap();
let plotly;
let values;

/** Called by Streamlit whenever the server has said something of a chart; what comes back is called at its end. */
export function show({ data, parentElement, setTriggerValue }) {
  const chart = charts.get(parentElement) ?? new Chart(parentElement);
  charts.set(parentElement, chart);
  const turn = chart.take(decoder.decode(data), (wish) => setTriggerValue("wish", wish));
  return () => {
    if (chart.turn === turn) chart.end();
  };
}

class Chart {
  constructor(parent) {
    this.turn = 0;
    this.host = document.createElement("div");
    this.host.className = "chart";
    parent.append(this.host);
    for (const [event, heard] of [
      ["pointerenter", (e) => e.pointerType === "mouse" && this.dwell()],
      ["pointerleave", () => clearTimeout(this.dwelling)],
      // A finger that only scrolls the page is taken away by the browser before it is lifted.
      ["pointerup", (e) => e.pointerType !== "mouse" && this.reach()],
      ["focusin", (e) => e.target.matches(".mark:focus-visible") && this.dwell()],
      ["focusout", () => clearTimeout(this.dwelling)],
      ["click", (e) => this.click(e.target)],
    ]) {
      this.host.addEventListener(event, heard);
    }
    values ??= import(globalThis.__ozgdash.assets["values.js"]);
    values.then(({ readable }) => readable(this.host)).catch(() => {});
    this.watch = new ResizeObserver(() => this.refit());
    this.watch.observe(this.host);
  }

  /** Shows what the server sent; nothing moves where it is what stands there already. */
  take(sent, wish) {
    this.turn += 1;
    this.wish = wish;
    const theme = isDark(this.host) ? "dark" : "light";
    const [shown, rest] = sent.split(FIGURE);
    const figure = rest?.slice(0, rest.lastIndexOf("<"));
    // Plotly's drawing has the colours of one theme, and the server hears of another one only with the next wish.
    const isOfOtherTheme = figure && figure === this.drawn?.figure && theme !== this.drawn.theme;
    if (theme !== this.host.dataset.theme) this.bare();
    this.host.dataset.theme = theme;
    if (shown !== this.shown) this.draw(shown);
    if (isOfOtherTheme) this.reach();
    else if (figure) {
      this.drawn = { figure, theme };
      this.over(figure);
    }
    return this.turn;
  }

  draw(shown) {
    this.shown = shown;
    const sent = document.createElement("template");
    sent.innerHTML = shown;
    const picture = sent.content.querySelector(".picture");
    const button = sent.content.querySelector(".chart-live");
    const old = this.host.querySelector(":scope > .picture");
    if (old && old.outerHTML === picture.outerHTML) {
      const { ariaPressed } = button;
      Object.assign(this.host.querySelector(".chart-live"), { ariaPressed });
      if (ariaPressed === "false") this.bare();
      return;
    }
    this.bare();
    const focused = this.host.contains(document.activeElement) ? document.activeElement : null;
    this.host.replaceChildren(picture, button);
    if (focused?.matches(".chart-live")) button.focus();
  }

  /** Takes Plotly away: what it showed is no longer what the server says, or the reader wants the picture. */
  bare() {
    this.wished = 0;
    this.figure = null; // one that still waits for Plotly's script is not drawn any more
    if (!this.plot) return;
    globalThis.Plotly?.purge(this.plot);
    this.plot.remove();
    this.plot = null;
    this.host.classList.remove("live");
    for (const entry of this.host.querySelectorAll(".key > .off")) entry.classList.remove("off");
  }

  /** Says that only the picture is there; it holds every value. */
  fail() {
    this.bare();
    const said = this.host.querySelector(".chart-failed") ?? document.createElement("p");
    Object.assign(said, { className: "chart-failed", role: "status" });
    said.textContent = this.host.querySelector(".chart-live").dataset.failed;
    this.host.append(said);
  }

  end() {
    clearTimeout(this.dwelling);
    this.bare();
    this.shown = null;
    this.host.replaceChildren();
  }

  click(target) {
    const [button, entry] = [target.closest(".chart-live"), target.closest(".key > span")];
    if (button) this.press(button);
    if (entry) this.toggle(entry);
  }

  dwell() {
    clearTimeout(this.dwelling);
    this.dwelling = setTimeout(() => this.reach(), DWELL_MS);
  }

  reach() {
    if (this.plot || performance.now() - (this.wished || -RETRY_MS) < RETRY_MS) return;
    this.wished = performance.now();
    script().catch(() => {});
    this.wish({ kind: "reached", theme: this.host.dataset.theme });
  }

  /** The legend of the picture shows and hides series of the interactive chart. */
  toggle(entry) {
    if (!this.plot) return;
    const series = [...entry.parentElement.children].indexOf(entry);
    const isOff = entry.classList.toggle("off");
    globalThis.Plotly.restyle(this.plot, { visible: isOff ? "legendonly" : true }, [series]);
  }

  press(button) {
    const pressed = button.ariaPressed === "true";
    if (!pressed) script().catch(() => {});
    this.wish({ kind: pressed ? "released" : "pressed" });
  }

  /** Draws Plotly over the picture, which stays below it for the keyboard and for screen readers. */
  async over(figure) {
    if (figure === this.figure) return;
    this.figure = figure;
    const drawn = await script().catch(() => null);
    if (!drawn) return this.fail();
    if (figure !== this.figure) return;
    const { data, layout, config } = JSON.parse(figure);
    const plot = this.plot ?? Object.assign(document.createElement("div"), { className: "chart-plot", ariaHidden: "true" });
    if (!this.plot) this.host.append(plot);
    this.plot = plot;
    this.layout = layout;
    this.width = this.host.clientWidth;
    await drawn.react(plot, data, fitted(layout, this.width), config);
    if (figure !== this.figure) return;
    this.host.classList.add("live");
    // A mouse reads Plotly's words from now on; the ring says that the keyboard reads ours, and a finger has asked once.
    if (!this.host.querySelector(".chart-ring")) this.host.querySelector(".chart-tip:not(.held)")?.remove();
  }

  /** Brings Plotly's drawing to the width of today: the window, the side bar or the phone was turned. */
  refit() {
    const width = this.host.clientWidth;
    if (!this.plot?.data || !width || width === this.width) return;
    this.width = width;
    const { xaxis, annotations } = fitted(this.layout, width);
    const days = xaxis.ticktext && { "xaxis.tickvals": xaxis.tickvals, "xaxis.ticktext": xaxis.ticktext, annotations };
    globalThis.Plotly.relayout(this.plot, { autosize: true, ...days });
  }
}

/** The layout for that width: days that have no room, and the name of a guide that has none, are left out as in the picture.
 * The legend is that of the picture, which knows how much of it fits. */
function fitted(layout, width) {
  const { margin, xaxis, annotations } = layout;
  if (!xaxis.ticktext) return { ...layout, showlegend: false };
  const room = width - margin.l - margin.r;
  const widest = Math.max(...xaxis.ticktext.map((words) => words.length)) * LETTER_PX + LETTER_PX;
  let stride = 1;
  while (stride < xaxis.ticktext.length && (stride * room) / xaxis.ticktext.length < widest) stride *= 2;
  const kept = (list) => list.filter((_, position) => position % stride === 0);
  const [first, last] = xaxis.range.map(Date.parse);
  const left = ({ x, text }) => ((Date.parse(x) - first) / (last - first)) * room - text.length * LETTER_PX;
  return {
    ...layout,
    xaxis: { ...xaxis, tickangle: 0, tickvals: kept(xaxis.tickvals), ticktext: kept(xaxis.ticktext) },
    annotations: annotations.filter((note) => note.name !== "guide" || note.xanchor === "left" || left(note) > 0),
  };
}

/** Plotly's script, once for the visit. */
function script() {
  plotly ??= new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = globalThis.__ozgdash.assets["plotly.min.js"];
    element.onload = () => resolve(globalThis.Plotly);
    element.onerror = () => {
      plotly = undefined;
      element.remove();
      reject(new Error("Plotly's script did not come"));
    };
    document.head.append(element);
  });
  return plotly;
}

function isDark(element) {
  const colour = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const parts = colour.match(/^#(..)(..)(..)/)?.slice(1).map((two) => parseInt(two, 16)) ?? colour.match(/\d+/g)?.map(Number);
  return Boolean(parts) && 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2] < 128;
}
