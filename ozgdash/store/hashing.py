"""The hash in the name of a snapshot: made once, compared when the file is opened."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from ozgdash.errors import SnapshotDamagedError
from ozgdash.store.naming import HASH_LENGTH, SNAPSHOT_NAME

SETTLED_NS = 2_000_000_000
"""How long ago a file must have been written for its time of change to tell a later change; FAT counts two seconds."""
Mark = tuple[int, int, int, int, int]
_compared: dict[Path, Mark] = {}


def file_hash(path: Path) -> str:
    """The start of the file's SHA-256, as it stands in the name of a snapshot."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:HASH_LENGTH]


def check_hash(path: Path) -> None:
    """Raises SnapshotDamagedError where the content does not fit the name; other names promise nothing.

    A file that this process compared before, and that nobody wrote to since, is not read again. Raises OSError.
    """
    name = SNAPSHOT_NAME.fullmatch(path.stem)
    if name is None:
        return
    mark = _mark(path)
    if _compared.get(path) == mark:
        return
    begun = time.time_ns()
    if file_hash(path) != name["hash"]:
        _compared.pop(path, None)
        raise SnapshotDamagedError("store.damaged_hash", file=path.name)
    if begun - max(mark[3:]) > SETTLED_NS:
        _compared[path] = mark


def _mark(path: Path) -> Mark:
    """What changes with every write to the file."""
    seen = path.stat()
    return seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns
