"""Which columns of a table say something, which of them names a row, and in which order they stand on a page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ozgdash import formats
from ozgdash.model.chart import Column, ColumnType

NAMES = ("name", "service", "component", "ask", "target")
"""Keys of columns that say what a row is about, whatever stands before them in a file."""
ALIKE_FROM = 3
"""In so few rows the same word may stand by chance; in more of them the column says one thing again and again."""
WORDS = (ColumnType.TEXT, ColumnType.DATE)
"""What is said once where all rows share it; a number stays, for its neighbours are compared with it."""


@dataclass(frozen=True)
class Shape:
    """The columns that are shown, and what the others would have said.

    ``places``: of the shown columns in the whole table; ``name``: of them the one that says what a row is about;
    ``same``: (header, what every row says); ``empty``: headers of columns without any value.
    """

    columns: tuple[Column, ...]
    places: tuple[int, ...]
    name: int
    same: tuple[tuple[str, str], ...] = ()
    empty: tuple[str, ...] = ()


def shape(columns: Sequence[Column], rows: Sequence[Sequence[str]], *, kept: Collection[str] = ()) -> Shape:
    """The shape of a table whose cells are ``rows``, as the reader sees them; columns with a ``kept`` key stay."""
    same, empty, places = [], [], []
    for place, column in enumerate(columns):
        said = {row[place] for row in rows}
        if column.key in kept or not rows:
            places.append(place)
        elif said <= {"", formats.DASH}:
            empty.append(column.header)
        elif len(said) == 1 and len(rows) >= ALIKE_FROM and column.type in WORDS:
            same.append((column.header, next(iter(said))))
        else:
            places.append(place)
    if not places:
        return shape(columns, rows, kept=[column.key for column in columns])
    places.sort(key=lambda place: columns[place].key not in NAMES)
    shown = tuple(columns[place] for place in places)
    return Shape(shown, tuple(places), _name(shown), tuple(same), tuple(empty))


def _name(columns: Sequence[Column]) -> int:
    """The first column, or the second one where ranks stand before it."""
    return int([column.type for column in columns[:2]] == [ColumnType.COUNT, ColumnType.TEXT])
