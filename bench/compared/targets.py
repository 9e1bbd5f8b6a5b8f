"""What is asked of the figures: each against a floor of the same round, or as it stands."""

from __future__ import annotations

from dataclasses import dataclass

from bench.compared.subjects import HELLO, MINIMAL, NOW


@dataclass(frozen=True)
class Target:
    """A figure and what it is compared with.

    ``under``: subject and figure to divide by, None: the figure stands alone; ``limit``: the most that the ratio (else
    the figure) should be, None: nothing was asked; ``unit``: of the figure.
    """

    figure: str
    label: str
    unit: str
    under: tuple[str, str] | None
    limit: float | None


PAGE = (
    Target("cold_first", "cold browser: first chart readable", "ms", (HELLO, "cold_first"), 0.55),
    Target("warm_first", "warm browser: first chart readable", "ms", (HELLO, "warm_first"), 0.50),
    Target("cold_all", "cold browser: all charts in view", "ms", (HELLO, "cold_all"), 0.75),
    Target("warm_all", "warm browser: all charts in view", "ms", (HELLO, "warm_all"), 0.75),
    Target("cold_answer", "cold browser: answer", "ms", (HELLO, "cold_first"), None),
    Target("warm_answer", "warm browser: answer", "ms", (HELLO, "warm_first"), None),
    Target("new_first", "filter click not seen before: first changed chart", "ms", (MINIMAL, "new_first"), 1.0),
    Target("new_last", "filter click not seen before: last changed chart", "ms", (MINIMAL, "new_last"), 1.0),
    Target("seen_first", "filter click seen before: first changed chart", "ms", (MINIMAL, "seen_first"), 0.8),
    Target("seen_last", "filter click seen before: last changed chart", "ms", (MINIMAL, "seen_last"), 0.8),
    Target("new_cpu", "server CPU per click not seen before", "ms", (MINIMAL, "new_cpu"), 1.0),
    Target("seen_cpu", "server CPU per click seen before", "ms", (MINIMAL, "seen_cpu"), 1.0),
    Target("page_new_answer", "page change, not seen before: answer", "ms", (MINIMAL, "new_last"), 1.0),
    Target("page_new_all", "page change, not seen before: charts in view", "ms", (MINIMAL, "new_last"), 1.0),
    Target("page_back_answer", "page change, back: answer", "ms", (MINIMAL, "new_last"), 1.0),
    Target("page_back_all", "page change, back: charts in view", "ms", (MINIMAL, "new_last"), 1.0),
    Target("touched_first", "a chart touched: Plotly drawn, first time", "ms", (HELLO, "cold_first"), 1.0),
    Target("touched_next", "a chart touched: Plotly drawn, next chart", "ms", None, 300),
    Target("cold_http", "first load over HTTP", "kB", None, 1000),
    Target("warm_http", "second visit over HTTP", "kB", None, 30),
    Target("cold_websocket", "websocket, load", "kB", (MINIMAL, "cold_websocket"), None),
    Target("new_websocket", "websocket, click", "kB", (MINIMAL, "new_websocket"), None),
)
PROFILE = tuple(
    Target(f"{seen}_{figure}", f"{words}, {label}", "ms", (MINIMAL, f"{seen}_{figure}"), None)
    for seen, words in (("new", "not seen before"), ("seen", "seen before"))
    for figure, label in (
        ("sent", "after the click: the browser has spoken to the server"),
        ("heard", "after the click: the server's first word"),
        ("answer", "after the click: the answer has changed"),
        ("told", "after the click: the server's last word"),
        ("first", "after the click: first chart in view has changed"),
        ("everything", "after the click: every chart of the page has changed"),
        ("cpu", "work: server"),
        ("browser_script", "work: browser, scripts"),
        ("browser_layout", "work: browser, styles and layout"),
        ("browser_tasks", "work: browser, main thread altogether"),
    )
)
"""Where a filter click goes: moments from the click on, then what was at work how long. The browser's part holds the
opening of the list of options, too."""
READERS = (
    Target("one", "one reader: answer, median", "ms", (MINIMAL, "one"), None),
    Target("one_whole", "one reader: whole page, median", "ms", (MINIMAL, "one_whole"), None),
    Target("at_once_10", "10 readers at once: answer, p95", "ms", (NOW, "one"), 2.0),
    Target("at_once_10_whole", "10 readers at once: whole page, p95", "ms", (NOW, "one_whole"), None),
    Target("at_once_50", "50 readers at once: answer, p95", "ms", (NOW, "one"), 8.0),
    Target("at_once_50_whole", "50 readers at once: whole page, p95", "ms", (NOW, "one_whole"), None),
    Target("failed", "runs that failed, of 90 in a round", "", None, 0),
    Target("mixed_up", "answers that are not of the reader's view, of 90 in a round", "", None, 0),
)
MEMORY = (
    Target("loaded", "server memory after the first visit", "MB", (MINIMAL, "loaded"), 1.4),
    Target("per_reader", "server memory per further reader", "MB", None, 1.0),
    Target("half_way", "server memory after 250 clicks in 10 sessions", "MB", None, None),
    Target("in_the_end", "server memory after 500 clicks in 10 sessions", "MB", None, None),
)
