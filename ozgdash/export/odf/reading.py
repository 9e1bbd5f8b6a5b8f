"""Words, cells and numbers of a document of OpenDocument that came back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from ozgdash.export.refresh.pieces import SeriesRead, number
from ozgdash.odf.xml import NAMESPACES

PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
MAX_COLUMNS, MAX_BLANKS = 2_000, 1_000


def tag(name: str) -> str:
    """``draw:page`` as lxml calls it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def paragraphs(frame: Any) -> list[Any]:
    """The paragraphs of a frame's text, those of lists, too."""
    return [item for box in frame.findall(tag("draw:text-box")) for item in box.iter(tag("text:p"), tag("text:h"))]


def lines_of(frame: Any) -> tuple[str, ...]:
    """The words of a frame's paragraphs; none where it has no words at all."""
    lines = tuple(words_of(item) for item in paragraphs(frame))
    return lines if any(lines) else ()


def words_of(element: Any) -> str:
    """The words of a paragraph; blanks, tabs and line breaks that are elements are blanks."""
    return "".join(_words(element))


def _words(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == tag("text:s"):
            yield " " * min(int(child.get(tag("text:c"), "1")), MAX_BLANKS)
        elif child.tag in (tag("text:tab"), tag("text:line-break")):
            yield " "
        elif child.tag != tag("office:annotation"):
            yield from _words(child)
        yield child.tail or ""


def cells_of(table: Any) -> tuple[tuple[str, ...], ...]:
    """The words of a table's cells, row by row."""
    return tuple(
        tuple(" ".join(map(words_of, cell.iter(tag("text:p")))) for cell in row.findall(tag("table:table-cell")))
        for row in table.iter(tag("table:table-row"))
    )


def chart_numbers(content: bytes) -> dict[str, Any]:
    """Categories and series of a chart's own table: a row per category, a column per series."""
    root = etree.fromstring(content, PARSER)
    rows = [row for table in root.iter(tag("table:table")) for row in table.iter(tag("table:table-row"))]
    cells = [[item for item in row if item.tag == tag("table:table-cell")][:MAX_COLUMNS] for row in rows]
    if not cells:
        return {"categories": (), "series": ()}
    head, *body = cells
    names = [" ".join(map(words_of, cell.iter(tag("text:p")))) for cell in head[1:]]
    series = tuple(
        SeriesRead(name, tuple(_value(row, column) for row in body)) for column, name in enumerate(names, start=1)
    )
    categories = tuple(" ".join(map(words_of, row[0].iter(tag("text:p")))) if row else "" for row in body)
    return {"categories": categories, "series": series}


def _value(row: list[Any], column: int) -> float | None:
    return number(row[column].get(tag("office:value")) if column < len(row) else None)
