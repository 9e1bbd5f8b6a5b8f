"""What would be done if every plan were kept?"""

from __future__ import annotations

import duckdb
import pandas as pd

from ozgdash.metrics.query import frame, scope
from ozgdash.model.days import month_ends
from ozgdash.model.filters import Filters


def planned_over_time(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The partners' own plan as known at the Stand, one row per partner and month end from the Stand on.

    A counted service that is not done is taken as done from its planned date on; one without a planned date, or whose
    planned date has passed, never. Columns: partner_id, on_date, planned (services), total, share. Empty where nothing
    is planned after the Stand, and for the bundle rules, for which a plan of single services says too little.
    """
    last = frame(cursor, "last_planned_day", **scope(filters))["last_planned_on"].iloc[0]
    if filters.rule.unit != "service" or last is None or last <= filters.as_of:
        days = []
    else:
        days = sorted({filters.as_of, *month_ends(filters.as_of, last)})
    return frame(cursor, "planned_over_time", plan_days=days, threshold=filters.rule.threshold, **scope(filters))
