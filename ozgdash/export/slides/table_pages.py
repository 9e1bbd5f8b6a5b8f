"""A matrix or a list as pages of a table: how wide each column is, how high each row, and where a page ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ozgdash import formats
from ozgdash.drawing import theme
from ozgdash.drawing.grid import full_tint
from ozgdash.drawing.lettering import cut, one_line, wrapped
from ozgdash.export.slides.column_widths import (
    BOLD_EM,
    MAX_LINES,
    NAME_LINES,
    SIDE_EM,
    WHOLE_WORD,
    GridCell,
    Row,
    bound,
    column_widths,
    in_one_piece,
    names_width,
    needed,
)
from ozgdash.export.slides.design import OWN_PAINT, Paint
from ozgdash.export.slides.layouts import Box
from ozgdash.export.slides.notes import written
from ozgdash.model.chart import Cell, ChartSpec, Column, ColumnType, Kind, Series

SIZES, PAGED_SIZES = (14, 13, 12, 11), (12, 11, 10, 9)
"""Font sizes tried for a table on one page and over several, the largest first."""
MAX_LIST_ROWS = 60
"""A longer list is one for the workbook: the deck shows its first page and says where the rest is."""
ROW_EM, PAD_EM = 1.2, 0.28
MAX_STRETCH = 1.5
ROUNDING = 0.01
LEFT = (ColumnType.TEXT, ColumnType.DATE)
SHORT = 5
"""A value of so many letters, such as ``RG 2``, stands in one line."""
PAPERS = ("paper",)
"""Columns with numbers of papers."""
NAMES = ("name", "target")
"""Columns that say what a row is about: they are not cut where they take a few lines more."""


@dataclass(frozen=True)
class Grid:
    """One page of a table in points; ``first`` is the position of its first row, ``heights`` begin with the head's."""

    head: Row
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    size: int
    first: int = 0


def grids(
    spec: ChartSpec, box: Box, note_height: float, paint: Paint = OWN_PAINT, *, brief: bool = False
) -> tuple[Grid, ...]:
    """The pages of a matrix or list; of a long list what it has in brief, else the first page alone.

    ``note_height``: what is left free below such a page; ``paint``: what it is written with; ``brief``: a list that
    would take several pages has the first one alone, too, but where it names its first and last rows.
    """
    found = _grids(spec, paint.measured(box), note_height / paint.scale, paint, brief=brief)
    return tuple(_enlarged(grid, paint) for grid in found) if paint != OWN_PAINT else found


def _enlarged(grid: Grid, paint: Paint) -> Grid:
    """The page as it is on slides of this size, in letters as wide as these."""
    widths = tuple(width * paint.scale * paint.widen for width in grid.widths)
    heights = tuple(height * paint.scale for height in grid.heights)
    return replace(grid, widths=widths, heights=heights, size=round(grid.size * paint.scale))


def _grids(spec: ChartSpec, box: Box, note_height: float, paint: Paint, *, brief: bool) -> tuple[Grid, ...]:
    if spec.kind is Kind.MATRIX:
        return tuple(
            grid
            for part in _column_groups(spec, box, paint)
            for grid in _paged(*_matrix(spec, part, paint), box, even=True)
        )
    lower = replace(box, height=box.height - note_height)
    rows = spec.brief or spec.table.rows
    if spec.brief or len(rows) <= MAX_LIST_ROWS:
        found = _paged(*_list(spec, rows), lower if spec.brief else box, even=False)
        if spec.brief or len(found) == 1 or not brief:
            return found
    return _paged(*_list(spec, rows[:MAX_LIST_ROWS]), lower, even=False, balanced=False)[:1]


