"""What a reader in a browser waits for, against the floors and the commit before, in turns."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date, timedelta

from playwright.sync_api import Browser

from bench.compared import browsing, process, report
from bench.compared.ratios import in_turns
from bench.compared.subjects import Served, at_work, subjects
from bench.compared.targets import PAGE, PROFILE
from tools.serving import browser

NEWEST = date(2026, 9, 30)


def main(before: str, rounds: int) -> None:
    """Print the figures and keep them."""
    with subjects(before) as compared, ExitStack() as stack:
        served = {subject.name: stack.enter_context(at_work(subject)) for subject in compared}
        chromium = stack.enter_context(browser(whole=True))
        for name in served:
            browsing.measured(chromium, served[name], NEWEST.isoformat())  # warm up
        found, loads = [], []
        for number in range(rounds):
            loads.append(process.load())
            found.append({name: _round(chromium, served[name], number) for name in in_turns(list(served), number)})
            kept = report.keep("page", compared, found, loads)
        report.about({subject.name: subject.commit for subject in compared if subject.commit}, rounds, loads)
        report.table("The overview page in the browser", compared, found, PAGE)
        report.table("Where a filter click goes", compared, found, PROFILE)
        print(f"\n{kept}")


def _round(chromium: Browser, served: Served, number: int) -> dict[str, float]:
    return browsing.measured(chromium, served, _unseen(number).isoformat())


def _unseen(number: int) -> date:
    """The end of a month that no round before has looked at, the newest ones first."""
    day = NEWEST
    for _ in range(number + 1):
        day = day.replace(day=1) - timedelta(days=1)
    return day
