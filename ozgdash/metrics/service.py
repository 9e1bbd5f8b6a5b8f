"""One service: what each partner says of it, and how it came there."""

from __future__ import annotations

import duckdb
import pandas as pd

from ozgdash.metrics.query import chosen, frame, scope
from ozgdash.model.filters import Filters


def service_at_partners(cursor: duckdb.DuckDBPyConnection, filters: Filters, service_id: str) -> pd.DataFrame:
    """What each chosen partner that had joined says of a service at the Stand, in the cooperation's order.

    Of the filter only partners and Stand play a part. Columns: those of ``service_matrix`` without life_situation.
    Empty for a service that does not exist.
    """
    return frame(cursor, "service_at_partners", **_asked(cursor, filters, service_id))


def service_history(cursor: duckdb.DuckDBPyConnection, filters: Filters, service_id: str) -> pd.DataFrame:
    """When standing, Reifegrad or model of a service became another, up to the Stand, one row per partner and day.

    A partner's first row is that of the day it joined. Of the filter only partners and Stand play a part. Columns:
    on_date, partner_id, standing, maturity (missing: unknown), maturity_model.
    """
    return frame(cursor, "service_history", **_asked(cursor, filters, service_id))


def first_service(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> str | None:
    """The first service in the filter; None where it leaves none."""
    rows = frame(cursor, "first_service", **scope(cursor, filters))
    return None if rows.empty else str(rows["service_id"].iloc[0])


def _asked(cursor: duckdb.DuckDBPyConnection, filters: Filters, service_id: str) -> dict[str, object]:
    return {"service": service_id, "as_of": filters.as_of, "partners": chosen(cursor, filters)}
