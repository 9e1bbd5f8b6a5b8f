"""The server's start and the page with every service: its table, a search in it, and one service opened."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date

from playwright.sync_api import Page

from bench.compared import browsing, stopwatch
from bench.compared.stopwatch import Lap
from bench.places import data_folder
from bench.timing import Figure, table
from ozgdash.ingest.data_folder import build
from ozgdash.settings import from_environment
from tools.serving import browser, served

TABLE = ".st-key-table-services"
FOUND = f"{TABLE} [data-testid='stCaptionContainer']"
WORDS = ["hundesteur", "gewerbe", "wohnsitz", "", "baugenemigung"]
NAMES = ["Baugenehmigung Erteilung", "Bauvorbescheid", "Teilbaugenehmigung"]


def main() -> None:
    """Print the figures."""
    with data_folder() as folder:
        build(from_environment(data_dir=folder), today=date.today())
        begin = time.perf_counter()
        with (
            served(folder) as address,
            browser(whole=True) as chromium,
            browsing.reader(chromium, found=FOUND) as context,
        ):
            started = Figure("server started, answers `/_stcore/health`", [_since(begin)])
            page = context.new_page()
            visited = _visited(page, address)
            searched = [_searched(page, words).texts["found"].changed for words in WORDS]
            opened = [_opened(page, name).answer() for name in NAMES]
    figures = [
        started,
        Figure("services, first visit: table drawn", [visited]),
        Figure("services, search in all of them: found", _seen(searched)),
        Figure("services, one opened: answer", _seen(opened)),
    ]
    table("The page with every service", figures)


def _visited(page: Page, address: str) -> float:
    begin = time.perf_counter()
    page.goto(f"{address}/leistungen")
    page.locator(f"{TABLE} tbody tr").first.wait_for()
    drawn = _since(begin)
    stopwatch.settled(page)
    return drawn


def _searched(page: Page, words: str) -> Lap:
    field = page.locator(f"{TABLE} .st-key-search input")
    field.fill(words)
    return stopwatch.clicked(page, lambda: field.press("Enter"), kind="keydown")


def _opened(page: Page, name: str) -> Lap:
    page.locator(f"{TABLE} .st-key-option-service input").fill(name)
    return stopwatch.clicked(page, page.get_by_role("option", name=name).first.click, inside=browsing.OPTION)


def _seen(times: Sequence[float | None]) -> list[float]:
    return [time for time in times if time is not None]


def _since(begin: float) -> float:
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    main()
