"""When is each partner done at the present pace, and what pace would a target date need?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

import duckdb
import pandas as pd

from ozgdash.metrics import forecast
from ozgdash.metrics.progress import progress_over_time
from ozgdash.model.days import LAST_DAY, month_end, months_later
from ozgdash.model.filters import PACES, Filters
from ozgdash.model.prospect import Prospect

DAYS_PER_MONTH = 365.25 / 12
BACKTEST_HORIZONS = (6, 12)
"""Months ahead over which the interval is tested against what then happened."""


@dataclass(frozen=True)
class History:
    """One partner's past. ``changes`` per whole month; ``reported_on`` None: no Reifegrad known, nothing to go on."""

    partner_id: str
    done: int
    total: int
    unknown: int
    changes: forecast.Increments
    totals: Sequence[int]
    reported_on: date | None

    def goal(self, share: float) -> int:
        """How many are to be done: that share of today's total, rounded up."""
        return ceil(self.total * share - 1e-9)


def outlook(
    cursor: duckdb.DuckDBPyConnection, filters: Filters, *, window: int, share: float, target_on: date
) -> pd.DataFrame:
    """When the goal is reached at the pace of the last ``window`` months, one row per partner with something to count.

    Columns: partner_id, done, total, unknown, goal (``share`` of today's total, which is held fixed), remaining,
    reported_on (the month end of the last report, from which the time runs; missing: nothing reported), known_months
    (increments that the history holds; a pace rests on at most as many), pace_6, pace_12, pace_24 (per month; missing
    with fewer than three increments), total_change (how the total changed over the window), prospect (a Prospect),
    expected_on, interval (whether there is one), earliest_on, latest_on (missing although there is an interval: beyond
    fifty years), needed (pace per month from the Stand to ``target_on``; missing where the target is not after it).
    A completion that lies before the Stand, for want of newer reports, is set to the Stand.
    """
    columns = ["partner_id", "done", "total", "unknown", "goal", "remaining", "reported_on", "known_months"]
    columns += [f"pace_{months}" for months in PACES] + ["total_change", "prospect", "expected_on", "interval"]
    columns += ["earliest_on", "latest_on", "needed"]
    months = (target_on - filters.as_of).days / DAYS_PER_MONTH
    rows = []
    for past in _histories(cursor, filters):
        goal = past.goal(share)
        remaining = max(goal - past.done, 0)
        rows.append(
            {
                "partner_id": past.partner_id,
                **{"done": past.done, "total": past.total, "unknown": past.unknown},
                **{"goal": goal, "remaining": remaining, "reported_on": past.reported_on},
                "known_months": len(past.changes),
                **{f"pace_{length}": forecast.pace(past.changes, length) for length in PACES},
                "total_change": past.totals[-1] - past.totals[-min(window, len(past.changes)) - 1],
                **_completion(past, window, remaining, filters.as_of),
                "needed": remaining / months if months > 0 else None,
            }
        )
    return pd.DataFrame(rows, columns=columns)


def outlook_path(
    cursor: duckdb.DuckDBPyConnection, filters: Filters, *, window: int, share: float, until: date
) -> pd.DataFrame:
    """The progress continued month by month to ``until``, one row per partner and month end from its last report on.

    It ends with ``LAST_DAY`` at the latest.
    Columns: partner_id, on_date, total, expected, low, high (services, not above the goal; low and high are the ends of
    the 80 % interval, missing where the history is too short for one). The first row is the last report. A partner
    without a pace, or that is done, has no rows.
    """
    rows: list[dict[str, Any]] = []
    for past in _histories(cursor, filters):
        now, goal = forecast.pace(past.changes, window), past.goal(share)
        if past.reported_on is None or now is None or past.done >= goal:
            continue
        until = min(until, LAST_DAY)
        length = (until.year - past.reported_on.year) * 12 + until.month - past.reported_on.month
        ends = forecast.band(past.changes, window, length) if length > 0 else None
        for month in range(max(length, 0) + 1):
            low, high = (past.done + float(end[month - 1]) for end in ends) if ends and month else (None, None)
            rows.append(
                {
                    "partner_id": past.partner_id,
                    "on_date": months_later(past.reported_on, month) if month else past.reported_on,
                    "total": past.total,
                    "expected": _between(past.done + now * month, goal),
                    "low": _between(low, goal) if month else float(past.done) if ends else None,
                    "high": _between(high, goal) if month else float(past.done) if ends else None,
                }
            )
    return pd.DataFrame(rows, columns=["partner_id", "on_date", "total", "expected", "low", "high"])


