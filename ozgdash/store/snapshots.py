"""The folder of snapshot files: which one counts, publishing a new one, going back, checking."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import duckdb

from ozgdash.errors import (
    Finding,
    SnapshotDamagedError,
    SnapshotMissingError,
    SnapshotNewerError,
    StoreReadError,
    UserError,
)
from ozgdash.store import publishing
from ozgdash.store.connection import TIME_IN_NAME, open_draft, open_snapshot, set_meta, time_in_name
from ozgdash.store.copying import copy_aside
from ozgdash.store.derived import DERIVED_BY, EVERYTHING, Basis, Touched, basis, derive, touched, version
from ozgdash.store.hashing import file_hash
from ozgdash.store.queries import sql
from ozgdash.store.spellings import join_spellings
from ozgdash.store.trouble import reading, remove_if_possible, writing, writing_database

POINTER = "CURRENT"
MAX_POINTER_BYTES = 500
ONE_SECOND = timedelta(seconds=1)
T = TypeVar("T")
Deriver = Callable[[duckdb.DuckDBPyConnection, Collection[str] | None], None]


@dataclass(frozen=True)
class SnapshotFile:
    """A published snapshot. ``id`` is the file's name without its ending."""

    id: str
    path: Path


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


class Draft:
    """A snapshot in the making: a writable ``connection``; ``published`` is set when the ``with`` block has ended.

    ``parent`` is the id of the snapshot that was current when the draft began, None for the first one.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, *, parent: str | None) -> None:
        self.connection = connection
        self.parent = parent
        self.published: SnapshotFile | None = None
        self.discarded = False
        self.derive: Deriver = derive
        """Fills the derived tables at the end, given the connection and the partners whose rows no longer fit."""
        self._basis: Basis | None = basis(connection)

    def result(self) -> SnapshotFile:
        """What was published; to be asked after the block. RuntimeError where nothing was."""
        if self.published is None:
            raise RuntimeError("the draft was not published")
        return self.published

    def derive_all(self) -> None:
        """What was changed cannot be told from numbers of rows: everything derived is worked out anew."""
        self._basis = None

    def touched(self) -> Touched:
        """What no longer fits, or was imported, since the draft began."""
        return touched(self._basis, basis(self.connection, up_to=self._basis.newest)) if self._basis else EVERYTHING

    def discard(self) -> None:
        """Nothing is to be published; the block still runs to its end."""
        self.discarded = True


class Store:
    """The snapshots in one folder. Published files never change; ``CURRENT`` holds the name of the one that counts.

    ``keep``: how many files a publish leaves, itself included; None leaves them all.
    """

    def __init__(self, directory: Path, *, keep: int | None = None) -> None:
        self.directory = directory
        self.keep = keep

    def current(self) -> SnapshotFile | None:
        """The snapshot that counts, None while nothing was published.

        Raises SnapshotDamagedError where ``CURRENT`` names no snapshot of this folder, StoreReadError where it, or the
        folder, may not be read.
        """
        name = self._pointed_to()
        while name is not None and not self._is_snapshot(name):
            again = self._pointed_to()
            if again == name:
                raise SnapshotDamagedError("store.pointer_broken", received=name[:80], folder=str(self.directory))
            name = again  # a publisher went on meanwhile and removed what we were about to look at
        return None if name is None else SnapshotFile(Path(name).stem, self.directory / name)

    def _pointed_to(self) -> str | None:
        pointer = self.directory / POINTER
        try:
            with reading(pointer), pointer.open("rb") as file:
                return file.read(MAX_POINTER_BYTES).decode("ascii", errors="replace").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _is_snapshot(self, name: str) -> bool:
        path = self.directory / name
        with reading(path):
            return time_in_name(path.stem) is not None and path.name == name and path.is_file()

    def open_current(self) -> tuple[SnapshotFile, duckdb.DuckDBPyConnection]:
        """The current snapshot and a read-only connection to it.

        Raises SnapshotMissingError while nothing was published, SnapshotDamagedError where it cannot be read.
        """
        return self.with_current(lambda current: (current, open_snapshot(current.path)))

    def with_current(self, use: Callable[[SnapshotFile], T]) -> T:
        """What ``use`` makes of the current snapshot; everybody who opens the file behind the pointer comes this way.

        A publisher may remove the file between the two steps, because a newer one counts: then ``use`` is called again
        with that one. Raises what ``use`` raises, and SnapshotMissingError while nothing was published.
        """
        while True:
            current = self.file(None)
            try:
                return use(current)
            except (SnapshotMissingError, SnapshotDamagedError, FileNotFoundError):
                if self.current() == current:
                    raise

    def files(self) -> tuple[SnapshotFile, ...]:
        """All published files, the newest first; whatever else lies in the folder is left alone."""
        with reading(self.directory):
            paths = [path for path in self.directory.glob("ozg-*.duckdb") if self._is_snapshot(path.name)]
        found = [SnapshotFile(path.stem, path) for path in paths]
        return tuple(sorted(found, key=lambda file: file.id, reverse=True))

    def by_preference(self) -> Iterator[SnapshotFile]:
        """The snapshots in the order in which a rebuild tries to continue them.

        The current one, then those published before it, the newest first, then later ones (left by a rollback). Without
        a usable ``CURRENT``: all, the newest first.
        """
        try:
            current = self.current()
        except SnapshotDamagedError:
            current = None
        if current is not None:
            yield current
        files = self.files()
        for is_later in (False, True):
            for file in files:
                if file != current and (current is not None and file.id > current.id) == is_later:
                    yield file

    def list(self) -> tuple[SnapshotEntry, ...]:
        """Every published snapshot, the one published last first; a ``CURRENT`` that cannot be used marks none."""
        try:
            current = self.current()
        except (SnapshotDamagedError, StoreReadError):
            current = None
        found = (_entry(file, is_current=file == current) for file in self.files())
        return tuple(entry for entry in found if entry is not None)

    @contextmanager
    def draft(self, *, note: str, empty: bool = False) -> Iterator[Draft]:
        """A copy of the current snapshot to change (``empty``: the bare tables), published when the block ends well.

        Where the block raises, or a check of the finished file fails, nothing is published. Raises StoreBusyError,
        StoreWriteError, SnapshotDamagedError.
        """
        with publishing.only_publisher(self.directory):
            base = self._base(empty=empty)
            path = self.directory / "draft-snapshot.duckdb"
            try:
                with writing(self.directory):
                    if base is not None and not empty:
                        copy_aside(base.path, path)
                    draft = Draft(open_draft(path), parent=base.id if base else None)
                try:
                    with _closing(draft.connection, self.directory):
                        yield draft
                        done = _finish(draft, note=note, published_at=datetime.now(UTC))
                    if not draft.discarded:
                        draft.published = self._publish(path, done)
                finally:
                    draft.connection.close()
            finally:
                for left_over in self.directory.glob("draft-snapshot.duckdb*"):
                    remove_if_possible(left_over)

    def rollback(self, snapshot_id: str) -> SnapshotFile:
        """Makes an older (or newer) snapshot the current one, after checking it.

        Raises UserError for an unknown id and SnapshotDamagedError for a snapshot that does not pass the check.
        """
        with publishing.only_publisher(self.directory):  # checked under the lock: a publisher may remove it meanwhile
            target = self.file(snapshot_id)
            problems = self.verify(target.id)
            if problems:
                raise SnapshotDamagedError("store.rollback_damaged", file=target.path.name, id=target.id)
            with writing(self.directory):
                publishing.write_pointer(self.directory / POINTER, f"{target.path.name}\n")
        return target

    def file(self, snapshot_id: str | None) -> SnapshotFile:
        """The snapshot with this id (a file name will do), the current one for None; raises UserError otherwise."""
        if snapshot_id is None:
            current = self.current()
            if current is None:
                raise SnapshotMissingError("store.missing", folder=str(self.directory))
            return current
        files = {file.id: file for file in self.files()}
        wanted = Path(snapshot_id).name.removesuffix(".duckdb")
        if wanted not in files:
            known = ", ".join(files) or "–"
            raise UserError("store.unknown_snapshot", received=snapshot_id, known=known)
        return files[wanted]

    def verify(self, snapshot_id: str | None = None) -> tuple[Finding, ...]:
        """What is wrong with a snapshot (None: the current one); empty where hash, tables and content are sound."""
        return self.verified(snapshot_id)[1]

    def verified(self, snapshot_id: str | None = None) -> tuple[SnapshotFile, tuple[Finding, ...]]:
        """Like ``verify``, with the snapshot that was looked at."""
        if snapshot_id is None:
            return self.with_current(lambda current: (current, _problems(current)))
        file = self.file(snapshot_id)
        return file, _problems(file)

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
        _check_draft(draft, done)
        with writing(self.directory):
            name = f"ozg-{self._next_moment():{TIME_IN_NAME}}-{file_hash(draft)}"
            target = self.directory / f"{name}.duckdb"
            publishing.put_in_place(draft, target)
            publishing.write_pointer(self.directory / POINTER, f"{target.name}\n")
        published = SnapshotFile(name, target)
        self._prune(published)
        return published

    def _next_moment(self) -> datetime:
        """Now, but never before what was published already: names tell the order, and clocks are put back."""
        now, files = datetime.now(UTC), self.files()
        newest = time_in_name(files[0].id) if files else None
        try:
            return max(now, newest + ONE_SECOND) if newest else now
        except OverflowError:
            return now

    def _prune(self, published: SnapshotFile) -> None:
        """Removes the oldest files beyond ``keep``; one that a reader holds open (Windows) goes another time."""
        if self.keep is None:
            return
        others = [file for file in self.files() if file != published]
        for file in others[self.keep - 1 :]:
            with suppress(OSError):
                file.path.unlink()


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


def _problems(file: SnapshotFile) -> tuple[Finding, ...]:
    """What is wrong with a snapshot; raises SnapshotMissingError where it was removed meanwhile."""
    try:
        connection = open_snapshot(file.path)
    except (SnapshotDamagedError, SnapshotNewerError, StoreReadError) as error:
        if not file.path.exists():
            raise SnapshotMissingError("store.missing", folder=str(file.path.parent)) from error
        return (Finding("error", error.key, tuple(error.values.items())),)
    try:
        return content_findings(connection)
    except duckdb.Error:
        return (Finding("error", "store.damaged", (("file", file.path.name),)),)
    finally:
        connection.close()


@contextmanager
def _closing(connection: duckdb.DuckDBPyConnection, directory: Path) -> Iterator[None]:
    with writing_database(directory):
        yield
        connection.execute("CHECKPOINT")
        connection.close()


def _finish(draft: Draft, *, note: str, published_at: datetime) -> Touched:
    """Works out what has to be, and says what that was."""
    if draft.discarded:
        return EVERYTHING
    if "department" in join_spellings(draft.connection):
        draft.derive_all()
    done = draft.touched()
    draft.derive(draft.connection, done.partners)
    facts = {"published_at": published_at.isoformat(), "parent": draft.parent or "", "note": note}
    facts |= {DERIVED_BY: version()}
    for key, value in facts.items():
        set_meta(draft.connection, key, value)
    return done


def _check_draft(path: Path, done: Touched) -> None:
    connection = open_snapshot(path)
    try:
        problems = content_findings(connection, done)
    finally:
        connection.close()
    if problems:
        raise SnapshotDamagedError(
            "store.draft_unsound", rules=", ".join(item.key for item in problems), problems=problems
        )


def _entry(file: SnapshotFile, *, is_current: bool) -> SnapshotEntry | None:
    """The line of a snapshot; None where it was removed meanwhile."""
    try:
        size = file.path.stat().st_size
        connection = open_snapshot(file.path)
        facts = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        connection.close()
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
