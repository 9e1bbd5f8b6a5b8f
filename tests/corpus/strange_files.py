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
    OFFICE,
    OFFICE_TYPE,
    OTHER_KEY,
    PACKAGE,
    ROW,
    SPREADSHEET,
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


def renamed(change: Callable[[str], str], *pairs: tuple[str, str]) -> bytes:
    """The usual workbook with other names of its parts, and other words in those that name them."""
    named = {change(name): content for name, content in parts().items()}
    for old, new in pairs:
        named = {name: str(content).replace(old, new) for name, content in named.items()}
    return zipped(named)


def elsewhere() -> bytes:
    """The list of sheets is where the relationships say, and not in the usual folder."""
    targets = ('Target="xl/workbook.xml"', 'Target="/mappe/liste.xml"')
    return renamed(lambda name: name.replace("xl/", "mappe/").replace("workbook.xml", "liste.xml"), targets)


def by_type_only() -> bytes:
    """No relationships of the package: its types say which part is the list of sheets."""
    types = f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/mappe/liste.xml" ContentType="{OFFICE_TYPE}.sheet.main+xml"/></Types>'
    found = {
        name.replace("xl/", "mappe/").replace("workbook.xml", "liste.xml"): content for name, content in parts().items()
    }
    del found["_rels/.rels"]
    return zipped(found | {"[Content_Types].xml": types})


def strict() -> bytes:
    """The names of ISO 29500 Strict."""
    main = (SPREADSHEET, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    return renamed(str, main, (OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"))


def prefixed() -> bytes:
    """Every element with a prefix, as the Open XML SDK writes it."""
    sheet = (
        sheet_xml().replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?").replace(" xmlns=", " xmlns:x=")
    )
    return zipped(parts(sheet))


def coloured(before: str, behind: str) -> bytes:
    """Empty coloured cells before and behind the ones with a value, in cells that say where they stand and that do not."""
    found = usual_cells().replace(cell("B5", 3, "n"), f"{before}{cell('B5', 3, 'n')}{behind}")
    return zipped(parts(sheet_xml(found, rows=())))


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
    Strange("commas instead of semicolons", "komma.csv", bytes_(sheet_text(ROW).replace(";", ",").encode())),
    Strange("tabs instead of semicolons", "tabulator.csv", bytes_(sheet_text(ROW).replace(";", "\t").encode())),
    Strange("a command as text", "befehl.csv", remark("+cmd|' /C calc'!A0"), (3, NEW_YEARS_EVE, "+cmd|' /C calc'!A0")),
    Strange("markup as text", "html.csv", remark("<script>alert(1)</script>"), (3, NEW_YEARS_EVE, "<script>alert(1)</script>")),
    Strange("pictures for letters", "emoji.csv", remark("fertig 🎉👩‍💻"), (3, NEW_YEARS_EVE, "fertig 🎉👩‍💻")),
    Strange("from right to left", "rtl.csv", remark(HEBREW), (3, NEW_YEARS_EVE, HEBREW.replace("\N{RIGHT-TO-LEFT OVERRIDE}", ""))),
    Strange("control characters", "steuer.csv", remark("a\x07b\x1bc"), (3, NEW_YEARS_EVE, "abc")),
    Strange("a text of several lines", "mehrzeilig.csv", remark("eins\nzwei"), (3, NEW_YEARS_EVE, "eins\nzwei")),
    Strange("a path of Windows for a name", "C:\\Users\\x\\..\\status.csv", text(ROW)),
    Strange("a name full of tricks", "=1+1 '; DROP TABLE import; --{file}.csv", text(ROW)),
    Strange("a long name", f"{'x' * 240}.csv", text(ROW)),
    Strange("backslashes for slashes", "backslash.xlsx", bytes_(renamed(lambda name: name.replace("/", "\\")))),
    Strange("names in capitals", "gross.xlsx", bytes_(renamed(str.upper))),
    Strange("targets from the root", "wurzel.xlsx", bytes_(renamed(str, ('Target="worksheets/', 'Target="/xl/worksheets/')))),
    Strange("targets with a detour", "umweg.xlsx", bytes_(renamed(str, ('Target="worksheets/', 'Target="../xl/./worksheets/')))),
    Strange("a list of sheets elsewhere", "anderswo.xlsx", bytes_(elsewhere())),
    Strange("a list of sheets that only the types name", "typen.xlsx", bytes_(by_type_only())),
    Strange("the strict names of the standard", "strict.xlsx", bytes_(strict())),
    Strange("a prefix before every name", "praefix.xlsx", bytes_(prefixed())),
    Strange("a template of a workbook", "vorlage.xltx", bytes_(renamed(str, ("sheet.main+xml", "template.main+xml")))),
    Strange("empty coloured cells", "bunt.xlsx", bytes_(coloured('<c r="B5" s="1"/>', '<c r="D5" s="1"/><c s="1" r="Q5"/>'))),
    Strange("empty coloured cells that do not say where they stand", "bunt2.xlsx", bytes_(coloured("", '<c s="1"/><c s="1"/><c r="Q5"/>'))),
    Strange("what looks like cells in a text", "cdata.xlsx", sheet_of(usual_cells(F='<c r="F5" t="inlineStr"><is><t><![CDATA[<c r="A1"/></row>]]></t></is></c>')), (3, NEW_YEARS_EVE, '<c r="A1"/></row>')),
    Strange("how a text is read aloud", "phonetik.xlsx", sheet_of(usual_cells(F='<c r="F5" t="s"><v>0</v></c>'), shared=f'<sst xmlns="{SPREADSHEET}"><si><r><t>ei</t></r><r><t>ns</t></r><rPh sb="0" eb="1"><t>laut</t></rPh></si></sst>'), (3, NEW_YEARS_EVE, "eins")),
    Strange("a number in its short form", "kurz.xlsx", sheet_of(usual_cells(B='<c r="B5"><v>3.0E+0</v></c>'))),
    Strange("a cell of several lines before", "mehrere.csv", text(ROW, f'{OTHER_KEY};1;;;;"eins\nzwei\ndrei"')),
    Strange("another service too", "zwei.csv", text(ROW, f"{OTHER_KEY};1")),
]  # fmt: skip
