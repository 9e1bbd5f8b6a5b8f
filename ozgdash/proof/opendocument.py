"""Slides and workbooks of OpenDocument, with the charts that lie in them as documents of their own."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from defusedxml import ElementTree

from ozgdash.proof.documents import Drawn, Part, Rows
from ozgdash.sources.archives import Limits, opened

URN = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, OFFICE, DRAW = (f"{{{URN}{name}:1.0}}" for name in ("text", "table", "office", "drawing"))
CHART, PRESENTATION = f"{{{URN}chart:1.0}}", f"{{{URN}presentation:1.0}}"
PICTURE = f"{{{URN}svg-compatible:1.0}}desc"
LINK = "{http://www.w3.org/1999/xlink}href"
CONTENT = "content.xml"
WIDEST = 1_000
"""So often a cell may be repeated; what a sheet has beyond its last cell is empty."""


def slides(content: bytes, limits: Limits) -> Iterator[Part]:
    """A part for each slide with its tables and charts, and for what is read aloud or by the speaker."""
    archive = opened(content, limits)[0]
    root = ElementTree.fromstring(archive.read(CONTENT))
    for number, page in enumerate(root.iter(f"{DRAW}page"), 1):
        notes = {node for part in page.iter(f"{PRESENTATION}notes") for node in part.iter(f"{TEXT}p")}
        words = [_words(node) for node in page.iter(f"{TEXT}p") if node not in notes]
        tables = [tuple(_rows(table)) for table in page.iter(f"{TABLE}table")]
        charts = list(_charts(archive, page))
        said = [word for chart in charts for word in chart[1]]
        yield Part(
            f"{number}", tuple(filter(None, (*words, *said))), tuple(tables), tuple(chart[0] for chart in charts)
        )
        unseen = (*map(_words, notes), *map(_words, page.iter(PICTURE)))
        yield from (Part(f"{number}", (said,)) for said in filter(None, unseen))


def sheets(content: bytes, limits: Limits) -> Iterator[Part]:
    """A part for each sheet, with its cells row by row; numbers and days as the file has them."""
    archive = opened(content, limits)[0]
    root = ElementTree.fromstring(archive.read(CONTENT))
    for number, table in enumerate(root.iter(f"{TABLE}table"), 1):
        rows = tuple(_rows(table))
        charts = [chart for chart, _ in _charts(archive, table)]
        yield Part(f"{number}", tuple(cell for row in rows for cell in row if cell), (rows,), tuple(charts))
        yield from (Part(f"{number}", (said,)) for said in map(_words, table.iter(PICTURE)) if said)


def _words(node: Any) -> str:
    """With the blanks and line breaks that have elements of their own."""
    pieces = [node.text or ""]
    for child in node:
        pieces += ["\n" if child.tag == f"{TEXT}line-break" else " " if child.tag == f"{TEXT}s" else _words(child)]
        pieces.append(child.tail or "")
    return "".join(pieces)


def _rows(table: Any) -> Iterator[tuple[str, ...]]:
    for row in table.iter(f"{TABLE}table-row"):
        cells: list[str] = []
        for cell in row:
            if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                repeated = int(cell.get(f"{TABLE}number-columns-repeated", 1))
                cells += [_cell(cell)] * min(repeated, WIDEST)
        while cells and not cells[-1]:
            cells.pop()
        yield tuple(cells)


def _cell(cell: Any) -> str:
    """A number or a day as it was entered; else the words."""
    value = cell.get(f"{OFFICE}value") or cell.get(f"{OFFICE}date-value")
    return (
        value[:10]
        if value and cell.get(f"{OFFICE}date-value")
        else value or " ".join(_words(node) for node in cell.findall(f"{TEXT}p"))
    )


def _charts(archive: zipfile.ZipFile, part: Any) -> Iterator[tuple[Drawn, list[str]]]:
    """The charts of a slide or sheet: their numbers, and the words that are written on them."""
    for node in part.iter(f"{DRAW}object"):
        name = f"{node.get(LINK, '').removeprefix('./')}/{CONTENT}"
        if name not in archive.namelist():
            continue
        root = ElementTree.fromstring(archive.read(name))
        own = [table for table in root.iter(f"{TABLE}table") if table.get(f"{TABLE}name") == "local-table"]
        rows: Rows = tuple(row for table in own for row in _rows(table))
        inside = {node for table in own for node in table.iter(f"{TEXT}p")}
        said = [_words(node) for node in root.iter(f"{TEXT}p") if node not in inside]
        yield Drawn(rows, _is_line(root)), said


def _is_line(root: Any) -> bool:
    """Whether something in a chart is a line: one with an area below its lines calls itself after that."""
    drawn = (node for kind in ("chart", "series") for node in root.iter(f"{CHART}{kind}"))
    return any(node.get(f"{CHART}class") == "chart:line" for node in drawn)
