"""What stands in a document: words, tables and the numbers of charts, read from its file alone."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from ozgdash.errors import UserError
from ozgdash.sources.archives import DAMAGES, ArchiveRefusedError, Limits

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Drawn:
    """The numbers of a chart: a row of names, then a row for each category; a gap is empty.

    Those of a line may be worked out between two points.
    """

    rows: Rows
    is_line: bool


@dataclass(frozen=True)
class Part:
    """A slide, a sheet or a section: ``place`` says which. ``tables``: with their header."""

    place: str
    words: tuple[str, ...]
    tables: tuple[Rows, ...] = ()
    charts: tuple[Drawn, ...] = ()


@dataclass(frozen=True)
class Document:
    """A file of the package."""

    name: str
    parts: tuple[Part, ...]


LIMITS = Limits(unpacked_bytes=1_000_000_000, xml_bytes=400_000_000, parts=5_000)
BROKEN = (*DAMAGES, ArchiveRefusedError, LookupError, SyntaxError, RecursionError, zlib.error)
"""SyntaxError is what XML that ends too early raises."""


def document(name: str, content: bytes) -> Document | None:
    """What stands in the file; None where this installation cannot read its kind (PDF without pypdf).

    Raises UserError for one that is damaged.
    """
    from ozgdash.proof import ooxml, opendocument, pdf

    if name.endswith(".pdf"):
        parts = pdf.parts(name, content)
        return None if parts is None else Document(name, parts)
    readers = {
        ".pptx": ooxml.slides,
        ".xlsx": ooxml.worksheets,
        ".odp": opendocument.slides,
        ".ods": opendocument.sheets,
    }
    try:
        return Document(name, tuple(readers["." + name.rpartition(".")[2]](content, LIMITS)))
    except BROKEN as error:
        raise UserError("proof.part_damaged", part=name) from error
