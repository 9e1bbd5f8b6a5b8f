"""Cells of a table on a slide, and how wide its columns are: what is one piece for a reader stays in one line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ozgdash import formats
from ozgdash.drawing.lettering import width

SIDE_EM, BOLD_EM = 0.4, 1.06
MAX_LINES, NAME_LINES = 3, 6
MAX_WORD, WHOLE_WORD = 0.2, 0.11
"""The part of the table up to which a column is as wide as its longest word, and up to which no word is broken."""
MAX_FIGURE = 0.3
"""The same for dates, numbers and what belongs to them: a digit in the next line would be another number."""
LONGEST_FIGURE = 40
NAME_PART, MOST_NAMES = 0.15, 0.4
"""The part of a matrix that its names have at least, save where numbers need it, and at most."""
COUNTED = re.compile(r"(?<=\d) (?=(?:von|of) \d|%|Punkte|points)|(?<=\d von) (?=\d)|(?<=\d of) (?=\d)")
FIGURE = re.compile(r"[\W_]*(?:[^\W\d]+\u00a0)?\d[\d.,:\u00a0/–%-]*(?:\u00a0?[^\W\d]+\u00a0?[\d.,]*)?[\W_]*")

UNPARTED = {ord("-"): "\u2011", ord(" "): formats.NBSP}


@dataclass(frozen=True)
class GridCell:
    """One cell: its text, its alignment as DrawingML writes it, the colour behind it, the most lines it may take."""

    text: str
    align: str = "l"
    bold: bool = False
    fill: str | None = None
    lines: int = MAX_LINES


Row = tuple[GridCell, ...]


def in_one_piece(words: str) -> str:
    """The number of a paper: no line ends within it, at a blank or a hyphen."""
    return words.translate(UNPARTED)


def bound(words: str) -> str:
    """The text with ``29 von 601`` and ``4,8 %`` in one piece each."""
    return COUNTED.sub(formats.NBSP, words)


def column_widths(rows: Sequence[Row], room: float, size: int, *, even: bool) -> tuple[float, ...]:
    """As wide as the content wants; where that is too much, nobody gets less than its longest word.

    Dates and numbers are the last that have to give way. ``even``: the columns after the first are equally wide, as in
    a matrix, unless their numbers ask for more than that.
    """
    columns = list(zip(*rows, strict=True))
    if even:
        return _even(columns, room, size)
    wanted = [min(max(_width(cell, size) for cell in column) + _sides(size), room / 2) for column in columns]
    least = [min(_least(column, size, room), want) for column, want in zip(columns, wanted, strict=True)]
    if sum(wanted) <= room:
        return tuple(want * room / sum(wanted) for want in wanted)
    if sum(least) < room:
        return _between(least, wanted, room)
    figures = [min(needed(column, size, room, 0.0), low) for column, low in zip(columns, least, strict=True)]
    return _between(figures, least, room)


def _sides(size: int) -> float:
    """What a cell has free at its left and right."""
    return 2 * size * SIDE_EM + 2


def needed(column: Sequence[GridCell], size: int, room: float, part: float) -> float:
    """The width at which no number is broken, and no word that takes less than that part of the table."""
    return max(
        (_piece(piece, cell, size, room, part) for cell in column for piece in cell.text.split(" ")), default=0.0
    )


def _piece(piece: str, cell: GridCell, size: int, room: float, part: float) -> float:
    most = room * (MAX_FIGURE if _is_figure(piece) else part)
    return min(width(piece, size) * (BOLD_EM if cell.bold else 1.0) + _sides(size), most)


@lru_cache(maxsize=4096)
def _is_figure(piece: str) -> bool:
    return len(piece) <= LONGEST_FIGURE and FIGURE.fullmatch(piece) is not None


def _least(column: Sequence[GridCell], size: int, room: float) -> float:
    """The width of the longest word; of a name at least what it takes to stand in few lines."""
    words = needed(column, size, room, MAX_WORD)
    names = [_width(cell, size) / (MAX_LINES - 1) + _sides(size) for cell in column if cell.lines > MAX_LINES]
    return max(words, min(max(names, default=0.0), room * MAX_WORD))


def names_width(names: Sequence[GridCell], size: int, room: float) -> float:
    """What the names of a matrix have where nothing else needs it."""
    wanted = max(_width(cell, size) for cell in names) + _sides(size)
    return min(max(wanted, room * NAME_PART), room * MOST_NAMES)


def _even(columns: Sequence[Sequence[GridCell]], room: float, size: int) -> tuple[float, ...]:
    names = names_width(columns[0], size, room)
    needs = [needed(column, size, room, WHOLE_WORD) for column in columns[1:]]
    smallest = min(names, max(needed(columns[0], size, room, MAX_WORD), room * NAME_PART))
    count = max(len(needs), 1)
    each = max((room - names) / count, *needs, 0.0)
    if room - each * count >= smallest:
        return (room - each * count, *[each] * len(needs))
    spare = room - smallest - sum(needs)
    if spare >= 0:
        more = min(names - smallest, spare / 2)
        return (smallest + more, *(need + (spare - more) / count for need in needs))
    return tuple(part * room / (smallest + sum(needs)) for part in (smallest, *needs))


def _between(low: Sequence[float], high: Sequence[float], room: float) -> tuple[float, ...]:
    """Together as wide as the table: from each column's least towards its most, equally far."""
    if sum(low) >= room or sum(high) <= sum(low):
        return tuple(part * room / sum(low) for part in low)
    more = (room - sum(low)) / (sum(high) - sum(low))
    return tuple(least + (most - least) * more for least, most in zip(low, high, strict=True))


def _width(cell: GridCell, size: int) -> float:
    return width(cell.text, size) * (BOLD_EM if cell.bold else 1.0)
