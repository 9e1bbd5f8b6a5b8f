"""The tables of a file: the rows of a CSV or of every tab of a workbook, with the row numbers a spreadsheet shows."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ozgdash.sources.delimiter import delimiter_of
from ozgdash.sources.findings import Findings
from ozgdash.sources.odf_workbook import is_flat, read_flat
from ozgdash.sources.tables import Row, Sheet, Tables
from ozgdash.sources.values import Value
from ozgdash.sources.workbook import read_workbook
from ozgdash.sources.workbook_sheet import MAX_COLUMNS, MAX_ROWS

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

__all__ = ["MAX_COLUMNS", "MAX_ROWS", "Row", "Sheet", "Tables", "Value", "read_csv", "read_sheet", "read_tables"]

MAX_FILE_BYTES = 50_000_000
MAX_LINE = 1_000_000
"""Characters of one line of a CSV."""
KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
WORKBOOK_ENDINGS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".ods", ".ots", ".fods"})
SEARCHED_BYTES = 10_000
ZIP_MAGIC, OLE_MAGIC = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_tables(path: Path, *, delimiter: str = ";", columns: Collection[str] = ()) -> Tables:
    """The table of a CSV (UTF-8) or every tab of a workbook (XLSX, ODS), told apart by content and name.

    ``columns``: those of which a header row is known; a CSV is separated by what its header row is, else by
    ``delimiter``. Each file is read once; whoever looks for a table or reads it takes this. A tab without a row is not
    among the sheets. Raises SourceFormatError where the file is too large, empty, damaged, protected or in another
    format or encoding.
    """
    findings = Findings(path.name)
    content = _content(path, findings)
    sha256 = hashlib.sha256(content).hexdigest()
    if not content.strip():
        raise findings.fail("sources.file_empty")
    if content.startswith(OLE_MAGIC):
        raise findings.fail("sources.file_protected_or_old")
    if content.startswith(ZIP_MAGIC):
        return Tables(path.name, sha256, *read_workbook(content, sha256, findings))
    if is_flat(content[:SEARCHED_BYTES]):
        return Tables(path.name, sha256, *read_flat(content, sha256, findings))
    if path.suffix.lower() in WORKBOOK_ENDINGS:
        raise findings.fail("sources.not_a_workbook", suffix=path.suffix)
    rows = _rows(_csv(content, delimiter, findings, columns), findings)
    return Tables(path.name, sha256, (Sheet(path.name, sha256, None, rows),))


def read_sheet(path: Path, *, delimiter: str = ";", columns: Collection[str] = ()) -> Sheet:
    """The table of a CSV, or the first visible tab with cells of a workbook, read as by ``read_tables``."""
    return first_sheet(read_tables(path, delimiter=delimiter, columns=columns))


def first_sheet(tables: Tables) -> Sheet:
    """The first visible tab with cells; raises SourceFormatError where there is none."""
    if not tables.sheets:
        raise Findings(tables.file_name).fail("sources.file_empty")
    return tables.sheets[0]


def read_csv(content: bytes, *, file_name: str, delimiter: str) -> Sheet:
    """The cells of a CSV (UTF-8) that is in memory; raises as ``read_tables`` does."""
    findings = Findings(file_name)
    if len(content) > MAX_FILE_BYTES:
        raise findings.fail("sources.file_too_large", allowed=MAX_FILE_BYTES // 1_000_000)
    if not content.strip():
        raise findings.fail("sources.file_empty")
    rows = _rows(_csv(content, delimiter, findings), findings)
    return Sheet(file_name, hashlib.sha256(content).hexdigest(), None, rows)


def _content(path: Path, findings: Findings) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise findings.fail("sources.file_too_large", allowed=MAX_FILE_BYTES // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise findings.fail("sources.file_unreadable", reason=error.strerror or str(error)) from error


def _csv(
    content: bytes, delimiter: str, findings: Findings, columns: Collection[str] = ()
) -> Sequence[Sequence[Value]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise findings.fail("sources.not_utf8", row=line) from error
    if "\0" in text:
        raise findings.fail("sources.nul_byte", row=text.count("\n", 0, text.index("\0")) + 1)
    separator = delimiter_of(text, columns) or delimiter
    return _numbered(csv.reader(_lines(text, findings), delimiter=separator, strict=True), findings)


def _lines(text: str, findings: Findings) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if len(line) > MAX_LINE:
            raise findings.fail("sources.line_too_long", row=number, received=len(line), allowed=MAX_LINE)
        yield line


def _numbered(reader: CsvReader, findings: Findings) -> Sequence[Sequence[Value]]:
    """The records, blank ones too: a record of several lines is one row, as a spreadsheet shows it.

    Stops at the first record beyond the limits: millions of blank ones would fill the memory.
    """
    cells: list[Sequence[Value]] = []
    try:
        for record in reader:
            _check_size(len(cells) + 1, len(record), findings)
            cells.append(tuple(map(_value, record)))
    except csv.Error as error:
        raise findings.fail("sources.csv_broken", row=len(cells) + 1, reason=str(error)) from error
    return cells


def _value(written: str) -> Value:
    """What stands in a field; ``="0123"`` is how people keep a spreadsheet program from making a number of a text."""
    found = KEPT_AS_TEXT.fullmatch(written.strip())
    return (found[1] if found else written).strip() or None


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
