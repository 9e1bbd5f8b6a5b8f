"""OpenDocument spreadsheets that are broken, that are bombs, and that only look so."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from file_makers import OTHER_KEY, ROW, Broken, bytes_, text
from odf_makers import (
    NAMES,
    content,
    flat,
    odf_row,
    ods,
    ods_parts,
    packed,
    table,
    text_cell,
    text_row,
    usual_rows,
    with_rows,
)

MEGABYTE = 1_000_000
USUAL_ODS = packed(ods_parts())
ENCRYPTED = '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry>'
OTHER_PREFIX = (
    content(table(usual_rows(ROW)))
    .replace(":table=", ":tab=")
    .replace("<table:", "<tab:")
    .replace("</table:", "</tab:")
    .replace(" table:", " tab:")
)


def repeated(rows: str = "", columns: str = "", value: str = "x") -> Callable[[Path], object]:
    rows = f' table:number-rows-repeated="{rows}"' if rows else ""
    columns = f' table:number-columns-repeated="{columns}"' if columns else ""
    return with_rows(odf_row(text_cell(value, columns), rows), rows=(ROW,))


def remark(xml: str, attributes: str = ' office:value-type="string"') -> Callable[[Path], object]:
    """A row for another service with such a cell for its remark."""
    cell = f"<table:table-cell{attributes}>{xml}</table:table-cell>"
    usual = text_row(f"{OTHER_KEY};3;1.1;;").removesuffix("</table:table-row>")
    return with_rows(f"{usual}{cell}</table:table-row>", rows=(ROW,))


def error(written: str) -> Callable[[Path], object]:
    return remark(f"<text:p>{written}</text:p>", ' table:formula="of:=1/0" office:value-type="float" office:value="0"')


def large(*, megabytes: int, before: str, filling: bytes = b" " * MEGABYTE) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, part in ods_parts().items():
                if name != "content.xml":
                    archive.writestr(name, part)
            with archive.open("content.xml", "w") as entry:
                entry.write(before.encode())
                for _ in range(megabytes):
                    entry.write(filling)

    return write


def many_attributes(path: Path) -> None:
    names = "".join(f' a{number}="1"' for number in range(100_000))
    remark("", names)(path)


def entities() -> str:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 100}">' for n in range(10))
    return content(table(usual_rows(ROW).replace("auenstadt", "&e9;")), before=f"<!DOCTYPE bombe [{lines}]>").replace(
        "&amp;e9;", "&e9;"
    )


BROKEN_ODF = [
    *(
        Broken(f"ODS cut at {tenths}0 %", f"{tenths}0.ods", bytes_(USUAL_ODS[: len(USUAL_ODS) * tenths // 10]), "beschädigt")
        for tenths in range(2, 10, 2)
    ),
    Broken("ODS without its content", "ohneinhalt.ods", bytes_(packed({k: v for k, v in ods_parts().items() if k != "content.xml"})), "beschädigt"),
    Broken("ODS whose content is no XML", "keinxml.ods", ods("Guten Tag"), "beschädigt"),
    Broken("ODS whose content breaks off", "abbruch.ods", ods(content(table(usual_rows(ROW)))[:-80]), "beschädigt"),
    Broken("ODS without a table", "ohnetabelle.ods", ods(content("")), "beschädigt"),
    Broken("ODS with a table in a table", "tabelle.ods", ods(content(table(table(usual_rows(ROW))))), "beschädigt"),
    Broken("ODS with other prefixes", "praefix.ods", ods(OTHER_PREFIX), "beschädigt"),
    Broken("ODS with a row repeated by words", "worte.ods", repeated(rows="sieben"), "beschädigt"),
    Broken("ODS with a cell repeated no time", "null.ods", repeated(columns="0"), "beschädigt"),
    Broken("ODS with a number that is none", "zahl.ods", remark("", ' office:value-type="float" office:value="drei"'), "beschädigt"),
    Broken("ODS with an endless number", "endlos.ods", remark("", ' office:value-type="float" office:value="inf"'), "beschädigt"),
    Broken("ODS with a DTD in its manifest", "dtd.ods", bytes_(packed(ods_parts() | {"META-INF/manifest.xml": "<!DOCTYPE m><m/>"})), "Entitäten"),
    Broken("ODS with a password", "kennwort.ods", ods(more=ENCRYPTED), "mit einem Kennwort verschlüsselt"),
    Broken("ODS with a password, packed as one part", "kennwort2.ods", bytes_(packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": str(ods_parts(more=ENCRYPTED)["META-INF/manifest.xml"]), "encrypted-package": "\0" * 99})), "mit einem Kennwort verschlüsselt"),
    Broken("a letter of Writer", "brief.ods", ods(kind="application/vnd.oasis.opendocument.text"), "Writer (ODT)"),
    Broken("a letter of Writer that does not say so", "brief2.ods", ods(content("").replace("office:spreadsheet", "office:text")), "keine Arbeitsmappe"),
    Broken("the table of OpenOffice 1", "alt.ods", ods(kind="application/vnd.sun.xml.calc"), "OpenOffice 1 (SXC)"),
    Broken("a CSV named ODS", "umbenannt.ods", text(ROW), "keine Arbeitsmappe"),
    Broken("an empty table of ODF", "leer.ods", ods(content(table(""))), "leer"),
    Broken("FODS that breaks off", "abbruch.fods", bytes_(flat(table(usual_rows(ROW)))[:-80].encode()), "beschädigt"),
    Broken("FODS with a DTD", "dtd.fods", bytes_(flat(table(usual_rows(ROW))).replace("<office:document ", "<!DOCTYPE x [<!ENTITY y 'z'>]><office:document ", 1).encode()), "Entitäten"),
    Broken("a result of division by zero", "division.ods", error("#DIV/0!"), "die Zelle F6 einen Fehlerwert"),
    Broken("an error of LibreOffice with a number", "fehler.ods", error("Err:502"), "die Zelle F6 einen Fehlerwert"),
    Broken("an error without a text", "fehler2.ods", remark("", ' table:formula="of:=[.X1]" office:value-type="string" office:string-value="" calcext:value-type="error"'), "die Zelle F6 einen Fehlerwert"),
    Broken("a formula of ODF that nobody calculated", "formel.ods", remark("", ' table:formula="of:=1+2"'), "noch nicht berechnet"),
    Broken("a formula of ODF with a placeholder", "platzhalter.ods", remark("", ' table:formula="of:=SUM(1;2)" office:value-type="float" office:value="0"'), "die Zelle F6 eine Formel (SUM(1,2))"),
]  # fmt: skip
BOMBS_ODF = [
    Broken("a row repeated to the end of the sheet", "zeilen.ods", repeated(rows="1048576"), "1048581 Zeilen"),
    Broken("a row repeated 10^30 times", "zeilen30.ods", repeated(rows="1" + "0" * 30), "Zeilen"),
    Broken("a cell repeated to the last column", "spalten.ods", repeated(columns="16384"), "16384 Spalten"),
    Broken("a table repeated in both ways", "beide.ods", repeated(rows="90000", columns="150"), "Erlaubt sind zusammen 5000000 Zellen"),
    Broken("a long text repeated by rows", "texte.ods", repeated(rows="50000", value="x" * 900_000), "entpackt"),
    Broken("an error repeated millions of times", "fehler.ods", with_rows(odf_row('<table:table-cell table:formula="of:=1/0" table:number-columns-repeated="50"/>', ' table:number-rows-repeated="90000"')), "beschädigt"),
    Broken("a billion blanks", "leerzeichen.ods", remark('<text:p><text:s text:c="1000000000"/></text:p>'), "beschädigt"),
    Broken("a million blanks many times", "leerzeichen2.ods", remark('<text:p><text:s text:c="999999"/><text:s text:c="999999"/></text:p>'), "beschädigt"),
    Broken("1 GB of blanks in ODS", "blanks.ods", large(megabytes=1_000, before=f"<office:document-content{NAMES}>"), "entpackt 1000 MB"),
    Broken("199 MB of blanks in ODS", "blanks2.ods", large(megabytes=199, before=f"<office:document-content{NAMES}>"), "beschädigt"),
    Broken("elements within elements without end", "tief.ods", large(megabytes=190, before=f"<office:document-content{NAMES}>", filling=b"<a>" * 333_333), "beschädigt"),
    Broken("drawings within drawings without end", "tief2.ods", large(megabytes=190, before=f"<office:document-content{NAMES}>", filling=b"<draw:g>" * 125_000), "beschädigt"),
    Broken("a tag of 190 MB", "marke.ods", large(megabytes=190, before=f"<office:document-content{NAMES} x='"), "beschädigt"),
    Broken("a hundred thousand attributes", "attribute.ods", many_attributes, "beschädigt"),
    Broken("entities that multiply, in ODS", "entitaeten.ods", ods(entities()), "Entitäten"),
]  # fmt: skip
