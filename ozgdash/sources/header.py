"""Finds the header row of a sheet and the columns that are known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from ozgdash.model.names import lettered
from ozgdash.sources.findings import Findings
from ozgdash.sources.merged import spread
from ozgdash.sources.notes import without_notes
from ozgdash.sources.table_checks import check_stray_cells, check_table
from ozgdash.sources.tabular import Row, Sheet, Value
from ozgdash.sources.typed_days import with_days

SEARCHED_ROWS = 30
"""A header further down is not a header."""
MAX_SHOWN = 200
"""Characters of a row that a message repeats."""
SIMILAR_PCT = 80
"""From here on an unknown name is taken for a misspelled known one."""
BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]\s*\*?\s*$")


@dataclass(frozen=True)
class Header:
    """The header row of a sheet: where each known column stands, and what else stands there."""

    row: Row
    positions: Mapping[str, int]
    unknown: tuple[str, ...]
    doubled: tuple[str, ...]
    body: tuple[Row, ...] = ()
    """The rows below it; what stands in merged cells of one column stands in all rows of the area."""

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

    def report_unknown(
        self, known: Sequence[str], findings: Findings, *, also: Mapping[str, str] | None = None
    ) -> None:
        """A notice with the unknown columns; an error for one that is likely a known one, which nothing else is.

        Its values would be lost, and with them a "no" or a day that somebody meant to report. ``also``: what people
        call a column, by its letters -> the column.
        """
        ignored = []
        missing = [column for column in known if column not in self.positions]
        for name in self.unknown:
            likely = _likely(folded(name), missing, also or {})
            if likely is None:
                ignored.append(name)
            else:
                findings.error("sources.column_misspelled", row=self.row.number, column=name, allowed=likely)
        if ignored:
            findings.notice("sources.columns_ignored", row=self.row.number, columns="; ".join(ignored))

    def refuse_doubled(self, findings: Findings) -> None:
        """An error for each known column that stands there twice."""
        for column in self.doubled:
            findings.error("sources.column_twice", row=self.row.number, column=column)


def _likely(name: str, missing: Sequence[str], also: Mapping[str, str]) -> str | None:
    """The missing column that a name is likely meant for."""
    if also.get(name) in missing:
        return also[name]
    similar = {column: fuzz.ratio(name, folded(column)) for column in missing}
    best = max(missing, key=lambda column: similar[column], default=None)
    return best if best is not None and similar[best] >= SIMILAR_PCT else None


def find_header(sheet: Sheet, known: Sequence[str]) -> Header | None:
    """The row among the first thirty that names most of the known columns, at least two; None where there is none.

    Names are compared by their letters and digits alone, umlauts spelled out or not.
    """
    by_folded = {folded(column): column for column in known}
    best, best_hits = None, 1
    searched = [row for row in sheet.rows[:SEARCHED_ROWS] if row.number <= SEARCHED_ROWS]
    for row in spread(searched, sheet.facts.areas, above=sheet.by_number):
        hits = len({_column(cell, by_folded) for cell in row.cells} - {None})
        if hits > best_hits:
            best, best_hits = row, hits
    return _header(best, by_folded, sheet) if best else None


def required_header(
    sheet: Sheet,
    known: Sequence[str],
    findings: Findings,
    *,
    allowed: Sequence[str] | None = None,
    days: Sequence[str] = (),
    with_notes: bool = False,
) -> Header:
    """Like ``find_header``, with the table checked: ``findings`` then hold what cannot be believed or seen.

    ``days``: the columns of days; what is a day there by another name becomes one, with a notice. ``with_notes``:
    totals and notes may stand in and below the table, and are left out with a notice. Raises SourceFormatError where
    there is no header row, naming ``allowed``, else ``known``.
    """
    header = find_header(sheet, known)
    if header is None:
        received = _shown(sheet.rows[0]) if sheet.rows else "–"
        raise findings.fail("sources.no_header", received=received, allowed="; ".join(allowed or known))
    body = header.body
    if with_notes:
        sheet, body = without_notes(sheet, body, header.positions, findings)
    check_table(sheet, header.row.number, body, header.positions, findings)
    check_stray_cells(sheet, header.row, body, findings)
    for column in (column for column in days if column in header.positions):
        since_1904 = sheet.facts.since_1904
        body = with_days(body, column, header.positions[column], findings, since_1904=since_1904)
    return replace(header, body=body)


def exact_header(sheet: Sheet, columns: Sequence[str], findings: Findings) -> Header:
    """The header of a file of ours, which has these columns, each once, and no other.

    Raises SourceFormatError with what is wrong with it.
    """
    header = required_header(sheet, columns, findings)
    header.refuse_doubled(findings)
    for column in header.unknown:
        findings.error("sources.column_unknown", row=header.row.number, column=column, allowed="; ".join(columns))
    header.expect(columns, findings)
    findings.raise_errors()
    return header


def _shown(row: Row) -> str:
    return "; ".join(str(cell) for cell in row.cells if cell is not None)[:MAX_SHOWN]


def _header(row: Row, by_folded: Mapping[str, str], sheet: Sheet) -> Header:
    positions: dict[str, int] = {}
    unknown: list[str] = []
    doubled: list[str] = []
    for position, cell in enumerate(row.cells):
        column = _column(cell, by_folded)
        if column is None:
            if cell is not None:
                unknown.append(str(cell))
        elif column in positions:
            doubled.append(column)
        else:
            positions[column] = position
    areas = [area for area in sheet.facts.areas if area.first_row > row.number]
    below = [other for other in sheet.rows if other.number > row.number]
    body = spread(below, areas, above=sheet.by_number)
    return Header(row, positions, tuple(unknown), tuple(doubled), body)


def folded(cell: Value) -> str:
    """The cell in the form in which column names are compared: ``LeiKa-Schlüssel`` is ``leika_schluessel``."""
    return lettered(str(cell)) if cell is not None else ""


def _column(cell: Value, by_folded: Mapping[str, str]) -> str | None:
    """The known column that the cell names; a remark in brackets behind it, such as a unit, does not matter."""
    if cell is None:
        return None
    return by_folded.get(folded(cell)) or by_folded.get(folded(BRACKETS.sub("", str(cell))))
