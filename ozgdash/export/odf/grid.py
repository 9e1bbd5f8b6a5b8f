"""A page of a matrix or list as a table of OpenDocument."""

from __future__ import annotations

from ozgdash.export.odf.masters import ALIGNED
from ozgdash.export.slides.layouts import LIGHT
from ozgdash.export.slides.table_pages import PAD_EM, SIDE_EM, Grid, GridCell
from ozgdash.odf.presentation_looks import Lettering
from ozgdash.odf.presentation_table import CellLook, SlideTable, TableCell

HEAD_LINE_PT, LINE_PT = 1.0, 0.5


def slide_table(grid: Grid) -> SlideTable:
    """The table; its first row is the head."""
    rows = [
        [_cell(cell, grid.size, head=not place) for cell in row] for place, row in enumerate((grid.head, *grid.rows))
    ]
    return SlideTable(grid.widths, grid.heights, rows)


def _cell(cell: GridCell, size: int, *, head: bool) -> TableCell:
    lettering = Lettering(size, LIGHT.ink, cell.bold, ALIGNED[cell.align], "middle")
    look = CellLook(
        lettering=lettering,
        line=LIGHT.muted if head else LIGHT.grid,
        line_width=HEAD_LINE_PT if head else LINE_PT,
        above=size * PAD_EM,
        beside=size * SIDE_EM,
        ground=cell.fill,
    )
    return TableCell(cell.text, look)
