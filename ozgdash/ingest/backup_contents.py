"""What a backup holds: its list of contents, and which names may stand there."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ozgdash.errors import UserError
from ozgdash.store.naming import time_in_name

MANIFEST = "ozgdash-backup.json"
FORMAT = 1
SNAPSHOTS = "snapshots"
STAGING_PREFIX = ".restore-"
MAX_MANIFEST_BYTES = 10_000_000
MAX_ENTRIES = 100_000
MAX_BYTES = 50_000_000_000
"""More than any backup of ours holds: whoever unpacks this is being fooled."""
MAX_NAME, MAX_PART = 1_000, 200
"""Bytes of a name with its folders, and of one part of it; file systems end at 255."""
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True)
class Contents:
    """The list of contents: ``hashes`` by name, and the id of the snapshot that counts, None where there is none."""

    current: str | None
    hashes: dict[str, str]


def is_snapshot(name: Path | PurePosixPath) -> bool:
    """Whether a file of the folder of snapshots belongs to it, and is no lock, draft or pointer."""
    return name.suffix == ".duckdb" and time_in_name(name.stem) is not None and len(name.parts) == 2


def read_contents(archive: zipfile.ZipFile, path: Path) -> Contents:
    """The list of contents of an opened backup, with every name checked and found in the archive.

    Raises UserError for what is no backup of ours, lacks files or is larger than any backup.
    """
    entries = {entry.filename: entry for entry in archive.infolist()}
    if len(entries) != len(archive.infolist()) or len(entries) > MAX_ENTRIES:
        raise UserError("ingest.not_a_backup", file=path.name)
    if MANIFEST not in entries or entries[MANIFEST].file_size > MAX_MANIFEST_BYTES:
        raise UserError("ingest.not_a_backup", file=path.name)
    contents = _parsed(archive.read(MANIFEST), path)
    missing = [name for name in contents.hashes if name not in entries]
    if missing:
        raise UserError("ingest.backup_incomplete", file=path.name, missing=", ".join(missing[:5]))
    wanted = [entries[name] for name in contents.hashes]
    if any(entry.is_dir() or entry.compress_type not in PACKED for entry in wanted):
        raise UserError("ingest.not_a_backup", file=path.name)
    if sum(entry.file_size for entry in wanted) > MAX_BYTES:
        raise UserError("ingest.backup_too_large", file=path.name, allowed=MAX_BYTES // 1_000_000_000)
    return contents


def size_of(archive: zipfile.ZipFile, contents: Contents) -> int:
    """Bytes that the files take when they are unpacked."""
    return sum(archive.getinfo(name).file_size for name in contents.hashes)


def _parsed(words: bytes, path: Path) -> Contents:
    try:
        facts = json.loads(words)
        current, hashes = facts["current"], {str(name): str(digest) for name, digest in facts["files"].items()}
        is_known = facts["format"] == FORMAT
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UserError("ingest.not_a_backup", file=path.name) from error
    is_ours = all(map(_stays_inside, hashes)) and _all_files(hashes)
    if not is_known or not is_ours or not (current is None or _names_a_snapshot(current)):
        raise UserError("ingest.not_a_backup", file=path.name)
    return Contents(current, hashes)


def _names_a_snapshot(current: object) -> bool:
    return isinstance(current, str) and time_in_name(current) is not None


def _stays_inside(name: str) -> bool:
    """Whether a name leads to a place of ours below the data folder: a backup may come from a stranger."""
    parts = PurePosixPath(name)
    if name != parts.as_posix() or parts.is_absolute() or not parts.parts or name == MANIFEST:
        return False
    if not name.isprintable() or any(sign in name for sign in '\\:*?"<>|') or ".." in parts.parts:
        return False
    if len(name.encode()) > MAX_NAME or any(len(part.encode()) > MAX_PART for part in parts.parts):
        return False
    first = parts.parts[0]
    return not first.startswith(STAGING_PREFIX) and (first.casefold() != SNAPSHOTS or is_snapshot(parts))


def _all_files(names: dict[str, str]) -> bool:
    """No name is the folder of another one, and no two differ in capitals alone: some disks take those for one."""
    folded = {name.casefold() for name in names}
    folders = {str(folder) for name in folded for folder in PurePosixPath(name).parents}
    return len(folded) == len(names) and not folded & folders
