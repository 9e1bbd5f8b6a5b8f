"""How do targets of one's own stand, what pace do they need, and how often do simulated futures meet them?

Several partners whom a target concerns are taken together. How that is done, and why: docs/adr/0041.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from ozgdash.metrics import forecast, pace, use_targets
from ozgdash.metrics.once import once
from ozgdash.metrics.outlook import DAYS_PER_MONTH
from ozgdash.metrics.pace import Pasts
from ozgdash.metrics.plan import planned_counts
from ozgdash.metrics.progress import progress_on
from ozgdash.metrics.query import chosen, load
from ozgdash.metrics.target_path import path_on, state_of
from ozgdash.model.days import LAST_DAY, month_end
from ozgdash.model.filters import SDG_SCOPE, WHOLE_SCOPE, Filters, Rule
from ozgdash.model.target import Measure, TargetState

Row = dict[str, Any]
OF_FILE = (
    *("target_id", "partner_id", "group_key", "measure", "topic", "department", "sdg", "share"),
    *("due_on", "decided_by", "decided_on", "paper", "example"),
)
STANDING = ("done", "total", "unknown", "goal", "remaining", "path", "state")
AHEAD = ("reported_on", "known_months", "pace", "needed", "chance", "planned", "undated")
COUNTS = ("done", "total", "unknown", "goal", "remaining", "known_months", "planned", "undated")


def target_states(cursor: duckdb.DuckDBPyConnection, filters: Filters, groups: Sequence[str] = ()) -> pd.DataFrame:
    """How the targets stand that were decided by the Stand and concern a chosen partner, one row each by its day.

    Each counts what its row in the file names; of the filter the Stand and the partners apply. ``groups``: keys of the
    groups that have a chosen partner, whose targets are among them.
    Columns: those of the file, done, total, unknown, goal (the share of today's total, rounded up), remaining, path
    (the share on the straight line from the day of the decision to the target; missing where nothing is known), state
    (a TargetState). Of a target about use the counts are cases of a year; all are missing where nothing may be told.
    """
    return _frame(_states(cursor, filters, groups), [*OF_FILE, *STANDING])


def _frame(rows: list[Row], columns: list[str]) -> pd.DataFrame:
    """Counts stay whole numbers where some are missing."""
    return pd.DataFrame(rows, columns=columns).astype({name: "Int64" for name in COUNTS if name in columns})


def _states(cursor: duckdb.DuckDBPyConnection, filters: Filters, groups: Sequence[str]) -> list[Row]:
    return [row | _stands(cursor, _asked(row, filters), row) for row in _decided(cursor, filters, groups)]


def _stands(cursor: duckdb.DuckDBPyConnection, asked: Filters, row: Row) -> Row:
    counted = use_targets.standing if row["measure"] == Measure.USE else _standing
    return counted(cursor, asked, row)


def targets(
    cursor: duckdb.DuckDBPyConnection, filters: Filters, groups: Sequence[str] = (), *, window: int
) -> pd.DataFrame:
    """The rows of ``target_states`` with what lies ahead of them.

    More columns: reported_on (the day of the newest report), known_months (increments that the history holds), pace
    (mean gain per month over the last ``window`` of them; missing with fewer than three), needed (gain per month from
    the Stand to the day; missing where it has passed, and where nothing is missing), chance (the part of the simulated
    futures in which it is met in time; missing where it is reached or its day has passed, where nothing is known and
    where the history is too short), planned (how many more are done by the day if every plan is kept, for a missed one
    ever; 0 where nothing is missing), undated (what is missing beyond that). Of a target about use all but needed are
    missing, and that is in percentage points.
    """
    return once(cursor, ("targets", filters, tuple(groups), window), lambda: _targets(cursor, filters, groups, window))


def _targets(cursor: duckdb.DuckDBPyConnection, filters: Filters, groups: Sequence[str], window: int) -> pd.DataFrame:
    rows = [row | _ahead(cursor, row, filters, window) for row in _states(cursor, filters, groups)]
    return _frame(rows, [*OF_FILE, *STANDING, *AHEAD])


def _decided(cursor: duckdb.DuckDBPyConnection, filters: Filters, groups: Sequence[str]) -> list[Row]:
    asked = {"on": filters.as_of, "partners": chosen(cursor, filters), "groups": list(groups)}
    found = cursor.execute(load("targets"), asked).fetchall()
    return [dict(zip(OF_FILE, row, strict=True)) for row in found]


def _asked(row: Row, filters: Filters) -> Filters:
    """The filter that counts what a target names."""
    return Filters(
        as_of=filters.as_of,
        rule=Rule.SERVICE_RG3 if row["measure"] == Measure.USE else Rule(row["measure"]),
        partners=(row["partner_id"],) if row["partner_id"] else (),
        groups=(row["group_key"],) if row["group_key"] else (),
        topics=(row["topic"],) if row["topic"] else (),
        departments=(row["department"],) if row["department"] else (),
        deadline=SDG_SCOPE if row["sdg"] else WHOLE_SCOPE,
    )


def _standing(cursor: duckdb.DuckDBPyConnection, filters: Filters, row: Row) -> Row:
    counts = progress_on(cursor, filters, sorted({row["decided_on"], filters.as_of}))
    now = _together(counts[counts["on_date"] == filters.as_of])
    goal = ceil(now.total * row["share"] - forecast.HAIR)
    path = _path(cursor, filters, row, _together(counts[counts["on_date"] == row["decided_on"]]), now)
    return {
        **{"done": now.done, "total": now.total, "unknown": now.unknown},
        **{"goal": goal, "remaining": max(goal - now.done, 0)},
        **{"path": path, "state": _state(now, goal, path, row["due_on"], filters.as_of)},
    }


@dataclass(frozen=True)
class _Counted:
    done: int
    total: int
    unknown: int

    @property
    def share(self) -> float | None:
        """None where nothing is counted or no Reifegrad is known."""
        return self.done / self.total if self.unknown < self.total else None


def _together(counts: pd.DataFrame) -> _Counted:
    return _Counted(*(int(counts[name].sum()) for name in ("done", "total", "unknown")))


def _path(cursor: duckdb.DuckDBPyConnection, filters: Filters, row: Row, then: _Counted, now: _Counted) -> float | None:
    if now.share is None:
        return None
    begun, share = row["decided_on"], then.share
    if share is None:
        begun, share = _first_known(pace.pasts(cursor, filters)) or (filters.as_of, now.share)
    return path_on(row, begun, share, filters.as_of)


def _first_known(past: Pasts) -> tuple[date, float] | None:
    """The first day on which a Reifegrad was known, and the share on it."""
    found = np.flatnonzero(past.known.any(axis=0))
    if not len(found):
        return None
    at = int(found[0])
    return past.days[at], float(past.done[:, at].sum() / past.total[:, at].sum())


def _state(now: _Counted, goal: int, path: float | None, due_on: date, as_of: date) -> TargetState:
    if now.share is None or path is None:
        return TargetState.UNREPORTED
    return state_of(now.share, path, due_on, as_of, reached=now.done >= goal)


def _ahead(cursor: duckdb.DuckDBPyConnection, row: Row, filters: Filters, window: int) -> Row:
    if row["measure"] == Measure.USE:
        return use_targets.ahead(row, filters.as_of)
    asked = _asked(row, filters)
    past = pace.pasts(cursor, asked)
    changes, reported_on, remaining = gains(past), _newest(past), int(row["remaining"])
    months = (row["due_on"] - filters.as_of).days / DAYS_PER_MONTH
    open_yet = row["state"] in (TargetState.BEHIND, TargetState.ON_THE_WAY)
    planned = _planned(cursor, asked, row) if remaining else 0
    chance = None
    if open_yet and reported_on is not None:
        chance = forecast.chance(changes, window, remaining, _whole_months(reported_on, row["due_on"]))
    return {
        **{"reported_on": reported_on, "known_months": len(changes)},
        **{"pace": forecast.pace(changes, window), "chance": chance},
        "needed": remaining / months if remaining and months > 0 else None,
        **{"planned": planned, "undated": max(remaining - planned, 0)},
    }


def _newest(past: Pasts) -> date | None:
    found = np.flatnonzero(past.known.any(axis=0))
    return past.days[int(found[-1])] if len(found) else None


def _whole_months(start: date, due_on: date) -> int:
    """How many month ends after that of ``start`` lie before the day or on it."""
    months = (due_on.year - start.year) * 12 + due_on.month - start.month
    return months if due_on == month_end(due_on) else months - 1


def gains(past: Pasts) -> forecast.Increments:
    """What all partners gained together, month by month up to the last one that is known of each.

    Of each as ``forecast.increments`` has it; before its first report a partner gains nothing: what it brought along
    is no pace. Partners of whom nothing is known have no part in it.
    """
    firsts, lasts = past.ends()
    known = np.flatnonzero(lasts >= 0)
    if not len(known):
        return np.zeros(0)
    first, last = int(firsts[known].min()), int(lasts[known].min())
    together = np.zeros(max(last - first, 0))
    for at in known:
        own = forecast.increments(past.done[at, : past.whole].tolist(), past.known[at, : past.whole].tolist())
        begun = int(firsts[at]) - first
        own = own[: max(last - int(firsts[at]), 0)]
        together[begun : begun + len(own)] += own
    return together


def _planned(cursor: duckdb.DuckDBPyConnection, asked: Filters, row: Row) -> int:
    """How many more are done by the day of the target, for a missed one ever, if every plan is kept."""
    until = row["due_on"] if row["due_on"] > asked.as_of else LAST_DAY
    done, kept, _ = planned_counts(cursor, asked, until)
    return kept - done
