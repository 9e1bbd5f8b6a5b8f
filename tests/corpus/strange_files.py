"""Files that look broken and are sound: they must land with the numbers that stand in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import openpyxl
from file_makers import (
    COLUMNS,
    HEAD,
    KEY,
    OTHER_KEY,
    ROW,
    bytes_,
    cell,
    parts,
    sheet_text,
    sheet_xml,
    text,
    with_openpyxl,
    workbook,
    zipped,
)
from openpyxl.utils.datetime import CALENDAR_MAC_1904

NEW_YEARS_EVE = date(2026, 12, 31)
USUAL = (3, NEW_YEARS_EVE, None)
"""Maturity, planned day and remark of the row that most of them hold."""
FORMULA = '=HYPERLINK("http://example.org","x")'
HEBREW = "\N{HEBREW LETTER SHIN}\N{HEBREW LETTER LAMED}\N{RIGHT-TO-LEFT OVERRIDE}abc"


@dataclass(frozen=True)
class Strange:
    """A file, and what must be known of the dog tax afterwards."""

    name: str
    file_name: str
    write: Callable[[Path], object]
    known: tuple[int | None, date | None, str | None] = USUAL


def typed(change: Callable[[openpyxl.Workbook], object], *row: object) -> Callable[[Path], object]:
    usual = (KEY, 3, "1.1", "online", datetime(2026, 12, 31), None)  # noqa: DTZ001 - a cell of Excel has no zone
    return bytes_(with_openpyxl(change, (list(row or usual),)))


def merged_title(book: openpyxl.Workbook) -> None:
    sheet = book.active
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Umsetzungsstand OZG"
    sheet.merge_cells("A1:F2")


def hidden(book: openpyxl.Workbook) -> None:
    book.active.row_dimensions[5].hidden = True
    book.active.column_dimensions["B"].hidden = True


def mac_days(book: openpyxl.Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904


def more_sheets(book: openpyxl.Workbook) -> None:
    book.create_sheet("Notizen").append(["=1+1", "#REF!"])


def far_format(book: openpyxl.Workbook) -> None:
    """Whole columns with a format: empty cells to the last row and column of Excel."""
    book.active["XFD1048576"].number_format = "0.00"


def with_macros() -> bytes:
    return zipped(parts() | {"xl/vbaProject.bin": "\0" * 500})


def on_top_of_another_file() -> bytes:
    return b"MZ" + zipped(parts())


def stored() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts().items():
            archive.writestr(name, content)
    return target.getvalue()


def row_of_xml(*cells: str) -> str:
    return f'<row r="5">{cell("A5", KEY)}{"".join(cells)}</row>'


def usual_cells(**others: str) -> str:
    columns = {"B": cell("B5", 3, "n"), "C": cell("C5", "1.1"), "E": cell("E5", "31.12.2026")} | others
    return row_of_xml(*columns.values())


def sheet_of(row: str, *, shared: str = "") -> Callable[[Path], object]:
    others = {"xl/sharedStrings.xml": shared} if shared else {}
    return workbook(sheet_xml(row, rows=()), **others)


def remark(words: str) -> Callable[[Path], object]:
    return text(f'{KEY};3;1.1;;31.12.2026;"{words}"')


STRANGE = [
    Strange("hidden row and column", "verborgen.xlsx", typed(hidden)),
    Strange("merged cells for a title", "titel.xlsx", typed(merged_title)),
    Strange("the days of old Macs (1904)", "mac.xlsx", typed(mac_days)),
    Strange("a day as text", "text.xlsx", typed(lambda _: None, KEY, 3, "1.1", "online", "31.12.2026")),
    Strange("a day as text, year first", "iso.xlsx", typed(lambda _: None, KEY, "3", 1.1, "online", "2026-12-31")),
    Strange("a key as a number", "schluessel.xlsx", typed(lambda _: None, int(KEY), 3.0, 1.1, "online", NEW_YEARS_EVE)),
    Strange("a formula with its value", "formel.xlsx", sheet_of(usual_cells(B='<c r="B5"><f>1+2</f><v>3</v></c>'))),
    Strange("a formula whose value is the empty text", "leer.xlsx", sheet_of(usual_cells(F='<c r="F5" t="str"><f>""</f><v></v></c>'))),
    Strange("cells without a place", "ohneplatz.xlsx", sheet_of(usual_cells().replace(' r="B5"', "").replace(' r="C5"', ""))),
    Strange("formulas and errors in another sheet", "notizen.xlsx", typed(more_sheets)),
    Strange("formats to the last corner", "format.xlsx", typed(far_format)),
    Strange("with macros", "makro.xlsm", bytes_(with_macros())),
    Strange("a workbook named CSV", "mappe.csv", bytes_(zipped(parts()))),
    Strange("not compressed", "gespeichert.xlsx", bytes_(stored())),
    Strange("a maturity in words", "worte.csv", text(f"{KEY};RG 3;1,1;;2026-12-31")),
    Strange("a group header above the header", "gruppen.csv", text(ROW, head=(*HEAD, ";;;Planung;;"))),
    Strange("a byte order mark", "bom.csv", text(ROW, encoding="utf-8-sig")),
    Strange("line ends of old Macs", "cr.csv", text(ROW, end="\r")),
    Strange("line ends of Windows", "crlf.csv", text(ROW, end="\r\n")),
    Strange("no line end at the end", "ende.csv", bytes_(sheet_text(ROW).rstrip("\n").encode())),
    Strange("blank lines between", "luecken.csv", bytes_(sheet_text(ROW).replace("\n", "\n;;;\n\n").encode())),
    Strange("columns in another order", "umgekehrt.csv", text(";".join(ROW.split(";")[::-1]), columns=";".join(COLUMNS.split(";")[::-1]))),
    Strange("a maturity of nothing", "unbekannt.csv", text(f"{KEY};;;;31.12.2026"), (None, NEW_YEARS_EVE, None)),
    Strange("a formula as text", "injektion.csv", remark(FORMULA.replace('"', '""')), (3, NEW_YEARS_EVE, FORMULA)),
    Strange("a command as text", "befehl.csv", remark("+cmd|' /C calc'!A0"), (3, NEW_YEARS_EVE, "+cmd|' /C calc'!A0")),
    Strange("markup as text", "html.csv", remark("<script>alert(1)</script>"), (3, NEW_YEARS_EVE, "<script>alert(1)</script>")),
    Strange("pictures for letters", "emoji.csv", remark("fertig 🎉👩‍💻"), (3, NEW_YEARS_EVE, "fertig 🎉👩‍💻")),
    Strange("from right to left", "rtl.csv", remark(HEBREW), (3, NEW_YEARS_EVE, HEBREW.replace("\N{RIGHT-TO-LEFT OVERRIDE}", ""))),
    Strange("control characters", "steuer.csv", remark("a\x07b\x1bc"), (3, NEW_YEARS_EVE, "abc")),
    Strange("a text of several lines", "mehrzeilig.csv", remark("eins\nzwei"), (3, NEW_YEARS_EVE, "eins\nzwei")),
    Strange("a path of Windows for a name", "C:\\Users\\x\\..\\status.csv", text(ROW)),
    Strange("a name full of tricks", "=1+1 '; DROP TABLE import; --{file}\n.csv", text(ROW)),
    Strange("a long name", f"{'x' * 240}.csv", text(ROW)),
    Strange("another service too", "zwei.csv", text(ROW, f"{OTHER_KEY};1")),
]  # fmt: skip
