"""At which Reifegrad do the counted services stand?"""

from __future__ import annotations

import duckdb
import pandas as pd

from ozgdash.metrics.query import short_frame
from ozgdash.metrics.tally import asked_of_services
from ozgdash.model.filters import Filters


def maturity(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Counted services at the Stand, one row per partner, model and level; the filter's rule plays no part.

    Columns: partner_id, maturity_model, maturity (both missing: unknown), services. Per partner the services add up to
    the total of ``leistung_rg3``.
    """
    return short_frame(cursor, "maturity", until=filters.as_of, **asked_of_services(cursor, filters))
