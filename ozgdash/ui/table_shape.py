"""Which columns of a table say something, and how wide each has to be for what stands in it.

A browser draws the table on a canvas and would guess the widths from the first rows; here every row counts.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest

from ozgdash import formats
from ozgdash.drawing.lettering import longest
from ozgdash.model.chart import Column, ColumnType

FONT_PX, SIDES_PX = 14, 18
"""Letters of a table, and what lies beside them in a cell."""
WIDER = 1.14
"""How much wider than estimated the letters of the widest usual screen fonts are."""
LEAST_PX, MOST_PX = 50, 1000
ROOM_PX = 860
"""What finds room beside the filters on a small laptop: a table that needs no more of it scrolls nowhere."""
NAME_LEAST_PX, NAME_MOST_PX = 430, 520
"""Of names that stay in view while the rest scrolls; wider ones Streamlit would let scroll on a small laptop."""
NAMES = ("name", "service")
"""Keys of columns with names of services: the longest would push every figure beside them out of view."""
MEASURED = 25
"""So many of the longest texts of a column are measured: the widest is among them."""
ALIKE_FROM = 3
"""In so few rows the same word may stand by chance; in more of them the column says one thing again and again."""
WORDS = (ColumnType.TEXT, ColumnType.DATE)
"""What is said once where all rows share it; a number stays, for its neighbours are compared with it."""


@dataclass(frozen=True)
class Shape:
    """The columns that are shown with their widths in pixels, and what the others would have said.

    ``places``: of the shown columns in the whole table; ``pinned``: so many of them, which name the row, stay in view
    where the table is too wide for a laptop; ``same``: (header, what every row says); ``empty``: headers of columns
    without any value.
    """

    columns: tuple[Column, ...]
    places: tuple[int, ...]
    widths: tuple[int, ...]
    pinned: int
    same: tuple[tuple[str, str], ...] = ()
    empty: tuple[str, ...] = ()


def shape(columns: Sequence[Column], rows: Sequence[Sequence[str]], *, kept: Collection[str] = ()) -> Shape:
    """The shape of a table whose cells are ``rows``, as the reader sees them; columns with a ``kept`` key stay."""
    cells = [[row[place] for row in rows] for place in range(len(columns))]
    same, empty, places = [], [], []
    for place, column in enumerate(columns):
        said = set(cells[place])
        if column.key in kept or not rows:
            places.append(place)
        elif said <= {"", formats.DASH}:
            empty.append(column.header)
        elif len(said) == 1 and len(rows) >= ALIKE_FROM and column.type in WORDS:
            same.append((column.header, cells[place][0]))
        else:
            places.append(place)
    if not places:
        return shape(columns, rows, kept=[column.key for column in columns])
    shown = [columns[place] for place in places]
    widths = [_width(column.header, cells[place]) for column, place in zip(shown, places, strict=True)]
    pinned = _pinned(shown) if len(shown) > 1 and sum(widths) > ROOM_PX else 0
    if pinned:
        room = ROOM_PX - sum(widths) + widths[pinned - 1]
        widths[pinned - 1] = min(widths[pinned - 1], max(NAME_LEAST_PX, min(room, NAME_MOST_PX)))
        for place, column in enumerate(shown[pinned:], start=pinned):
            if column.key in NAMES:
                widths[place] = min(widths[place], NAME_LEAST_PX)
    return Shape(tuple(shown), tuple(places), tuple(widths), pinned, tuple(same), tuple(empty))


def _width(header: str, cells: Iterable[str]) -> int:
    """Pixels for the widest of the texts."""
    texts = [header, *nlargest(MEASURED, set(cells), key=len)]
    return min(max(math.ceil(longest(texts, FONT_PX) * WIDER) + SIDES_PX, LEAST_PX), MOST_PX)


def _pinned(columns: Sequence[Column]) -> int:
    """How many columns name a row: the first one, with its rank before it; none where days or shares come first."""
    kinds = [column.type for column in columns[:2]]
    if kinds[0] is ColumnType.TEXT:
        return 1
    return 2 if kinds == [ColumnType.COUNT, ColumnType.TEXT] else 0
