"""What stands behind a count: its rows, and the files that they were last reported in.

A row is what the rule counts: a single service of a partner, or an OZG-Leistung (bundle) of one. There are as many rows
as the count's total, and as many of them are ``done``.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from ozgdash.metrics.query import frame, scope
from ozgdash.model.demand import HIDDEN
from ozgdash.model.filters import Filters, Rule


def rows_behind(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, most: int | None = None) -> pd.DataFrame:
    """The rows behind the count at the Stand, by partner in the cooperation's order, those that are done first.

    Columns: partner_id, topic, ozg_id, name, done, observed_on (of a bundle the newest day; missing: never reported),
    file_name (the newest file that says so; missing likewise). Of single services also leika_key (missing: there is
    none), department, maturity (missing: unknown) and maturity_model; of bundles services (counted ones), at_threshold
    and unknown (those of them). ``most``: so many rows at most.
    """
    asked = scope(cursor, filters) | {"threshold": filters.rule.threshold, "most": most}
    if filters.rule.unit == "service":
        return frame(cursor, "behind_services", **asked)
    return frame(cursor, "behind_bundles", all_services=filters.rule is Rule.BUNDLE_ALL_RG3, **asked)


def sheets_behind(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, most: int | None = None) -> pd.DataFrame:
    """The files that say what the counted single services stand at, one row per partner and file, the newest first.

    Columns: import_id, file_name, sha256 (missing, too, where a number stands in the file that is hidden elsewhere),
    as_of, imported_at (UTC), partner_id and services: how many of them were last reported in it. The five of the file
    are missing where services were never reported. The same in each row: files (how many there are, each once for a
    partner), lines (all rows), never_reported and all_services. ``most``: so many rows at most.
    """
    return frame(cursor, "behind_sheets", most=most, **HIDDEN, **scope(cursor, filters))
