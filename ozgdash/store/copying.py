"""A copy of a large file by what the file system offers."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

PIECE = 1 << 30


def copy_aside(source: Path, target: Path) -> None:
    """Makes ``target`` a file with the content of ``source``; what was there goes. Raises OSError.

    Linux shares the blocks of both files where the file system can (XFS, Btrfs, NFS 4.2, CIFS) until one is written to;
    where it cannot it copies within the kernel. Elsewhere Python copies.
    """
    if not hasattr(os, "copy_file_range"):
        shutil.copyfile(source, target)
        return
    with source.open("rb") as given, target.open("wb") as made:
        if not _copied_by_the_kernel(given.fileno(), made.fileno()):
            given.seek(0)
            made.seek(0)
            shutil.copyfileobj(given, made, 1 << 20)


def _copied_by_the_kernel(given: int, made: int) -> bool:
    """False where the file system knows no such call, or knows it badly; a full disk says so once more."""
    try:
        while os.copy_file_range(given, made, PIECE):
            pass
    except OSError:
        return False
    return os.fstat(given).st_size == os.fstat(made).st_size