def backtest(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, every: int = 1) -> pd.DataFrame:
    """How often the later truth fell into the 80 % interval, all partners together, one row per window and horizon.

    ``every``: asked every so many months.

    Columns: window, horizon (months), hits, asked, share (missing where the history is too short to ask).
    """
    sums = {(window, horizon): [0, 0] for window in PACES for horizon in BACKTEST_HORIZONS}
    for past in _histories(cursor, filters):
        for window in PACES:
            found = forecast.coverage(past.changes, window, BACKTEST_HORIZONS, every=every)
            for horizon, (hits, asked) in found.items():
                sums[window, horizon][0] += hits
                sums[window, horizon][1] += asked
    rows = [(*key, hits, asked, hits / asked if asked else None) for key, (hits, asked) in sums.items()]
    return pd.DataFrame(rows, columns=["window", "horizon", "hits", "asked", "share"])


def _completion(past: History, window: int, remaining: int, as_of: date) -> dict[str, Any]:
    unknown: dict[str, Any] = {"expected_on": None, "interval": False, "earliest_on": None, "latest_on": None}
    if past.reported_on is None:
        return {"prospect": Prospect.UNREPORTED, **unknown}
    found = forecast.completion(past.changes, window, remaining)
    if not remaining or found is None:
        return {"prospect": Prospect.TOO_LITTLE if remaining else Prospect.DONE, **unknown}
    prospect = Prospect.EXPECTED
    if found.expected is None:
        prospect = Prospect.BEYOND if (forecast.pace(past.changes, window) or 0.0) > 0 else Prospect.NEVER
    earliest, latest = (found.interval.earliest, found.interval.latest) if found.interval else (None, None)
    start = past.reported_on
    days = [max(months_later(start, item), as_of) if item is not None else None for item in (earliest, latest)]
    return {
        "prospect": prospect,
        "expected_on": max(months_later(start, found.expected), as_of) if found.expected is not None else None,
        "interval": found.interval is not None,
        "earliest_on": days[0],
        "latest_on": days[1],
    }


def _histories(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Iterator[History]:
    """One history per partner with something to count, in the cooperation's order.

    A month is whole when its end is not after the Stand: the days of a month that has only begun make no increment.
    """
    counts = progress_over_time(cursor, filters)
    for partner_id in counts[counts["on_date"] == filters.as_of]["partner_id"]:
        rows = counts[counts["partner_id"] == partner_id]
        last = rows.iloc[-1]
        if not last["total"]:
            continue
        reported = rows[rows["reported"] & (rows["unknown"] < rows["total"])]
        whole = rows[[day == month_end(day) for day in rows["on_date"]]]
        known = whole["on_date"].isin(reported["on_date"]).tolist()
        changes = forecast.increments(whole["done"].tolist(), known)
        until = max((place for place, is_known in enumerate(known) if is_known), default=-1) + 1
        yield History(
            partner_id=str(partner_id),
            done=int(last["done"]),
            total=int(last["total"]),
            unknown=int(last["unknown"]),
            changes=changes,
            totals=whole["total"].tolist()[:until] or [int(last["total"])],
            reported_on=reported["on_date"].iloc[-1] if len(reported) else None,
        )


def _between(count: float | None, goal: int) -> float | None:
    return None if count is None else min(max(count, 0.0), float(goal))
