"""The words and the native tables of a document, read from its file alone."""

from __future__ import annotations

import io
import logging
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from defusedxml import ElementTree

from ozgdash.errors import UserError
from ozgdash.sources.archives import DAMAGES, ArchiveRefusedError, Limits, opened

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OF_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OF_PICTURE = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc"
SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
CHART = re.compile(r"ppt/charts/chart(\d+)\.xml")
WORKSHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@dataclass(frozen=True)
class Drawn:
    """The numbers of one series of a chart; those of a line may be worked out between two points."""

    values: tuple[float, ...]
    is_line: bool


@dataclass(frozen=True)
class Part:
    """A slide, a sheet, a chart or a page: ``place`` says which; ``rows``: cells of tables; ``series``: of charts."""

    place: str
    words: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    series: tuple[Drawn, ...] = ()


@dataclass(frozen=True)
class Document:
    """A file of the package."""

    name: str
    parts: tuple[Part, ...]


LIMITS = Limits(unpacked_bytes=1_000_000_000, xml_bytes=400_000_000, parts=5_000)
BROKEN = (*DAMAGES, ArchiveRefusedError, LookupError, SyntaxError, RecursionError, zlib.error)
"""SyntaxError is what XML that ends too early raises."""
BROKEN_PDF = (*BROKEN, AttributeError, TypeError, ArithmeticError)
"""What a reader of PDF makes of objects that are others than their names say."""


def document(name: str, content: bytes) -> Document | None:
    """What stands in the file; None where this installation cannot read its kind (PDF without pypdf).

    Raises UserError for one that is damaged.
    """
    if name.endswith(".pdf"):
        return _pdf(name, content)
    reader = _slides if name.endswith(".pptx") else _worksheets if name.endswith(".xlsx") else _open_document
    try:
        return Document(name, tuple(reader(opened(content, LIMITS)[0])))
    except BROKEN as error:
        raise UserError("proof.part_damaged", part=name) from error


def _numbered(archive: zipfile.ZipFile, pattern: re.Pattern[str]) -> list[tuple[str, Any]]:
    found = [(int(match[1]), match[0]) for name in archive.namelist() if (match := pattern.fullmatch(name))]
    return [(str(number), ElementTree.fromstring(archive.read(name))) for number, name in sorted(found)]


def _slides(archive: zipfile.ZipFile) -> list[Part]:
    """A part for each slide, with the cached numbers of its charts."""
    charts = {f"chart{number}.xml": _cached(root) for number, root in _numbered(archive, CHART)}
    parts = []
    for number, root in _numbered(archive, SLIDE):
        drawn = [series for name in _beside(archive, number, "charts") for series in charts.get(name, ())]
        parts.append(Part(number, tuple(_paragraphs(root)), tuple(_rows(root)), tuple(drawn)))
        parts += [Part(number, (said,)) for said in _unseen(archive, number, root)]
    return parts


def _unseen(archive: zipfile.ZipFile, slide: str, root: Any) -> Iterator[str]:
    """What is read aloud or by the speaker: alternative texts and notes."""
    yield from (said for node in root.iter() if (said := node.get("descr")))
    for name in _beside(archive, slide, "notesSlides"):
        yield from _paragraphs(ElementTree.fromstring(archive.read(f"ppt/notesSlides/{name}")))


def _beside(archive: zipfile.ZipFile, slide: str, folder: str) -> list[str]:
    """The names of the parts in a folder that belong to a slide."""
    name = f"ppt/slides/_rels/slide{slide}.xml.rels"
    if name not in archive.namelist():
        return []
    targets = [node.get("Target", "") for node in ElementTree.fromstring(archive.read(name))]
    return [target.rpartition("/")[2] for target in targets if f"/{folder}/" in target]


def _paragraphs(root: Any) -> list[str]:
    return [said for part in root.iter(f"{A}p") if (said := _joined(part))]


def _joined(part: Any) -> str:
    return "".join(run.text or "" for run in part.iter(f"{A}t"))


def _rows(root: Any) -> list[tuple[str, ...]]:
    return [
        tuple(" ".join(_paragraphs(cell)) for cell in row.iter(f"{A}tc"))
        for table in root.iter(f"{A}tbl")
        for row in table.iter(f"{A}tr")
    ]


def _cached(root: Any) -> list[Drawn]:
    plots = [(plot, plot.tag == f"{C}lineChart") for plot in root.iter() if plot.find(f"{C}ser") is not None]
    return [
        Drawn(
            tuple(float(node.text) for value in series.findall(f"{C}val") for node in value.iter(f"{C}v") if node.text),
            is_line,
        )
        for plot, is_line in plots
        for series in plot.findall(f"{C}ser")
    ]


def _worksheets(archive: zipfile.ZipFile) -> list[Part]:
    """A part for each sheet, with its cells row by row; numbers as the file has them."""
    shared: list[str] = []
    if "xl/sharedStrings.xml" in archive.namelist():
        root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        shared = ["".join(t.text or "" for t in item.iter(f"{S}t")) for item in root.findall(f"{S}si")]
    parts = []
    for number, root in _numbered(archive, WORKSHEET):
        rows = [_cells(row, shared) for row in root.iter(f"{S}row")]
        words = tuple(cell for row in rows for cell in row if cell)
        parts.append(Part(number, words, tuple(rows)))
    return parts


def _cells(row: Any, shared: list[str]) -> tuple[str, ...]:
    """The cells of a row by their places: a file leaves out empty ones."""
    found: list[str] = []
    for cell in row.findall(f"{S}c"):
        place = _place(cell.get("r", ""))
        found += [""] * (place - len(found)) + [_cell(cell, shared)]
    return tuple(found)


def _place(reference: str) -> int:
    """0 for ``A7``, 27 for ``AB7``."""
    place = 0
    for letter in reference.rstrip("0123456789"):
        place = place * 26 + ord(letter) - ord("A") + 1
    return max(place - 1, 0)


def _cell(cell: Any, shared: list[str]) -> str:
    value = cell.findtext(f"{S}v") or "".join(t.text or "" for t in cell.iter(f"{S}t"))
    return shared[int(value)] if cell.get("t") == "s" and value else value


def _open_document(archive: zipfile.ZipFile) -> list[Part]:
    """One part: the paragraphs of the document, and of the charts that lie in it."""
    words: list[str] = []
    unseen: list[str] = []
    for name in archive.namelist():
        if name.endswith("content.xml"):
            root = ElementTree.fromstring(archive.read(name))
            words += ["".join(node.itertext()) for node in root.iter(f"{OF_TEXT}p")]
            unseen += ["".join(node.itertext()) for node in root.iter(OF_PICTURE)]
    return [Part("1", tuple(filter(None, words))), *(Part("1", (said,)) for said in unseen)]


def _pdf(name: str, content: bytes) -> Document | None:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        return None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with the file is said below
    try:
        pages = PdfReader(io.BytesIO(content)).pages
        return Document(name, tuple(Part(str(number), (page.extract_text(),)) for number, page in enumerate(pages, 1)))
    except (PyPdfError, *BROKEN_PDF) as error:
        raise UserError("proof.part_damaged", part=name) from error
