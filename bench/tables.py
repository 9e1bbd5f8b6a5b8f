"""Our table against Streamlit's with the same 5,000 rows: when rows stand, what the browser holds, what moves."""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tools.serving import browser, free_port, running

ROWS, ROUNDS = 5_000, 5
PAGE = Path(__file__).parent / "floors" / "rows.py"
WATCH = """() => {
    window.moved = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => window.moved += entry.value))
        .observe({type: 'layout-shift', buffered: true});
    const stands = () => { window.stood ??= performance.now() };
    const fill = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (words, ...place) {
        if (/ 1$/.test(words)) requestAnimationFrame(() => setTimeout(stands));
        return fill.call(this, words, ...place);
    };
    new MutationObserver((_, watch) => {
        if (!document.querySelector('.rows tbody tr')) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(stands));
    }).observe(document, {childList: true, subtree: true});
}"""
"""A row stands after the frame in which its name was drawn, on a canvas or in the document."""


@dataclass(frozen=True)
class Visit:
    """What one visit cost: milliseconds to the first rows, megabytes of the page's process, shift of the layout."""

    stood: float
    megabytes: float
    moved: float


def main() -> None:
    """Print the figures, and the ratios of each round."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(PAGE), "--server.port", str(port)]
    address = f"http://localhost:{port}"
    kinds = {"ours": "/", "Streamlit's": "/?as=floor"}
    found: dict[str, list[Visit]] = {name: [] for name in kinds}
    folder = PAGE.parent.parent.parent
    with (
        running(
            command, f"{address}/_stcore/health", None, folder=folder, BENCH_ROWS=str(ROWS), PYTHONPATH=str(folder)
        ),
        browser(whole=True) as chromium,
    ):
        for path in kinds.values():
            _visit(chromium, address + path)
        for number in range(ROUNDS):
            for name, path in list(kinds.items())[:: 1 if number % 2 else -1]:
                found[name].append(_visit(chromium, address + path))
    _print(found)


def _visit(chromium: Browser, address: str) -> Visit:
    """A reader who has nothing yet."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, locale="de-DE")
    context.add_init_script(f"({WATCH})()")
    page = context.new_page()
    before = _renderers(chromium)
    page.goto(address)
    page.wait_for_function("() => window.stood")
    page.get_by_text("below", exact=True).wait_for()
    page.wait_for_timeout(1_000)
    stood, moved = page.evaluate("() => [window.stood, window.moved]")
    own = {pid: size for pid, size in _renderers(chromium).items() if pid not in before or size > before[pid]}
    context.close()
    return Visit(stood, max(own.values()), moved)


def _renderers(chromium: Browser) -> dict[int, float]:
    """Megabytes that each process of a page holds (Linux)."""
    told = chromium.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    pids = [int(one["id"]) for one in told["processInfo"] if one["type"] == "renderer"]
    page_bytes = os.sysconf("SC_PAGE_SIZE")
    return {pid: int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * page_bytes / 1e6 for pid in pids}


def _print(found: dict[str, list[Visit]]) -> None:
    ours, theirs = found.values()
    print(f"\n### {ROWS:,} rows, first visits in turns\n\n| what | {' | '.join(found)} | ours / Streamlit's |")
    print("|---|---:|---:|---:|")
    for what, name in (("first rows stand, ms", "stood"), ("memory of the page's process, MB", "megabytes")):
        of = [[getattr(visit, name) for visit in visits] for visits in (ours, theirs)]
        ratios = [one / other for one, other in zip(*of, strict=True)]
        print(f"| {what} | {_median(of[0]):,.0f} | {_median(of[1]):,.0f} | {_spread(ratios)} |")
    print(f"| shift of the layout | {_worst(ours):.3f} | {_worst(theirs):.3f} | – |")


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)


def _spread(ratios: Sequence[float]) -> str:
    return f"{_median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def _worst(visits: Sequence[Visit]) -> float:
    return max(visit.moved for visit in visits)


if __name__ == "__main__":
    main()
