"""Published figures of others, and what this snapshot was made of."""

from __future__ import annotations

import duckdb
import pandas as pd

from ozgdash.metrics.query import frame, short_frame
from ozgdash.model.demand import HIDDEN


def benchmarks(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Published figures in the order of ``data/benchmarks.csv``, each in its own unit.

    Columns: published_on (text: a day, a month or a year), area, unit, value, total (missing: none was published),
    label, source, confidence (A: read in the source, B: second hand).
    """
    return frame(cursor, "benchmarks")


def maturity_levels(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The levels of the Reifegrad models. Columns: model, level, label, source."""
    return short_frame(cursor, "maturity_levels")


def import_history(cursor: duckdb.DuckDBPyConnection, *, most: int | None = None) -> pd.DataFrame:
    """The files behind the snapshot, newest first; ``most``: so many rows at most.

    Columns: import_id, kind, file_name, sha256, imported_at (UTC), imported_by, partner_id, as_of, row_count, example,
    note, override_reason (missing: the sheet was plausible), left_out (rows that could not be read), peer_id (of whom
    it is where that is one who is compared), files (how many there are in all, the same in each row), telling (a number
    stands in the file that is hidden elsewhere; its checksum is for those who may report for the partner).
    """
    return frame(cursor, "import_history", most=most, **HIDDEN)
