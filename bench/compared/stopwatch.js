// Runs in a page before its own scripts. In every frame it looks at the charts and at the sentences named in TEXTS; a
// change is stamped after the frame that shows it has been painted. All times are milliseconds since the navigation.
(() => {
  const TEXTS = {};
  const CHART = '[class*="st-key-chart-"]';
  const MARKS = "path, rect, circle, line, polyline, polygon, text, use";
  const GEOMETRY = ["d", "x", "y", "width", "height", "cx", "cy", "r", "x1", "x2", "y1", "y2", "points", "transform", "style"];
  const IN_ANY_CASE_FRAMES = 10;
  const SMALLEST_PX = 200;
  const IN_VIEW_PX = 40;
  const QUIET_MS = 700;
  const QUIET_FRAMES = 10;

  const seen = { charts: {}, texts: {} };
  const run = { kind: null, inside: null, begun: 0, lastChange: 0, frames: 0, before: {} };
  const wire = { sent: null, first: null, last: null };

  const painted = new MessageChannel();
  const stamps = [];
  painted.port1.onmessage = () => {
    const now = performance.now();
    for (const stamp of stamps.splice(0)) stamp(now);
    run.lastChange = now;
    run.frames = 0;
  };
  const afterPaint = (stamp) => {
    stamps.push(stamp);
    if (stamps.length === 1) painted.port2.postMessage(null);
  };

  const shown = (element) => {
    for (let e = element; e && e !== document.documentElement; e = e.parentElement) {
      if (e.dataset && e.dataset.stale === "true") return false;
      const style = getComputedStyle(e);
      if (Number(style.opacity) < 0.99 || style.visibility !== "visible" || style.display === "none") return false;
    }
    return true;
  };
  const large = (svg) => svg.getBoundingClientRect().width >= SMALLEST_PX;
  const drawings = (chart) => {
    const plotly = [...chart.querySelectorAll(".js-plotly-plot .main-svg")].filter(large);
    if (plotly.some(shown)) return ["plotly", plotly];
    const picture = chart.querySelector(".picture");
    if (picture) return ["picture", picture.querySelector("svg") ? [picture] : []];
    return ["picture", [...chart.querySelectorAll("svg")].filter(large)];
  };
  const signature = (root) =>
    [...root.querySelectorAll(MARKS)]
      .map((mark) => mark.tagName + GEOMETRY.map((name) => mark.getAttribute(name) || "").join())
      .join(";") + root.textContent;
  const inView = (elements) => elements.some((element) => {
    const box = element.getBoundingClientRect();
    return Math.min(box.bottom, innerHeight) - Math.max(box.top, 0) >= IN_VIEW_PX;
  });

  // A chart counts as readable when it has marks and words, is opaque and not a remnant of the run before. What only
  // fades because the page runs again is not gone.
  const look = (chart) => {
    const [kind, roots] = drawings(chart);
    const marks = roots.some((root) => root.querySelector("path, rect, circle, line, polyline, polygon, use"));
    const there = marks && roots.some((root) => root.textContent.trim());
    const token = there && roots.some(shown) ? kind + roots.map(signature).join("|") : null;
    return { token, kind, gone: !there, inView: inView(roots) };
  };
  const note = (kept, name, now) => {
    const entry = (kept[name] ||= { token: null, since: null, readable: null, interactive: null });
    const before = entry.token;
    Object.assign(entry, now);
    if (now.token === before) return;
    if (now.gone) entry.readable = null;
    if (now.token === null) return;
    const drawn = { readable: entry.readable === null, interactive: now.kind === "plotly" && entry.interactive === null };
    afterPaint((at) => {
      entry.since = at;
      if (drawn.readable) entry.readable = at;
      if (drawn.interactive) entry.interactive = at;
    });
  };
  const forget = (kept, names) => {
    for (const name of Object.keys(kept)) if (!names.has(name)) delete kept[name];
  };
  const outermost = () => [...document.querySelectorAll(CHART)].filter((e) => !e.parentElement.closest(CHART));
  const nameOf = (chart) => /st-key-chart-([\w-]+)/.exec(chart.className)[1];

  // A look costs a millisecond or two: where nothing has been touched since the last one, it is spared.
  let touched = true;
  new MutationObserver(() => { touched = true; }).observe(document, {
    subtree: true, childList: true, attributes: true, characterData: true,
  });
  const awaited = () => Object.values(seen.charts).some((entry) => entry.token === null);
  const frame = () => {
    run.frames += 1;
    if (touched || awaited() || run.frames % IN_ANY_CASE_FRAMES === 0) lookAtAll();
    requestAnimationFrame(frame);
  };

  const lookAtAll = () => {
    touched = false;
    const charts = outermost();
    forget(seen.charts, new Set(charts.map(nameOf)));
    for (const chart of charts) note(seen.charts, nameOf(chart), look(chart));
    for (const [name, selector] of Object.entries(TEXTS)) {
      const element = document.querySelector(selector);
      // Small print is half transparent for good; what fades is what stands around it.
      const words = element && shown(element.parentElement) ? element.textContent : "";
      note(seen.texts, name, { token: words || null, kind: "text", gone: !element, inView: true });
    }
  };

  const tokens = () => Object.fromEntries(
    ["charts", "texts"].flatMap((part) => Object.entries(seen[part]).map(([name, e]) => [`${part} ${name}`, e.token])),
  );
  const reported = (part) => Object.fromEntries(
    Object.entries(seen[part]).map(([name, { token, ...entry }]) => [
      name,
      { ...entry, shown: token !== null, changed: token !== null && token !== run.before[`${part} ${name}`] },
    ]),
  );
  const begin = (event) => {
    if (!event.isTrusted || event.type !== run.kind || !event.target.closest(run.inside)) return;
    run.kind = null;
    run.begun = event.timeStamp;
    Object.assign(wire, { sent: null, first: null, last: null });
  };
  for (const kind of ["pointerup", "pointerover", "keydown"]) addEventListener(kind, begin, { capture: true });

  window.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", () => {
        wire.last = performance.now();
        wire.first ??= wire.last;
      });
    }
    send(data) {
      wire.sent ??= performance.now();
      super.send(data);
    }
  };

  window.stopwatch = {
    // The next trusted event of this kind inside of what the selector names begins; until then time stands.
    arm: (kind, inside) => {
      run.before = tokens();
      Object.assign(run, { kind, inside, begun: null, lastChange: performance.now(), frames: 0 });
    },
    // Whether something has changed and nothing more does: no frame, no run of the script, no chart to come.
    settled: () => {
      const app = document.querySelector("[data-testid=stApp]");
      const running = app && app.getAttribute("data-test-script-state") !== "notRunning";
      const changed = Object.values({ ...reported("charts"), ...reported("texts") }).some((entry) => entry.changed);
      const toCome = outermost().some((chart) => inView([chart]) && !seen.charts[nameOf(chart)]?.token);
      const quiet = performance.now() - run.lastChange > QUIET_MS && run.frames > QUIET_FRAMES && !stamps.length;
      return run.begun !== null && !running && changed && !toCome && quiet;
    },
    read: () => ({ begun: run.begun, charts: reported("charts"), texts: reported("texts"), wire: { ...wire } }),
  };
  requestAnimationFrame(frame);
})();
