"""Adds changes up to days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Changes:
    """When counts of partners changed, in any order.

    ``partners``: their ids in the cooperation's order; ``of``: of each change the position of its partner in there;
    ``by``: one column per count, how many more or fewer.
    """

    partners: np.ndarray[Any, Any]
    of: np.ndarray[Any, Any]
    changed_on: np.ndarray[Any, Any]
    by: np.ndarray[Any, Any]

    @property
    def first(self) -> date | None:
        """The day of the first change; None where there is none."""
        found: date | None = self.changed_on.min().item() if len(self.changed_on) else None
        return found

    def until(self, days: Sequence[date]) -> Sums:
        """What the changes come to on each of ``days`` (in order)."""
        asked = np.array(days, dtype="datetime64[D]")
        return Sums(self, np.searchsorted(asked, self.changed_on, side="left"), len(asked) + 1)

    def added_up(self, days: Sequence[date]) -> np.ndarray[Any, Any]:
        """What the changes come to on each of ``days`` (in order), by partner, day and count."""
        sums = self.until(days)
        return np.stack([sums.of_each(count) for count in range(self.by.shape[1])], axis=-1)


@dataclass(frozen=True)
class Sums:
    """Changes added up to days: ``place`` is the first day to which each counts, the last of ``width`` is after all."""

    changes: Changes
    place: np.ndarray[Any, Any]
    width: int

    def of_each(self, count: int) -> np.ndarray[Any, Any]:
        """One count by partner and day."""
        size = len(self.changes.partners) * self.width
        cell = self.changes.of * self.width + self.place
        changed = np.bincount(cell, weights=self.changes.by[:, count], minlength=size).reshape(-1, self.width)
        return np.cumsum(changed[:, :-1], axis=1).astype(np.int64)

    def together(self, count: int) -> np.ndarray[Any, Any]:
        """One count of all partners by day."""
        changed = np.bincount(self.place, weights=self.changes.by[:, count], minlength=self.width)
        return np.cumsum(changed[:-1]).astype(np.int64)


def shares(part: np.ndarray[Any, Any], whole: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Part of whole; NaN where the whole is 0."""
    found: np.ndarray[Any, Any] = np.full(part.shape, np.nan)
    np.divide(part, whole, out=found, where=whole > 0)
    return found
