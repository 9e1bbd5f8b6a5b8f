"""What a reader waits for: the served dashboard in a real browser, until the picture stands."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

from playwright.sync_api import Browser, Locator, Page

from bench.places import data_folder
from bench.timing import Figure, table
from ozgdash.ingest.data_folder import build
from ozgdash.settings import from_environment
from ozgdash.ui.page_list import PAGES
from tools.serving import browser, served

RUNS = 5
TIMEOUT_MS = 60_000
ANSWER = ".st-key-answer h2"
SERVICES = ".st-key-table-services"
FOUND = f"{SERVICES} [data-testid='stCaptionContainer']"
SERVICE_NAMES = ["Baugenehmigung Erteilung", "Bauvorbescheid", "Teilbaugenehmigung"]
FIRST_CHART = ".st-key-chart-progress .js-plotly-plot .main-svg"


def main() -> None:
    """Print the figures."""
    with data_folder() as folder:
        build(from_environment(data_dir=folder), today=date.today())
        begin = time.perf_counter()
        with served(folder) as address, browser() as chromium:
            started = Figure("server started, answers `/_stcore/health`", [_since(begin)])
            figures = [
                started,
                Figure("first reader's first visit: answer", [_visit(chromium, address, ANSWER)]),
                Figure("next reader's first visit: answer", [_visit(chromium, address, ANSWER) for _ in range(RUNS)]),
                Figure(
                    "next reader's first visit: first chart drawn",
                    [_visit(chromium, address, FIRST_CHART) for _ in range(RUNS)],
                ),
                *_clicks(chromium, address),
                *_services(chromium, address),
            ]
    table("Dashboard in the browser", figures)


def _visit(chromium: Browser, address: str, until: str) -> float:
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, locale="de-DE")
    page = context.new_page()
    begin = time.perf_counter()
    page.goto(address)
    page.locator(until).first.wait_for(timeout=TIMEOUT_MS)
    elapsed = _since(begin)
    context.close()
    return elapsed


def _clicks(chromium: Browser, address: str) -> list[Figure]:
    page = chromium.new_context(viewport={"width": 1440, "height": 1000}, locale="de-DE").new_page()
    page.goto(address)
    page.locator(FIRST_CHART).first.wait_for(timeout=TIMEOUT_MS)
    page.wait_for_timeout(2_000)
    names = ["Wolfsburg", "Braunschweig", "Salzgitter", "Gifhorn"]
    cold = [until_answer_changes(page, lambda n=name: choose(page, n)) for name in names]
    removed = [until_answer_changes(page, lambda: page.keyboard.press("Backspace")) for _ in names]
    page.keyboard.press("Escape")
    page.wait_for_timeout(500)
    pages = [until_answer_changes(page, lambda e=entry: _open(page, e.url_path or "")) for entry in PAGES[1:]]
    back = [until_answer_changes(page, lambda: _open(page, ""))]
    return [
        Figure("filter click (partner, not seen before): answer", cold),
        Figure("filter click (seen before): answer", removed),
        Figure("page change: answer", pages + back),
    ]


def _services(chromium: Browser, address: str) -> list[Figure]:
    """The page with every service: its table, a search in it, and one service opened."""
    page = chromium.new_context(viewport={"width": 1440, "height": 1000}, locale="de-DE").new_page()
    begin = time.perf_counter()
    page.goto(f"{address}/leistungen")
    page.locator(f"{SERVICES} canvas").first.wait_for(timeout=TIMEOUT_MS)
    visited = _since(begin)
    page.wait_for_timeout(2_000)
    search = page.locator(f"{SERVICES} .st-key-search input")
    words = ["hundesteur", "gewerbe", "wohnsitz", "", "baugenemigung"]
    searched = [_until_changes(page, FOUND, lambda w=word: (search.fill(w), search.press("Enter"))) for word in words]
    field = page.locator(f"{SERVICES} .st-key-option-service input")
    opened = [_until_changes(page, ANSWER, lambda n=name: _open_service(page, field, n)) for name in SERVICE_NAMES]
    return [
        Figure("services, first visit: table drawn", [visited]),
        Figure("services, search in all of them: found", searched),
        Figure("services, one opened: answer", opened),
    ]


def _open_service(page: Page, field: Locator, name: str) -> None:
    field.fill(name)
    page.get_by_role("option", name=name).first.click()


def choose(page: Page, name: str) -> None:
    """Add a partner to the filter."""
    field = page.locator(".st-key-filter-partner input")
    field.click()
    page.get_by_role("option", name=name).click()


def _open(page: Page, url_path: str) -> None:
    page.locator(f'[data-testid="stSidebarNav"] a[href$="/{url_path}"]').first.click()


def until_answer_changes(page: Page, act: Callable[[], object]) -> float:
    """Milliseconds from the act to another sentence on top of the page; then lets the page settle."""
    return _until_changes(page, ANSWER, act)


def _until_changes(page: Page, selector: str, act: Callable[[], object]) -> float:
    before = page.locator(selector).first.inner_text()
    begin = time.perf_counter()
    act()
    page.wait_for_function(
        "([selector, text]) => { const e = document.querySelector(selector); return e && e.innerText !== text }",
        arg=[selector, before],
        timeout=TIMEOUT_MS,
    )
    elapsed = _since(begin)
    page.wait_for_timeout(700)
    return elapsed


def _since(begin: float) -> float:
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    main()
