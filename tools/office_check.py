"""Opens what the program writes in LibreOffice and leaves pictures of it: ``python -m tools.office_check [FOLDER]``.

The deck in both formats and both languages: every slide is drawn, and the OpenDocument one, saved as PPTX by
LibreOffice, says what ours says: texts, notes, alternative texts, tables, charts with their numbers and formats. The
workbook likewise: saved as XLSX, it has our cells, formats and charts. The workbook to fill in goes through
LibreOffice, too. What may differ stands in ``tools/office_tolerances.py``, each with its reason.

It takes some minutes and needs LibreOffice and poppler-utils, and is therefore no part of the tests.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bench.office import council_package
from bench.places import example
from ozgdash.export.odf.deck import odp_file
from ozgdash.export.powerpoint.deck import pptx_file
from ozgdash.export.slides.deck import deck_pages
from ozgdash.export.workbooks.workbook import xlsx_file
from ozgdash.ingest.sheets import template
from ozgdash.sources.tabular import read_tables
from ozgdash.texts import LANGS
from tools import deck_facts
from tools.odf_check import problems
from tools.office_tolerances import DECK, unexpected

PROGRAMS = {"soffice": "libreoffice-impress libreoffice-calc", "pdfinfo": "poppler-utils", "pdftoppm": "poppler-utils"}
TEMPLATES = ("template.xlsx", "template.ods")
TIMEOUT_S = 180
DPI = "80"


def main(folder: Path) -> None:
    """Write, open, draw and compare the documents; ends with an error that names everything that is wrong."""
    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if missing:
        sys.exit(f"This check needs other programs. On Debian and Ubuntu: apt-get install {' '.join(missing)}")
    folder.mkdir(parents=True, exist_ok=True)
    slides = _write(folder)
    _convert(folder, "pdf", [path for path in sorted(folder.iterdir()) if path.suffix in (".pptx", ".odp", ".xlsx")])
    wrong = [*_kept(folder), *_drawn(folder, slides), *_decks(folder), *_alternatives(folder)]
    for name in TEMPLATES:
        wrong += _resaved(folder, name)
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{slides} slides, as they are in both formats and languages; pictures in {folder}")


def _write(folder: Path) -> int:
    """Writes everything; how many slides a deck has."""
    with example() as (cursor, view, settings):
        for lang in LANGS:
            made = council_package(cursor, replace(view, lang=lang))
            (folder / f"deck-{lang}.pptx").write_bytes(pptx_file(made))
            (folder / f"deck-{lang}.odp").write_bytes(odp_file(made))
            (folder / f"workbook-{lang}.xlsx").write_bytes(xlsx_file(made))
        partner = view.cooperation.partners[0].id
        for name in TEMPLATES:
            template(settings, folder / name, partner=partner, as_of=view.filters.as_of, lang=view.lang)
        return len(deck_pages(made))


def _kept(folder: Path) -> Iterator[str]:
    """What does not keep to the standard."""
    for path in sorted((*folder.glob("*.odp"), *folder.glob("*.ods"))):
        yield from (f"{path}: {problem}" for problem in problems(path.read_bytes()))


def _drawn(folder: Path, slides: int) -> Iterator[str]:
    """Decks of which LibreOffice shows another number of slides; pictures of all pages lie beside them."""
    for path in sorted(folder.glob("*.p[pd][tf]*")):
        pdf = path.with_suffix(f"{path.suffix}.pdf")
        if path.suffix in (".pptx", ".odp"):
            shown = _pages(pdf)
            if shown != slides:
                yield f"{path} has {slides} slides, LibreOffice shows {shown}."


def _decks(folder: Path) -> Iterator[str]:
    """What a deck in OpenDocument, saved as PPTX by LibreOffice, says otherwise than ours."""
    _convert(folder / "resaved", "pptx", sorted(folder.glob("*.odp")))
    for lang in LANGS:
        ours = deck_facts.deck_facts(folder / f"deck-{lang}.pptx")
        theirs = deck_facts.deck_facts(folder / "resaved" / f"deck-{lang}.odp.pptx")
        for number, (one, other) in enumerate(zip(ours, theirs, strict=False), start=1):
            found = unexpected(deck_facts.differences(one, other), DECK)
            yield from (f"deck-{lang}, slide {number}: {line}" for line in found)


def _alternatives(folder: Path) -> Iterator[str]:
    """Titles and alternative texts that LibreOffice does not keep where it saves the deck anew."""
    _convert(folder / "resaved", "odp", sorted(folder.glob("*.odp")))
    for path in sorted(folder.glob("*.odp")):
        lost = Counter(_said(path)) - Counter(_said(folder / "resaved" / f"{path.name}.odp"))
        yield from (f"{path}: LibreOffice loses {words!r}" for words in lost)


def _said(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return re.findall(r"<svg:(?:title|desc)>([^<]*)<", archive.read("content.xml").decode())


def _resaved(folder: Path, name: str) -> list[str]:
    """LibreOffice saves the workbook anew, as ODS; every cell must be what it was."""
    _convert(folder / "resaved", "ods", [folder / name])
    before, after = read_tables(folder / name), read_tables(folder / "resaved" / f"{name}.ods")
    if [(sheet.name, sheet.rows) for sheet in before.sheets] != [(sheet.name, sheet.rows) for sheet in after.sheets]:
        return [f"LibreOffice changes cells of {folder / name}."]
    print(f"{name}: {sum(len(sheet.rows) for sheet in after.sheets)} rows come back from LibreOffice as they were")
    return []


def _convert(folder: Path, kind: str, paths: Sequence[Path]) -> None:
    """Each file as another kind in the folder, the ending behind its name: ``deck.odp`` becomes ``deck.odp.pdf``."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        profile = f"-env:UserInstallation={(Path(place) / 'profile').as_uri()}"
        for source in paths:
            _run("soffice", profile, "--headless", "--convert-to", kind, "--outdir", place, str(source))
            made = (Path(place) / source.name).with_suffix(f".{kind}")
            if not made.exists():
                sys.exit(f"LibreOffice does not open {source}.")
            shutil.move(made, folder / f"{source.name}.{kind}")


def _pages(pdf: Path) -> int:
    """How many pages the document has; their pictures lie beside it."""
    _run("pdftoppm", "-r", DPI, "-png", str(pdf), str(pdf.with_suffix("")))
    facts = _run("pdfinfo", str(pdf))
    return next(int(line.split()[1]) for line in facts.splitlines() if line.startswith("Pages:"))


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=TIMEOUT_S).stdout


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("build/office"))
