"""Broken and strange files, made when they are needed: nothing of them is kept in the repository.

``python tests/corpus/broken_files.py FOLDER`` writes them all, to try by hand.
"""

from __future__ import annotations

import io
import sys
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


# Bombs: small on the disk


MEGABYTE = 1_000_000


def zeros(path: Path, *, megabytes: int = 1_000, name: str = "xl/worksheets/sheet1.xml", before: bytes = b"") -> None:
    """A part of so many megabytes; about a thousandth of it on the disk."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for other, content in parts().items():
            if other != name:
                archive.writestr(other, content)
        with archive.open(name, "w") as entry:
            entry.write(before)
            for _ in range(megabytes):
                entry.write(b"\0" * MEGABYTE if not before else b" " * MEGABYTE)


def lying(path: Path) -> None:
    """Heads that promise a thousand bytes where there are 300 MB."""
    zeros(path, megabytes=300, before=sheet_xml().encode().removesuffix(b"</sheetData></worksheet>"))
    content = bytearray(path.read_bytes())
    size = (300 * MEGABYTE + len(sheet_xml()) - len("</sheetData></worksheet>")).to_bytes(4, "little")
    path.write_bytes(bytes(content).replace(size, (1_000).to_bytes(4, "little")))


def overlapping(path: Path) -> None:
    """A thousand names for the same 100 MB."""
    zeros(path, megabytes=100)
    with zipfile.ZipFile(path, "a") as archive:
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
        for number in range(1_000):
            other = zipfile.ZipInfo(f"xl/worksheets/more{number}.xml")
            for fact in ("header_offset", "file_size", "compress_size", "CRC", "compress_type"):
                setattr(other, fact, getattr(entry, fact))
            archive.filelist.append(other)
        archive._didModify = True


def nested(path: Path) -> None:
    inner = zipped({f"bombe{number}.zip": b"\0" * MEGABYTE for number in range(50)})
    path.write_bytes(zipped({f"noch{number}.zip": inner for number in range(50)}))


def entities(part: str) -> Callable[[Path], object]:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 100}">' for n in range(10))
    dtd = f"<!DOCTYPE bombe [{lines}]>"
    if part == "xl/worksheets/sheet1.xml":
        return workbook(sheet_xml(before=dtd).replace("auenstadt", "&e9;"))
    return workbook(**{part: f'{dtd}<sst xmlns="{SPREADSHEET}"><si><t>&e9;</t></si></sst>'})


def repeated_text(path: Path) -> None:
    """One shared text of a megabyte in 20,000 cells."""
    cells = "".join(f'<row r="{n}"><c r="F{n}" t="s"><v>0</v></c></row>' for n in range(6, 20_006))
    shared = f'<sst xmlns="{SPREADSHEET}"><si><t>{"x" * MEGABYTE}</t></si></sst>'
    path.write_bytes(zipped(parts(sheet_xml(cells), **{"xl/sharedStrings.xml": shared})))


def lines_of(line: bytes, count: int) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        with path.open("wb") as file:
            file.write(sheet_text(ROW).encode())
            for _ in range(0, count, 1_000):
                file.write(line * 1_000)

    return write


def far(*references: str) -> Callable[[Path], object]:
    return workbook(sheet_xml(*(f"<row>{cell(reference, 'x')}</row>" for reference in references)))


BOMBS = [
    Broken("1 GB of zeros, compressed", "nullen.xlsx", zeros, "entpackt 1000 MB"),
    Broken(
        "1 GB of zeros as shared texts",
        "texte.xlsx",
        lambda path: zeros(path, name="xl/sharedStrings.xml"),
        "entpackt 1000 MB",
    ),
    Broken(
        "199 MB of blanks in a sheet",
        "blanks.xlsx",
        lambda path: zeros(path, megabytes=199, before=b"<worksheet><sheetData>"),
        "beschädigt",
    ),
    Broken("heads that lie about the size", "luege.xlsx", lying, "beschädigt"),
    Broken("a thousand entries over the same bytes", "ueberlappend.xlsx", overlapping, "entpackt"),
    Broken("archives in an archive", "verschachtelt.xlsx", nested, "keine Excel-Arbeitsmappe"),
    Broken(
        "entities that multiply, in the sheet", "entitaeten.xlsx", entities("xl/worksheets/sheet1.xml"), "Entitäten"
    ),
    Broken("entities that multiply, in the texts", "texte2.xlsx", entities("xl/sharedStrings.xml"), "Entitäten"),
    Broken("a long text shown by many cells", "wiederholt.xlsx", repeated_text, "entpackt 20000 MB"),
    Broken("a cell in the last corner", "ecke.xlsx", far("XFD1048576"), "1048576 Zeilen"),
    Broken("a cell in the last column", "spalte.xlsx", far("XFD7"), "16384 Spalten"),
    Broken("two cells far apart", "weit.xlsx", far("GR7", "A100000"), "Erlaubt sind zusammen 5000000 Zellen"),
    Broken("two million blank lines", "leerzeilen.csv", lines_of(b"\n", 2_000_000), "Erlaubt sind 100000"),
    Broken("49 million line ends", "zeilenenden.csv", lines_of(b"\r", 49_000_000), "Erlaubt sind 100000"),
    Broken("a line of 49 million cells", "zellen.csv", lines_of(b";", 49_000_000), "Erlaubt sind 1000000"),
    Broken(
        "one text of 24 million letters", "buchstaben.csv", lines_of("Ä".encode(), 24_000_000), "Erlaubt sind 1000000"
    ),
    Broken(
        "a quotation mark before 24 million lines",
        "zitat.csv",
        lambda path: path.write_bytes(sheet_text(f'{KEY};"3').encode() + b"x\n" * 24_000_000),
        "Anführungszeichen",
    ),
    Broken("52 MB of rows", "gross.csv", lines_of(f"{ROW}\n".encode(), 1_400_000), "zu groß"),
]


def cut(tenths: int) -> bytes:
    return USUAL[: len(USUAL) * tenths // 10]


def numbered(count: int) -> Iterator[str]:
    return (f"spalte{number}" for number in range(count))


def typed(reifegrad: object = 3, key: object = KEY, geplant: object = None) -> Callable[[Path], object]:
    return bytes_(with_openpyxl(lambda _: None, ([key, reifegrad, "1.1", "online", geplant],)))


def value_xml(column: str, xml: str) -> str:
    return f'<row r="6">{cell("A6", OTHER_KEY)}{xml.format(at=f"{column}6")}</row>'


ENCODINGS = [
    Broken("UTF-16 with its mark", "utf16.csv", text(ROW, encoding="utf-16"), "nicht in UTF-8"),
    Broken("UTF-16 without a mark", "utf16le.csv", text(ROW, encoding="utf-16-le"), "Null-Zeichen"),
    Broken("UTF-32", "utf32.csv", text(ROW, encoding="utf-32"), "nicht in UTF-8"),
    Broken(
        "the encoding of Windows",
        "cp1252.csv",
        text(f"{ROW}Müll – „so“", encoding="cp1252"),
        "Zeile 5: Die Zeile ist nicht in UTF-8",
    ),
    Broken("Latin-1", "latin1.csv", text(f"{ROW}Müll", encoding="latin-1"), "Zeile 5: Die Zeile ist nicht in UTF-8"),
    Broken("half a letter at the end", "halb.csv", bytes_(sheet_text(f"{ROW}Mü").encode()[:-2]), "nicht in UTF-8"),
    Broken("a NUL in a cell", "null.csv", text(f"{ROW}a\0b"), "Zeile 5: Die Zeile enthält ein Null-Zeichen"),
    Broken("nothing but NUL", "nullen.csv", bytes_(b"\0" * 5_000), "Null-Zeichen"),
]
NOT_A_TABLE = [
    Broken("empty", "leer.csv", bytes_(b""), "leer"),
    Broken("empty, named workbook", "leer.xlsx", bytes_(b""), "leer"),
    Broken("blanks only", "leerzeichen.csv", bytes_(b" \n\t \n   "), "leer"),
    Broken("semicolons only", "semikolon.csv", bytes_(b";;;\n;;;\n"), "leer"),
    Broken("a byte order mark only", "bom.csv", bytes_(b"\xef\xbb\xbf"), "leer"),
    Broken("with a password", "kennwort.xlsx", bytes_(OLE + b"\0" * 3_000), "Kennwort"),
    Broken("the Excel of 1997", "alt.xls", bytes_(OLE + b"\x3e\0\x03\0" * 700), "alten Excel-Format"),
    Broken(
        "a HTML page saved as workbook",
        "seite.xlsx",
        bytes_(b"<!DOCTYPE html><html><table><tr><td>Partner"),
        "seite.xlsx",
    ),
    Broken("a HTML table saved as .xls", "seite.xls", bytes_(b"<html><body><table>"), "seite.xls"),
    Broken(
        "a PDF saved as workbook",
        "papier.xlsx",
        bytes_(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"),
        "keine Excel-Arbeitsmappe",
    ),
    Broken("a PDF saved as CSV", "papier.csv", bytes_(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"), "nicht in UTF-8"),
    Broken(
        "a picture saved as workbook",
        "bild.xlsx",
        bytes_(b"\x89PNG\r\n\x1a\n" + b"\0" * 90),
        "keine Excel-Arbeitsmappe",
    ),
    Broken("a CSV named workbook", "umbenannt.xlsx", text(ROW), "keine Excel-Arbeitsmappe"),
    Broken(
        "a ZIP saved as workbook", "archiv.xlsx", bytes_(zipped({"brief.txt": "Guten Tag"})), "keine Excel-Arbeitsmappe"
    ),
    Broken("an empty ZIP", "leeresarchiv.xlsx", bytes_(zipped({})), "keine Excel-Arbeitsmappe"),
    Broken("a letter of Word", "brief.xlsx", bytes_(zipped({"word/document.xml": "<w/>"})), "keine Excel-Arbeitsmappe"),
    Broken(
        "an OpenDocument table",
        "tabelle.xlsx",
        bytes_(zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})),
        "keine Excel-Arbeitsmappe",
    ),
    Broken("XML of another kind", "fremd.csv", bytes_(b"<?xml version='1.0'?><rechnung/>"), "fremd.csv"),
    Broken("JSON of another kind", "fremd.json", bytes_(b'{"rechnung": 1}'), "fremd.json"),
    Broken(
        "a text",
        "brief.csv",
        bytes_(b"Sehr geehrte Damen und Herren,\n\nanbei der Stand.\n"),
        "keiner bekannten Datei",
    ),
]
DAMAGED = [
    *(Broken(f"cut at {tenths}0 %", f"{tenths}0.xlsx", bytes_(cut(tenths)), "beschädigt") for tenths in range(1, 10)),
    Broken("without its texts", "ohnetexte.xlsx", workbook(sheet_xml(value_xml("B", '<c r="{at}" t="s"><v>7</v></c>')), without="xl/sharedStrings.xml"), "beschädigt"),
    Broken("without its list of sheets", "ohneliste.xlsx", workbook(without="xl/workbook.xml"), "keine Excel-Arbeitsmappe"),
    Broken("without its relations", "ohnebezug.xlsx", workbook(without="xl/_rels/workbook.xml.rels"), "beschädigt"),
    Broken("without its sheet", "ohneblatt.xlsx", workbook(without="xl/worksheets/sheet1.xml"), "beschädigt"),
    Broken("a sheet that breaks off", "abbruch.xlsx", workbook(sheet_xml()[:-60]), "beschädigt"),
    Broken("a sheet that is no XML", "keinxml.xlsx", workbook("Guten Tag"), "beschädigt"),
    Broken("a cell without a place", "platz.xlsx", workbook(sheet_xml(cell("Ü7", 1))), "beschädigt"),
    Broken("a row of letters", "zeile.xlsx", workbook(sheet_xml('<row r="sieben"/>')), "beschädigt"),
    Broken("a broken checksum", "pruefsumme.xlsx", bytes_(USUAL.replace(USUAL[14:18], b"\0\0\0\0")), "beschädigt"),
    Broken("bytes changed in the middle", "mitte.xlsx", bytes_(USUAL[:900] + b"\xff" * 40 + USUAL[940:]), "beschädigt"),
    Broken("a quotation mark without its fellow", "zitat.csv", text(f'{KEY};"3;1.1', ROW), "Anführungszeichen"),
    Broken("letters behind a quotation", "hinterzitat.csv", text(f'"{KEY}"x;3'), "Anführungszeichen"),
]  # fmt: skip
SHAPES = [
    Broken("10,000 columns", "breit.csv", text(columns=";".join(numbered(10_000))), "10000 Spalten"),
    Broken("10,000 columns in a workbook", "breit.xlsx", far("NTP1"), "10000 Spalten"),
    Broken("header only", "kopfzeile.csv", text(), "keine Leistung"),
    Broken("header only, in a workbook", "kopfzeile.xlsx", workbook(sheet_xml(rows=())), "keine Leistung"),
    Broken("a column twice", "doppelt.csv", text(f"{ROW};4", columns=f"{COLUMNS};Reifegrad"), "kommt zweimal vor"),
    Broken(
        "no column of maturity",
        "ohne.csv",
        text(KEY, columns="leika_schluessel;stufe"),
        "Spalte „reifegrad“: Die Spalte fehlt",
    ),
    Broken("two header rows", "zweikoepfe.csv", text(COLUMNS, ROW), "Zeile 5, Spalte „leika_schluessel“"),
    Broken(
        "commas instead of semicolons", "komma.csv", bytes_(sheet_text(ROW).replace(";", ",").encode()), "Semikolon"
    ),
    Broken(
        "tabs instead of semicolons", "tabulator.csv", bytes_(sheet_text(ROW).replace(";", "\t").encode()), "Semikolon"
    ),
    Broken("an unknown partner", "partner.csv", text(ROW, head=("Partner;Entenhausen", *HEAD[1:])), "Entenhausen"),
    Broken("no partner", "ohnepartner.csv", text(ROW, head=HEAD[1:]), "welchem Partner"),
    Broken(
        "a partner of 3,000 letters",
        "langerpartner.csv",
        text(ROW, head=("Partner;" + "x" * 3_000, *HEAD[1:])),
        "3000 Zeichen",
    ),
    Broken("two partners", "zweipartner.csv", text(ROW, head=(*HEAD, "Partner;moordorf")), "zweimal"),
    Broken("two days", "zweitage.csv", text(ROW, head=(*HEAD, "Stand;28.02.2026")), "zweimal"),
    Broken("a day that is to come", "zukunft.csv", text(ROW, head=(HEAD[0], "Stand;01.01.2033")), "Zukunft"),
    Broken("a day before the law", "vorher.csv", text(ROW, head=(HEAD[0], "Stand;01.01.1900")), "Onlinezugangsgesetz"),
    Broken("the 31st of April", "april.csv", text(ROW, head=(HEAD[0], "Stand;31.04.2026")), "31.04.2026"),
    Broken("a day of two numbers", "monat.csv", text(ROW, head=(HEAD[0], "Stand;01/2026")), "01/2026"),
]
CELLS = [
    Broken("a negative maturity", "minus.csv", text(f"{KEY};-1"), "„-1“ ist kein Reifegrad"),
    Broken("half a maturity", "halb.csv", text(f"{KEY};2,5"), "„2,5“ ist kein Reifegrad"),
    Broken("half a maturity as a number", "halb.xlsx", typed(2.5), "„2.5“ ist kein Reifegrad"),
    Broken("a maturity that does not exist", "neun.csv", text(f"{KEY};9;1.1"), "Den Reifegrad 9 gibt es"),
    Broken("a huge maturity", "riesig.csv", text(f"{KEY};{10**40}"), "kein Reifegrad"),
    Broken("a huge number", "riesig.xlsx", typed(1e308), "kein Reifegrad"),
    Broken("true as maturity", "wahr.xlsx", typed(True), "kein Reifegrad"),
    Broken("a day as maturity", "tag.csv", text(f"{KEY};03.Jan"), "kein Reifegrad"),
    Broken("a key of 13 digits", "dreizehn.csv", text(f"{KEY[:-1]};3"), "13 Stellen"),
    Broken("a key of 13 digits as a number", "dreizehn.xlsx", typed(key=int(KEY[:-1])), "13 Stellen"),
    Broken("a key in Excel's short form", "kurz.csv", text("9,9001E+13;3"), "kein LeiKa-Schlüssel"),
    Broken("a key rounded by Excel", "gerundet.xlsx", typed(key=9.9e13), "steht nicht im Katalog"),
    Broken("a service twice", "zweimal.csv", text(ROW, ROW), "schon in Zeile 5"),
    Broken("a row without a service", "ohneschluessel.csv", text(";3"), "keine Leistung"),
    Broken("the 30th of February", "februar.csv", text(f"{KEY};3;1.1;;30.02.2026"), "30.02.2026"),
    Broken("a day as a bare number", "zahl.csv", text(f"{KEY};3;1.1;;44562"), "„44562“ ist kein Tag"),
    Broken("a cell of 40,000 letters", "lang.csv", text(f"{ROW}{'x' * 40_000}"), "40000 Zeichen"),
    Broken("a maturity of 40,000 letters", "langereife.csv", text(f"{KEY};{'x' * 40_000}"), "kein Reifegrad"),
    Broken("a formula that was never calculated", "formel.xlsx", typed("=1+2"), "noch nicht berechnet"),
    Broken("a reference to nowhere as maturity", "bezug.xlsx", workbook(sheet_xml(value_xml("B", '<c r="{at}" t="e"><f>X!A1</f><v>#REF!</v></c>'))), "die Zelle B6 einen Fehlerwert"),
    Broken("an error as remark", "fehler.xlsx", workbook(sheet_xml(value_xml("F", '<c r="{at}" t="e"><v>#N/A</v></c>'))), "die Zelle F6 einen Fehlerwert"),
]  # fmt: skip
BROKEN = [*ENCODINGS, *NOT_A_TABLE, *DAMAGED, *SHAPES, *CELLS]


def write_all(folder: Path) -> None:
    for number, file in enumerate([*BROKEN, *BOMBS]):
        target = folder / f"{number:03}-{file.file_name}"
        file.write(target)
        print(f"{target}: {file.name}")


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
