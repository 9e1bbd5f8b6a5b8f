"""Broken and strange files, made when they are needed; the repository keeps two only, written by LibreOffice.

``python tests/corpus/broken_files.py FOLDER`` writes them all, to try by hand.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bombs import BOMBS
from file_makers import (
    COLUMNS,
    HEAD,
    KEY,
    OLE,
    OTHER_KEY,
    ROW,
    USUAL,
    Broken,
    bytes_,
    cell,
    far,
    sheet_text,
    sheet_xml,
    text,
    with_openpyxl,
    workbook,
    zipped,
)
from forged import FORGED, WRITTEN_BY_LIBREOFFICE
from odf_files import BROKEN_ODF


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
        "anscheinend: PDF",
    ),
    Broken("a PDF saved as CSV", "papier.csv", bytes_(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"), "anscheinend: PDF"),
    Broken(
        "a picture saved as workbook",
        "bild.xlsx",
        bytes_(b"\x89PNG\r\n\x1a\n" + b"\0" * 90),
        "anscheinend: PNG",
    ),
    Broken("a CSV named workbook", "umbenannt.xlsx", text(ROW), "keine Arbeitsmappe"),
    Broken(
        "a ZIP saved as workbook",
        "archiv.xlsx",
        bytes_(zipped({"brief.txt": "Guten Tag"})),
        "ZIP-Archiv mit einer Datei",
    ),
    Broken("an empty ZIP", "leeresarchiv.xlsx", bytes_(zipped({})), "ZIP-Archiv mit 0 Dateien"),
    Broken("a letter of Word", "brief.xlsx", bytes_(zipped({"word/document.xml": "<w/>"})), "Word (DOCX)"),
    Broken(
        "an OpenDocument table",
        "tabelle.xlsx",
        bytes_(zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})),
        "keine Arbeitsmappe",
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
    Broken("without its list of sheets", "ohneliste.xlsx", workbook(without="xl/workbook.xml"), "keine Arbeitsmappe"),
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
    Broken("half a maturity as a number", "halb.xlsx", typed(2.5), "„2,5“ ist kein Reifegrad"),
    Broken("a maturity that does not exist", "neun.csv", text(f"{KEY};9;1.1"), "Den Reifegrad 9 gibt es"),
    Broken("a huge maturity", "riesig.csv", text(f"{KEY};{10**40}"), "kein Reifegrad"),
    Broken("a huge number", "riesig.xlsx", typed(1e308), "kein Reifegrad"),
    Broken("true as maturity", "wahr.xlsx", typed(True), "kein Reifegrad"),
    Broken("a day as maturity", "tag.csv", text(f"{KEY};03.Jan"), "kein Reifegrad"),
    Broken("a key of 13 digits", "dreizehn.csv", text(f"{KEY[:-1]};3"), "13 Stellen"),
    Broken("a key of 13 digits as a number", "dreizehn.xlsx", typed(key=int(KEY[:-1])), "13 Stellen"),
    Broken("a key in Excel's short form", "kurz.csv", text("9,9001E+13;3"), "„9,9001E+13“ ist ein gerundeter LeiKa-Schlüssel"),
    Broken("a key rounded by Excel", "gerundet.xlsx", typed(key=9.9e13), "„99000000000000“ ist ein gerundeter LeiKa-Schlüssel"),
    Broken("a service twice", "zweimal.csv", text(ROW, ROW), "schon in Zeile 5"),
    Broken("a row without a service", "ohneschluessel.csv", text(";3"), "keine Leistung"),
    Broken("the 30th of February", "februar.csv", text(f"{KEY};3;1.1;;30.02.2026"), "30.02.2026"),
    Broken("a day as a number of no day", "zahl.csv", text(f"{KEY};3;1.1;;12"), "„12“ ist kein Tag"),
    Broken("a cell of 40,000 letters", "lang.csv", text(f"{ROW}{'x' * 40_000}"), "40000 Zeichen"),
    Broken("a maturity of 40,000 letters", "langereife.csv", text(f"{KEY};{'x' * 40_000}"), "kein Reifegrad"),
    Broken("a formula that was never calculated", "formel.xlsx", typed("=1+2"), "noch nicht berechnet"),
    Broken("a reference to nowhere as maturity", "bezug.xlsx", workbook(sheet_xml(value_xml("B", '<c r="{at}" t="e"><f>X!A1</f><v>#REF!</v></c>'))), "die Zelle B6 einen Fehlerwert"),
    Broken("an error as remark", "fehler.xlsx", workbook(sheet_xml(value_xml("F", '<c r="{at}" t="e"><v>#N/A</v></c>'))), "die Zelle F6 einen Fehlerwert"),
]  # fmt: skip
BROKEN = [*ENCODINGS, *NOT_A_TABLE, *DAMAGED, *FORGED, *WRITTEN_BY_LIBREOFFICE, *BROKEN_ODF, *SHAPES, *CELLS]


def write_all(folder: Path) -> None:
    for number, file in enumerate([*BROKEN, *BOMBS]):
        target = folder / f"{number:03}-{file.file_name}"
        file.write(target)
        print(f"{target}: {file.name}")


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
