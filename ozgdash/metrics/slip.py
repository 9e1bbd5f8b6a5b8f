"""How often and how far did planned dates move?"""

from __future__ import annotations

import duckdb
import pandas as pd

from ozgdash.metrics.query import chosen, frame, scope
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
