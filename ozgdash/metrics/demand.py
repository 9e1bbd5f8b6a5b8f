"""How many cases are behind the services, and which services would be worth doing next?

Cases per year are an optional column of the status sheet. Small numbers are personal data in the making: one under
``SHOWN_FROM`` is replaced by ``STAND_IN`` before anything else happens, so that no sum, no difference of two sums and
no share tells more of it than that it is small. Where a partner gave no cases nothing is computed for it.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from ozgdash.metrics.query import frame, scope
from ozgdash.model.demand import SHOWN_FROM, STAND_IN
from ozgdash.model.filters import Filters

MOST = 12
"""How many services a picture of the demand names."""


def demand(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Cases that can be handled online beside services at the target, one row per partner; single services at any rule.

    Columns: partner_id, done, total and unknown (services), with_cases, with_priority and listed (services for which
    they, or either, are given), cases_done and cases (per year; missing: no case is given for such a service).
    """
    return frame(cursor, "demand", **_parameters(cursor, filters))


def demand_next(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The ``MOST`` open services with the most cases at the chosen partners, one row per service and Reifegrad.

    Columns: service_id, name, maturity_model and maturity (both missing: unknown), partners (at that level), cases
    (theirs per year), service_cases (of all levels). A partner with fewer than ``SHOWN_FROM`` cases adds nothing.
    """
    return frame(cursor, "demand_next", most=MOST, **_parameters(cursor, filters))


def demand_services(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, most: int | None = None) -> pd.DataFrame:
    """The counted services with cases or a priority, one row per service and partner, the most cases first.

    Columns: partner_id, service_id, leika_key, name, ozg_id, topic, department, done, cases (missing: not given), few
    (true: fewer than ``SHOWN_FROM``; cases is then ``STAND_IN``), priority, maturity (missing: unknown),
    maturity_model, stage, planned_on, obstacle. ``most``: so many rows at most.
    """
    return frame(cursor, "demand_services", most=most, **_parameters(cursor, filters))


def _parameters(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> dict[str, object]:
    limits = {"shown_from": SHOWN_FROM, "stand_in": STAND_IN}
    return scope(cursor, filters) | limits | {"threshold": filters.rule.threshold}
