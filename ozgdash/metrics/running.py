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

    def added_up(self, days: Sequence[date]) -> np.ndarray[Any, Any]:
        """What the changes come to on each of ``days`` (in order), by partner, day and count."""
        asked = np.array(days, dtype="datetime64[D]")
        width = len(asked) + 1  # the last place takes what changed after all of them
        cell = self.of * width + np.searchsorted(asked, self.changed_on, side="left")
        size = len(self.partners) * width
        changed = [np.bincount(cell, weights=column, minlength=size).reshape(-1, width)[:, :-1] for column in self.by.T]
        return np.cumsum(np.stack(changed, axis=-1), axis=1, dtype=np.float64).astype(np.int64)


def shares(part: np.ndarray[Any, Any], whole: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Part of whole; NaN where the whole is 0."""
    found: np.ndarray[Any, Any] = np.full(part.shape, np.nan)
    np.divide(part, whole, out=found, where=whole > 0)
    return found
