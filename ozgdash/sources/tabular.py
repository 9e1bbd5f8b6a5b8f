"""The cells of a CSV file or of a sheet of an XLSX workbook, with the row numbers a spreadsheet shows."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook

from ozgdash.sources.findings import Findings
from ozgdash.sources.workbook_parts import MAX_COLUMNS, MAX_ROWS, Missing, looked_through

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

Value = str | int | float | bool | date | None

MAX_FILE_BYTES = 50_000_000
MAX_LINE = 1_000_000
"""Characters of one line of a CSV."""
ZIP_MAGIC, OLE_MAGIC = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Row:
    """One row that is not blank; ``number`` is 1-based as in the spreadsheet."""

    number: int
    cells: tuple[Value, ...]

    def cell(self, position: int) -> Value:
        """The value at a position; None to the right of the last cell."""
        return self.cells[position] if position < len(self.cells) else None


@dataclass(frozen=True)
class Sheet:
    """All rows of a file that are not blank. ``name`` is None for CSV."""

    file_name: str
    sha256: str
    name: str | None
    rows: tuple[Row, ...]


def read_sheet(path: Path, *, delimiter: str = ";") -> Sheet:
    """The cells of a CSV (semicolon, UTF-8) or of the first sheet of an XLSX, told apart by content and name.

    Raises SourceFormatError where the file is too large, empty, damaged, protected or in another format or encoding.
    """
    findings = Findings(path.name)
    content = _content(path, findings)
    sha256 = hashlib.sha256(content).hexdigest()
    if not content.strip():
        raise findings.fail("sources.file_empty")
    if content.startswith(OLE_MAGIC):
        raise findings.fail("sources.file_protected_or_old")
    if content.startswith(ZIP_MAGIC):
        workbook, missing = _workbook(content, findings)
        name, cells = workbook.sheet_names[0], _cells(workbook, 0, missing, findings)
    elif path.suffix.lower() in {".xlsx", ".xlsm", ".xls", ".ods"}:
        raise findings.fail("sources.not_a_workbook", suffix=path.suffix)
    else:
        name, cells = None, _csv(content, delimiter, findings)
    return Sheet(path.name, sha256, name, _rows(cells, findings))


def read_csv(content: bytes, *, file_name: str, delimiter: str) -> Sheet:
    """The cells of a CSV (UTF-8) that is in memory; raises as ``read_sheet`` does."""
    findings = Findings(file_name)
    if len(content) > MAX_FILE_BYTES:
        raise findings.fail("sources.file_too_large", allowed=MAX_FILE_BYTES // 1_000_000)
    if not content.strip():
        raise findings.fail("sources.file_empty")
    rows = _rows(_csv(content, delimiter, findings), findings)
    return Sheet(file_name, hashlib.sha256(content).hexdigest(), None, rows)


def read_named_sheet(path: Path, name: str) -> Sheet | None:
    """The cells of a further sheet of an XLSX by its name, without regard to case; not of the first one.

    None where there is no such sheet or nothing stands in it, and for CSV.
    """
    findings = Findings(path.name, sheet=name)
    content = _content(path, findings)
    if not content.startswith(ZIP_MAGIC):
        return None
    workbook, missing = _workbook(content, findings)
    for number, sheet_name in enumerate(workbook.sheet_names):
        if number and sheet_name.strip().casefold() == name.casefold():
            cells = _cells(workbook, number, missing, findings)
            if not any(value is not None for row in cells for value in row):
                return None
            return Sheet(path.name, hashlib.sha256(content).hexdigest(), sheet_name, _rows(cells, findings))
    return None


def _content(path: Path, findings: Findings) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise findings.fail("sources.file_too_large", allowed=MAX_FILE_BYTES // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise findings.fail("sources.file_unreadable", reason=error.strerror or str(error)) from error


def _workbook(content: bytes, findings: Findings) -> tuple[CalamineWorkbook, Missing]:
    """The workbook, and by sheet the cells that should have a value and have none."""
    parts = looked_through(content, findings)
    with _decoding(findings):
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(parts.content))
    if not workbook.sheet_names:
        raise findings.fail("sources.workbook_damaged")
    return workbook, parts.missing


@contextmanager
def _decoding(findings: Findings) -> Iterator[None]:
    try:
        yield
    except (CalamineError, ValueError, OSError, IndexError) as error:
        raise findings.fail("sources.workbook_damaged") from error


def _cells(workbook: CalamineWorkbook, number: int, missing: Missing, findings: Findings) -> Sequence[Sequence[Value]]:
    name = workbook.sheet_names[number]
    if name in missing:
        cell, count = missing[name]
        raise findings.fail("sources.cells_without_value", cell=cell, sheet_name=name, count=count)
    with _decoding(findings):
        sheet = workbook.get_sheet_by_index(number)
        # Leading blank rows are kept, so that row numbers are those the spreadsheet shows.
        return [list(map(_plain, row)) for row in sheet.to_python(skip_empty_area=False)]


def _plain(value: object) -> Value:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, (bool, int, float, date)):
        return value
    return None if value is None else str(value)


def _csv(content: bytes, delimiter: str, findings: Findings) -> Sequence[Sequence[Value]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise findings.fail("sources.not_utf8", row=line) from error
    if "\0" in text:
        raise findings.fail("sources.nul_byte", row=text.count("\n", 0, text.index("\0")) + 1)
    try:
        return _numbered(csv.reader(_lines(text, findings), delimiter=delimiter, strict=True), findings)
    except csv.Error as error:
        raise findings.fail("sources.csv_broken", reason=str(error)) from error


def _lines(text: str, findings: Findings) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if len(line) > MAX_LINE:
            raise findings.fail("sources.line_too_long", row=number, received=len(line), allowed=MAX_LINE)
        yield line


def _numbered(reader: CsvReader, findings: Findings) -> Sequence[Sequence[Value]]:
    """The records, with blank ones in place of the further lines of a record that spans several lines.

    Stops at the first record beyond the limits: millions of blank ones would fill the memory.
    """
    cells: list[Sequence[Value]] = []
    for record in reader:
        _check_size(reader.line_num, len(record), findings)
        cells.extend(() for _ in range(reader.line_num - len(cells) - 1))
        cells.append(tuple(value.strip() or None for value in record))
    return cells


def _check_size(rows: int, columns: int, findings: Findings) -> None:
    if rows > MAX_ROWS:
        raise findings.fail("sources.too_many_rows", received=rows, allowed=MAX_ROWS)
    if columns > MAX_COLUMNS:
        raise findings.fail("sources.too_many_columns", received=columns, allowed=MAX_COLUMNS)


def _rows(cells: Sequence[Sequence[Value]], findings: Findings) -> tuple[Row, ...]:
    _check_size(len(cells), max(map(len, cells), default=0), findings)
    numbered = (Row(number, tuple(row)) for number, row in enumerate(cells, start=1))
    rows = tuple(row for row in numbered if any(value is not None for value in row.cells))
    if not rows:
        raise findings.fail("sources.file_empty")
    return rows
