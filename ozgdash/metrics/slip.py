"""How often and how far did planned dates move?"""

from __future__ import annotations

from datetime import date

import duckdb
import numpy as np
import pandas as pd

from ozgdash.metrics.distribution import marks
from ozgdash.metrics.query import arrays, chosen, frame, scope
from ozgdash.metrics.running import shares
from ozgdash.model.days import month_ends
from ozgdash.model.filters import Filters


def plan_slip(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """How planned dates moved up to the Stand, one row per partner and department that planned anything.

    Two planned dates in a row of the same service are compared. A correction of the same day is no move, a date that
    was withdrawn and given anew is one, and a date given after the service was done begins a new plan.
    Columns: partner_id, department (missing: none was reported), planned (services that ever had a date while open),
    later and earlier (services moved that way at least once), moves_later and moves_earlier (how often), median_days
    and most_days (of the services that moved: all moves of one added up; missing where none moved).
    """
    return frame(cursor, "plan_slip", threshold=filters.rule.threshold, **scope(cursor, filters))


def plan_slip_together(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The same of many partners together, one row per department of one name, the one with most plans first.

    Columns: those of ``plan_slip`` without partner_id.
    """
    return frame(cursor, "plan_slip_together", threshold=filters.rule.threshold, **scope(cursor, filters))


def plan_history(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """How many services were to be done by the Stand, by the plan of each month end, one row per partner and day.

    Columns: partner_id, on_date, reported (the partner reported in that month), planned (done on that day, or planned
    after it and by the Stand), done, total, share (planned of total), unknown. On the last day planned equals done.
    """
    first = frame(cursor, "first_joining", partners=chosen(cursor, filters))["joined_on"].iloc[0]
    days = month_ends(first, filters.as_of) if first else []
    counts = frame(
        cursor, "plan_history", by=filters.as_of, threshold=filters.rule.threshold, **scope(cursor, filters, days)
    )
    reports = frame(cursor, "reports_per_month", days=days)
    reported = set(zip(reports["partner_id"], reports["on_date"], strict=True))
    flags = [key in reported for key in zip(counts["partner_id"], counts["on_date"], strict=True)]
    return counts.assign(reported=flags)


def plan_history_spread(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The same of many partners: how their planned shares lie beside each other, one row per month end and the Stand.

    Each partner is one voice, from its first known Reifegrad on; in a month without a report it counts as before.
    Columns: on_date, partners, lower, median, upper, best (``metrics/distribution.py``), and of all partners together
    planned, done, total, unknown. On the last day planned equals done.
    """
    changed = arrays(cursor, "plan_history_changes", threshold=filters.rule.threshold, **scope(cursor, filters))
    months = changed["month"].astype("datetime64[M]")
    first: date = months.min().item() if len(months) else filters.as_of
    days = month_ends(first, filters.as_of)
    _, of = np.unique(changed["position"], return_inverse=True)
    column = (months - np.datetime64(first, "M")).astype(np.int64) if len(months) else np.zeros(0, dtype=np.int64)
    counts = {}
    for name in ("planned", "done", "total", "unknown"):
        grid = np.zeros((int(of.max()) + 1 if len(of) else 0, len(days)), dtype=np.int64)
        np.add.at(grid, (of, column), changed[name])
        counts[name] = np.cumsum(grid, axis=1)
    known = np.where(counts["unknown"] < counts["total"], counts["total"], 0)
    sums = {name: grid.sum(axis=0) for name, grid in counts.items()}
    return pd.DataFrame({"on_date": np.array(days, dtype=object), **marks(shares(counts["planned"], known)), **sums})
