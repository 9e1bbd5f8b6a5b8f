"""Reads a presentation of OpenDocument as plain data, by the standard and by nothing of the writer's."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {
    "office": f"{OASIS}office:1.0", "draw": f"{OASIS}drawing:1.0", "text": f"{OASIS}text:1.0",
    "table": f"{OASIS}table:1.0", "style": f"{OASIS}style:1.0", "svg": f"{OASIS}svg-compatible:1.0",
    "fo": f"{OASIS}xsl-fo-compatible:1.0", "presentation": f"{OASIS}presentation:1.0",
    "xlink": "http://www.w3.org/1999/xlink", "meta": f"{OASIS}meta:1.0", "dc": "http://purl.org/dc/elements/1.1/",
    "manifest": f"{OASIS}manifest:1.0",
}  # fmt: skip


@dataclass
class Shown:
    """A frame: its class, its paragraphs, what a screen reader says of it, and its rows or the object that it shows."""

    role: str | None
    name: str
    paragraphs: list[str]
    title: str | None
    description: str | None
    rows: list[list[str]]
    shows: str | None
    box: tuple[float, ...]
    element: Any = field(repr=False)


@dataclass
class Page:
    """A slide with its frames in order and the paragraphs of its notes."""

    name: str
    master: str
    frames: list[Shown]
    notes: list[str]

    @property
    def title(self) -> str:
        """The words of its title."""
        return next("\n".join(frame.paragraphs) for frame in self.frames if frame.role == "title")


@dataclass
class Deck:
    """The parts of the package and its slides."""

    parts: dict[str, bytes]
    content: Any
    styles: Any
    pages: list[Page]

    def fact(self, path: str) -> str | None:
        """A document property, for instance ``dc:title``."""
        return etree.fromstring(self.parts["meta.xml"]).findtext(f".//{path}", namespaces=NAMES)


def key(name: str) -> str:
    """``draw:name`` as lxml writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


def opened(content: bytes) -> Deck:
    """The presentation."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = etree.fromstring(parts["content.xml"])
    pages = [_page(page) for page in body.iter(key("draw:page"))]
    return Deck(parts, body, etree.fromstring(parts["styles.xml"]), pages)


def words(paragraph: Any) -> str:
    """The text of a paragraph, blanks and tabs that are elements among it."""
    said = paragraph.text or ""
    for child in paragraph:
        if child.tag == key("text:s"):
            said += " " * int(child.get(key("text:c"), "1"))
        elif child.tag == key("text:tab"):
            said += "\t"
        else:
            said += words(child)
        said += child.tail or ""
    return said


def points(length: str) -> float:
    """A length in points."""
    units = {"pt": 1.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0}
    return float(length[:-2]) * units[length[-2:]]


def _page(page: Any) -> Page:
    notes = page.find(key("presentation:notes"))
    frames = [_frame(frame) for frame in page.iter(key("draw:frame")) if notes not in frame.iterancestors()]
    said = [words(paragraph) for paragraph in notes.iter(key("text:p"))]
    return Page(page.get(key("draw:name")), page.get(key("draw:master-page-name")), frames, said)


def _frame(frame: Any) -> Shown:
    box = frame.find(key("draw:text-box"))
    shown = frame.find(key("draw:object"))
    cells = [
        ["\n".join(map(words, cell.iter(key("text:p")))) for cell in row.iter(key("table:table-cell"))]
        for row in frame.iter(key("table:table-row"))
    ]
    return Shown(
        role=frame.get(key("presentation:class")),
        name=frame.get(key("draw:name")),
        paragraphs=[] if box is None else [words(paragraph) for paragraph in box.iter(key("text:p"))],
        title=frame.findtext(key("svg:title")),
        description=frame.findtext(key("svg:desc")),
        rows=cells,
        shows=None if shown is None else shown.get(key("xlink:href")),
        box=tuple(points(frame.get(key(f"svg:{side}"))) for side in ("x", "y", "width", "height")),
        element=frame,
    )
