/**
 * The history of the browser belongs to the reader: a step through it stands, also when answers to what was asked before
 * it are still to come, which would write their own page and filters over it. And one page is one step.
 *
 * Streamlit writes an address with every answer. After a step, what would lead elsewhere waits until the server is at rest;
 * then Streamlit is told of the step once more. What it then still writes is the address as the server spells it.
 */
const AT_REST = '[data-test-script-state="notRunning"]';
const REST_MS = 200; // between two runs that follow each other the server seems to rest
const write = { pushState: history.pushState.bind(history), replaceState: history.replaceState.bind(history) };

let at = place(location); // where the reader is
let stepped = false; // a step through the history is the last thing that the reader did
let late; // what an answer wanted to write since then
let refused; // what it wanted to write when the server was last at rest
let begun = false; // the page was just come to, and the address says nothing but its name

for (const name of Object.keys(write)) {
  history[name] = (state, unused, address) => {
    const to = new URL(address ?? location.href, location.href);
    if (stepped && place(to) !== at) late = { name, state, to };
    else put(name, state, to);
  };
}

addEventListener("popstate", () => {
  if (place(location) === at) return; // to a place on the same page, or told by us
  at = place(location);
  stepped = true;
  late = refused = undefined;
  begun = false;
});
// A click counts by itself: who reads with their ears may press without a pointer. One of a script is none of the reader's.
for (const act of ["pointerdown", "keydown", "click", "input"]) addEventListener(act, (event) => event.isTrusted && acted(), true);

let resting;
new MutationObserver(() => {
  clearTimeout(resting);
  if (document.querySelector(AT_REST)) resting = setTimeout(rest, REST_MS);
}).observe(document.getElementById("root"), { attributeFilter: ["data-test-script-state"], attributes: true, subtree: true });

function acted() {
  stepped = false;
  late = refused = undefined;
}

function put(name, state, to) {
  const another = to.pathname !== location.pathname;
  write[begun ? "replaceState" : name](state, "", to);
  begun = another && !to.search;
  at = place(location);
}

function rest() {
  begun = false;
  const [held, before] = [late, refused];
  late = refused = undefined;
  if (!held) return;
  if (held.to.href === before) {
    stepped = false;
    put(held.name, held.state, held.to);
    return;
  }
  refused = held.to.href;
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
}

function place({ pathname, search }) {
  return pathname + search;
}
