"""What is open, what is due next, what is late and what is in the way.

A service is open when it is counted and has not reached the rule's threshold; that is asked of single services, also
under the bundle rules. An unknown Reifegrad has not reached it.
"""

from __future__ import annotations

from datetime import date

import duckdb
import pandas as pd

from ozgdash.metrics.query import frame, scope
from ozgdash.model.days import months_later
from ozgdash.model.filters import Filters

DUE_MONTHS = 6
"""How far ahead "due next" looks."""


def due_until(as_of: date) -> date:
    """The last day of what is due next: the end of the sixth month after that of the Stand."""
    return months_later(as_of, DUE_MONTHS)


def open_work(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """What is known of the open services at the Stand, one row per partner for whom a service is counted.

    Columns: partner_id, counted (services), open, and of the open ones: due (planned from the Stand to ``due_until``),
    late (planned before the Stand), planned_later, unplanned (these four add up to open), obstructed (an obstacle is
    named).
    """
    return frame(cursor, "open_work", until=due_until(filters.as_of), **_open(cursor, filters))


def pipeline(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The counted services at the Stand by stage of work, one row per partner, department and stage; no rule applies.

    Columns: partner_id, department (missing: none was reported), stage (missing: none was reported), services.
    """
    return frame(cursor, "pipeline", **scope(cursor, filters))


def pipeline_of_kinds(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The same of many partners, one row per kind of partner and stage.

    Columns: kind, stage (missing: none was reported), services, partners (of that kind, the same in each of its rows).
    """
    return frame(cursor, "pipeline_of_kinds", **scope(cursor, filters))


def due(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, most: int | None = None) -> pd.DataFrame:
    """The open services planned from the Stand to ``due_until``, one row per service and partner, the nearest first.

    ``most``: so many rows at most.

    Columns: partner_id, planned_on, days (from the Stand), department, service_id, leika_key, name, ozg_id, topic,
    maturity (missing: unknown), maturity_model, stage, obstacle.
    """
    return frame(cursor, "due", until=due_until(filters.as_of), most=most, **_open(cursor, filters))


def late(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, most: int | None = None) -> pd.DataFrame:
    """The open services planned before the Stand, one row per service and partner, the latest first.

    Columns: those of ``due``; days is how many days they are late. ``most``: so many rows at most.
    """
    return frame(cursor, "late", most=most, **_open(cursor, filters))


def obstacles(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """What is in the way at the Stand, one row per partner and obstacle.

    Columns: partner_id, obstacle, services (open ones), not_digitisable (services outside the denominator for it).
    """
    return frame(cursor, "obstacles", **_open(cursor, filters))


def obstacle_services(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, most: int | None = None) -> pd.DataFrame:
    """The open services with an obstacle, one row per service and partner, by obstacle.

    Columns: those of ``due`` without days. ``most``: so many rows at most.
    """
    return frame(cursor, "obstacle_services", most=most, **_open(cursor, filters))


def _open(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> dict[str, object]:
    return scope(cursor, filters) | {"threshold": filters.rule.threshold}
