"""A page of a matrix or list as a table of OpenDocument."""

from __future__ import annotations

from ozgdash.export.odf.masters import ALIGNED, font_of
from ozgdash.export.slides.column_widths import SIDE_EM, GridCell
from ozgdash.export.slides.design import OWN_PAINT, Paint
from ozgdash.export.slides.table_pages import PAD_EM, Grid
from ozgdash.odf.presentation_looks import Lettering
from ozgdash.odf.presentation_table import CellLook, SlideTable, TableCell

HEAD_LINE_PT, LINE_PT = 1.0, 0.5


def slide_table(grid: Grid, paint: Paint = OWN_PAINT) -> SlideTable:
    """The table; its first row is the head."""
    rows = [
        [_cell(cell, grid.size, paint, head=not place) for cell in row]
        for place, row in enumerate((grid.head, *grid.rows))
    ]
    return SlideTable(grid.widths, grid.heights, rows)


def _cell(cell: GridCell, size: int, paint: Paint, *, head: bool) -> TableCell:
    lettering = Lettering(size, paint.ink, cell.bold, ALIGNED[cell.align], "middle", font=font_of(paint))
    look = CellLook(
        lettering=lettering,
        line=paint.muted if head else paint.grid,
        line_width=HEAD_LINE_PT if head else LINE_PT,
        above=size * PAD_EM,
        beside=size * SIDE_EM,
        ground=cell.fill or (paint.ground if paint.panel else None),
    )
    return TableCell(cell.text, look)
