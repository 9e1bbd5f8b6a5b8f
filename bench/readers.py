"""Many readers at once and the memory of the server, against the floor and the commit before, in turns."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from datetime import datetime
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser

from bench.compared import growth, process, report
from bench.compared.crowd import Asked, Crowd, Expected, gathered
from bench.compared.ratios import Round, in_turns
from bench.compared.subjects import HELLO, NOW, Served, Subject, at_work, subjects
from bench.compared.targets import MEMORY, READERS
from ozgdash.charts import by_name
from ozgdash.model.filters import Filters, View
from ozgdash.store import read
from ozgdash.store.snapshots import Store
from ozgdash.ui.markdown import plain
from ozgdash.ui.provenance import in_short
from tools.serving import browser

MANY = 50
STARTS = 3
"""How often each server is started anew for its memory; the clicks of 10 sessions are made after the first start."""


def main(before: str, rounds: int) -> None:
    """Print the figures and keep them."""
    with subjects(before) as every:
        compared = [subject for subject in every if subject.name != HELLO]
        commits = {subject.name: subject.commit for subject in compared if subject.commit}
        found, loads = asyncio.run(_crowded(compared, rounds))
        report.about(commits, rounds, loads)
        report.table("Many readers at once, views not seen before", compared, found, READERS)
        print(f"\n{report.keep('readers', compared, found, loads)}")
        with browser(whole=True) as chromium:
            grown, loads = _grown(chromium, compared)
        report.about(commits, STARTS, loads)
        report.table("Memory of the server", compared, grown, MEMORY)
        print(f"\n{report.keep('memory', compared, grown, loads)}")


async def _crowded(compared: Sequence[Subject], rounds: int) -> tuple[list[Round], list[float]]:
    found: list[Round] = []
    loads: list[float] = []
    async with AsyncExitStack() as stack:
        served = [stack.enter_context(at_work(subject)) for subject in compared]
        crowds = {entry.name: Crowd(await gathered(stack, entry, MANY), expected(entry)) for entry in served}
        for number in range(rounds):
            loads.append(process.load())
            found.append({name: await crowds[name].round() for name in in_turns(list(crowds), number)})
            report.keep("readers", compared, found, loads)
    return found, loads


def expected(served: Served) -> Expected | None:
    """What the answer must say of a view, worked out beside the server; None: only this program's words are known."""
    if served.name != NOW:
        return None
    data = Path(dict(served.subject.environment)["OZGDASH_DATA_DIR"])
    current, connection = Store(data / "snapshots").open_current()
    cooperation, snapshot = read.cooperation(connection), read.snapshot_info(connection, current.path)
    ids = {partner.short_name: partner.id for partner in cooperation.partners}

    @cache
    def said(asked: Asked) -> frozenset[str]:
        day = datetime.strptime(asked.stand, "%d.%m.%Y").date()  # noqa: DTZ007 - a day, not a moment
        filters = Filters(day, partners=tuple(ids[name] for name in asked.partners))
        spec = by_name.chart("progress", connection.cursor(), View(filters, "de", cooperation, snapshot))
        return frozenset({plain(spec.finding), plain(in_short(spec.provenance))})

    return said


def _grown(chromium: Browser, compared: Sequence[Subject]) -> tuple[list[Round], list[float]]:
    found: list[Round] = []
    loads: list[float] = []
    for number in range(STARTS):
        loads.append(process.load())
        order = in_turns([subject.name for subject in compared], number)
        by_name = {subject.name: subject for subject in compared}
        found.append({name: _memory(chromium, by_name[name], clicks=number == 0) for name in order})
    return found, loads


def _memory(chromium: Browser, subject: Subject, *, clicks: bool) -> dict[str, float]:
    # Playwright's own loop runs in this thread; the readers need another one.
    with at_work(subject) as served, ThreadPoolExecutor(1) as beside:
        loaded = growth.visited(chromium, served)
        return beside.submit(asyncio.run, growth.read(served, loaded, clicks=clicks)).result()
