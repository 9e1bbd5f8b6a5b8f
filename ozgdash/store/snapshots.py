"""The store: a folder of snapshots with the steps that change it, publishing a new one and going back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from ozgdash.errors import Finding, SnapshotDamagedError, StoreReadError
from ozgdash.store import publishing
from ozgdash.store.connection import open_draft, open_snapshot
from ozgdash.store.copying import copy_aside
from ozgdash.store.derived import Touched
from ozgdash.store.draft import Draft, finish
from ozgdash.store.entries import SnapshotEntry, entry_of
from ozgdash.store.folder import POINTER, SnapshotFile, SnapshotFolder
from ozgdash.store.hashing import file_hash
from ozgdash.store.naming import moment_after, snapshot_name
from ozgdash.store.retention import remove_beyond
from ozgdash.store.soundness import problems, refuse_unsound
from ozgdash.store.trouble import remove_if_possible, writing, writing_database

DRAFT = "draft-snapshot.duckdb"


class Store(SnapshotFolder):
    """A folder of snapshots in which one is published, gone back to, listed and checked.

    ``keep``: how many files a publish leaves, itself included; None leaves them all.
    """

    def __init__(self, directory: Path, *, keep: int | None = None) -> None:
        super().__init__(directory)
        self.keep = keep

    def list(self) -> tuple[SnapshotEntry, ...]:
        """Every published snapshot, the one published last first; a ``CURRENT`` that cannot be used marks none."""
        try:
            current = self.current()
        except (SnapshotDamagedError, StoreReadError):
            current = None
        found = (entry_of(file, is_current=file == current) for file in self.files())
        return tuple(entry for entry in found if entry is not None)

    def verify(self, snapshot_id: str | None = None) -> tuple[Finding, ...]:
        """What is wrong with a snapshot (None: the current one); empty where hash, tables and content are sound."""
        return self.verified(snapshot_id)[1]

    def verified(self, snapshot_id: str | None = None) -> tuple[SnapshotFile, tuple[Finding, ...]]:
        """Like ``verify``, with the snapshot that was looked at."""
        if snapshot_id is None:
            return self.with_current(lambda current: (current, problems(current.path)))
        file = self.file(snapshot_id)
        return file, problems(file.path)

    @contextmanager
    def draft(self, *, note: str, empty: bool = False) -> Iterator[Draft]:
        """A copy of the current snapshot to change (``empty``: the bare tables), published when the block ends well.

        Where the block raises, or a check of the finished file fails, nothing is published. Raises StoreBusyError,
        StoreWriteError, SnapshotDamagedError.
        """
        with publishing.only_publisher(self.directory):
            base = self._base(empty=empty)
            path = self.directory / DRAFT
            try:
                with writing(self.directory):
                    if base is not None and not empty:
                        copy_aside(base.path, path)
                    draft = Draft(open_draft(path), parent=base.id if base else None)
                done = None
                try:
                    with _closing(draft.connection, self.directory):
                        yield draft
                        if not draft.discarded:
                            done = finish(draft, note=note, published_at=datetime.now(UTC))
                    if done is not None:
                        draft.published = self._publish(path, done)
                finally:
                    draft.connection.close()
            finally:
                for left_over in self.directory.glob(f"{DRAFT}*"):
                    remove_if_possible(left_over)

    def rollback(self, snapshot_id: str) -> SnapshotFile:
        """Makes an older (or newer) snapshot the current one, after checking it.

        Raises UserError for an unknown id and SnapshotDamagedError for a snapshot that does not pass the check.
        """
        with publishing.only_publisher(self.directory):  # checked under the lock: a publisher may remove it meanwhile
            target = self.file(snapshot_id)
            if self.verify(target.id):
                raise SnapshotDamagedError("store.rollback_damaged", file=target.path.name, id=target.id)
            with writing(self.directory):
                self._point_to(target)
        return target

    def _base(self, *, empty: bool) -> SnapshotFile | None:
        try:
            current = self.current()
            if current is not None and not empty:
                open_snapshot(current.path).close()  # damage must not be copied into the next snapshot
        except SnapshotDamagedError:
            if not empty:
                raise
            return None
        return current

    def _publish(self, draft: Path, done: Touched) -> SnapshotFile:
        refuse_unsound(draft, done)
        with writing(self.directory):
            files = self.files()
            moment = moment_after(files[0].id if files else None, now=datetime.now(UTC))
            name = snapshot_name(moment, file_hash(draft))
            published = SnapshotFile(name, self.directory / f"{name}.duckdb")
            publishing.put_in_place(draft, published.path)
            self._point_to(published)
        if self.keep is not None:
            remove_beyond(self.keep, self.files(), published=published)
        return published

    def _point_to(self, file: SnapshotFile) -> None:
        publishing.write_pointer(self.directory / POINTER, f"{file.path.name}\n")


@contextmanager
def _closing(connection: duckdb.DuckDBPyConnection, directory: Path) -> Iterator[None]:
    """The block's end is on the disk, and closed, before anybody looks at the file."""
    with writing_database(directory):
        yield
        connection.execute("CHECKPOINT")
        connection.close()
