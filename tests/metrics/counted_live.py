"""Every count worked out from `state` itself, to compare with what was prepared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from ozgdash.metrics.query import INCLUDE, chosen, frame, load, scope, with_order_of_names
from ozgdash.model.days import month_ends
from ozgdash.model.filters import Filters, Rule

Cursor = duckdb.DuckDBPyConnection
FOLDER = Path(__file__).parent / "live"


def live(cursor: Cursor, name: str, **parameters: Any) -> pd.DataFrame:
    """The rows of ``live/<name>.sql``, which may include files that lie beside it or in the program."""
    text = INCLUDE.sub(lambda match: _included(match[1]), (FOLDER / f"{name}.sql").read_text("utf-8"))
    return cursor.sql(with_order_of_names(text), params=parameters).to_arrow_table().to_pandas(date_as_object=True)


def _included(name: str) -> str:
    beside = FOLDER / name
    return beside.read_text("utf-8") if beside.exists() else load(name.removesuffix(".sql"))


def counted(
    cursor: Cursor, filters: Filters, days: Sequence[date] = (), *, dimension: str = "", together: bool = False
) -> pd.DataFrame:
    """The count on each day (none: the Stand), one row per day, partner and group."""
    asked = scope(cursor, filters, days or [filters.as_of]) | {
        "threshold": filters.rule.threshold,
        "dimension": dimension,
        "together": together,
    }
    if filters.rule.unit == "service":
        return live(cursor, "counted_services", **asked)
    return frame(cursor, "counted_bundles", all_services=filters.rule is Rule.BUNDLE_ALL_RG3, **asked)


def over_time(cursor: Cursor, filters: Filters) -> pd.DataFrame:
    """The count at each month end up to the Stand, with ``reported``."""
    first = frame(cursor, "first_joining", partners=chosen(cursor, filters))["joined_on"].iloc[0]
    days = month_ends(first, filters.as_of) if first else []
    counts = counted(cursor, filters, days) if days else counted(cursor, filters).iloc[:0]
    query = """
        SELECT DISTINCT partner_id, asked.on_date FROM (SELECT unnest($days::DATE[]) AS on_date) AS asked
        JOIN observation ON observed_on BETWEEN date_trunc('month', asked.on_date) AND asked.on_date
    """
    reported = set(cursor.execute(query, {"days": days}).fetchall())
    flags = [key in reported for key in zip(counts["partner_id"], counts["on_date"], strict=True)]
    return counts.assign(reported=flags)


def planned(cursor: Cursor, filters: Filters) -> pd.DataFrame:
    """What would be done on each month end if every plan were kept."""
    last = live(cursor, "last_planned_day", **scope(cursor, filters))["last_planned_on"].iloc[0]
    days = []
    if filters.rule.unit == "service" and last is not None and last > filters.as_of:
        days = sorted({filters.as_of, *month_ends(filters.as_of, last)})
    return live(cursor, "planned_over_time", plan_days=days, threshold=filters.rule.threshold, **scope(cursor, filters))
