"""How something is measured: one warm-up, then several runs; the median is what counts."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was measured, in milliseconds."""

    name: str
    runs: Sequence[float]

    @property
    def median(self) -> float:
        """The middle of the runs."""
        return statistics.median(self.runs)

    @property
    def worst(self) -> float:
        """The slowest run."""
        return max(self.runs)


def measure(name: str, work: Callable[[], object], *, runs: int = 7, warm_up: int = 1) -> Figure:
    """The time that ``work`` takes, without the ``warm_up`` first calls."""
    for _ in range(warm_up):
        work()
    return Figure(name, [_once(work) for _ in range(runs)])


def _once(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def table(title: str, figures: Sequence[Figure]) -> None:
    """Prints the figures as a Markdown table."""
    print(f"\n### {title}\n\n| what | median ms | worst ms | runs |\n|---|---:|---:|---:|")
    for figure in figures:
        print(f"| {figure.name} | {figure.median:,.0f} | {figure.worst:,.0f} | {len(figure.runs)} |", flush=True)
