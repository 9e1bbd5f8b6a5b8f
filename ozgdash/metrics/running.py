"""Adds changes up to days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Changes:
    """When counts of partners changed: rows by partner in the cooperation's order, then by day.

    ``by``: one column per count, how many more or fewer.
    """

    partner_id: np.ndarray[Any, Any]
    changed_on: np.ndarray[Any, Any]
    by: np.ndarray[Any, Any]

    @property
    def partners(self) -> np.ndarray[Any, Any]:
        """The ids of the partners that have changes, in order."""
        ids: np.ndarray[Any, Any] = self.partner_id[self._starts]
        return ids

    @property
    def _starts(self) -> np.ndarray[Any, Any]:
        differs = self.partner_id[1:] != self.partner_id[:-1]
        return np.flatnonzero(np.r_[True, differs][: len(self.partner_id)])

    def added_up(self, days: Sequence[date]) -> np.ndarray[Any, Any]:
        """What the changes come to on each of ``days``, by partner, day and count; nothing before the first of them."""
        asked = np.array(days, dtype="datetime64[D]")
        starts = self._starts
        ends = np.append(starts, len(self.by))[1:]
        sums = np.zeros((len(starts), len(asked), self.by.shape[1]), dtype=np.int64)
        for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
            running = np.zeros((end - start + 1, self.by.shape[1]), dtype=np.int64)
            np.cumsum(self.by[start:end], axis=0, out=running[1:])
            sums[place] = running[np.searchsorted(self.changed_on[start:end], asked, side="right")]
        return sums


def shares(part: np.ndarray[Any, Any], whole: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Part of whole; NaN where the whole is 0."""
    found: np.ndarray[Any, Any] = np.full(part.shape, np.nan)
    np.divide(part, whole, out=found, where=whole > 0)
    return found