def _column_groups(spec: ChartSpec, box: Box, paint: Paint) -> list[tuple[Series, ...]]:
    """The columns of a matrix in groups of as many as have room for their words."""
    size = PAGED_SIZES[0]
    head, rows = _matrix(spec, spec.series, paint)
    names = names_width([row[0] for row in (head, *rows)], size, box.width)
    cells = [cell for row in (head, *rows) for cell in row[1:]]
    least = min(needed(cells, size, box.width, WHOLE_WORD), box.width * WHOLE_WORD)
    count = -(-len(spec.series) // max(1, int((box.width - names) / least)))
    each = -(-len(spec.series) // count)
    return [spec.series[start : start + each] for start in range(0, len(spec.series), each)]


def _matrix(spec: ChartSpec, columns: Sequence[Series], paint: Paint) -> tuple[Row, list[Row]]:
    look = theme.Theme(paint.ground, paint.ink, paint.muted, paint.grid)
    full = [full_tint(series.colour, look) for series in columns]
    head = (
        GridCell(one_line(spec.table.columns[0].header), bold=True, lines=NAME_LINES),
        *(GridCell(one_line(series.name), "ctr", bold=True) for series in columns),
    )
    rows = [
        (
            GridCell(one_line(category), lines=NAME_LINES),
            *(
                GridCell(
                    _in_two(series.label(row)), "ctr", fill=theme.mixed(paint.ground, tint, series.values[row] or 0.0)
                )
                for series, tint in zip(columns, full, strict=True)
            ),
        )
        for row, category in enumerate(spec.categories)
    ]
    return head, rows


def _in_two(label: str) -> str:
    """``4,8 % (29 von 601)`` breaks before the bracket and nowhere else."""
    share, bracket, count = one_line(label).partition(" (")
    return f"{bound(share)}{bracket}{count.replace(' ', formats.NBSP)}" if bracket else bound(share)


def _list(spec: ChartSpec, cells: Sequence[tuple[Cell, ...]]) -> tuple[Row, list[Row]]:
    aligned = ["l" if column.type in LEFT else "r" for column in spec.table.columns]
    head = tuple(
        GridCell(one_line(column.header), align, bold=True)
        for column, align in zip(spec.table.columns, aligned, strict=True)
    )
    rows = [
        tuple(
            GridCell(
                _unbroken(one_line(written(value, column, spec.lang)), column),
                align,
                lines=NAME_LINES if column.key in NAMES else MAX_LINES,
            )
            for value, column, align in zip(row, spec.table.columns, aligned, strict=True)
        )
        for row in cells
    ]
    return head, rows


def _unbroken(value: str, column: Column) -> str:
    if column.key in PAPERS:
        return in_one_piece(value)
    whole = len(value) <= SHORT or column.type is not ColumnType.TEXT
    return value.replace(" ", formats.NBSP) if whole else bound(value)


def _paged(head: Row, rows: Sequence[Row], box: Box, *, even: bool, balanced: bool = True) -> tuple[Grid, ...]:
    for size in SIZES:
        if (len(rows) + 1) * _row_height(1, size) > box.height:
            continue
        whole = _laid_out(head, rows, box, size, even=even)
        if sum(whole.heights) <= box.height and _words_fit(head, rows, whole):
            stretch = min(MAX_STRETCH, box.height / sum(whole.heights))
            return (replace(whole, heights=tuple(height * stretch for height in whole.heights)),)
    for size in PAGED_SIZES:
        whole = _laid_out(head, rows, box, size, even=even)
        if _words_fit(head, rows, whole):
            break
    breaks = _breaks(whole.heights[1:], box.height - whole.heights[0], balanced=balanced)
    return tuple(
        replace(
            whole,
            rows=whole.rows[start:end],
            heights=(whole.heights[0], *whole.heights[start + 1 : end + 1]),
            first=start,
        )
        for start, end in breaks
    )


def _words_fit(head: Row, rows: Sequence[Row], grid: Grid) -> bool:
    """Whether no word is broken, save those that would be too long for any column."""
    whole = sum(grid.widths)
    return all(
        room + ROUNDING >= needed(column, grid.size, whole, WHOLE_WORD)
        for column, room in zip(zip(head, *rows, strict=True), grid.widths, strict=True)
    )


def _laid_out(head: Row, rows: Sequence[Row], box: Box, size: int, *, even: bool) -> Grid:
    widths = column_widths([head, *rows], box.width, size, even=even)
    lines = [[_lines(cell, room, size) for cell, room in zip(row, widths, strict=True)] for row in (head, *rows)]
    heights = tuple(_row_height(max(map(len, row)), size) for row in lines)
    shown = [
        tuple(_shortened(cell, parts) for cell, parts in zip(row, cells, strict=True))
        for row, cells in zip((head, *rows), lines, strict=True)
    ]
    return Grid(shown[0], tuple(shown[1:]), widths, heights, size)


def _row_height(lines: int, size: int) -> float:
    return lines * size * ROW_EM + 2 * size * PAD_EM


def _lines(cell: GridCell, column: float, size: int) -> list[str]:
    """The cell's text in the lines it will take; one more than allowed where it is too long."""
    room = (column - 2 * size * SIDE_EM) / (BOLD_EM if cell.bold else 1.0)
    lines = wrapped(cell.text, max_px=room, font_px=size)
    if len(lines) <= cell.lines:
        return lines
    last = " ".join(lines[cell.lines - 1 :])
    return [*lines[: cell.lines - 1], cut(last, max_px=room * 0.96, font_px=size)]


def _shortened(cell: GridCell, lines: list[str]) -> GridCell:
    return replace(cell, text=" ".join(lines)) if lines[-1].endswith("…") and len(lines) == cell.lines else cell


def _breaks(heights: Sequence[float], room: float, *, balanced: bool) -> list[tuple[int, int]]:
    """(first row, row after the last) of each page; ``balanced`` pages are about equally full."""
    pages = _filled(heights, room)
    limit = sum(heights) / len(pages)
    while balanced and limit < room:
        closer = _filled(heights, limit)
        if len(closer) == len(pages):
            return closer
        limit += 2
    return pages


def _filled(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    pages, start, used = [], 0, 0.0
    for position, height in enumerate(heights):
        if used + height > room and position > start:
            pages.append((start, position))
            start, used = position, 0.0
        used += height
    return [*pages, (start, len(heights))]
