"""The folder of snapshot files as readers find it: which there are, and which one counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import duckdb

from ozgdash.errors import SnapshotDamagedError, SnapshotMissingError, UserError
from ozgdash.store.connection import open_snapshot
from ozgdash.store.naming import time_in_name
from ozgdash.store.trouble import reading

POINTER = "CURRENT"
MAX_POINTER_BYTES = 500
T = TypeVar("T")


@dataclass(frozen=True)
class SnapshotFile:
    """A published snapshot. ``id`` is the file's name without its ending."""

    id: str
    path: Path


class SnapshotFolder:
    """The snapshots in one folder. Published files never change; ``CURRENT`` holds the name of the one that counts."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

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
