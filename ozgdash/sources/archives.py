"""What an archive from a stranger is held against before a part of it is read: size, parts, encryption, forged heads.

Who reads one says its limits and what a refusal means in its own words; the guard itself is here and nowhere else.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from xml.parsers import expat

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1
"""Bit of an entry's flags."""
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How the container begins in which Office keeps encrypted files and those of before 2007."""
XML_ENDINGS = (".xml", ".rels", ".vml")
MEGABYTE = 1_000_000
DAMAGES = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, ValueError, IndexError, EOFError, OSError, RuntimeError,
    NotImplementedError,
)  # fmt: skip
"""RuntimeError: encrypted in the local head only; OSError and its like: what a broken archive makes the decoder say."""


@dataclass(frozen=True)
class Limits:
    """How much an archive may be: bytes as it comes, unpacked, and of its XML unpacked; how many parts.

    XML has a limit of its own, since parsed it takes ten times as much memory. None: no limit.
    """

    file_bytes: int | None = None
    unpacked_bytes: int | None = None
    xml_bytes: int | None = None
    parts: int | None = None


class Reason(Enum):
    """Why an archive is refused."""

    FILE_TOO_LARGE = auto()
    UNPACKS_TOO_LARGE = auto()
    TOO_MUCH_XML = auto()
    TOO_MANY_PARTS = auto()
    ENCRYPTED = auto()
    NO_ARCHIVE = auto()
    DAMAGED = auto()


class ArchiveRefusedError(Exception):
    """``received`` and ``allowed``: bytes or parts where a limit is the reason, otherwise 0."""

    def __init__(self, reason: Reason, received: int = 0, allowed: int = 0) -> None:
        self.reason = reason
        self.received = received
        self.allowed = allowed
        super().__init__(reason.name)


def opened(content: bytes, limits: Limits) -> tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]:
    """The archive and its parts without folders, none of them read yet.

    Raises ArchiveRefusedError for what is no archive, encrypted, damaged, forged or more than the limits.
    """
    hold(Reason.FILE_TOO_LARGE, len(content), limits.file_bytes)
    if content.startswith(OLE):
        raise ArchiveRefusedError(Reason.ENCRYPTED)
    if not content.startswith(b"PK"):
        raise ArchiveRefusedError(Reason.NO_ARCHIVE)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except DAMAGES as error:
        raise ArchiveRefusedError(Reason.DAMAGED) from error
    entries = parts_of(archive)
    refuse_forged(entries, len(content), limits)
    return archive, entries


def parts_of(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The entries that are no folders, in the order of the archive."""
    return [entry for entry in archive.infolist() if not entry.is_dir()]


def refuse_forged(entries: Sequence[zipfile.ZipInfo], length: int, limits: Limits) -> None:
    """Holds the heads of an archive of ``length`` bytes against the limits and against each other.

    Raises ArchiveRefusedError; two parts whose names differ in case or slashes alone count as damage, since programs
    do not agree which of them is meant.
    """
    hold(Reason.UNPACKS_TOO_LARGE, sum(entry.file_size for entry in entries), limits.unpacked_bytes)
    hold(Reason.TOO_MUCH_XML, sum(entry.file_size for entry in entries if _is_xml(entry)), limits.xml_bytes)
    hold(Reason.TOO_MANY_PARTS, len(entries), limits.parts)
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise ArchiveRefusedError(Reason.ENCRYPTED)
    packed = sum(entry.compress_size for entry in entries)
    names = {entry.filename.replace("\\", "/").lower() for entry in entries}
    if packed > length or len(names) < len(entries) or any(entry.compress_type not in METHODS for entry in entries):
        raise ArchiveRefusedError(Reason.DAMAGED)


def hold(reason: Reason, received: int, allowed: int | None) -> None:
    """Raises ArchiveRefusedError where more is there than may be."""
    if allowed is not None and received > allowed:
        raise ArchiveRefusedError(reason, received, allowed)


def megabytes(refused: ArchiveRefusedError) -> dict[str, int]:
    """``received`` (rounded up) and ``allowed`` in megabytes, as sentences say them."""
    return {"received": -(-refused.received // MEGABYTE), "allowed": refused.allowed // MEGABYTE}


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith(XML_ENDINGS)
