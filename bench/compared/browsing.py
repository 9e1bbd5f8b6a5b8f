"""One reader's round through a subject: two visits, filter clicks, other pages, a chart touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from statistics import mean

from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import TimeoutError as NotInTime

from bench.compared import process, stopwatch
from bench.compared.stopwatch import Lap
from bench.compared.subjects import MINIMAL, Served
from bench.compared.traffic import Traffic, Work

VIEWPORT = {"width": 1440, "height": 1000}
FIELD = ".st-key-filter-partner input"
TAG_CLOSES = ".st-key-filter-partner [data-tag] button"
OPTION = "[role=option]"
PAGES = ('[data-testid="stSidebarNav"] a[href$="/ausblick"]', '[data-testid="stSidebarNav"] a[href$="/"]')
TOUCHED_MS = 20_000
DRAWN = ".js-plotly-plot .main-svg"
NEW, SEEN = ("Braunschweig", "Salzgitter"), ("Gifhorn", "Wolfsburg")
"""What is chosen in the floor, which always asks anew; ours takes NEW twice."""
MOMENTS = (("sent", "sent"), ("heard", "first"), ("told", "last"))
"""Names of figures, and what the stopwatch calls them."""


@contextmanager
def reader(browser: Browser, **texts: str) -> Iterator[BrowserContext]:
    """A browser without anything in its cache, with a stopwatch in every page."""
    context = browser.new_context(viewport=VIEWPORT, locale="de-DE")  # type: ignore[arg-type]
    context.set_default_timeout(stopwatch.TIMEOUT_MS)
    stopwatch.install(context, **texts)
    yield context
    context.close()


def measured(browser: Browser, served: Served, day: str) -> dict[str, float]:
    """All figures of one round, by their key; ``day``: one of which the server has shown nothing yet."""
    with reader(browser) as context:
        found = _visit(context, served, "cold", touched=served.subject.ours)
        found |= _visit(context, served, "warm")
        if served.subject.ours or served.name == MINIMAL:
            found |= _clicks(context, served, day)
    return found


def _visit(context: BrowserContext, served: Served, name: str, *, touched: bool = False) -> dict[str, float]:
    page = context.new_page()
    traffic = Traffic(page)
    lap = stopwatch.visit(page, served.address)
    http, websocket = traffic.since()
    times = {"answer": lap.answer(), "first": lap.first_readable(), "all": lap.all_readable()}
    found = {f"{name}_{figure}": time for figure, time in times.items()}
    found |= {f"{name}_http": http / 1000, f"{name}_websocket": websocket / 1000}
    if touched:
        found |= _touched(page)
    page.close()
    return _known(found)


def _touched(page: Page) -> dict[str, float | None]:
    """The mouse goes over the first and over the next chart, until Plotly has drawn it; nothing where it is there."""
    names: list[str] = page.evaluate("() => Object.keys(stopwatch.read().charts)")
    if page.locator(DRAWN).count() or not page.locator(".picture").count() or len(names) < 2:
        return {}
    return {"touched_first": _touch(page, names[0]), "touched_next": _touch(page, names[1])}


def _touch(page: Page, name: str) -> float | None:
    selector = f".st-key-chart-{name}"
    page.mouse.move(5, 5)
    drawing = page.locator(f"{selector} .picture").first
    drawing.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    try:
        page.evaluate("inside => stopwatch.arm('pointerover', inside)", f"{selector} .picture")
        drawing.hover()
        page.locator(f"{selector} {DRAWN}").first.wait_for(timeout=TOUCHED_MS)
    except NotInTime:
        return None
    return stopwatch.settled(page).charts[name].interactive


def _clicks(context: BrowserContext, served: Served, day: str) -> dict[str, float]:
    page = context.new_page()
    taken = Traffic(page), Work(page)
    stopwatch.visit(page, f"{served.address}/?stand={day}")
    new, found = _chosen(page, served, taken, "new", NEW)
    if served.subject.ours:
        for _ in NEW:
            stopwatch.clicked(page, page.locator(TAG_CLOSES).first.click)
    seen, figures = _chosen(page, served, taken, "seen", NEW if served.subject.ours else SEEN)
    found |= figures | _wire("new", new) | _wire("seen", seen)
    if served.subject.ours:
        page.keyboard.press("Escape")
        for name, link in zip(("page_new", "page_back"), PAGES, strict=True):
            lap = stopwatch.clicked(page, page.locator(link).first.click)
            found |= _known({f"{name}_answer": lap.answer(), f"{name}_all": lap.all_readable()})
    page.close()
    return found


def _chosen(
    page: Page, served: Served, taken: tuple[Traffic, Work], name: str, partners: tuple[str, ...]
) -> tuple[list[Lap], dict[str, float]]:
    traffic, work = taken
    cpu, bytes_before, work_before = process.cpu_ms(served.pid), traffic.since(), work.now()
    laps = [choose(page, partner) for partner in partners]
    work_after = work.now()
    _, websocket = traffic.since(bytes_before)
    found: dict[str, list[float | None]] = {
        "answer": [lap.answer() for lap in laps],
        "first": [lap.first_changed() for lap in laps],
        "last": [lap.last_changed() for lap in laps],
        "everything": [lap.everything_changed() for lap in laps],
        "cpu": [(process.cpu_ms(served.pid) - cpu) / len(laps)],
        "websocket": [websocket / len(laps) / 1000],
    }
    found |= {f"browser_{part}": [(after - work_before[part]) / len(laps)] for part, after in work_after.items()}
    return laps, _means({f"{name}_{figure}": times for figure, times in found.items()})


def choose(page: Page, partner: str) -> Lap:
    """Add a partner to the filter (or choose it, where there can be one only); the time runs from the click on it."""
    page.locator(FIELD).click()
    return stopwatch.clicked(page, page.get_by_role("option", name=partner).click, inside=OPTION)


def _wire(name: str, laps: list[Lap]) -> dict[str, float]:
    """Where the time of a click goes: the browser until it speaks, the server until its first and its last word."""
    return _means({f"{name}_{figure}": [lap.wire[moment] for lap in laps] for figure, moment in MOMENTS})


def _means(figures: Mapping[str, Sequence[float | None]]) -> dict[str, float]:
    """The mean of each figure; without those that are not known every time."""
    known = {key: [time for time in times if time is not None] for key, times in figures.items()}
    return {key: mean(times) for key, times in known.items() if len(times) == len(figures[key])}


def _known(figures: Mapping[str, float | None]) -> dict[str, float]:
    return {key: value for key, value in figures.items() if value is not None}
