"""Cells of a workbook of OpenDocument: their looks, and values as real numbers, days and texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ozgdash import formats
from ozgdash.drawing.lettering import one_line
from ozgdash.export.odf.looks import LIGHT, number_style
from ozgdash.export.slides.layouts import EXAMPLE_COLOUR
from ozgdash.export.workbooks.layout import CHARACTER_PX, MAX_CELL, ROW_PT, lines_pt
from ozgdash.model.chart import Cell as Value
from ozgdash.model.chart import ColumnType
from ozgdash.odf.styles import CellStyle
from ozgdash.odf.table import Cell, Line
from ozgdash.texts import Lang

CM_PER_PT, CM_PER_PX = 2.54 / 72, 2.54 / 96
PADDING_PX = 5
"""What a column of Excel is wider than its characters."""
TITLE_PT = 21.0
"""The height of a row with a title."""
GAP_WIDTH = 9.0
"""Characters between the table and what stands beside it."""
HEAVY, LIGHT_LINE = "0.75pt solid #000000", f"0.5pt dotted {LIGHT.muted.lower()}"
TITLE = CellStyle(bold=True, size_pt=16)
HEADING = CellStyle(bold=True, size_pt=12)
FINDING = CellStyle(bold=True, size_pt=11, wrap=True, top=True)
NOTE = CellStyle(wrap=True, top=True)
EXAMPLE = CellStyle(bold=True, color=EXAMPLE_COLOUR.lower(), wrap=True, top=True)
HEAD = CellStyle(bold=True, wrap=True, top=True, below=HEAVY)
NUMBERS_HEAD = CellStyle(bold=True, top=True, below=HEAVY, right=True)
LISTED = CellStyle(wrap=True, top=True, below=LIGHT_LINE)
LINK = CellStyle(color="#0550ae", underlined=True, top=True)
GAP = Cell()
COVERED = Cell(covered=True)


def column_styles(lang: Lang) -> dict[ColumnType, CellStyle | None]:
    """How the cells of each type of column show their values."""
    return {kind: _column_style(kind, lang) for kind in ColumnType}


def _column_style(kind: ColumnType, lang: Lang) -> CellStyle | None:
    number = number_style(kind, lang)
    if number is None:
        return None
    return CellStyle(number=number, left=kind is ColumnType.DATE, right=kind is not ColumnType.DATE)


def cell_of(value: Value, kind: ColumnType, style: CellStyle | None, lang: Lang) -> Cell:
    """A real number or day, or text that stays text; a missing value leaves the cell empty."""
    if value is None:
        return GAP
    if isinstance(value, str):
        return text_cell(value)
    return Cell(value, style, shown=_shown(value, kind, lang))


def text_cell(words: str, style: CellStyle | None = None) -> Cell:
    """One line of text, whatever it begins with."""
    return Cell(one_line(words)[:MAX_CELL], style)


def wrapped_line(words: str, widths: Sequence[float], style: CellStyle) -> Line:
    """A row with a line across all columns, in as many lines as it needs."""
    cell = replace(text_cell(words, style), columns=len(widths))
    height = lines_pt([str(cell.value)], [sum(widths)]) * CM_PER_PT
    return Line([cell, *[COVERED] * (len(widths) - 1)], height_cm=height)


def line_of(*cells: Cell, height_pt: float = ROW_PT) -> Line:
    """A row of that height."""
    return Line(cells, height_cm=height_pt * CM_PER_PT)


def column_cm(characters: float) -> float:
    """The width of a column, of which workbooks say how many characters it holds."""
    return (characters * CHARACTER_PX + PADDING_PX) * CM_PER_PX


def beside(left: Sequence[Line], right: Sequence[Sequence[Cell]], column: int, first: int) -> Iterator[Line]:
    """The rows with further cells from that column on in rows that begin with ``first``."""
    for place in range(max(len(left), first + len(right) if right else 0)):
        line = left[place] if place < len(left) else line_of()
        added = right[place - first] if first <= place < first + len(right) else ()
        padding = [GAP] * (column - len(line.cells)) if added else []
        yield replace(line, cells=[*line.cells, *padding, *added]) if added else line


def _shown(value: float | date, kind: ColumnType, lang: Lang) -> str:
    if isinstance(value, date):
        return formats.day(value, lang)
    if kind is ColumnType.SHARE:
        return formats.percent(value, lang)
    return formats.number(value, lang, 1 if kind is ColumnType.RATE else 0)
