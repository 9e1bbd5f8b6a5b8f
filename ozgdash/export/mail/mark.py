"""By what two states of the data are the same for somebody who gets reports."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

import duckdb

OF_THE_FOLDER = (
    "cooperation", "partner", "partner_group", "deadline", "service", "maturity_level", "benchmark", "initiative",
    "target", "event",
)  # fmt: skip
"""The tables of what people edit in the data folder; what only the search or the alerts read is not among them."""
NOT_THE_DATA = ("origin",)
"""Columns that another build may number anew."""


def data_mark(cursor: duckdb.DuckDBPyConnection) -> str:
    """A hash of what was imported and of what the data folder says.

    A snapshot that a newer program built from the same files has the same one, and so has one in which the same file
    was fetched once more. Empty columns and tables count for nothing, so that a new one changes no hash.
    """
    whole = hashlib.sha256()
    for line in sorted(_lines(cursor)):
        whole.update(line.encode() + b"\n")
    return whole.hexdigest()


def _lines(cursor: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for row in cursor.execute("SELECT DISTINCT kind, partner_id, sha256 FROM import").fetchall():
        yield json.dumps(["import", *row])
    known = {name for (name,) in cursor.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    for table in OF_THE_FOLDER:
        if table in known:
            yield from _rows(cursor, table)


def _rows(cursor: duckdb.DuckDBPyConnection, table: str) -> Iterator[str]:
    result = cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - one of our own names
    columns = [column[0] for column in result.description or []]
    for row in result.fetchall():
        named = dict(zip(columns, row, strict=True))
        said = {name: str(value) for name, value in named.items() if name not in NOT_THE_DATA and value}
        yield json.dumps([table, said], sort_keys=True)
