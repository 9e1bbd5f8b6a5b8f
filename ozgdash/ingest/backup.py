"""The whole data folder as one ZIP file; ``restore`` is the way back."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ozgdash.errors import StoreReadError, UserError
from ozgdash.ingest.backup_contents import FORMAT, MANIFEST, SNAPSHOTS, STAGING_PREFIX, is_snapshot
from ozgdash.settings import Settings
from ozgdash.store import publishing
from ozgdash.store.snapshots import Store


@dataclass(frozen=True)
class BackupReport:
    """What a backup holds or a restore put in place.

    ``files``: the files that people edit; ``snapshots``: the published snapshots; ``current``: the id of the one that
    counts, None where nothing was published; ``size``: bytes before packing; ``left_alone``: files that were in the
    folder already and are not in the backup; ``to_build``: the snapshot that counts is of an older program and is to be
    built anew (both of a restore only).
    """

    files: int
    snapshots: int
    current: str | None
    size: int
    left_alone: tuple[str, ...] = ()
    to_build: bool = False


def back_up(settings: Settings, out: Path) -> BackupReport:
    """Writes the data folder with all snapshots to ``out``; a file that is there is replaced when the new one is whole.

    No publisher may be at work meanwhile. Raises StoreBusyError, SnapshotDamagedError where ``CURRENT`` leads nowhere,
    UserError where there is no data folder, something in it cannot be read or ``out`` cannot be written.
    """
    folder = settings.data_dir
    if not folder.is_dir():
        raise UserError("ingest.backup_no_folder", folder=str(folder))
    part = out.with_name(f".{out.name}.part")
    store = Store(settings.snapshots_dir)
    try:
        with publishing.only_publisher(store.directory):
            current = store.current()
            paths = sorted(belongings(folder, {out.resolve(), part.resolve()}))
            size = sum(path.stat().st_size for path in paths)
            hashes = _pack(folder, paths, part, current=current.id if current else None)
        part.replace(out)
    except OSError as error:
        place, reason = str(error.filename or part), error.strerror or str(error)
        if Path(place) not in {part, out}:
            raise StoreReadError("store.not_read", path=place, reason=reason) from error
        raise UserError("ingest.not_written", file=str(out), reason=reason) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return report_of(hashes, current=current.id if current else None, size=size)


def belongings(folder: Path, others: set[Path]) -> Iterator[Path]:
    """The files of the data folder, without locks, drafts and what a backup or restore left.

    Raises OSError for a folder that may not be read: its files would be left out in silence.
    """
    for path in _files_below(folder):
        name = path.relative_to(folder)
        passing = name.parts[0].startswith(STAGING_PREFIX) or name.as_posix() == MANIFEST
        passing = passing or (name.parts[0] == SNAPSHOTS and not is_snapshot(name))
        if path.is_file() and not path.is_symlink() and not passing and path.resolve() not in others:
            yield path


def _files_below(folder: Path) -> Iterator[Path]:
    def fail(error: OSError) -> None:
        raise error

    for parent, _, names in os.walk(folder, onerror=fail):
        yield from (Path(parent, name) for name in names)


def _pack(folder: Path, paths: list[Path], part: Path, *, current: str | None) -> dict[str, str]:
    hashes: dict[str, str] = {}
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1, strict_timestamps=False) as archive:
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


def report_of(
    hashes: dict[str, str],
    *,
    current: str | None,
    size: int,
    left_alone: tuple[str, ...] = (),
    to_build: bool = False,
) -> BackupReport:
    """The report on a backup with these files."""
    snapshots = sum(name.startswith(f"{SNAPSHOTS}/") for name in hashes)
    return BackupReport(len(hashes) - snapshots, snapshots, current, size, left_alone, to_build)
