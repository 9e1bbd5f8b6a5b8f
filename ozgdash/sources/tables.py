"""What a file holds before anybody knows what it means: its tabs, their rows, and what belongs to their cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from ozgdash.sources.values import Value

Place = tuple[int, int]
"""Row number as the spreadsheet shows it, and position of the column, 0 for the first."""


@dataclass(frozen=True)
class Row:
    """One row that is not blank; ``number`` is 1-based as in the spreadsheet."""

    number: int
    cells: tuple[Value, ...]

    def cell(self, position: int) -> Value:
        """The value at a position; None to the right of the last cell."""
        return self.cells[position] if position < len(self.cells) else None


@dataclass(frozen=True)
class Area:
    """Merged cells: from the first to the last row and column, all of them included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def __str__(self) -> str:
        return f"{reference(self.first_row, self.first_column)}:{reference(self.last_row, self.last_column)}"


@dataclass(frozen=True)
class Formula:
    """A formula, as it stands in a cell that lies ``rows`` and ``columns`` away. ``text`` "": not told."""

    text: str
    rows: int = 0
    columns: int = 0


@dataclass(frozen=True)
class CellFacts:
    """What a sheet of a workbook says about its cells beside their values.

    ``without_value``: cells with an error value or a formula that has none. ``hidden_rows`` are filtered or hidden by
    hand. ``results_are_kept``: the program that saved the workbook last calculates before it saves;
    ``results_are_void``: the workbook asks to be calculated before its results are believed.
    """

    areas: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formulas: Mapping[Place, Formula] = field(default_factory=dict)
    without_value: frozenset[Place] = frozenset()
    since_1904: bool = False
    results_are_kept: bool = True
    results_are_void: bool = False


@dataclass(frozen=True)
class Sheet:
    """All rows of a tab that are not blank. ``name`` is None for CSV."""

    file_name: str
    sha256: str
    name: str | None
    rows: tuple[Row, ...]
    facts: CellFacts = CellFacts()

    @cached_property
    def by_number(self) -> Mapping[int, Row]:
        """The rows by their number."""
        return {row.number: row for row in self.rows}


class Unread(StrEnum):
    """Why the cells of a tab do not count."""

    HIDDEN = "hidden"
    CHART = "chart"
    DIALOG = "dialog"
    MACRO = "macro"
    EMPTY = "empty"


@dataclass(frozen=True)
class UnreadTab:
    """A tab that is not read. ``sheet``: its cells all the same, to say what they look like."""

    name: str
    reason: Unread
    sheet: Sheet | None = None


@dataclass(frozen=True)
class Tables:
    """A file that was read once: ``sheets`` are its visible tabs with cells in their order, for CSV the one table."""

    file_name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    unread: tuple[UnreadTab, ...] = ()


def reference(row: int, column: int) -> str:
    """The name of a cell, for instance ``K5``; ``column`` counts from 0."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"
