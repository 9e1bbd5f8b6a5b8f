"""What is wrong with a snapshot: its hash, its tables, and the rules that its content has to keep."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import duckdb

from ozgdash.errors import (
    Finding,
    SnapshotDamagedError,
    SnapshotMissingError,
    SnapshotNewerError,
    StoreReadError,
)
from ozgdash.store.connection import open_snapshot
from ozgdash.store.derived import EVERYTHING, Touched
from ozgdash.store.queries import sql


def problems(path: Path) -> tuple[Finding, ...]:
    """Empty where hash, tables and content are sound; raises SnapshotMissingError where the file is gone."""
    try:
        connection = open_snapshot(path)
    except (SnapshotDamagedError, SnapshotNewerError, StoreReadError) as error:
        if not path.exists():
            raise SnapshotMissingError("store.missing", folder=str(path.parent)) from error
        return (Finding("error", error.key, tuple(error.values.items())),)
    with closing(connection):
        try:
            return content_findings(connection)
        except duckdb.Error:
            return (Finding("error", "store.damaged", (("file", path.name),)),)


def content_findings(connection: duckdb.DuckDBPyConnection, done: Touched = EVERYTHING) -> tuple[Finding, ...]:
    """The rules of the content that are broken, for instance a gap in ``state``; empty where none is.

    ``done``: only what it names is looked at.
    """
    if done.partners is None or done.first is None:
        rows = connection.execute(sql("check")).fetchall()
    else:
        asked = {"partners": sorted(done.partners), "first": done.first}
        rows = connection.execute(sql("check_touched"), asked).fetchall()
    return tuple(Finding("error", f"store.check_{rule}", (("count", found),)) for rule, found in rows)


def refuse_unsound(draft: Path, done: Touched) -> None:
    """Raises SnapshotDamagedError, with what is wrong, where the finished ``draft`` must not be published."""
    with closing(open_snapshot(draft)) as connection:
        found = content_findings(connection, done)
    if found:
        raise SnapshotDamagedError("store.draft_unsound", rules=", ".join(item.key for item in found), problems=found)
