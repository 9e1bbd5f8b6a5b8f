"""A tagged PDF by its tags: headings, sentences and the rows of tables, whatever pages they fall on."""

from __future__ import annotations

import io
import logging
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ozgdash.errors import UserError
from ozgdash.proof.documents import BROKEN, Part

BROKEN_PDF = (*BROKEN, AttributeError, TypeError, ArithmeticError)
"""What a reader of PDF makes of objects that are others than their names say."""
HEADINGS = ("/H1", "/H2", "/H3", "/H4")
Chunks = dict[tuple[int, int | None], str]
"""What is written, by page and mark; None: outside of every mark (running heads, page numbers)."""


@dataclass
class _Section:
    """What stands under one heading."""

    page: int
    words: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)


def parts(name: str, content: bytes) -> tuple[Part, ...] | None:
    """A part for each heading with what stands below it, and for each page with what runs on all of them.

    None without pypdf. Raises UserError for a file that is damaged. A PDF without tags is read page by page.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        return None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with the file is said below
    try:
        reader = PdfReader(io.BytesIO(content))
        return tuple(built(chunks(reader), _tree(reader)))
    except (PyPdfError, *BROKEN_PDF) as error:
        raise UserError("proof.part_damaged", part=name) from error


def chunks(reader: Any) -> Chunks:
    """What is written under each mark of each page."""
    found: Chunks = defaultdict(str)
    for number, page in enumerate(reader.pages):
        marks: list[int | None] = []

        def operand(operator: bytes, operands: Any, _cm: Any, _tm: Any, marks: list[int | None] = marks) -> None:
            if operator == b"BDC":
                properties = operands[1]
                marks.append(properties.get("/MCID") if isinstance(properties, dict) else None)
            elif operator == b"BMC":
                marks.append(None)
            elif operator == b"EMC" and marks:
                marks.pop()

        def written(said: str, *_: Any, marks: list[int | None] = marks, number: int = number) -> None:
            mark = next((mark for mark in reversed(marks) if mark is not None), None)
            # A hyphen, where the page has drawn one, comes back as one that may be there.
            found[number, mark] += said.replace("\u00ad", "-")

        page.extract_text(visitor_operand_before=operand, visitor_text=written)
    return found


Event = tuple[str, str, int, int]
"""``open`` and ``close`` with a tag, ``said`` with words, ``mark`` with page and mark."""


def _tree(reader: Any) -> list[Event]:
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}
    root = reader.trailer["/Root"].get("/StructTreeRoot")
    return list(_events(root.get_object()["/K"], 0, pages)) if root is not None else []


def _events(node: Any, page: int, pages: dict[int, int]) -> Iterator[Event]:
    """In the order in which the document is read aloud."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _events(child, page, pages)
    elif isinstance(node, int):
        yield "mark", "", page, int(node)
    elif isinstance(node, dict):
        if "/Pg" in node:
            page = pages.get(node.raw_get("/Pg").idnum, page)  # type: ignore[attr-defined]
        if node.get("/Type") == "/MCR":
            yield "mark", "", page, int(node["/MCID"])
            return
        yield "open", str(node.get("/S", "")), page, 0
        if "/Alt" in node:
            yield "said", str(node["/Alt"]), page, 0
        if "/K" in node:
            yield from _events(node["/K"], page, pages)
        yield "close", str(node.get("/S", "")), page, 0


def built(written: Chunks, tree: list[Event]) -> Iterator[Part]:
    """The parts of a document from what is written where, and from its tags."""
    if not tree:
        for page in sorted({page for page, _ in written}):
            yield Part(f"{page + 1}", tuple(said for (own, _), said in written.items() if own == page))
        return
    sections, cells = [_Section(0)], 0
    for kind, said, page, mark in tree:
        if kind == "open" and said in HEADINGS:
            sections.append(_Section(page))
        elif kind == "open" and said == "/Table":
            sections[-1].tables.append([])
        elif kind == "open" and said == "/TR" and sections[-1].tables:
            sections[-1].tables[-1].append([])
        elif said in ("/TD", "/TH"):
            cells += 1 if kind == "open" else -1
            if kind == "open" and sections[-1].tables and sections[-1].tables[-1]:
                sections[-1].tables[-1][-1].append("")
        elif kind in ("mark", "said"):
            _add(sections[-1], written.get((page, mark), "") if kind == "mark" else said, inside=cells > 0)
    for section in sections:
        tables = tuple(tuple(tuple(row) for row in table) for table in section.tables)
        yield Part(f"{section.page + 1}", tuple(section.words), tables)
    yield from (Part(f"{page + 1}", (said,)) for (page, mark), said in sorted(written.items(), key=str) if mark is None)


def _add(section: _Section, said: str, *, inside: bool) -> None:
    section.words.append(said)
    if inside and section.tables and section.tables[-1] and section.tables[-1][-1]:
        section.tables[-1][-1][-1] += said
