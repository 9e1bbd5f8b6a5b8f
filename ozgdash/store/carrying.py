"""Takes what was imported from one snapshot over into another, piece by piece so that any size fits into memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa

from ozgdash.errors import SnapshotDamagedError
from ozgdash.store.connection import refuse_newer
from ozgdash.store.queries import sql

CARRIED_TABLES = {
    "import": "insert_import",
    "observation": "insert_observation",
    "component": "insert_component",
    "outside_view": "insert_outside_view",
    "link_check": "insert_link_check",
    "use_month": "insert_use_month",
    "peer_view": "insert_peer_view",
    "service": "insert_carried_service",
}
ADDED_TABLES = ("component", "outside_view", "link_check", "use_month", "peer_view")
"""Tables that came with a later version of the program: a snapshot of an older one does not have them."""
PIECE = 2 * 122_880
"""Rows that are in memory at once: two of DuckDB's row groups."""


def carry_over(source: duckdb.DuckDBPyConnection, connection: duckdb.DuckDBPyConnection, *, file_name: str) -> None:
    """Takes real imports, what they hold and the services that only they brought, from ``source`` into a draft.

    The draft's own services go first: a service that is in both is not taken. A table that an older ``source`` did not
    have yet is taken as empty. Raises SnapshotDamagedError where ``source`` cannot be read, and SnapshotNewerError
    where it is of a newer program; nothing is written then.
    """
    try:
        refuse_newer(_version(source), Path(file_name))
        there = {name for (name,) in source.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        wanted = [table for table in CARRIED_TABLES if table in there or table not in ADDED_TABLES]
    except duckdb.Error as error:
        raise SnapshotDamagedError("store.damaged", file=file_name) from error
    connection.begin()
    try:
        for table in wanted:
            for piece in _pieces(source, table, file_name):
                _insert(connection, CARRIED_TABLES[table], piece)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _pieces(source: duckdb.DuckDBPyConnection, table: str, file_name: str) -> Iterator[pa.Table]:
    """The rows to be taken; what ends the reading of them is damage, what ends the writing is not."""
    try:
        reader = source.sql(sql(f"carried_{table}")).to_arrow_reader(PIECE)
    except duckdb.Error as error:
        raise SnapshotDamagedError("store.damaged", file=file_name) from error
    while True:
        try:
            piece = pa.Table.from_batches([reader.read_next_batch()])
        except StopIteration:
            return
        except (duckdb.Error, pa.ArrowException, OSError) as error:
            raise SnapshotDamagedError("store.damaged", file=file_name) from error
        yield piece


def _insert(connection: duckdb.DuckDBPyConnection, statement: str, rows: pa.Table) -> None:
    connection.register("incoming", rows)
    try:
        connection.execute(sql(statement))
    finally:
        connection.unregister("incoming")


def _version(source: duckdb.DuckDBPyConnection) -> str:
    rows = source.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchall()
    return str(rows[0][0]) if rows else ""
