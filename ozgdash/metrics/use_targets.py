"""How do targets about use stand: digital cases of all cases, as ``metrics.use`` counts and hides them?

Only replaced numbers come in (docs/adr/0040), and where a sum is small itself, nothing is computed: neither the state
nor the path of a target tells what is hidden. What is not computed for use, and why: docs/adr/0041.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

import duckdb

from ozgdash.metrics.forecast import HAIR
from ozgdash.metrics.outlook import DAYS_PER_MONTH
from ozgdash.metrics.query import chosen, load
from ozgdash.metrics.target_path import path_on, state_of
from ozgdash.metrics.use import digital_share
from ozgdash.model.days import month_ends
from ozgdash.model.demand import SHOWN_FROM
from ozgdash.model.filters import Filters
from ozgdash.model.target import TargetState

Row = dict[str, Any]
UNTOLD = ("done", "total", "unknown", "goal", "remaining", "path")
NOT_COMPUTED = ("reported_on", "known_months", "pace", "chance", "planned", "undated")


@dataclass(frozen=True)
class _Counted:
    """Digital cases of all cases of a year; both None where nothing is told. ``hidden``: for the numbers are small."""

    digital: int | None = None
    cases: int | None = None
    hidden: bool = False

    @property
    def share(self) -> float | None:
        """None where nothing is told."""
        return self.digital / self.cases if self.cases and self.digital is not None else None


def standing(cursor: duckdb.DuckDBPyConnection, filters: Filters, row: Row) -> Row:
    """The columns STANDING of ``metrics.targets`` for one target; ``filters`` count what it names.

    done, total, goal and remaining are cases of a year. Where no digital cases are known they are missing like the
    path, and the state is UNREPORTED; HIDDEN where the cases are too few to be told.
    """
    now = _counted(cursor, filters)
    if now.share is None or now.cases is None or now.digital is None:
        state = TargetState.HIDDEN if now.hidden else TargetState.UNREPORTED
        return dict.fromkeys(UNTOLD) | {"state": state}
    goal = ceil(now.cases * row["share"] - HAIR)
    path = path_on(row, *_begun(cursor, filters, row["decided_on"], now.share), filters.as_of)
    state = state_of(now.share, path, row["due_on"], filters.as_of, reached=now.digital >= goal)
    return {
        **{"done": now.digital, "total": now.cases, "unknown": 0},
        **{"goal": goal, "remaining": max(goal - now.digital, 0)},
        **{"path": path, "state": state},
    }


def ahead(row: Row, as_of: date) -> Row:
    """The columns AHEAD: only ``needed``, in percentage points of the share a month."""
    months = (row["due_on"] - as_of).days / DAYS_PER_MONTH
    needed = None
    if row["remaining"] and months > 0:
        needed = (row["share"] - row["done"] / row["total"]) * 100 / months
    return dict.fromkeys(NOT_COMPUTED) | {"needed": needed}


def _counted(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> _Counted:
    found = digital_share(cursor, filters, together=True)
    if found.empty:
        return _Counted()
    row = found.iloc[0]
    if not row["known"]:
        return _Counted(hidden=bool(row["few"]))
    digital, cases = int(row["digital"]), int(row["cases"])
    if 0 < digital < SHOWN_FROM or 0 < cases - digital < SHOWN_FROM:
        return _Counted(hidden=True)
    return _Counted(digital, cases)


def _begun(cursor: duckdb.DuckDBPyConnection, filters: Filters, decided_on: date, now: float) -> tuple[date, float]:
    """Where the path begins: the share on the day of the decision, else at the first month end that tells one."""
    for day in _days(cursor, filters, decided_on):
        share = _counted(cursor, filters.at(day)).share
        if share is not None:
            return day, share
    return filters.as_of, now


def _days(cursor: duckdb.DuckDBPyConnection, filters: Filters, decided_on: date) -> list[date]:
    """The day of the decision and the month ends until the Stand, none of them before anything can be known."""
    begun = cursor.execute(load("use_begun"), {"partners": chosen(cursor, filters)}).fetchall()[0][0] or decided_on
    ends = [day for day in month_ends(max(begun, decided_on), filters.as_of) if decided_on < day < filters.as_of]
    return [decided_on, *ends] if begun <= decided_on else ends
