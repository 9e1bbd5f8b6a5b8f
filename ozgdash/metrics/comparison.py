"""What the public portals show of the partners beside what they show of others.

Both sides come from the portals alone: the same source, the same rule of what is *shown* (``metrics/outside.py``), the
same services and the same day. What partners report plays no part, and what others show plays none anywhere else.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from ozgdash.metrics.query import frame, scope
from ozgdash.model.filters import Filters

SAME_DAY = 7
"""Days between two exports that still count as of one day: portals date them by their last import."""


def comparison(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """One row per administration: the partners of the filter, then those with whom they compare themselves.

    Columns: id, is_peer (no partner), kind, as_of (of the export of Open-PVOG that counts; missing: there is none at
    most ``SAME_DAY`` days from the newest export of one who is compared), shown, unclear (the portal's words are not
    understood; both missing without an export) and total: services in scope with a LeiKa key that the catalogue gives
    to administrations of this kind. No department narrows it: portals know none.
    """
    return frame(cursor, "comparison", within=SAME_DAY, **(scope(cursor, filters) | {"departments": []}))
