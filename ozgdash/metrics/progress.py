"""How much is done, out of how much: the counting rules of docs/ARCHITECTURE.md.

All frames hold the columns ``done``, ``total``, ``share`` (done / total between 0 and 1; NaN where total is 0),
``not_responsible``, ``not_digitisable`` and ``unknown``, all in the unit of the rule (services or bundles). ``unknown``
is part of ``total``; the other two stand beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

import duckdb
import pandas as pd

from ozgdash.metrics.query import frame, scope
from ozgdash.model.days import month_ends
from ozgdash.model.filters import Filters, Rule

COUNTS = ("done", "total", "share", "not_responsible", "not_digitisable", "unknown")


class Dimension(StrEnum):
    """By what a count can be broken down."""

    TOPIC = "topic"
    DEPARTMENT = "department"


def progress(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The count at the Stand, one row per partner that had joined, in the cooperation's order.

    Columns: partner_id and the counts. A partner for whom the filter leaves no service has no row.
    """
    return progress_on(cursor, filters, [filters.as_of]).drop(columns="on_date")


def progress_on(cursor: duckdb.DuckDBPyConnection, filters: Filters, days: Sequence[date]) -> pd.DataFrame:
    """The count on each of ``days``, one row per day and partner. Columns: on_date, partner_id and the counts."""
    return _counted(cursor, filters, days=days).drop(columns="group_name")


def progress_by(
    cursor: duckdb.DuckDBPyConnection, filters: Filters, dimension: Dimension, *, together: bool = False
) -> pd.DataFrame:
    """The count at the Stand by topic or department, one row per group and partner.

    Columns: partner_id (missing with ``together``: all chosen partners in one row), the dimension's name (missing: no
    department is known) and the counts. In a breakdown by department a bundle counts in every department that has a
    part of it.
    """
    rows = _counted(cursor, filters, dimension=dimension, together=together)
    return rows.drop(columns="on_date").rename(columns={"group_name": dimension.value})


def progress_all_rules(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The count at the Stand by every rule, one row per rule and partner. Columns: rule, partner_id and the counts."""
    frames = [progress(cursor, replace(filters, rule=rule)).assign(rule=rule.value) for rule in Rule]
    return pd.concat(frames, ignore_index=True)[["rule", "partner_id", *COUNTS]]


def progress_over_time(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The count at each month end up to the Stand and at the Stand, one row per day and partner that had joined.

    Columns: partner_id, on_date, reported and the counts. ``reported`` is true where the partner reported in that
    calendar month up to that day; elsewhere the count is that of the last report, and a chart shows a gap.
    """
    first = frame(cursor, "first_joining", partners=list(filters.partners))["joined_on"].iloc[0]
    days = month_ends(first, filters.as_of) if first else []
    counts = progress_on(cursor, filters, days)
    reports = frame(cursor, "reports_per_month", days=days)
    reported = set(zip(reports["partner_id"], reports["on_date"], strict=True))
    flags = [key in reported for key in zip(counts["partner_id"], counts["on_date"], strict=True)]
    return counts.assign(reported=flags)[["partner_id", "on_date", "reported", *COUNTS]]


def _counted(
    cursor: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    days: Sequence[date] | None = None,
    dimension: Dimension | None = None,
    together: bool = False,
) -> pd.DataFrame:
    parameters = scope(filters, days) | {
        "threshold": filters.rule.threshold,
        "dimension": dimension.value if dimension else "",
        "together": together,
    }
    if filters.rule.unit == "service":
        return frame(cursor, "counted_services", **parameters)
    all_services = filters.rule is Rule.BUNDLE_ALL_RG3
    return frame(cursor, "counted_bundles", all_services=all_services, **parameters)
