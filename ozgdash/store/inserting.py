"""Puts rows into a draft's tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from ozgdash.store.queries import sql

Rows = Sequence[Mapping[str, Any]]


def insert(connection: duckdb.DuckDBPyConnection, statement: str, rows: Rows) -> None:
    """Runs the statement with the rows as ``incoming``; nothing where there is none."""
    if not rows:
        return
    connection.register("incoming", pa.Table.from_pylist([dict(row) for row in rows]))
    try:
        connection.execute(sql(statement))
    finally:
        connection.unregister("incoming")


def without(row: dict[str, Any], key: str) -> dict[str, Any]:
    """The row without one of its columns."""
    return {name: value for name, value in row.items() if name != key}
