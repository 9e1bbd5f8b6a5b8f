"""The archive of a document that comes back from strangers: bounded, and its XML looked through before it is read."""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat

from ozgdash.errors import UserError
from ozgdash.sources.guarded_xml import ForbiddenXmlError, Handlers, go_through
from ozgdash.sources.workbook_package import DAMAGES, ENCRYPTED, METHODS

MAX_FILE_BYTES = 200_000_000
MAX_UNPACKED_BYTES = 400_000_000
MAX_XML_BYTES = 60_000_000
"""Of all parts that are XML: parsed they take ten times as much memory."""
MAX_PARTS = 20_000
MEGABYTE = 1_000_000
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How files begin that Office encrypted, and those of before 2007."""
XML_ENDINGS = (".xml", ".rels", ".vml")


def names_in(content: bytes, file: str) -> list[str]:
    """The names of the parts of an archive that has been looked through.

    Raises UserError for what is too large, encrypted, damaged, no archive, or has forbidden XML in it.
    """
    if len(content) > MAX_FILE_BYTES:
        raise _too_large(file, len(content), MAX_FILE_BYTES)
    if content.startswith(OLE):
        raise UserError("refresh.encrypted_or_old", file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _refuse_forged(entries, len(content), file)
            for entry in entries:
                if entry.filename.lower().endswith(XML_ENDINGS):
                    go_through([archive.read(entry)], Handlers())
            return [entry.filename for entry in entries]
    except ForbiddenXmlError as error:
        raise UserError("refresh.forbidden_xml", file=file) from error
    except zipfile.BadZipFile as error:
        key = "refresh.damaged" if content.startswith(b"PK") else "refresh.not_a_deck"
        raise UserError(key, file=file) from error
    except (*DAMAGES, expat.ExpatError, KeyError, NotImplementedError) as error:
        raise UserError("refresh.damaged", file=file) from error


def _refuse_forged(entries: list[zipfile.ZipInfo], length: int, file: str) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED_BYTES:
        raise _too_large(file, unpacked, MAX_UNPACKED_BYTES)
    xml = sum(entry.file_size for entry in entries if entry.filename.lower().endswith(XML_ENDINGS))
    if xml > MAX_XML_BYTES:
        raise _too_large(file, xml, MAX_XML_BYTES)
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise UserError("refresh.encrypted_or_old", file=file)
    packed = sum(entry.compress_size for entry in entries)
    names = {entry.filename.lower() for entry in entries}
    methods = {entry.compress_type for entry in entries}
    if packed > length or not methods <= set(METHODS) or len(names) < len(entries) or len(entries) > MAX_PARTS:
        raise UserError("refresh.damaged", file=file)


def _too_large(file: str, received: int, allowed: int) -> UserError:
    values = {"received": -(-received // MEGABYTE), "allowed": allowed // MEGABYTE}
    return UserError("refresh.too_large", file=file, **values)
