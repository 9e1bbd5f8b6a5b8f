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

from ozgdash.metrics import tally
from ozgdash.metrics.query import arrays, chosen, frame, scope, short_frame
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
    """The count on each of ``days`` (in order, each once), one row per day and partner.

    Columns: on_date, partner_id and the counts.
    """
    changed = tally.changes(cursor, filters, until=max(days, default=filters.as_of))
    if changed is not None:
        return tally.on_days(changed, days)
    return _counted_live(cursor, filters, days=days).drop(columns="group_name")


def progress_by(
    cursor: duckdb.DuckDBPyConnection, filters: Filters, dimension: Dimension, *, together: bool = False
) -> pd.DataFrame:
    """The count at the Stand by topic or department, one row per group and partner.

    Columns: partner_id (missing with ``together``: all chosen partners in one row), the dimension's name (missing: no
    department is known) and the counts. In a breakdown by department a bundle counts in every department that has a
    part of it.
    """
    rows = _grouped(cursor, filters, dimension, together=together)
    return rows.rename(columns={"group_name": dimension.value})


def progress_all_rules(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The count at the Stand by every rule, one row per rule and partner. Columns: rule, partner_id and the counts."""
    frames = [progress(cursor, replace(filters, rule=rule)).assign(rule=rule.value) for rule in Rule]
    return pd.concat(frames, ignore_index=True)[["rule", "partner_id", *COUNTS]]


def progress_over_time(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The count at each month end up to the Stand and at the Stand, one row per day and partner that had joined.

    Columns: partner_id, on_date, reported and the counts. ``reported`` is true where the partner reported in that
    calendar month up to that day; elsewhere the count is that of the last report, and a chart shows a gap.
    """
    changed = tally.changes(cursor, filters, until=filters.as_of)
    if changed is None:
        first = frame(cursor, "first_joining", partners=chosen(cursor, filters))["joined_on"].iloc[0]
        counts = progress_on(cursor, filters, month_ends(first, filters.as_of) if first else [])
    else:  # before the first change there is nothing to count
        counts = tally.on_days(changed, month_ends(changed.first or filters.as_of, filters.as_of))
    flags = _reported(cursor, filters, counts)
    return counts.assign(reported=flags)[["partner_id", "on_date", "reported", *COUNTS]]


def _reported(cursor: duckdb.DuckDBPyConnection, filters: Filters, counts: pd.DataFrame) -> list[bool]:
    """For each row whether its partner reported in the calendar month of its day, up to that day."""
    reports = arrays(cursor, "report_days", partners=chosen(cursor, filters), until=filters.as_of)
    first: dict[tuple[str, int, int], date] = {}
    for partner_id, day in zip(
        reports["partner_id"], reports["observed_on"].astype("datetime64[D]").tolist(), strict=True
    ):
        first.setdefault((partner_id, day.year, day.month), day)
    rows = zip(counts["partner_id"], counts["on_date"], strict=True)
    return [first.get((partner_id, day.year, day.month), date.max) <= day for partner_id, day in rows]


def _grouped(
    cursor: duckdb.DuckDBPyConnection, filters: Filters, dimension: Dimension, *, together: bool
) -> pd.DataFrame:
    rows = tally.groups(cursor, filters, dimension=dimension.value, together=together)
    if rows is not None:
        return rows
    return _counted_live(cursor, filters, dimension=dimension, together=together).drop(columns="on_date")


def _counted_live(
    cursor: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    days: Sequence[date] | None = None,
    dimension: Dimension | None = None,
    together: bool = False,
) -> pd.DataFrame:
    """Bundles counted from `state`, where that was not prepared."""
    all_services = filters.rule is Rule.BUNDLE_ALL_RG3
    return short_frame(
        cursor,
        "counted_bundles",
        all_services=all_services,
        threshold=filters.rule.threshold,
        dimension=dimension.value if dimension else "",
        together=together,
        **scope(cursor, filters, days),
    )
