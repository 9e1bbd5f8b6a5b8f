"""At which Reifegrad do the counted services stand?"""

from __future__ import annotations

from dataclasses import replace

import duckdb
import pandas as pd

from ozgdash.metrics.once import lasting
from ozgdash.metrics.query import short_frame
from ozgdash.metrics.tally import asked_of_services
from ozgdash.model.filters import Filters, Rule


def maturity(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Counted services at the Stand, one row per partner, model and level; the filter's rule plays no part.

    Columns: partner_id, maturity_model, maturity (both missing: unknown), services. Per partner the services add up to
    the total of ``leistung_rg3``.
    """
    return short_frame(cursor, "maturity", until=filters.as_of, **asked_of_services(cursor, filters))


def maturity_by_quarter(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Counted services at the Stand by quarters of the partners, one row per quarter, model and level.

    Columns: quarter (1: the partners with the largest shares at Reifegrad 3 or more, to 4; equal shares in the
    cooperation's order; missing: partners without any known Reifegrad), partners (in the quarter), maturity_model,
    maturity (both missing: unknown), services (of all of them together).
    """
    asked = asked_of_services(cursor, filters) | {"threshold": Rule.SERVICE_RG3.threshold, "until": filters.as_of}
    key = ("maturity_by_quarter", replace(filters, rule=Rule.SERVICE_RG3))
    return lasting(cursor, key, lambda: short_frame(cursor, "maturity_by_quarter", **asked))
