"""What happened on which day, and to whom?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb
import pandas as pd

from ozgdash.metrics.query import short_frame


def events(cursor: duckdb.DuckDBPyConnection, partners: Sequence[str], first: date, last: date) -> pd.DataFrame:
    """The events from ``first`` to ``last`` that concern everybody or one of ``partners`` (ids), one row each by day.

    Columns: happened_on, kind (an EventKind), partner_id (missing: everybody), text_de, text_en, example.
    """
    return short_frame(cursor, "events", partners=list(partners), first=first, last=last)
