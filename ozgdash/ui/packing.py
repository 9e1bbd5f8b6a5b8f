"""Files compressed once, found again by their content.

    python -m ozgdash.ui.packing FOLDER ... < addresses of files, one a line

A program of its own because the best compression takes seconds and a hundred megabytes: the server starts it beside
itself and goes on. It imports nothing of the dashboard.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import brotli
from filelock import FileLock

log = logging.getLogger("ozgdash")

ENCODINGS = ("br", "gzip")
"""As HTTP names them; the smaller one first."""
QUICK, BEST = "quick", "best"
STEPS: dict[str, tuple[str, ...]] = {"br": (BEST, QUICK), "gzip": (BEST,)}
"""What may be stored in an encoding, the better one first."""
READABLE = 0o644
"""What is stored is no secret, and another user's server may share the folder."""
NICE = 19
LOCK_POLL_S = 1.0

_PACK: dict[tuple[str, str], Callable[[bytes], bytes]] = {
    ("br", QUICK): lambda content: brotli.compress(content, quality=5),
    ("br", BEST): lambda content: brotli.compress(content, quality=11),
    ("gzip", BEST): lambda content: gzip.compress(content, compresslevel=9, mtime=0),
}
_UNPACK: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress}


@dataclass(frozen=True)
class Original:
    """A file as it was when it was last looked at."""

    path: Path
    size: int
    changed_ns: int
    digest: str
    """SHA-256 of the content, 32 characters of it."""


class Shelf:
    """The stored files of some folders. Looked for in all of them, written to the first that takes it."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(folders)
        self._originals: dict[Path, Original] = {}
        self._trusted: set[tuple[str, int, int, int]] = set()
        self._given_up: set[str] = set()

    def original(self, path: Path) -> Original:
        """The file, read again only where it has changed. Raises OSError where it is not there."""
        now = path.stat()
        known = self._originals.get(path)
        if known is None or (known.size, known.changed_ns) != (now.st_size, now.st_mtime_ns):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()[:32]
            known = self._originals[path] = Original(path, now.st_size, now.st_mtime_ns, digest)
        return known

    def opened(self, original: Original, encoding: str) -> BinaryIO | None:
        """The best that is stored of the file, opened; None where nothing is, or nothing that is right."""
        for step in STEPS[encoding]:
            for folder in self.folders:
                file = self._opened(folder / _name(original, encoding, step), original, encoding)
                if file is not None:
                    return file
        return None

    def has(self, original: Original, encoding: str, step: str) -> bool:
        """Whether this is stored already."""
        return any((folder / _name(original, encoding, step)).is_file() for folder in self.folders)

    def pack(self, original: Original, encoding: str, step: str) -> bool:
        """Compress and store the file; False where no folder takes it, which is not tried again."""
        name = _name(original, encoding, step)
        if name in self._given_up:
            return False
        packed = _PACK[encoding, step](original.path.read_bytes())
        if any(_written(folder, name, packed) for folder in self.folders):
            return True
        if not self._given_up:
            log.warning("Compressed files cannot be kept in %s: they are sent as they are.", _listed(self.folders))
        self._given_up.add(name)
        return False

    def _opened(self, path: Path, original: Original, encoding: str) -> BinaryIO | None:
        with suppress(OSError):
            file = path.open("rb")
            if self._is_right(file, original, encoding):
                return file
            file.close()
            path.unlink()
        return None

    def _is_right(self, file: BinaryIO, original: Original, encoding: str) -> bool:
        # Once for every stored file and process: a disk that was full or broke, and somebody else's hands.
        found = os.fstat(file.fileno())
        key = (original.digest + encoding, found.st_ino, found.st_mtime_ns, found.st_size)
        if key not in self._trusted:
            try:
                content = _UNPACK[encoding](file.read())
            except (brotli.error, OSError, EOFError, ValueError):
                return False
            if hashlib.sha256(content).hexdigest()[:32] != original.digest:
                return False
            self._trusted.add(key)
            file.seek(0)
        return True


def own_temporary_folder() -> Path | None:
    """A folder for the files where no better one can be written: nobody else's, or None."""
    who = os.getuid() if hasattr(os, "getuid") else "files"
    folder = Path(tempfile.gettempdir()) / f"ozgdash-{who}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return None
    is_ours = not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o022)
    return folder if folder.is_dir() and not folder.is_symlink() and is_ours else None


def pack_best(folders: Sequence[Path], paths: Iterable[Path]) -> None:
    """Store every file as small as it gets; where several servers start at once, one of them does it."""
    shelf = Shelf(folders)
    lock = next((FileLock(folder / "lock") for folder in folders if _takes_files(folder)), None)
    if lock is None:
        return
    with lock.acquire(poll_interval=LOCK_POLL_S):
        for path in paths:
            original = shelf.original(path)
            for encoding in ENCODINGS:
                if not shelf.has(original, encoding, BEST):
                    shelf.pack(original, encoding, BEST)


def _listed(folders: Sequence[Path]) -> str:
    return ", ".join(map(str, folders)) or "any folder"


def _name(original: Original, encoding: str, step: str) -> str:
    return f"{original.digest}.{step}.{encoding}"


def _takes_files(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _written(folder: Path, name: str, content: bytes) -> bool:
    """Whether the file stands there, whole: it is written aside, and what is left of a try that failed is removed."""
    aside: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix="part-", delete=False) as file:
            aside = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.chmod(READABLE)
        aside.replace(folder / name)
    except OSError:
        if aside is not None:
            with suppress(OSError):
                aside.unlink()
        return False
    return True


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(NICE)
    pack_best([Path(argument) for argument in sys.argv[1:]], [Path(line.rstrip("\n")) for line in sys.stdin])
