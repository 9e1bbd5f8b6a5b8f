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
from pathlib import Path

from pptx import Presentation

from ozgdash.sources.tabular import read_tables
from ozgdash.texts import LANGS
from tools import deck_facts, workbook_facts
from tools.odf_check import problems
from tools.office_documents import TEMPLATES, write_documents
from tools.office_tolerances import DECK, WORKBOOK, unexpected

PROGRAMS = {"soffice": "libreoffice-impress libreoffice-calc", "pdfinfo": "poppler-utils", "pdftoppm": "poppler-utils"}
DRAWN = (".pptx", ".odp", ".xlsx", ".ods")
TIMEOUT_S = 180
DPI, LAST_PICTURE = "80", "30"


def main(folder: Path) -> None:
    """Write, open, draw and compare the documents; ends with an error that names everything that is wrong."""
    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if missing:
        sys.exit(f"This check needs other programs. On Debian and Ubuntu: apt-get install {' '.join(missing)}")
    folder.mkdir(parents=True, exist_ok=True)
    slides = write_documents(folder)
    _convert(folder, "pdf", [path for path in sorted(folder.iterdir()) if path.suffix in DRAWN])
    wrong = [
        *_kept(folder),
        *_drawn(folder),
        *_decks(folder),
        *_alternatives(folder),
        *_workbooks(folder),
        *_refreshed(folder),
    ]
    for name in TEMPLATES:
        wrong += _resaved(folder, name)
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{slides} slides, as they are in both formats and languages; pictures in {folder}")


def _refreshed(folder: Path) -> Iterator[str]:
    """What a deck that was brought up to date says otherwise than one that is made anew."""
    ours, theirs = (deck_facts.deck_facts(folder / f"{name}-deck.pptx") for name in ("anew", "refreshed"))
    if len(ours) != len(theirs):
        yield f"anew a deck has {len(ours)} slides, brought up to date {len(theirs)}"
    for number, (one, other) in enumerate(zip(ours, theirs, strict=False), start=1):
        yield from (f"refreshed deck, slide {number}: {line}" for line in deck_facts.differences(one, other))
    theirs = deck_facts.deck_facts(folder / "resaved" / "refreshed-deck.odp.pptx")
    for number, (one, other) in enumerate(zip(ours, theirs, strict=False), start=1):
        found = unexpected(deck_facts.differences(one, other), DECK)
        yield from (f"refreshed deck in OpenDocument, slide {number}: {line}" for line in found)


def _kept(folder: Path) -> Iterator[str]:
    """What does not keep to the standard."""
    for path in sorted((*folder.glob("*.odp"), *folder.glob("*.ods"))):
        yield from (f"{path}: {problem}" for problem in problems(path.read_bytes()))


def _drawn(folder: Path) -> Iterator[str]:
    """Decks of which LibreOffice shows another number of slides; pictures of all pages lie beside them."""
    for path in sorted(path for path in folder.iterdir() if path.suffix in DRAWN):
        shown = _pages(folder / f"{path.name}.pdf")
        expected = _slides(path.with_suffix(".pptx")) if path.suffix in (".pptx", ".odp") else shown
        if shown != expected:
            yield f"{path} has {expected} slides, LibreOffice shows {shown}."


def _slides(path: Path) -> int:
    return len(Presentation(str(path)).slides)


def _decks(folder: Path) -> Iterator[str]:
    """What a deck in OpenDocument, saved as PPTX by LibreOffice, says otherwise than ours."""
    _convert(folder / "resaved", "pptx", sorted(folder.glob("*.odp")))
    for lang in LANGS:
        ours = deck_facts.deck_facts(folder / f"deck-{lang}.pptx")
        theirs = deck_facts.deck_facts(folder / "resaved" / f"deck-{lang}.odp.pptx")
        for number, (one, other) in enumerate(zip(ours, theirs, strict=False), start=1):
            found = unexpected(deck_facts.differences(one, other), DECK)
            yield from (f"deck-{lang}, slide {number}: {line}" for line in found)


def _workbooks(folder: Path) -> Iterator[str]:
    """What a workbook in OpenDocument, saved as XLSX by LibreOffice, says otherwise than ours."""
    _convert(folder / "resaved", "xlsx", sorted(folder.glob("workbook-*.ods")))
    for lang in LANGS:
        ours = workbook_facts.workbook_facts(folder / f"workbook-{lang}.xlsx")
        theirs = workbook_facts.workbook_facts(folder / "resaved" / f"workbook-{lang}.ods.xlsx")
        if len(ours) != len(theirs):
            yield f"workbook-{lang}: {len(ours)} sheets became {len(theirs)}"
        for one, other in zip(ours, theirs, strict=False):
            found = unexpected(workbook_facts.differences(one, other), WORKBOOK)
            yield from (f"workbook-{lang}, {one.name}: {line}" for line in found)


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
    _run("pdftoppm", "-r", DPI, "-l", LAST_PICTURE, "-png", str(pdf), str(pdf.with_suffix("")))
    facts = _run("pdfinfo", str(pdf))
    return next(int(line.split()[1]) for line in facts.splitlines() if line.startswith("Pages:"))


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=TIMEOUT_S).stdout


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("build/office"))
