"""What a publish works out from the reports, so that the pages need not."""

from __future__ import annotations

import duckdb

from ozgdash.store.queries import sql

STATEMENTS = ("derive", "tally_services", "tally_bundles", "report_days")
"""In this order: the tallies count what `state` holds."""


def derive(connection: duckdb.DuckDBPyConnection) -> None:
    """Fills `state`, `service_tally`, `bundle_tally` and `report_day` anew; grains in docs/ARCHITECTURE.md."""
    for name in STATEMENTS:
        connection.execute(sql(name))
