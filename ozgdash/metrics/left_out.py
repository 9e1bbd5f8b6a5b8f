"""What does a filter leave out only because nothing is known of what it asks for?"""

from __future__ import annotations

import duckdb
import pandas as pd

from ozgdash.metrics.query import short_frame
from ozgdash.metrics.tally import asked_of_services
from ozgdash.model.filters import Filters


def left_out(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """What the filter leaves of each partner at the Stand and what it cannot know, one row per partner that had joined.

    Columns: partner_id, kept (services of any standing), without_department, without_addressee, without_scope (counted
    services that are left out because their department, addressee or SDG mark is not known; all other filters would
    keep them).
    """
    return short_frame(cursor, "left_out", until=filters.as_of, **asked_of_services(cursor, filters))
