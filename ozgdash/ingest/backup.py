"""The whole data folder as one ZIP file, and back."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from ozgdash.errors import SnapshotDamagedError, UserError
from ozgdash.settings import Settings
from ozgdash.store import publishing
from ozgdash.store.connection import SNAPSHOT_NAME, open_unchecked
from ozgdash.store.snapshots import POINTER, Store, content_findings

MANIFEST = "ozgdash-backup.json"
FORMAT = 1
SNAPSHOTS = "snapshots"
MAX_MANIFEST_BYTES = 10_000_000
MAX_BYTES = 50_000_000_000
"""More than any backup of ours holds: whoever unpacks this is being fooled."""
BLOCK = 1 << 20
STAGING_PREFIX = ".restore-"


@dataclass(frozen=True)
class BackupReport:
    """What a backup holds or a restore put in place.

    ``files``: the files that people edit; ``snapshots``: the published snapshots; ``current``: the id of the one that
    counts, None where nothing was published; ``size``: bytes before packing; ``left_alone``: files that were in the
    folder already and are not in the backup (restore only).
    """

    files: int
    snapshots: int
    current: str | None
    size: int
    left_alone: tuple[str, ...] = ()


def back_up(settings: Settings, out: Path) -> BackupReport:
    """Writes the data folder with all snapshots to ``out``; a file that is there is replaced when the new one is whole.

    No publisher may be at work meanwhile. Raises StoreBusyError, SnapshotDamagedError where ``CURRENT`` leads nowhere,
    UserError where there is no data folder or ``out`` cannot be written.
    """
    folder = settings.data_dir
    if not folder.is_dir():
        raise UserError("ingest.backup_no_folder", folder=str(folder))
    part = out.with_name(f".{out.name}.part")
    store = Store(settings.snapshots_dir)
    try:
        with publishing.only_publisher(store.directory):
            current = store.current()
            paths = sorted(_belongings(folder, {out.resolve(), part.resolve()}))
            hashes = _pack(folder, paths, part, current=current.id if current else None)
        part.replace(out)
    except OSError as error:
        raise UserError("ingest.not_written", file=str(out), reason=error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return _report(hashes, current=current.id if current else None, size=sum(path.stat().st_size for path in paths))


def restore(settings: Settings, archive: Path, *, replace: bool = False) -> BackupReport:
    """Puts the content of a backup into the data folder.

    Everything is unpacked beside and checked first: hashes, names, and the snapshot that is to count. Then the files go
    to their places one by one and ``CURRENT`` last: whatever happens before, readers keep the snapshot they had, and a
    second restore finishes the work. Files that are not in the backup stay. Raises UserError for a file that is no
    sound backup and, without ``replace``, where something was published here already.
    """
    store = Store(settings.snapshots_dir)
    if not replace and store.files():
        raise UserError("ingest.restore_occupied", folder=str(settings.data_dir))
    with publishing.only_publisher(store.directory), _staging(settings.data_dir) as staging:
        with publishing.writing(settings.data_dir):
            manifest = _unpack(archive, staging)
        _check_current(manifest, staging, archive)
        with publishing.writing(settings.data_dir):
            return _put_in_place(manifest, staging, settings.data_dir)


@dataclass(frozen=True)
class _Manifest:
    current: str | None
    hashes: dict[str, str]


def _belongings(folder: Path, others: set[Path]) -> Iterator[Path]:
    """The files of the data folder, without locks, drafts and what another restore left."""
    for path in folder.rglob("*"):
        name = path.relative_to(folder)
        passing = name.parts[0].startswith(STAGING_PREFIX) or (name.parts[0] == SNAPSHOTS and not _is_snapshot(name))
        if path.is_file() and not path.is_symlink() and not passing and path.resolve() not in others:
            yield path


def _is_snapshot(name: Path | PurePosixPath) -> bool:
    return name.suffix == ".duckdb" and bool(SNAPSHOT_NAME.fullmatch(name.stem))


def _pack(folder: Path, paths: list[Path], part: Path, *, current: str | None) -> dict[str, str]:
    hashes: dict[str, str] = {}
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in paths:
            name = path.relative_to(folder).as_posix()
            with path.open("rb") as file:
                hashes[name] = hashlib.file_digest(file, "sha256").hexdigest()
            archive.write(path, name)
        facts = {"format": FORMAT, "created_at": datetime.now(UTC).isoformat(), "current": current, "files": hashes}
        archive.writestr(MANIFEST, json.dumps(facts, ensure_ascii=False, indent=1))
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    return hashes


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A folder on the same disk, so that files can be moved from it in one step; what a dead restore left goes."""
    with publishing.writing(folder):
        for left_over in folder.glob(f"{STAGING_PREFIX}*"):
            shutil.rmtree(left_over)
        staging = Path(tempfile.mkdtemp(prefix=STAGING_PREFIX, dir=folder))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _unpack(path: Path, staging: Path) -> _Manifest:
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive, path)
            entries = {entry.filename: entry for entry in archive.infolist()}
            missing = [name for name in manifest.hashes if name not in entries]
            if missing:
                raise UserError("ingest.backup_incomplete", file=path.name, missing=", ".join(missing[:5]))
            if sum(entries[name].file_size for name in manifest.hashes) > MAX_BYTES:
                raise UserError("ingest.backup_too_large", file=path.name, allowed=MAX_BYTES // 1_000_000_000)
            for name, digest in manifest.hashes.items():
                if _extract(archive, name, staging / name) != digest:
                    raise UserError("ingest.backup_damaged", file=path.name, entry=name)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise UserError("ingest.not_a_backup", file=path.name) from error
    except FileNotFoundError as error:
        raise UserError("ingest.no_file", file=str(path)) from error
    return manifest


def _manifest(archive: zipfile.ZipFile, path: Path) -> _Manifest:
    if MANIFEST not in archive.namelist() or archive.getinfo(MANIFEST).file_size > MAX_MANIFEST_BYTES:
        raise UserError("ingest.not_a_backup", file=path.name)
    try:
        facts = json.loads(archive.read(MANIFEST))
        hashes = {str(name): str(digest) for name, digest in facts["files"].items()}
        manifest = _Manifest(facts["current"], hashes)
        is_known = facts["format"] == FORMAT
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError("ingest.not_a_backup", file=path.name) from error
    outside = [name for name in hashes if not _stays_inside(name)]
    if outside or not is_known:
        raise UserError("ingest.not_a_backup", file=path.name)
    return manifest


def _stays_inside(name: str) -> bool:
    """Whether a name leads to a place of ours below the data folder: a backup may come from a stranger."""
    parts = PurePosixPath(name)
    strange = parts.is_absolute() or "\\" in name or ":" in name or not parts.parts
    return not strange and ".." not in parts.parts and (parts.parts[0] != SNAPSHOTS or _is_snapshot(parts))


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


def _check_current(manifest: _Manifest, staging: Path, archive: Path) -> None:
    """The snapshot that is to count must be sound; one of an older program is rebuilt by the next build."""
    if manifest.current is None:
        return
    path = staging / SNAPSHOTS / f"{manifest.current}.duckdb"
    try:
        with closing(open_unchecked(path)) as connection:
            problems = content_findings(connection)
    except UserError as error:
        raise UserError("ingest.backup_damaged", file=archive.name, entry=f"{SNAPSHOTS}/{path.name}") from error
    if problems:
        raise SnapshotDamagedError("store.damaged", file=path.name)


def _put_in_place(manifest: _Manifest, staging: Path, folder: Path) -> BackupReport:
    known = {path.relative_to(folder).as_posix() for path in _belongings(folder, set())}
    size = sum((staging / name).stat().st_size for name in manifest.hashes)
    for name in sorted(manifest.hashes, key=lambda name: not name.startswith(f"{SNAPSHOTS}/")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (staging / name).replace(target)
    if manifest.current is not None:
        publishing.write_pointer(folder / SNAPSHOTS / POINTER, f"{manifest.current}.duckdb\n")
    left_alone = tuple(sorted(known - set(manifest.hashes)))
    return _report(manifest.hashes, current=manifest.current, size=size, left_alone=left_alone)


def _report(
    hashes: dict[str, str], *, current: str | None, size: int, left_alone: tuple[str, ...] = ()
) -> BackupReport:
    snapshots = sum(name.startswith(f"{SNAPSHOTS}/") for name in hashes)
    return BackupReport(len(hashes) - snapshots, snapshots, current, size, left_alone)
