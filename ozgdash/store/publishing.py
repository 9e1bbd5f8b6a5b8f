"""One publisher at a time, and files that are on the disk before anything points to them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ozgdash.errors import StoreBusyError
from ozgdash.store.trouble import remove, remove_if_possible, writing

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
            _remove_left_over_drafts(directory)
            remove(directory / OWNER_FILE)  # that of a publisher who died may be another user's
            (directory / OWNER_FILE).write_text(f"{os.getpid()}\n", encoding="ascii")
        yield
    finally:
        remove_if_possible(directory / OWNER_FILE)
        lock.release()


def put_in_place(draft: Path, target: Path) -> None:
    """Gives the finished draft its final name; when this returns, both are on the disk."""
    _sync_file(draft)
    draft.rename(target)
    _sync_directory(target.parent)


def write_pointer(pointer: Path, text: str) -> None:
    """Replaces the content of a small file in one step: readers see the old text or the new one."""
    new = pointer.with_name(f"draft-{pointer.name}")
    try:
        new.write_text(text, encoding="ascii")
        _sync_file(new)
        new.replace(pointer)
    except OSError:
        remove_if_possible(new)
        raise
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
        remove(left_over)  # DuckDB's own for what does not fit into memory is a folder


def _owner(directory: Path) -> str:
    try:
        return (directory / OWNER_FILE).read_text(encoding="ascii").strip() or "?"
    except OSError:
        return "?"
