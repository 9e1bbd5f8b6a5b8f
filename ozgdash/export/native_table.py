"""A matrix as PowerPoint's own table."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from ozgdash.charts import theme
from ozgdash.charts.grid import full_tint
from ozgdash.charts.lettering import cut, one_line, width
from ozgdash.charts.spec import ChartSpec
from ozgdash.export.presentation import CHART_BOX, Box, rgb

PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table style without fill and lines."""
SIZES = (14, 13, 12, 11, 10, 9, 8)
MIN_ROW_EM = 1.55


def add_table(slide: Any, spec: ChartSpec) -> Any:
    """Adds the grid with row names, column heads and tinted cells; returns the graphic frame."""
    rows, columns = len(spec.categories) + 1, len(spec.series) + 1
    size = next((size for size in SIZES if rows * size * MIN_ROW_EM <= CHART_BOX.height), SIZES[-1])
    height = min(CHART_BOX.height, rows * size * 2.4)
    frame = slide.shapes.add_table(rows, columns, *Box(CHART_BOX.left, CHART_BOX.top, CHART_BOX.width, height).emu)
    table = frame.table
    _set_style(table, size, spec)
    _write(table.cell(0, 0), spec.table.columns[0].header, size, bold=True)
    for position, series in enumerate(spec.series, start=1):
        head = cut(series.name, max_px=table.columns[position].width.pt * 1.7, font_px=size)
        _write(table.cell(0, position), head, size, bold=True, centred=True)
        for row, value in enumerate(series.values):
            cell = table.cell(row + 1, position)
            _write(cell, series.label(row), size, centred=True)
            cell.fill.solid()
            tint = theme.mixed("#FFFFFF", full_tint(series.colour, theme.THEMES["light"]), value or 0.0)
            cell.fill.fore_color.rgb = rgb(tint)
    room = table.columns[0].width.pt * 0.9
    for row, category in enumerate(spec.categories, start=1):
        _write(table.cell(row, 0), cut(category, max_px=room, font_px=size), size)
    return frame


def _set_style(table: Any, size: int, spec: ChartSpec) -> None:
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN_STYLE
    table.first_row, table.horz_banding = True, False
    longest = max((width(one_line(name), size) for name in spec.categories), default=0.0) + 2 * size
    names = min(max(longest, CHART_BOX.width * 0.15), CHART_BOX.width * 0.4)
    rest = (CHART_BOX.width - names) / max(len(spec.series), 1)
    for position, column in enumerate(table.columns):
        column.width = Pt(rest if position else names)


def _write(cell: Any, words: str, size: int, *, bold: bool = False, centred: bool = False) -> None:
    cell.text = one_line(words)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = Pt(size * 0.12)
    cell.margin_left = cell.margin_right = Pt(size * 0.4)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER if centred else PP_ALIGN.LEFT
    for run in paragraph.runs:
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = rgb(theme.THEMES["light"].ink)
