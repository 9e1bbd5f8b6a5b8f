"""The list of snapshots that people read: one line each, also for those that cannot be opened."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

import duckdb

from ozgdash.errors import SnapshotDamagedError, SnapshotMissingError, SnapshotNewerError, StoreReadError
from ozgdash.store.connection import open_snapshot
from ozgdash.store.folder import SnapshotFile
from ozgdash.store.naming import time_in_name


@dataclass(frozen=True)
class SnapshotEntry:
    """One line of the list of snapshots. ``note`` is None where the file cannot be read, ``is_other_format``
    whether that is because another version of the program wrote it.
    """

    id: str
    published_at: datetime
    note: str | None
    is_current: bool
    size: int
    is_other_format: bool = False


def entry_of(file: SnapshotFile, *, is_current: bool) -> SnapshotEntry | None:
    """The line of a snapshot; None where it was removed meanwhile."""
    try:
        size = file.path.stat().st_size
        with closing(open_snapshot(file.path)) as connection:
            facts = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        published_at = datetime.fromisoformat(facts["published_at"])
        return SnapshotEntry(file.id, published_at, facts["note"], is_current, size)
    except (SnapshotMissingError, FileNotFoundError):
        return None
    except (SnapshotDamagedError, SnapshotNewerError, StoreReadError, duckdb.Error, KeyError, ValueError) as error:
        by_name = time_in_name(file.id)
        if by_name is None or not file.path.exists():
            return None
        is_other_format = isinstance(error, SnapshotNewerError) or getattr(error, "key", "") == "store.other_schema"
        return SnapshotEntry(file.id, by_name, None, is_current, size, is_other_format)
