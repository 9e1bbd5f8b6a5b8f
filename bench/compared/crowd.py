"""Many readers at once: how long each waits, and whether each is answered about what this reader has asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import combinations, product
from statistics import median
from uuid import uuid4

from bench.compared.client import Reader, Run, connected
from bench.compared.ratios import percentile
from bench.compared.subjects import Served

PARTNER, STAND = "filter-partner", "filter-stand"
ALONE, BURSTS = 10, {10: 3, 50: 1}
"""Clicks of one reader in a round, and how often so many readers click at once in it."""
PERCENT = 95


@dataclass(frozen=True)
class Asked:
    """What a reader chooses: names of partners, and the day as the filter writes it (empty: it has no such filter)."""

    partners: tuple[str, ...]
    stand: str


Expected = Callable[[Asked], frozenset[str]]
"""What the answer to a view must say."""


class Crowd:
    """Readers who stay; none asks what another one has asked before."""

    def __init__(self, readers: Sequence[Reader], expected: Expected | None) -> None:
        self._readers, self._expected = readers, expected
        self._views = views(readers[0])

    async def round(self) -> dict[str, float]:
        """One reader alone, then ten at once, then fifty."""
        alone = [(await self._click(1))[0] for _ in range(ALONE)]
        found = _times("one", alone, median)
        everybody = list(alone)
        for count, bursts in BURSTS.items():
            runs = [run for _ in range(bursts) for run in await self._click(count)]
            found |= _times(f"at_once_{count}", runs, lambda times: percentile(times, PERCENT))
            everybody += runs
        return found | self._faults(everybody)

    async def at_once(self, count: int) -> dict[str, float]:
        """So many readers at once, and nothing else."""
        runs = await self._click(count)
        return _times("at_once", runs, lambda times: percentile(times, PERCENT)) | self._faults(runs)

    def _faults(self, runs: Sequence[tuple[Asked, Run]]) -> dict[str, float]:
        found = {"failed": float(sum(run.failed for _, run in runs))}
        if self._expected:
            found["mixed_up"] = float(sum(not self._expected(asked) <= set(run.words) for asked, run in runs))
        return found

    async def _click(self, count: int) -> list[tuple[Asked, Run]]:
        asked = [next(self._views) for _ in range(count)]
        runs = await asyncio.gather(*map(click, self._readers[:count], asked))
        return list(zip(asked, runs, strict=True))


def _times(name: str, runs: Sequence[tuple[Asked, Run]], by: Callable[[Sequence[float]], float]) -> dict[str, float]:
    return {
        name: by([run.answer_ms for _, run in runs]),
        f"{name}_whole": by([run.finished_ms for _, run in runs]),
    }


async def click(reader: Reader, asked: Asked) -> Run:
    """Choose that view."""
    if STAND not in reader.options:
        return await reader.say({PARTNER: asked.partners[0]})
    return await reader.say({PARTNER: asked.partners, STAND: asked.stand})


def views(reader: Reader) -> Iterator[Asked]:
    """Views that differ, the newest days first; where there is no filter for the day, the partners again and again."""
    names = reader.options[PARTNER]
    if STAND not in reader.options:
        while True:
            yield from (Asked((name,), "") for name in names)
    chosen = [group for count in range(1, len(names)) for group in combinations(names, count)]
    yield from (Asked(partners, stand) for stand, partners in product(reader.options[STAND], chosen))


async def gathered(stack: AsyncExitStack, served: Served, count: int) -> list[Reader]:
    """So many readers, who come one after the other, each with the cookie by which nginx tells them apart."""
    cookies = [f"ozgdash_reader={uuid4().hex}" for _ in range(count)]
    return [await stack.enter_async_context(connected(served.address, cookie=cookie)) for cookie in cookies]
