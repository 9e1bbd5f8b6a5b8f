"""The parts of a workbook's ZIP archive: found by their relationships, unpacked within bounds, parsed as a stream."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from ozgdash.sources import archives
from ozgdash.sources.archives import ArchiveRefusedError, Limits, Reason
from ozgdash.sources.findings import Findings
from ozgdash.sources.guarded_xml import Attributes, Handlers, go_through

MAX_UNPACKED_BYTES = 200_000_000
"""A workbook is unpacked in memory."""
CHUNK = 1 << 18
USUAL_WORKBOOK = "xl/workbook.xml"
ROW_END, CDATA = b"</row>", b"<![CDATA["
EMPTY_CELLS = re.compile(rb'(?:<c(?: [rst]="[A-Za-z0-9]*")*\s*(?:/>|></c>))++(</row>|<c [^>]*\br=")?')
"""A run of cells that have a colour and no value, and what follows it. A sheet may have a million of them.

The run is taken in one go and never anew (possessive): time grows with the sheet, whatever follows.
"""


@dataclass(frozen=True)
class Relation:
    """What a part refers to: ``kind`` is the last word of the type, ``target`` the path of a part."""

    kind: str
    target: str


class Package:
    """The archive of a workbook. A part is named as relationships name it, without regard to case and slashes."""

    def __init__(self, content: bytes, findings: Findings) -> None:
        """Raises SourceFormatError where the archive is encrypted or forged or stands for more than the limits."""
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archives.parts_of(self._archive)
        _refuse_forged(entries, len(content), findings)
        self._entries = {_path(entry.filename): entry for entry in entries}
        if len(self._entries) < len(entries):
            raise findings.fail("sources.workbook_damaged")

    def __contains__(self, path: str) -> bool:
        return path in self._entries

    def parse(self, path: str, handlers: Handlers) -> None:
        """Goes through a part; raises BadZipFile where it is missing or has not just the bytes its head promises.

        Raises what ``go_through`` raises.
        """
        if path not in self._entries:
            raise zipfile.BadZipFile(path)
        go_through(_without_empty_cells(self._chunks(path)), handlers)

    def _chunks(self, path: str) -> Iterator[bytes]:
        entry, received = self._entries[path], 0
        with self._archive.open(entry) as source:
            while chunk := source.read(CHUNK):
                received += len(chunk)
                yield chunk
        if received != entry.file_size:
            raise zipfile.BadZipFile(path)

    def relations(self, path: str) -> dict[str, Relation]:
        """Id -> what the part refers to; empty where nothing is said. ``path`` "" is the package itself."""
        folder, name = posixpath.split(path)
        found: dict[str, Relation] = {}

        def take(attributes: Attributes) -> None:
            target = unquote(attributes.get("Target", ""))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = Relation(kind, _path(posixpath.join("/", folder, _slashes(target))))

        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels in self._entries:
            self.parse(rels, Handlers({"Relationship": take}))
        return found

    def main_part(self) -> str | None:
        """The path of the part that lists the sheets; None where the archive has none."""
        named = [item.target for item in self.relations("").values() if item.kind == "officeDocument"]
        candidates = (path for path in (*named, *self._main_by_type(), USUAL_WORKBOOK) if path.endswith(".xml"))
        return next((path for path in candidates if path in self._entries), None)

    def _main_by_type(self) -> list[str]:
        found: list[str] = []

        def take(attributes: Attributes) -> None:
            if attributes.get("ContentType", "").endswith(("sheet.main+xml", "template.main+xml")):
                found.append(_path(attributes.get("PartName", "")))

        if "[content_types].xml" in self._entries:
            self.parse("[content_types].xml", Handlers({"Override": take}))
        return found


def _refuse_forged(entries: list[zipfile.ZipInfo], length: int, findings: Findings) -> None:
    try:
        archives.hold(Reason.UNPACKS_TOO_LARGE, sum(entry.file_size for entry in entries), MAX_UNPACKED_BYTES)
        if not any(entry.filename.lower().endswith(".xml") for entry in entries):
            raise not_a_workbook(findings)
        archives.refuse_forged(entries, length, Limits(unpacked_bytes=MAX_UNPACKED_BYTES))
    except ArchiveRefusedError as refused:
        if refused.reason is Reason.UNPACKS_TOO_LARGE:
            refuse_size(refused.received, findings)
        encrypted = refused.reason is Reason.ENCRYPTED
        raise findings.fail(f"sources.workbook_{'encrypted' if encrypted else 'damaged'}") from refused


def refuse_size(unpacked: int, findings: Findings) -> None:
    """Raises SourceFormatError saying how many bytes there are and how many are allowed."""
    received, allowed = unpacked // 1_000_000, MAX_UNPACKED_BYTES // 1_000_000
    raise findings.fail("sources.workbook_unpacks_too_large", received=received, allowed=allowed)


def not_a_workbook(findings: Findings) -> Exception:
    """The refusal of a file that is named or looks like a workbook and is none."""
    suffix = Path(findings.file_name).suffix or findings.file_name
    return findings.fail("sources.not_a_workbook", suffix=suffix)


def _slashes(path: str) -> str:
    return path.replace("\\", "/")


def _path(name: str) -> str:
    return posixpath.normpath("/" + _slashes(name)).lstrip("/").lower()


def _without_empty_cells(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same XML without cells that are only coloured: taking them out here costs a tenth of parsing them.

    Works from one end of a row to the next. Where a text may hold anything (CDATA) everything stays.
    """
    rest, literal = b"", False
    for chunk in chunks:
        literal = literal or CDATA in rest + chunk
        if literal or (end := chunk.rfind(ROW_END)) < 0:
            yield rest + chunk
            rest = b""
            continue
        end += len(ROW_END)
        yield EMPTY_CELLS.sub(_what_follows, rest + chunk[:end])
        rest = chunk[end:]
    yield rest


def _what_follows(run: re.Match[bytes]) -> bytes:
    """Without the run only in front of a cell that says where it stands, or at the end of the row."""
    return run[0] if run[1] is None else run[1]
