"""Makes status sheets as files: a CSV from its rows, a workbook from its parts or by a library."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl

HEAD = ("Partner;auenstadt", "Stand;31.01.2026", "Beispieldaten;nein")
COLUMNS = "leika_schluessel;reifegrad;reifegradmodell;stufe;geplant_am;bemerkung"
KEY, OTHER_KEY = "99001001001000", "99001003001000"
ROW = f"{KEY};3;1.1;online;31.12.2026;"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Broken:
    """A file that must be refused; ``said``: a piece of the German message."""

    name: str
    file_name: str
    write: Callable[[Path], object]
    said: str


def bytes_(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def sheet_text(*rows: str, head: tuple[str, ...] = HEAD, columns: str = COLUMNS, end: str = "\n") -> str:
    return end.join([*head, columns, *rows]) + end


def text(*rows: str, encoding: str = "utf-8", **parts) -> Callable[[Path], object]:
    return bytes_(sheet_text(*rows, **parts).encode(encoding))


# Workbooks, part by part


SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def cell(reference: str, value: object, kind: str = "inlineStr", inside: str = "") -> str:
    body = f"<is><t>{value}</t></is>" if kind == "inlineStr" else f"<v>{value}</v>"
    return f'<c r="{reference}" t="{kind}">{inside}{body}</c>'


def rows_of_cells(rows: list[str]) -> Iterator[str]:
    for number, row in enumerate(rows, start=1):
        cells = "".join(cell(f"{chr(64 + at)}{number}", value) for at, value in enumerate(row.split(";"), start=1))
        yield f'<row r="{number}">{cells}</row>'


def sheet_xml(*more: str, before: str = "", rows: tuple[str, ...] = (ROW,)) -> str:
    """The usual sheet, with further rows as XML."""
    usual = "".join(rows_of_cells([*HEAD, COLUMNS, *rows]))
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{SPREADSHEET}"><sheetData>{usual}{"".join(more)}</sheetData></worksheet>'


def parts(sheet: str | bytes | None = None, **others: str) -> dict[str, str | bytes]:
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="{OFFICE_TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="Status" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{SPREADSHEET}"></sst>',
        "xl/worksheets/sheet1.xml": sheet_xml() if sheet is None else sheet,
    }
    return found | others


def zipped(entries: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return target.getvalue()


def workbook(sheet: str | bytes | None = None, *, without: str = "", **others: str) -> Callable[[Path], object]:
    """A workbook, made when it is written."""
    return lambda path: path.write_bytes(
        zipped({name: content for name, content in parts(sheet, **others).items() if name != without})
    )


def with_openpyxl(change: Callable[[openpyxl.Workbook], object], rows: tuple[list[object], ...]) -> bytes:
    """The usual workbook as a library writes it, with typed cells."""
    book = openpyxl.Workbook()
    for line in HEAD:
        book.active.append(line.split(";"))
    book.active.append(COLUMNS.split(";"))
    for row in rows:
        book.active.append(row)
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


USUAL = zipped(parts())


def far(*references: str) -> Callable[[Path], object]:
    return workbook(sheet_xml(*(f"<row>{cell(reference, 'x')}</row>" for reference in references)))
