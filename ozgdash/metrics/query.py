"""Runs the SQL files of this package on a cursor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from ozgdash.model.filters import Filters

INCLUDE = re.compile(r"^-- @include (\w+\.sql)$", re.MULTILINE)


@cache
def load(name: str) -> str:
    """The text of ``sql/<name>.sql``; a line ``-- @include other.sql`` stands for the text of that file."""
    return INCLUDE.sub(lambda match: _file(match[1]), _file(f"{name}.sql"))


def _file(name: str) -> str:
    return (resources.files("ozgdash.metrics") / "sql" / name).read_text(encoding="utf-8")


def frame(cursor: duckdb.DuckDBPyConnection, name: str, /, **parameters: Any) -> pd.DataFrame:
    """The rows of ``sql/<name>.sql``. Days are ``datetime.date``, counts int64; missing values are None or NaN."""
    table: pa.Table = cursor.sql(load(name), params=parameters).to_arrow_table()
    rows: pd.DataFrame = table.to_pandas(date_as_object=True)
    return rows


def scope(filters: Filters, days: Sequence[date] | None = None) -> dict[str, Any]:
    """The parameters of ``in_scope.sql``; without ``days`` the Stand of the filter."""
    return {
        "days": list(days) if days is not None else [filters.as_of],
        "partners": list(filters.partners),
        "topics": list(filters.topics),
        "departments": list(filters.departments),
        "addressees": list(filters.addressees),
        "deadline": filters.deadline or "",
    }
