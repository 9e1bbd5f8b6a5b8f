"""Cells of a table that a person typed over, and their rows in a newer table."""

from __future__ import annotations

from collections.abc import Sequence

from ozgdash.export.refresh.pieces import CELL_DIGITS, Print, cell_digest, line

Cells = tuple[tuple[str, ...], ...]


def edited_cells(mark: Print, cells: Cells) -> list[tuple[int, int]] | None:
    """The cells that are not as we wrote them; None where rows or columns came or went."""
    if [len(row) * CELL_DIGITS for row in cells] != [len(row) for row in mark.cells]:
        return None
    return [
        (place, column)
        for place, (row, known) in enumerate(zip(cells, mark.cells, strict=True))
        for column, cell in enumerate(row)
        if cell_digest(cell) != known[column * CELL_DIGITS : (column + 1) * CELL_DIGITS]
    ]


def with_edits(old: Cells, new: Cells, edited: Sequence[tuple[int, int]]) -> Cells | None:
    """The new table with a person's cells in their rows; None where a row cannot be found again."""
    if len(old[0]) != len(new[0]):
        return None
    result = [list(row) for row in new]
    for row, column in edited:
        place = 0 if row == 0 else _row_again(old, new, row, {col for at, col in edited if at == row})
        if place is None:
            return None
        result[place][column] = old[row][column]
    return tuple(map(tuple, result))


def _row_again(old: Cells, new: Cells, row: int, edited: set[int]) -> int | None:
    """The row of the new table that begins as this one: by its first cell, or its first two where many share one."""
    for width in (1, 2):
        if edited & set(range(width)):
            return None
        wanted = folded_cells((old[row][:width],))
        found = [place for place, cells in enumerate(new) if folded_cells((cells[:width],)) == wanted]
        before = [place for place, cells in enumerate(old) if folded_cells((cells[:width],)) == wanted]
        if len(found) == len(before) == 1:
            return found[0]
    return None


def folded_cells(cells: Cells) -> list[list[str]]:
    """The words of the cells as a person compares them."""
    return [[line(words) for words in row] for row in cells]
