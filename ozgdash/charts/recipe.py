"""What makes a chart: a function that asks a snapshot for its numbers and draws them for one view."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pandas as pd

from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View

Cursor = duckdb.DuckDBPyConnection
Recipe = Callable[[Cursor, View], ChartSpec]
NOTHING = pd.DataFrame({"partner_id": []})
"""The frame of no partner."""
