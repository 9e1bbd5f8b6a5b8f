"""The archive of a template from a stranger: bounded, its names harmless, its XML looked through before it is read."""

from __future__ import annotations

import io
import posixpath
import zipfile
from xml.parsers import expat

from ozgdash.errors import UserError
from ozgdash.sources.guarded_xml import ForbiddenXmlError, Handlers, go_through

MAX_FILE_BYTES = 80_000_000
MAX_UNPACKED_BYTES = 200_000_000
MAX_XML_BYTES = 30_000_000
"""Of all the XML that is read: parsed it takes ten times as much memory."""
MAX_PARTS = 5_000
MEGABYTE = 1_000_000
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How the container begins in which Office keeps encrypted files and those of before 2007."""
DAMAGES = (zipfile.BadZipFile, ValueError, IndexError, EOFError, OSError, RuntimeError, NotImplementedError)


class Archive:
    """The parts of a template by their names."""

    def __init__(self, content: bytes, file: str) -> None:
        """Raises UserError for what is no ZIP archive, encrypted, damaged, or more than the limits."""
        self.file = file
        self._xml_bytes = 0
        _refuse_at_once(content, file)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        except DAMAGES as error:
            raise UserError("templates.damaged", file=file) from error
        _refuse_forged(entries, len(content), file)
        self._entries = {_plain(entry.filename): entry for entry in entries}
        self._spelled = {name.lower(): name for name in self._entries}
        if len(self._spelled) < len(entries) or any(_leads_out(name) for name in self._entries):
            raise UserError("templates.damaged", file=file)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._entries)

    def spelled(self, name: str) -> str | None:
        """The part as the archive spells its name, which counts without regard to case; None where it is missing."""
        return self._spelled.get(name.lower())

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises UserError where it is missing or not what its head promises."""
        entry = self._entries.get(name)
        if entry is None:
            raise UserError("templates.damaged", file=self.file)
        try:
            content = self._zip.read(entry)
        except DAMAGES as error:
            raise UserError("templates.damaged", file=self.file) from error
        if len(content) != entry.file_size:
            raise UserError("templates.damaged", file=self.file)
        return content

    def xml(self, name: str) -> bytes:
        """The bytes of a part that is XML, without a DTD, not deeper and not more than a parser can bear.

        Raises UserError where it is.
        """
        content = self.read(name)
        self._xml_bytes += len(content)
        if self._xml_bytes > MAX_XML_BYTES:
            raise too_large(self.file, "templates.too_much_xml", self._xml_bytes, MAX_XML_BYTES)
        try:
            go_through([content], Handlers())
        except ForbiddenXmlError as error:
            raise UserError("templates.forbidden_xml", file=self.file, part=name) from error
        except (expat.ExpatError, ValueError) as error:
            raise UserError("templates.damaged_part", file=self.file, part=name) from error
        return content


def too_large(file: str, key: str, received: int, allowed: int) -> UserError:
    """The refusal of a file that is more than the limits."""
    return UserError(key, file=file, received=-(-received // MEGABYTE), allowed=allowed // MEGABYTE)


def _refuse_at_once(content: bytes, file: str) -> None:
    if len(content) > MAX_FILE_BYTES:
        raise too_large(file, "templates.file_too_large", len(content), MAX_FILE_BYTES)
    if content.startswith(OLE):
        raise UserError("templates.encrypted_or_old", file=file)
    if not content.startswith(b"PK"):
        raise UserError("templates.not_a_template", file=file)


def _refuse_forged(entries: list[zipfile.ZipInfo], length: int, file: str) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED_BYTES:
        raise too_large(file, "templates.unpacks_too_large", unpacked, MAX_UNPACKED_BYTES)
    if len(entries) > MAX_PARTS:
        raise UserError("templates.too_many_parts", file=file, received=len(entries), allowed=MAX_PARTS)
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise UserError("templates.encrypted_or_old", file=file)
    packed = sum(entry.compress_size for entry in entries)
    if packed > length or any(entry.compress_type not in METHODS for entry in entries):
        raise UserError("templates.damaged", file=file)


def _plain(name: str) -> str:
    return name.replace("\\", "/")


def _leads_out(name: str) -> bool:
    return name.startswith("/") or ":" in name or posixpath.normpath(name) != name or name.startswith("..")
