"""A table on a slide: cells with texts, grounds and a line below each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ozgdash.odf.presentation_looks import (
    Lettering,
    points,
    style,
    text_properties,
)
from ozgdash.odf.presentation_styles import SlideStyles
from ozgdash.odf.xml import Attributes, element, one_line


@dataclass(frozen=True)
class CellLook:
    """How a cell looks: its letters, the colour behind them, and colour and width in points of the line below it.

    ``above`` and ``beside``: what is left free above and below, left and right of the text, in points.
    """

    lettering: Lettering
    line: str
    line_width: float
    above: float
    beside: float
    ground: str | None = None


@dataclass(frozen=True)
class TableCell:
    """A cell of one paragraph."""

    text: str
    look: CellLook


@dataclass(frozen=True)
class SlideTable:
    """Rows of cells in points; the first row is the head and marked as such.

    It is no ``table:table-header-rows``, which LibreOffice leaves out of a slide together with its texts.
    """

    widths: Sequence[float]
    heights: Sequence[float]
    rows: Sequence[Sequence[TableCell]]


def slide_table_xml(table: SlideTable, styles: SlideStyles) -> str:
    """The table; the looks of its cells go to ``styles``."""
    columns = [element("table:table-column", {"table:style-name": _column(width, styles)}) for width in table.widths]
    rows = (_row(row, height, styles) for row, height in zip(table.rows, table.heights, strict=True))
    return element("table:table", {"table:use-first-row-styles": "true"}, *columns, *rows)


def _row(cells: Sequence[TableCell], height: float, styles: SlideStyles) -> str:
    facts = {"style:row-height": points(height), "style:use-optimal-row-height": "false"}
    properties = element("style:table-row-properties", facts)
    name = styles.named(("row", height), "ro", lambda name: style(name, "table-row", properties))
    return element("table:table-row", {"table:style-name": name}, *(_cell(cell, styles) for cell in cells))


def _cell(cell: TableCell, styles: SlideStyles) -> str:
    look, lettering = cell.look, cell.look.lettering
    name = styles.named(look, "ce", lambda name: _cell_style(name, look))
    paragraph = styles.paragraph(lettering)
    words = element("text:p", {"text:style-name": paragraph}, one_line(cell.text))
    return element("table:table-cell", {"table:style-name": name}, words)


def _column(width: float, styles: SlideStyles) -> str:
    facts = {"style:column-width": points(width), "style:use-optimal-column-width": "false"}
    properties = element("style:table-column-properties", facts)
    return styles.named(("column", width), "co", lambda name: style(name, "table-column", properties))


def _cell_style(name: str, look: CellLook) -> str:
    """Ground, line and padding twice: as the standard has them, and where LibreOffice looks for them on slides."""
    lettering = look.lettering
    padding: Attributes = {
        "fo:padding-top": points(look.above),
        "fo:padding-bottom": points(look.above),
        "fo:padding-left": points(look.beside),
        "fo:padding-right": points(look.beside),
    }
    border: Attributes = {
        **{f"fo:border-{side}": "none" for side in ("top", "left", "right")},
        "fo:border-bottom": f"{points(look.line_width)} solid {look.line}",
    }
    cell: Attributes = {"fo:background-color": look.ground, "style:vertical-align": lettering.anchor}
    drawn: Attributes = {
        "draw:fill": "solid" if look.ground else "none",
        "draw:fill-color": look.ground,
        "draw:textarea-vertical-align": lettering.anchor,
    }
    return style(
        name,
        "table-cell",
        element("style:table-cell-properties", {**cell, **padding, **border}),
        element("loext:graphic-properties", {**drawn, **padding}),
        element("style:paragraph-properties", {"fo:text-align": lettering.align, **border}),
        text_properties(lettering),
    )
