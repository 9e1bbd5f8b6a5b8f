"""Rows of a metric's frame as plain Python values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from typing import Any, Self

import numpy as np
import pandas as pd

Row = dict[str, Any]


@dataclass(frozen=True)
class Counts:
    """Counts of a row; each field is the column of its name, one with a default may be missing there."""

    @classmethod
    def of(cls, row: Row) -> Self:
        """The counts of one row; missing ones are 0. KeyError for a column without which it says nothing."""
        found = {
            field.name: row[field.name] if field.default is MISSING else row.get(field.name) for field in fields(cls)
        }
        return cls(**{name: int(value or 0) for name, value in found.items()})

    @classmethod
    def summed(cls, rows: Iterable[Row]) -> Self:
        """The counts of all rows added up."""
        return cls.added(cls.of(row) for row in rows)

    @classmethod
    def added(cls, several: Iterable[Self]) -> Self:
        """The sum of several counts."""
        counts = list(several)
        return cls(**{field.name: sum(getattr(count, field.name) for count in counts) for field in fields(cls)})


@dataclass(frozen=True)
class Count(Counts):
    """How many are done, out of how many; ``unknown``: how many of them have no known Reifegrad."""

    done: int
    total: int
    unknown: int = 0

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None where nothing is counted."""
        return self.done / self.total if self.total else None

    @property
    def reported(self) -> bool:
        """True where at least one Reifegrad is known: only then does a share say anything."""
        return self.unknown < self.total


def records(frame: pd.DataFrame) -> list[Row]:
    """The rows in order; every missing value (NaN, NaT, NA) is None, every day a ``date``, a list a list."""
    columns = [[_plain(value) for value in frame[name].tolist()] for name in frame.columns]
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.tolist()
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if isinstance(value, datetime):
        return value.date()
    return value


def by_partner(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Partner id -> its rows, in their order."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["partner_id"], []).append(row)
    return groups


def day_of(row: Row) -> date:
    """The day in the column ``on_date``."""
    day = row["on_date"]
    return day if isinstance(day, date) else date.fromisoformat(str(day))
