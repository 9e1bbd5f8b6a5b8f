"""The one place that makes sentences of what the disk and DuckDB say while snapshots are read and written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
from filelock import Timeout

from ozgdash.errors import StoreReadError, StoreWriteError

OF_THE_DISK = ("no space", "disk quota", "file too large", "could not write", "cannot write", "failed to offload",
               "read-only file system", "i/o error", "io error", "could not truncate", "could not sync")  # fmt: skip
"""What DuckDB says of a disk, in whatever kind of error: a COMMIT on a full one fails as a transaction."""


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turns "permission denied", "is a directory" and their like into a StoreReadError that names the path and why.

    FileNotFoundError and NotADirectoryError pass: that nothing is there has a meaning of its own everywhere.
    """
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise
    except OSError as error:
        raise StoreReadError("store.not_read", path=str(path), reason=_reason(error)) from error


@contextmanager
def writing(directory: Path) -> Iterator[None]:
    """Turns "no space", "read-only" and their like into a StoreWriteError that names the folder and the reason."""
    try:
        with writing_database(directory):
            yield
    except Timeout:
        raise
    except OSError as error:
        raise StoreWriteError("store.not_written", folder=str(directory), reason=_reason(error)) from error


@contextmanager
def writing_database(directory: Path) -> Iterator[None]:
    """Like ``writing`` for what DuckDB says of the disk alone; other errors of the block pass."""
    try:
        yield
    except duckdb.Error as error:
        if not _is_of_the_disk(error):
            raise
        reason = str(error).splitlines()[0]
        raise StoreWriteError("store.not_written", folder=str(directory), reason=reason) from error


def _is_of_the_disk(error: duckdb.Error) -> bool:
    if isinstance(error, duckdb.IOException | duckdb.FatalException):
        return True
    return any(words in str(error).lower() for words in OF_THE_DISK)


def remove(path: Path) -> None:
    """Removes a file, a link or a whole folder, whatever lies there; raises OSError where that is not possible."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def remove_if_possible(path: Path) -> None:
    """Like ``remove``, while another error is on its way: what stays goes with the next publish."""
    with suppress(OSError):
        remove(path)


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
