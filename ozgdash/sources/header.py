"""Finds the header row of a sheet and the columns that are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ozgdash.sources.findings import Findings
from ozgdash.sources.tabular import Row, Sheet, Value

SEARCHED_ROWS = 30
"""A header further down is not a header."""
MAX_SHOWN = 200
"""Characters of a row that a message repeats."""


@dataclass(frozen=True)
class Header:
    """The header row of a sheet: where each known column stands, and what else stands there."""

    row: Row
    positions: Mapping[str, int]
    unknown: tuple[str, ...]
    doubled: tuple[str, ...]
    body: tuple[Row, ...] = ()
    """The rows below it."""

    def value(self, row: Row, column: str) -> Value:
        """The value of a known column in a row; None where the sheet has no such column."""
        return row.cell(self.positions[column]) if column in self.positions else None

    def expect(self, needed: Sequence[str], findings: Findings, *, allowed: Sequence[str] | None = None) -> None:
        """An error for each needed column that is missing; ``allowed``: what may stand there, else what is needed."""
        for column in (column for column in needed if column not in self.positions):
            findings.error(
                "sources.column_missing",
                row=self.row.number,
                column=column,
                received=_shown(self.row),
                allowed="; ".join(allowed or needed),
            )

    def refuse_doubled(self, findings: Findings) -> None:
        """An error for each known column that stands there twice."""
        for column in self.doubled:
            findings.error("sources.column_twice", row=self.row.number, column=column)


def find_header(sheet: Sheet, known: Sequence[str]) -> Header | None:
    """The row among the first thirty that names most of the known columns, at least two; None where there is none.

    Names are compared without regard to case, white space, hyphens and underscores.
    """
    by_folded = {folded(column): column for column in known}
    best, best_hits = None, 1
    for row in sheet.rows:
        if row.number > SEARCHED_ROWS:
            break
        hits = len({by_folded.get(folded(cell)) for cell in row.cells} - {None})
        if hits > best_hits:
            best, best_hits = row, hits
    return _header(best, by_folded, sheet) if best else None


def required_header(
    sheet: Sheet, known: Sequence[str], findings: Findings, *, allowed: Sequence[str] | None = None
) -> Header:
    """Like ``find_header``. Raises SourceFormatError where there is none, naming ``allowed``, else ``known``."""
    header = find_header(sheet, known)
    if header is None:
        raise findings.fail("sources.no_header", received=_shown(sheet.rows[0]), allowed="; ".join(allowed or known))
    return header


def _shown(row: Row) -> str:
    return "; ".join(str(cell) for cell in row.cells if cell is not None)[:MAX_SHOWN]


def _header(row: Row, by_folded: Mapping[str, str], sheet: Sheet) -> Header:
    positions: dict[str, int] = {}
    unknown: list[str] = []
    doubled: list[str] = []
    for position, cell in enumerate(row.cells):
        column = by_folded.get(folded(cell))
        if column is None:
            if cell is not None:
                unknown.append(str(cell))
        elif column in positions:
            doubled.append(column)
        else:
            positions[column] = position
    body = tuple(other for other in sheet.rows if other.number > row.number)
    return Header(row, positions, tuple(unknown), tuple(doubled), body)


def folded(cell: Value) -> str:
    """The cell in the form in which column names are compared."""
    return "".join(character for character in str(cell).casefold() if character.isalnum()) if cell is not None else ""
