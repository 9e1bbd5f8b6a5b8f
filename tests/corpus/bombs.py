"""Bombs: files that are small on the disk and stand for gigabytes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from file_makers import KEY, ROW, SPREADSHEET, Broken, far, parts, sheet_text, sheet_xml, workbook, zipped
from odf_files import BOMBS_ODF

MEGABYTE = 1_000_000


def zeros(
    path: Path,
    *,
    megabytes: int = 1_000,
    name: str = "xl/worksheets/sheet1.xml",
    before: bytes = b"",
    filling: bytes = b" ",
) -> None:
    """A part of so many megabytes; about a thousandth of it on the disk."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for other, content in parts().items():
            if other != name:
                archive.writestr(other, content)
        with archive.open(name, "w") as entry:
            entry.write(before)
            for _ in range(megabytes):
                entry.write(b"\0" * MEGABYTE if not before else filling * (MEGABYTE // len(filling)))


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
    Broken(
        "elements within elements in a sheet",
        "tief.xlsx",
        lambda path: zeros(path, megabytes=190, before=b"<worksheet>", filling=b"<a>"),
        "beschädigt",
    ),
    Broken(
        "a tag of 190 MB in a sheet",
        "marke.xlsx",
        lambda path: zeros(path, megabytes=190, before=b"<worksheet x='"),
        "beschädigt",
    ),
    Broken("heads that lie about the size", "luege.xlsx", lying, "beschädigt"),
    Broken("a thousand entries over the same bytes", "ueberlappend.xlsx", overlapping, "entpackt"),
    Broken("archives in an archive", "verschachtelt.xlsx", nested, "ZIP-Archiv"),
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
    *BOMBS_ODF,
]
