"""Which partner offers which service at which Reifegrad?"""

from __future__ import annotations

import duckdb
import pandas as pd

from ozgdash.metrics.query import frame, scope
from ozgdash.model.filters import Filters


def service_matrix(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """What is known of every service in the filter at the Stand, one row per service and partner that had joined.

    Columns: service_id, leika_key (missing: there is none), name, ozg_id, ozg_name, topic, life_situation, addressee,
    partner_id, standing, maturity (missing: unknown), maturity_model, stage, planned_on, department, url, efa_stage,
    obstacle, remark, observed_on (missing: never reported). Ordered by topic, OZG-ID, name and the cooperation's order.
    """
    return frame(cursor, "service_matrix", **scope(cursor, filters))


def service_levels(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """At how many partners each service in the filter stands where, one row per service, standing and Reifegrad.

    Columns: service_id, leika_key (missing: there is none), name, ozg_id, ozg_name, topic, standing, maturity (missing:
    unknown, or outside the denominator), maturity_model, partners. Ordered as ``service_matrix``.
    """
    return frame(cursor, "service_levels", **scope(cursor, filters))
