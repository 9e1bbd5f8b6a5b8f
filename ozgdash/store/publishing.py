"""One publisher at a time, and files that are on the disk before anything points to them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from ozgdash.errors import StoreBusyError, StoreWriteError

LOCK_FILE = "LOCK"
OWNER_FILE = "LOCK.pid"
"""Who holds the lock. A file of its own: on Windows a locked file cannot be read by the process that waits."""
DRAFT_PATTERN = "draft-*"


@contextmanager
def only_publisher(directory: Path) -> Iterator[None]:
    """Holds the folder's lock; the operating system lets go of it when the process dies.

    Whoever holds the lock is alone, so drafts that lie in the folder were left by processes that died: they go.
    Raises StoreBusyError naming the other publisher, StoreWriteError where the folder cannot be written.
    """
    with writing(directory):
        directory.mkdir(parents=True, exist_ok=True)
        lock = FileLock(directory / LOCK_FILE, timeout=0, is_singleton=False)
    try:
        with writing(directory):
            lock.acquire()
    except Timeout:
        raise StoreBusyError("store.busy", pid=_owner(directory), folder=str(directory)) from None
    try:
        with writing(directory):
            (directory / OWNER_FILE).write_text(f"{os.getpid()}\n", encoding="ascii")
            _remove_left_over_drafts(directory)
        yield
    finally:
        (directory / OWNER_FILE).unlink(missing_ok=True)
        lock.release()


@contextmanager
def writing(directory: Path) -> Iterator[None]:
    """Turns "no space", "read-only" and their like into a StoreWriteError that names the folder and the reason."""
    try:
        with writing_database(directory):
            yield
    except Timeout:
        raise
    except OSError as error:
        raise StoreWriteError(
            "store.not_written", folder=str(directory), reason=error.strerror or str(error)
        ) from error


@contextmanager
def writing_database(directory: Path) -> Iterator[None]:
    """Like ``writing`` for the errors of DuckDB alone; other errors of the block pass."""
    try:
        yield
    except (duckdb.IOException, duckdb.FatalException) as error:
        reason = str(error).splitlines()[0]
        raise StoreWriteError("store.not_written", folder=str(directory), reason=reason) from error


def put_in_place(draft: Path, target: Path) -> None:
    """Gives the finished draft its final name; when this returns, both are on the disk."""
    _sync_file(draft)
    draft.rename(target)
    _sync_directory(target.parent)


def write_pointer(pointer: Path, text: str) -> None:
    """Replaces the content of a small file in one step: readers see the old text or the new one."""
    new = pointer.with_name(f"draft-{pointer.name}")
    new.write_text(text, encoding="ascii")
    _sync_file(new)
    new.replace(pointer)
    _sync_directory(pointer.parent)


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_directory(path: Path) -> None:
    if os.name == "nt":  # Windows has no handle for a folder and writes its entries through
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_left_over_drafts(directory: Path) -> None:
    for left_over in directory.glob(DRAFT_PATTERN):
        left_over.unlink()


def _owner(directory: Path) -> str:
    try:
        return (directory / OWNER_FILE).read_text(encoding="ascii").strip() or "?"
    except OSError:
        return "?"
