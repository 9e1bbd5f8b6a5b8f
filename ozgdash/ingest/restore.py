"""A backup goes back into the data folder: checked as a whole, then put in place as a whole."""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from ozgdash.errors import SnapshotDamagedError, UserError
from ozgdash.ingest.backup import BackupReport, belongings, report_of
from ozgdash.ingest.backup_contents import SNAPSHOTS, STAGING_PREFIX, Contents, read_contents, size_of
from ozgdash.settings import Settings
from ozgdash.store import publishing
from ozgdash.store.carrying import carry_over
from ozgdash.store.connection import open_draft, open_snapshot, open_unchecked
from ozgdash.store.folder import POINTER
from ozgdash.store.snapshots import Store
from ozgdash.store.soundness import content_findings
from ozgdash.store.trouble import writing

BLOCK = 1 << 20
UNSOUND = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, OverflowError, UnicodeError,
)  # fmt: skip
"""What Python's reader of archives raises where bytes are not what they should be."""
OLDER = {"store.other_schema", "store.damaged_tables"}


def restore(settings: Settings, archive: Path, *, replace: bool = False) -> BackupReport:
    """Puts the content of a backup into the data folder.

    Everything is unpacked beside and checked first: hashes, names, and the snapshot that is to count. Then the files go
    to their places and ``CURRENT`` last; where that fails, what was there comes back. Files that are not in the backup
    stay. Raises UserError for what is no sound backup or does not fit on the disk and, without ``replace``, where
    something was published here; SnapshotNewerError where the backup is of a newer program.
    """
    store = Store(settings.snapshots_dir)
    if not replace and store.files():
        raise UserError("ingest.restore_occupied", folder=str(settings.data_dir))
    with publishing.only_publisher(store.directory), _staging(settings.data_dir) as staging:
        new, former = staging / "new", staging / "former"
        with writing(settings.data_dir):
            contents = _unpacked(archive, new)
        to_build = _checked(contents, new, archive)
        _refuse_links(contents, settings.data_dir)
        with writing(settings.data_dir):
            return _put_in_place(contents, new, former, settings.data_dir, to_build=to_build)


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A folder on the same disk, so that files can be moved from it in one step; what a dead restore left goes."""
    with writing(folder):
        for left_over in folder.glob(f"{STAGING_PREFIX}*"):
            shutil.rmtree(left_over)
        staging = Path(tempfile.mkdtemp(prefix=STAGING_PREFIX, dir=folder))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _unpacked(path: Path, target: Path) -> Contents:
    with _opened(path) as file, _sound(path), zipfile.ZipFile(file) as archive:
        contents = read_contents(archive, path)
        needed = size_of(archive, contents)
        if needed > shutil.disk_usage(target.parent).free:
            raise UserError("ingest.restore_no_room", file=path.name, needed=-(-needed // 1_000_000))
        target.mkdir()
        for name, digest in contents.hashes.items():
            if _extract(archive, name, target / name) != digest:
                raise UserError("ingest.backup_damaged", file=path.name, entry=name)
    return contents


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise UserError("ingest.no_file", file=str(path)) from error
    except OSError as error:
        raise UserError("ingest.backup_unreadable", file=str(path), reason=error.strerror or str(error)) from error
    with file:
        yield file


@contextmanager
def _sound(path: Path) -> Iterator[None]:
    try:
        yield
    except UNSOUND as error:
        raise UserError("ingest.not_a_backup", file=path.name) from error


def _extract(archive: zipfile.ZipFile, name: str, target: Path) -> str:
    """Writes one entry and returns its hash; never more bytes than the entry's head promises."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with archive.open(name) as source, target.open("wb") as file:
        while block := source.read(BLOCK):
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _checked(contents: Contents, staging: Path, archive: Path) -> bool:
    """Whether the snapshot that is to count has to be built anew because an older program made it.

    Raises UserError where it is not sound, or cannot be built anew.
    """
    if contents.current is None:
        return False
    path = staging / SNAPSHOTS / f"{contents.current}.duckdb"
    try:
        with closing(open_snapshot(path)) as connection:
            problems = content_findings(connection)
    except SnapshotDamagedError as error:
        if error.key in OLDER and _can_be_built_anew(path, staging):
            return True
        raise _damaged(archive, path) from error
    except UserError as error:
        if error.key == "store.newer_schema":
            raise
        raise _damaged(archive, path) from error
    if problems:
        raise SnapshotDamagedError("store.damaged", file=path.name)
    return False


def _can_be_built_anew(path: Path, staging: Path) -> bool:
    """Whether what was imported can be taken over into the present tables; tried on a file that goes again."""
    trial = staging / "trial.duckdb"
    try:
        with closing(open_unchecked(path)) as source, closing(open_draft(trial)) as target:
            carry_over(source, target, file_name=path.name)
    except SnapshotDamagedError:
        return False
    finally:
        trial.unlink(missing_ok=True)
    return True


def _damaged(archive: Path, path: Path) -> UserError:
    return UserError("ingest.backup_damaged", file=archive.name, entry=f"{SNAPSHOTS}/{path.name}")


def _refuse_links(contents: Contents, folder: Path) -> None:
    """A folder that is a link may lead anywhere: what goes there is no longer in the data folder."""
    for parent in sorted({(folder / name).parent for name in contents.hashes}):
        if not parent.resolve().is_relative_to(folder.resolve()):
            raise UserError("ingest.restore_link", folder=str(parent))


def _put_in_place(contents: Contents, new: Path, former: Path, folder: Path, *, to_build: bool) -> BackupReport:
    known = {path.relative_to(folder).as_posix() for path in belongings(folder, set())}
    size = sum((new / name).stat().st_size for name in contents.hashes)
    moved: list[str] = []
    try:
        for name in sorted(contents.hashes, key=lambda name: not name.startswith(f"{SNAPSHOTS}/")):
            moved.append(name)
            _move(folder / name, former / name)
            _move(new / name, folder / name)
        if contents.current is not None:
            publishing.write_pointer(folder / SNAPSHOTS / POINTER, f"{contents.current}.duckdb\n")
    except BaseException:
        for name in reversed(moved):
            _take_back(name, new, former, folder)
        raise
    left_alone = tuple(sorted(known - set(contents.hashes)))
    return report_of(contents.hashes, current=contents.current, size=size, left_alone=left_alone, to_build=to_build)


def _move(source: Path, target: Path) -> None:
    """One file to its place; nothing where there is none."""
    if os.path.lexists(source):
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)


def _take_back(name: str, new: Path, former: Path, folder: Path) -> None:
    if not os.path.lexists(new / name):
        (folder / name).replace(new / name)
    _move(former / name, folder / name)
