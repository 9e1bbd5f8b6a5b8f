"""Opens deck and workbook in LibreOffice and leaves pictures of them: ``python -m tools.office_check [FOLDER]``.

The workbook to fill in goes through LibreOffice, too, in both of its formats. Fails where a document does not open,
shows another number of slides than it has, or comes back with other cells. It takes a minute or two and needs
LibreOffice and poppler-utils, and is therefore no part of the tests.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.office import council_package
from bench.places import example
from ozgdash.export.powerpoint import deck
from ozgdash.export.slides.deck import deck_pages
from ozgdash.export.workbooks import workbook
from ozgdash.ingest import template
from ozgdash.sources.tabular import read_tables

PROGRAMS = {"soffice": "libreoffice-impress libreoffice-calc", "pdfinfo": "poppler-utils", "pdftoppm": "poppler-utils"}
TEMPLATES = ("template.xlsx", "template.ods")
TIMEOUT_S = 180
DPI = "80"


def main(folder: Path) -> None:
    """Write, open and draw the documents."""
    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if missing:
        sys.exit(f"This check needs other programs. On Debian and Ubuntu: apt-get install {' '.join(missing)}")
    folder.mkdir(parents=True, exist_ok=True)
    with example() as (cursor, view, settings):
        made = council_package(cursor, view)
        slides = len(deck_pages(made))
        for name, content in (("deck.pptx", deck.pptx_file(made)), ("workbook.xlsx", workbook.xlsx_file(made))):
            (folder / name).write_bytes(content)
        partner, lang = view.cooperation.partners[0].id, view.lang
        for name in TEMPLATES:
            template(settings, folder / name, partner=partner, as_of=view.filters.as_of, lang=lang)
    for name in TEMPLATES:
        _compare_resaved(folder, name)
    shown = _pages(folder, "deck.pptx")
    if shown != slides:
        sys.exit(f"The deck has {slides} slides, LibreOffice shows {shown}.")
    print(f"deck: {shown} slides, workbook: {_pages(folder, 'workbook.xlsx')} printed pages; pictures in {folder}")


def _compare_resaved(folder: Path, name: str) -> None:
    """LibreOffice saves the workbook anew, as ODS; every cell must be what it was."""
    resaved = folder / "resaved"
    with tempfile.TemporaryDirectory() as profile:
        _run("soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", "ods",
             "--outdir", str(resaved), str(folder / name))  # fmt: skip
    before = read_tables(folder / name)
    after = read_tables((resaved / name).with_suffix(".ods"))
    if [(sheet.name, sheet.rows) for sheet in before.sheets] != [(sheet.name, sheet.rows) for sheet in after.sheets]:
        sys.exit(f"LibreOffice changes cells of {folder / name}.")
    print(f"{name}: {sum(len(sheet.rows) for sheet in after.sheets)} rows come back from LibreOffice as they were")


def _pages(folder: Path, name: str) -> int:
    """How many pages LibreOffice makes of the document; their pictures lie beside it."""
    with tempfile.TemporaryDirectory() as profile:
        _run("soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", "pdf",
             "--outdir", str(folder), str(folder / name))  # fmt: skip
    pdf = (folder / name).with_suffix(".pdf")
    if not pdf.exists():
        sys.exit(f"LibreOffice does not open {folder / name}.")
    _run("pdftoppm", "-r", DPI, "-png", str(pdf), str(pdf.with_suffix("")))
    facts = _run("pdfinfo", str(pdf))
    return next(int(line.split()[1]) for line in facts.splitlines() if line.startswith("Pages:"))


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=TIMEOUT_S).stdout


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("build/office"))
