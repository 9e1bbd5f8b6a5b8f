"""Runs the SQL files of this package on a cursor."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from ozgdash import formats
from ozgdash.metrics.once import once
from ozgdash.model.filters import Filters

INCLUDE = re.compile(r"^-- @include (\w+\.sql)$", re.MULTILINE)
BY_NAME = re.compile(r"\bby_name\(([\w.]+)\)")
ZEROS = "0" * formats.WIDEST_NUMBER
PLAIN = (
    r"regexp_replace(regexp_replace(strip_accents(replace(lower({name}), chr(223), 'ss')),"
    rf" '(\d+)', '{ZEROS}\1', 'g'), '\d*(\d{{{{{formats.WIDEST_NUMBER}}}}})', '\1', 'g'), {{name}}"
)
"""Two keys of ``ORDER BY``, the rule of ``formats.by_name``."""
TYPES: Mapping[str, pa.DataType] = {
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
}


@cache
def load(name: str) -> str:
    """The text of ``sql/<name>.sql``; a line ``-- @include other.sql`` stands for the text of that file.

    ``by_name(column)`` in an ORDER BY stands for the keys that sort names as ``formats.by_name`` does.
    """
    return with_order_of_names(INCLUDE.sub(lambda match: _file(match[1]), _file(f"{name}.sql")))


def with_order_of_names(statement: str) -> str:
    """The statement with the keys for ``by_name(column)``."""
    return BY_NAME.sub(lambda match: PLAIN.format(name=match[1]), statement)


def _file(name: str) -> str:
    return (resources.files("ozgdash.metrics") / "sql" / name).read_text(encoding="utf-8")


def frame(cursor: duckdb.DuckDBPyConnection, name: str, /, **parameters: Any) -> pd.DataFrame:
    """The rows of ``sql/<name>.sql``. Days are ``datetime.date``, counts int64; missing values are None or NaN."""
    table: pa.Table = cursor.sql(load(name), params=parameters).to_arrow_table()
    rows: pd.DataFrame = table.to_pandas(date_as_object=True)
    return rows


def short_frame(cursor: duckdb.DuckDBPyConnection, name: str, /, **parameters: Any) -> pd.DataFrame:
    """The same frame, in less time for some hundred rows at most: ``cursor.sql`` plans a statement twice.

    KeyError for a column of a type that is not in TYPES.
    """
    result = cursor.execute(load(name), parameters or None)
    columns = result.description or []
    values = list(zip(*result.fetchall(), strict=True)) or [()] * len(columns)
    arrays = [pa.array(cells, TYPES[str(column[1])]) for cells, column in zip(values, columns, strict=True)]
    table = pa.Table.from_arrays(arrays, names=[column[0] for column in columns])
    rows: pd.DataFrame = table.to_pandas(date_as_object=True)
    return rows


def arrays(cursor: duckdb.DuckDBPyConnection, name: str, /, **parameters: Any) -> Mapping[str, np.ndarray[Any, Any]]:
    """The columns of ``sql/<name>.sql``, none of which misses a value. Days are datetime64."""
    columns = cursor.execute(load(name), parameters).fetchnumpy()
    return {key: np.asarray(values) for key, values in columns.items()}


def chosen(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> list[str]:
    """The ids of the partners that the filter chooses, by themselves or by a group; an empty list means all.

    KeyError for a group that has nobody: it must not become all.
    """
    if not filters.groups:
        return list(filters.partners)
    found = once(cursor, ("members", filters.groups), lambda: _members(cursor, filters.groups))
    return list(dict.fromkeys((*filters.partners, *found)))


def _members(cursor: duckdb.DuckDBPyConnection, groups: Sequence[str]) -> list[str]:
    rows = cursor.execute(load("group_members"), {"groups": list(groups)}).fetchall()
    nobody = [key for key in groups if key not in {group for group, _ in rows}]
    if nobody:
        raise KeyError(", ".join(nobody))
    return [partner_id for _, partner_id in rows]


def scope(cursor: duckdb.DuckDBPyConnection, filters: Filters, days: Sequence[date] | None = None) -> dict[str, Any]:
    """The parameters of ``in_scope.sql``; without ``days`` the Stand of the filter."""
    return {
        "days": list(days) if days is not None else [filters.as_of],
        "partners": chosen(cursor, filters),
        "topics": list(filters.topics),
        "departments": list(filters.departments),
        "addressees": list(filters.addressees),
        "deadline": filters.deadline or "",
    }
