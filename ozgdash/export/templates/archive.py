"""The archive of a template from a stranger: bounded, its names harmless, its XML looked through before it is read."""

from __future__ import annotations

import posixpath
from xml.parsers import expat

from ozgdash.errors import UserError
from ozgdash.sources import archives
from ozgdash.sources.archives import DAMAGES, ArchiveRefusedError, Limits, Reason, megabytes
from ozgdash.sources.guarded_xml import ForbiddenXmlError, Handlers, go_through

MAX_FILE_BYTES = 80_000_000
MAX_UNPACKED_BYTES = 200_000_000
MAX_XML_BYTES = 30_000_000
"""Of all the XML that is read: parsed it takes ten times as much memory."""
MAX_PARTS = 5_000
REFUSALS = {
    Reason.FILE_TOO_LARGE: "templates.file_too_large", Reason.UNPACKS_TOO_LARGE: "templates.unpacks_too_large",
    Reason.TOO_MUCH_XML: "templates.too_much_xml", Reason.TOO_MANY_PARTS: "templates.too_many_parts",
    Reason.ENCRYPTED: "templates.encrypted_or_old", Reason.NO_ARCHIVE: "templates.not_a_template",
    Reason.DAMAGED: "templates.damaged",
}  # fmt: skip


class Archive:
    """The parts of a template by their names."""

    def __init__(self, content: bytes, file: str) -> None:
        """Raises UserError for what is no ZIP archive, encrypted, damaged, or more than the limits."""
        self.file = file
        self._xml_bytes = 0
        limits = Limits(file_bytes=MAX_FILE_BYTES, unpacked_bytes=MAX_UNPACKED_BYTES, parts=MAX_PARTS)
        try:
            self._zip, entries = archives.opened(content, limits)
        except ArchiveRefusedError as refused:
            raise refusal(file, refused) from refused
        self._entries = {_plain(entry.filename): entry for entry in entries}
        self._spelled = {name.lower(): name for name in self._entries}
        if any(_leads_out(name) for name in self._entries):
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
        try:
            archives.hold(Reason.TOO_MUCH_XML, self._xml_bytes, MAX_XML_BYTES)
            go_through([content], Handlers())
        except ArchiveRefusedError as refused:
            raise refusal(self.file, refused) from refused
        except ForbiddenXmlError as error:
            raise UserError("templates.forbidden_xml", file=self.file, part=name) from error
        except (expat.ExpatError, ValueError) as error:
            raise UserError("templates.damaged_part", file=self.file, part=name) from error
        return content


def refusal(file: str, refused: ArchiveRefusedError) -> UserError:
    """The sentence for a template that the guard of archives refuses."""
    parts = {"received": refused.received, "allowed": refused.allowed}
    values = parts if refused.reason is Reason.TOO_MANY_PARTS else megabytes(refused)
    return UserError(REFUSALS[refused.reason], file=file, **(values if refused.allowed else {}))


def _plain(name: str) -> str:
    return name.replace("\\", "/")


def _leads_out(name: str) -> bool:
    return name.startswith("/") or ":" in name or posixpath.normpath(name) != name or name.startswith("..")
