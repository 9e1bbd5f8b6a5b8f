"""Opens a snapshot file: read-only and locked down for readers, writable for the one publisher."""

from __future__ import annotations

from pathlib import Path

import duckdb

from ozgdash.errors import SnapshotDamagedError, SnapshotMissingError, SnapshotNewerError
from ozgdash.store.hashing import check_hash
from ozgdash.store.queries import sql
from ozgdash.store.trouble import reading

SCHEMA_VERSION = "7"
"""Raised with every change of schema.sql that an older program cannot read."""
MEMORY_LIMIT = "1GB"
THREADS = 2
CLOSED_TO_THE_OUTSIDE: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoload_known_extensions": False,
    "autoinstall_known_extensions": False,
    "memory_limit": MEMORY_LIMIT,
    "threads": THREADS,
}
"""A snapshot holds what strangers wrote into sheets: no query may reach files, the network or extensions."""
RIGHT_SUMS: dict[str, str | bool | int | float | list[str]] = {"disabled_optimizers": "statistics_propagation"}
"""DuckDB 2.0.0 and 2.0.1 may take a sum for smaller than it is, and cut it off or leave it out (docs/adr/0050)."""
HELD = CLOSED_TO_THE_OUTSIDE | RIGHT_SUMS


def open_snapshot(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a published snapshot; the caller closes it. Threads take a ``cursor()`` each.

    Raises SnapshotMissingError where there is no such file, StoreReadError where it may not be read, SnapshotNewerError
    for one of a newer program, and SnapshotDamagedError where the file is not what was published: its content does not
    fit the hash in its name, it is no database, or it lacks a table.
    """
    connection = open_unchecked(path)
    try:
        _check_schema(connection, path)
    except duckdb.Error as error:
        connection.close()
        raise SnapshotDamagedError("store.damaged", file=path.name) from error
    except (SnapshotDamagedError, SnapshotNewerError):
        connection.close()
        raise
    return connection


def open_unchecked(path: Path) -> duckdb.DuckDBPyConnection:
    """Like ``open_snapshot`` for a file that another version of the program may have written."""
    with reading(path):
        if not path.is_file():
            raise SnapshotMissingError("store.missing", folder=str(path.parent))
        check_hash(path)
    try:
        return duckdb.connect(str(path), read_only=True, config=HELD | {"lock_configuration": True})
    except duckdb.Error as error:
        raise SnapshotDamagedError("store.damaged", file=path.name) from error


def open_draft(path: Path) -> duckdb.DuckDBPyConnection:
    """A writable connection to the file a publisher works on; a new file gets the empty tables."""
    is_new = not path.exists()
    connection = duckdb.connect(str(path), config=HELD)
    connection.execute("SET enable_progress_bar = false")  # DuckDB draws one after two seconds, wherever it runs
    if is_new:
        connection.execute(sql("schema"))
        set_meta(connection, "schema_version", SCHEMA_VERSION)
    return connection


def set_meta(connection: duckdb.DuckDBPyConnection, key: str, value: str) -> None:
    """Writes one fact about the snapshot, replacing what was there."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES ($key, $value)", {"key": key, "value": value})


def _check_schema(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    missing = [name for (name,) in connection.execute(sql("missing_tables")).fetchall()]
    version = "" if "meta" in missing else "SELECT value FROM meta WHERE key = 'schema_version'"
    rows = connection.execute(version).fetchall() if version else []
    # The version goes first: that another one had fewer tables is no damage.
    if missing and (not rows or rows[0][0] == SCHEMA_VERSION):
        raise SnapshotDamagedError("store.damaged_tables", file=path.name, tables=", ".join(missing))
    received = rows[0][0] if rows else "–"
    refuse_newer(received, path)
    if received != SCHEMA_VERSION:
        raise SnapshotDamagedError("store.other_schema", file=path.name, received=received, expected=SCHEMA_VERSION)


def refuse_newer(version: str, path: Path) -> None:
    """Raises SnapshotNewerError for the format of a newer program: an older one would lose half of it."""
    if version.isascii() and version.isdigit() and len(version) < 10 and int(version) > int(SCHEMA_VERSION):
        raise SnapshotNewerError("store.newer_schema", file=path.name, received=version, expected=SCHEMA_VERSION)
