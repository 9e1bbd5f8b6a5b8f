"""Looks a workbook through before it is turned into cells: a small file may stand for gigabytes of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_external_ges
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from ozgdash.sources.findings import Findings

MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELLS = 5_000_000
"""Rows times columns: a sheet with two filled cells in far corners is unpacked with everything between them."""
MAX_UNPACKED_BYTES = 200_000_000
"""A workbook is unpacked in memory."""
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1
"""Bit of an entry's flags."""
WORKBOOK, RELATIONSHIPS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
WANTED = (".xml", ".rels")
"""Macros, pictures and settings of printers are not handed on."""
CHUNK = 1 << 16
LONGEST_INDEX = 9
CELL = re.compile(r"([A-Za-z]{1,3})([1-9]\d{0,6})")
DAMAGES = (zipfile.BadZipFile, SAXException, ValueError, EOFError, OSError, RuntimeError, NotImplementedError)
"""RuntimeError: encrypted in the local head only; OSError and its like: what a broken archive makes the decoder say."""

Missing = dict[str, tuple[str, int]]
"""Sheet or part -> its first cell with an error value or with a formula that has none, and how many there are."""


@dataclass(frozen=True)
class Workbook:
    """A workbook that was looked through: ``content`` holds its XML parts, with true sizes and each name once.

    ``missing`` is by sheet.
    """

    content: bytes
    missing: Missing


def looked_through(content: bytes, findings: Findings) -> Workbook:
    """The parts of an XLSX file.

    Raises SourceFormatError for a file that is no workbook, is damaged, has a DTD, or stands for more than the limits.
    """
    target = io.BytesIO()
    scan = _Scan(findings)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(target, "w") as parts:
            _refuse_foreign(archive, len(content), findings)
            for entry in archive.infolist():
                if entry.filename.lower().endswith(WANTED):
                    _hand_on(archive, entry, parts, scan)
    except DefusedXmlException as error:
        raise findings.fail("sources.workbook_entities") from error
    except DAMAGES as error:
        raise findings.fail("sources.workbook_damaged") from error
    scan.refuse_repeated_texts()
    return Workbook(target.getvalue(), scan.missing_by_sheet())


def _refuse_foreign(archive: zipfile.ZipFile, length: int, findings: Findings) -> None:
    names = [entry.filename for entry in archive.infolist()]
    unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > MAX_UNPACKED_BYTES:
        allowed = MAX_UNPACKED_BYTES // 1_000_000
        raise findings.fail("sources.workbook_unpacks_too_large", received=unpacked // 1_000_000, allowed=allowed)
    if WORKBOOK not in names:
        suffix = Path(findings.file_name).suffix or findings.file_name
        raise findings.fail("sources.not_a_workbook", suffix=suffix)
    if any(entry.flag_bits & ENCRYPTED for entry in archive.infolist()):
        raise findings.fail("sources.workbook_encrypted")
    if sum(entry.compress_size for entry in archive.infolist()) > length:
        raise findings.fail("sources.workbook_damaged")
    if len(set(names)) < len(names) or any(entry.compress_type not in METHODS for entry in archive.infolist()):
        raise findings.fail("sources.workbook_damaged")


def _hand_on(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, parts: zipfile.ZipFile, scan: _Scan) -> None:
    """Copies one entry; raises BadZipFile where it has not just the bytes that its head promises."""
    head = zipfile.ZipInfo(entry.filename)
    head.compress_type = zipfile.ZIP_DEFLATED
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_external_ges, False)
    parser.setContentHandler(_Part(entry.filename, scan))
    with archive.open(entry) as source, parts.open(head, "w") as target:
        while chunk := source.read(CHUNK):
            target.write(chunk)
            parser.feed(chunk)
    if head.file_size != entry.file_size:
        raise zipfile.BadZipFile(entry.filename)
    parser.close()


