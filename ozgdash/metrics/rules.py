"""Why do the rules that count bundles differ?"""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd

from ozgdash.metrics.query import frame, scope
from ozgdash.model.filters import Filters, Rule


def rule_differences(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """How ``buendel_rg2`` and ``buendel_alle_rg3`` sort the bundles at the Stand, one row per partner that counts any.

    Columns: partner_id, bundles (the total of both), by_both, some_at_upper and none_at_upper (by ``buendel_rg2`` only,
    with or without a service at Reifegrad 3), by_neither; they add up to bundles. unknown: those of by_neither none of
    whose counted services has a known Reifegrad. Then services_done (single services at 3 or more) and
    services_done_in_open_bundles (those of them in a bundle that is not all at 3).
    """
    return frame(cursor, "rule_differences", **_parameters(cursor, filters))


def rule_example(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The largest bundle that only ``buendel_rg2`` counts, one with a service at Reifegrad 3 first; at most one row.

    Columns: partner_id, ozg_id, ozg_name, services (counted ones), at_upper (those of them at Reifegrad 3 or more).
    """
    return frame(cursor, "rule_example", **_parameters(cursor, filters))


def _parameters(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> dict[str, Any]:
    return scope(cursor, filters) | {"lower": Rule.BUNDLE_RG2.threshold, "upper": Rule.BUNDLE_ALL_RG3.threshold}
