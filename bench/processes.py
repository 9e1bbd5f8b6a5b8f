"""200 readers on two processes behind nginx against 100 on one process: how much longer each of them waits."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bench.compared import process, report
from bench.compared.crowd import Crowd, gathered
from bench.compared.ratios import Round, in_turns, paired, spread, values
from bench.compared.subjects import NOW, Served, Subject, at_work, subjects
from bench.readers import expected
from tools.proxying import STRIPPED, proxy
from tools.serving import free_port

ONE, TWO = "100 readers on one process", "200 readers on two processes behind nginx"
READERS = {ONE: 100, TWO: 200}
ROUNDS = 3
FIGURES = (
    ("at_once", "all of them click at once: answer, p95, ms"),
    ("at_once_whole", "all of them click at once: whole page, p95, ms"),
    ("servers_cpu", "work of the processes for it, CPU ms"),
    ("readers_cpu", "work of the readers (one process of ours), CPU ms"),
    ("failed", "runs that failed"),
    ("mixed_up", "answers that are not of the reader's view"),
)


@dataclass(frozen=True)
class House:
    """Readers and the processes that they read at."""

    crowd: Crowd
    count: int
    processes: Sequence[int]

    async def burst(self) -> dict[str, float]:
        """All of them click at once, each with a view that nobody has asked for."""
        before, mine = self._cpu_ms(), time.process_time()
        found = await self.crowd.at_once(self.count)
        mine = time.process_time() - mine
        return found | {"servers_cpu": self._cpu_ms() - before, "readers_cpu": mine * 1000}

    def _cpu_ms(self) -> float:
        return sum(map(process.cpu_ms, self.processes))


def main() -> None:
    """Print the figures and keep them."""
    with subjects("") as every:
        [now] = [subject for subject in every if subject.name == NOW]
        rounds, loads = asyncio.run(_measured(now))
        report.about({NOW: now.commit}, ROUNDS, loads)
        _table(rounds)
        print(f"\n{report.keep('processes', [now], rounds, loads)}")


async def _measured(now: Subject) -> tuple[list[Round], list[float]]:
    rounds: list[Round] = []
    loads: list[float] = []
    async with AsyncExitStack() as stack:
        alone, *pair = [stack.enter_context(at_work(now)) for _ in range(3)]
        port = free_port()
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ports = [urlsplit(one.address).port or 0 for one in pair]
        stack.enter_context(proxy(ports, {STRIPPED: port}, folder))
        front = Served(now, f"http://localhost:{port}/ozg", pair[0].pid)
        pids = {ONE: [alone.pid], TWO: [one.pid for one in pair]}
        houses = {}
        for name, served in ((ONE, alone), (TWO, front)):
            readers = await gathered(stack, served, READERS[name])
            houses[name] = House(Crowd(readers, expected(served)), READERS[name], pids[name])
        for number in range(ROUNDS):
            loads.append(process.load())
            rounds.append({name: await houses[name].burst() for name in in_turns(list(houses), number)})
            report.keep("processes", [now], rounds, loads)
            print(rounds[-1], flush=True)
    return rounds, loads


def _table(rounds: Sequence[Mapping[str, Mapping[str, float]]]) -> None:
    print(f"\n| figure, median | {ONE} | {TWO} | ratio (least to most) |\n|---|---:|---:|---:|")
    for figure, label in FIGURES:
        one, two = (spread(values(rounds, name, figure)) for name in (ONE, TWO))
        ratio = spread(paired(rounds, (TWO, figure), (ONE, figure)))
        said = f"{ratio.median:.2f} ({ratio.least:.2f} to {ratio.most:.2f})" if ratio else report.NOTHING
        print(f"| {label} | {one.median if one else 0:,.0f} | {two.median if two else 0:,.0f} | {said} |", flush=True)
