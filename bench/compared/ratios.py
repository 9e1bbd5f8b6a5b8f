"""The statistics: what is measured in the same round is compared with each other, and only that."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Round = Mapping[str, Mapping[str, float]]
"""What one round brought: subject → figure → value; what a subject does not have is missing."""


@dataclass(frozen=True)
class Spread:
    """Several values of the same."""

    median: float
    least: float
    most: float
    count: int


def spread(values: Sequence[float]) -> Spread | None:
    """How the values spread; None: there are none."""
    return Spread(statistics.median(values), min(values), max(values), len(values)) if values else None


def values(rounds: Sequence[Round], subject: str, figure: str) -> list[float]:
    """The figure in each round that has it."""
    return [entry[subject][figure] for entry in rounds if figure in entry.get(subject, {})]


def paired(rounds: Sequence[Round], over: tuple[str, str], under: tuple[str, str]) -> list[float]:
    """``over`` divided by ``under``, each a subject and its figure, for every round that has both, above zero."""
    found = []
    for entry in rounds:
        above, below = (entry.get(subject, {}).get(figure) for subject, figure in (over, under))
        if above is not None and below:
            found.append(above / below)
    return found


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least so many per cent do not exceed (nearest rank).

    Raises ValueError where there are none.
    """
    if not values:
        raise ValueError("no values")
    return sorted(values)[max(math.ceil(len(values) * percent / 100), 1) - 1]


def in_turns(names: Sequence[str], number: int) -> list[str]:
    """The order of a round: each one comes first in turn."""
    first = number % len(names)
    return [*names[first:], *names[:first]]