@dataclass
class _Scan:
    """What the parts of one workbook stand for."""

    findings: Findings
    missing: Missing = field(default_factory=dict)
    used: Counter[str] = field(default_factory=Counter)
    lengths: list[int] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)

    def missing_by_sheet(self) -> Missing:
        """What ``missing`` says, by the name of the sheet."""
        parts = {name: self.targets.get(reference, "") for name, reference in self.references.items()}
        paths = {name: part.removeprefix("/").removeprefix("xl/") for name, part in parts.items()}
        return {name: self.missing[f"xl/{path}"] for name, path in paths.items() if f"xl/{path}" in self.missing}

    def refuse_repeated_texts(self) -> None:
        """A text stands in the file once and in memory once per cell that shows it."""
        lengths = {str(number): length for number, length in enumerate(self.lengths)}
        unpacked = sum(lengths.get(number, 0) * count for number, count in self.used.items())
        if unpacked > MAX_UNPACKED_BYTES:
            received, allowed = unpacked // 1_000_000, MAX_UNPACKED_BYTES // 1_000_000
            raise self.findings.fail("sources.workbook_unpacks_too_large", received=received, allowed=allowed)


class _Part(ContentHandler):
    """Follows the cells of a sheet, the lengths of the shared texts, and which part holds which sheet."""

    def __init__(self, part: str, scan: _Scan) -> None:
        super().__init__()
        self.part, self.scan = part, scan
        self.row = self.column = self.last_row = self.last_column = 0
        self.kind = ""
        self.formula = self.filled = self.in_value = self.in_cells = self.in_text = False
        self.value: list[str] = []

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        """Keeps the place of a cell, and whether a formula or a value stands in it."""
        local = name.rpartition(":")[2]
        if self.in_cells:
            self._open_cell(local, attrs)
        elif local == "sheetData":
            self.in_cells = True
        elif local == "si":
            self.in_text = True
            self.scan.lengths.append(0)
        elif local == "sheet" and self.part == WORKBOOK:
            reference = next((attrs[key] for key in attrs.getNames() if key.endswith(":id")), "")
            self.scan.references[attrs.get("name", "")] = reference
        elif local == "Relationship" and self.part == RELATIONSHIPS:
            self.scan.targets[attrs.get("Id", "")] = attrs.get("Target", "")

    def _open_cell(self, local: str, attrs: AttributesImpl) -> None:
        if local == "row":
            self.row, self.column = int(attrs.get("r") or self.row + 1), 0
        elif local == "c":
            self._place(attrs.get("r", ""))
            self.kind, self.value = attrs.get("t", ""), []
            self.formula = self.filled = False
        elif local == "f":
            self.formula = True
        elif local in ("v", "is"):
            self.in_value = True

    def characters(self, content: str) -> None:
        """A value, or a piece of a shared text."""
        if self.in_value:
            self.filled = True
            if self.kind == "s" and len(self.value) < LONGEST_INDEX:
                self.value.append(content)
        elif self.in_text:
            self.scan.lengths[-1] += len(content)

    def endElement(self, name: str) -> None:
        """Takes a cell in."""
        local = name.rpartition(":")[2]
        if local in ("v", "is"):
            self.in_value = False
        elif local == "si":
            self.in_text = False
        elif local == "sheetData":
            self.in_cells = False
        elif local == "c" and self.in_cells:
            if self.filled:
                self._take_in()
            # A formula with "str" and no value has the empty text for a result.
            if self.kind == "e" or (self.formula and not self.filled and self.kind != "str"):
                place, count = self.scan.missing.get(self.part, (f"{_letters(self.column)}{self.row}", 0))
                self.scan.missing[self.part] = place, count + 1

    def _place(self, reference: str) -> None:
        if not reference:
            self.column += 1
            return
        found = CELL.fullmatch(reference)
        if found is None:
            raise ValueError(reference)
        self.row, self.column = int(found[2]), 0
        for letter in found[1].upper():
            self.column = self.column * 26 + ord(letter) - ord("A") + 1

    def _take_in(self) -> None:
        fail = self.scan.findings.fail
        self.last_row, self.last_column = max(self.last_row, self.row), max(self.last_column, self.column)
        if self.last_row > MAX_ROWS:
            raise fail("sources.too_many_rows", received=self.last_row, allowed=MAX_ROWS)
        if self.last_column > MAX_COLUMNS:
            raise fail("sources.too_many_columns", received=self.last_column, allowed=MAX_COLUMNS)
        if self.last_row * self.last_column > MAX_CELLS:
            raise fail("sources.too_many_cells", received=f"{self.last_row} × {self.last_column}", allowed=MAX_CELLS)
        if self.kind == "s":
            self.scan.used["".join(self.value).strip()] += 1


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
