"""A shape of a slide read as a piece: its words, its numbers, and digests of its looks that outlive a saving."""

from __future__ import annotations

from functools import partial
from typing import Any

from pptx.oxml.ns import qn

from ozgdash.export.powerpoint import chart_reading
from ozgdash.export.powerpoint.canonical import WORDLESS, canonical
from ozgdash.export.refresh.pieces import Piece, Place, Role, digest

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
RELATION = qn("r:id")


def piece_of(element: Any, part: Any, role: Role) -> Piece:
    """The shape ``element`` of a slide ``part`` as a piece."""
    facts = element.xpath(".//p:cNvPr")[0]
    if element.tag != qn("p:graphicFrame"):
        # What a slide number shows is nobody's words.
        lines = () if role is Role.NUMBER else lines_of(element)
        return Piece(role, lines=lines, look=_text_look(element), place=place_of(element))
    known = partial(Piece, role, place=place_of(element), name=facts.get("name") or "", alt=facts.get("descr") or "")
    table, chart = element.find(f".//{qn('a:tbl')}"), element.find(f".//{CHART}")
    if table is not None:
        return known(cells=cells_of(table), look=_table_look(table))
    if chart is None or chart.get(RELATION) not in part.rels:
        return known()
    read, look = chart_reading.read(part.related_part(chart.get(RELATION)))
    return known(chart=read, look=look)


def lines_of(element: Any) -> tuple[str, ...]:
    """The paragraphs of a shape's text; none where it has no words at all."""
    lines = tuple(paragraph_text(item) for body in element.findall(qn("p:txBody")) for item in body.findall(qn("a:p")))
    return lines if any(lines) else ()


def paragraph_text(paragraph: Any) -> str:
    """The words of a paragraph; a line break is a blank."""
    parts = (" " if item.tag == qn("a:br") else item.text or "" for item in paragraph.iter(qn("a:t"), qn("a:br")))
    return "".join(parts)


def cells_of(table: Any) -> tuple[tuple[str, ...], ...]:
    """The words of a table's cells, row by row."""
    return tuple(
        tuple(" ".join(map(paragraph_text, cell.iter(qn("a:p")))) for cell in row.findall(qn("a:tc")))
        for row in table.findall(qn("a:tr"))
    )


def place_of(element: Any) -> Place | None:
    """Where the shape was put; None where its layout says it."""
    frame = element.find(qn("p:xfrm"))
    if frame is None:
        frame = element.find(f"{qn('p:spPr')}/{qn('a:xfrm')}")
    if frame is None:
        return None
    offset, extent = frame.find(qn("a:off")), frame.find(qn("a:ext"))
    if offset is None or extent is None:
        return None
    return int(offset.get("x")), int(offset.get("y")), int(extent.get("cx")), int(extent.get("cy"))


def _text_look(element: Any) -> str:
    """Of a text: its frame, and how its paragraphs and runs look, whichever and however many there are."""
    parts = [canonical(item, (*WORDLESS, "a:xfrm")) for item in element.findall(qn("p:spPr"))]
    for body in element.findall(qn("p:txBody")):
        parts += [canonical(item) for item in (*body.findall(qn("a:bodyPr")), *body.findall(qn("a:lstStyle")))]
        looks = {canonical(item) for item in body.iter(qn("a:pPr"), qn("a:rPr"))}
        parts += sorted(filter(None, looks))
    return digest(*parts)


def _table_look(table: Any) -> str:
    """Of a table: the widths of its columns, fills, lines and letters; not how high its rows are."""
    widths = [item.get("w") or "" for item in table.iter(qn("a:gridCol"))]
    head = [canonical(item) for item in table.findall(qn("a:tblPr"))]
    looks = {canonical(item) for item in table.iter(qn("a:tcPr"), qn("a:rPr"), qn("a:pPr"))}
    return digest(*widths, *head, *sorted(looks))
