"""Rows in and below a table that speak of no service: totals, notes, headings, rows that nobody filled in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ozgdash.model.names import cleaned
from ozgdash.sources.cell_words import blank_vocabulary, note_vocabulary
from ozgdash.sources.findings import Findings
from ozgdash.sources.key_cells import OZG_ID, looks_like_key, may_be_key
from ozgdash.sources.number_format import shown
from ozgdash.sources.tables import Area, Row, Sheet
from ozgdash.sources.values import Value
from ozgdash.sources.vocabulary import component_vocabulary

NUMBER = re.compile(r"[\d\s.,%+\-]+")
OZG_LIKE = re.compile(r"(ozg\D*)?\d{3,6}", re.IGNORECASE)
SAYS_NOTHING_ALONE = ("leika_schluessel", "ozg_id", "leistung", "bemerkung", "reifegradmodell", "bereich")
"""What stands in one of these columns alone reports nothing."""
MAX_SHOWN = 5
MAX_BEGINNING = 60


@dataclass(frozen=True)
class _Cells:
    """The filled cells of one row, words for nothing left out: by the known column, and in their order."""

    known: Mapping[str, Value]
    filled: tuple[tuple[str | None, Value], ...]

    @cached_property
    def first(self) -> str:
        """What stands in the first cell that is no number: those of a numbered list come before the words."""
        texts = (cleaned(shown(value)) for _, value in self.filled)
        return next((words for words in texts if not NUMBER.fullmatch(words)), "")

    @property
    def is_total(self) -> bool:
        return note_vocabulary().is_total(self.first)

    @property
    def is_marked(self) -> bool:
        """True where the row says of itself that it is no service."""
        return self.is_total or note_vocabulary().is_note(self.first)

    @property
    def means_an_entry(self) -> bool:
        """True for a row that names a service or a component, or tries to."""
        key, ozg_id, name = (self.known.get(column) for column in ("leika_schluessel", "ozg_id", "leistung"))
        if looks_like_key(key) or ("bereich" in self.known and "name" in self.known and self._has_area):
            return True
        if self.is_marked:
            return name is not None and OZG_ID.fullmatch(shown(ozg_id)) is not None
        named = ozg_id is not None and (name is not None or OZG_LIKE.fullmatch(shown(ozg_id)) is not None)
        return may_be_key(key) or named or ("bereich" in self.known and "name" in self.known)

    @property
    def _has_area(self) -> bool:
        return component_vocabulary().is_area(shown(self.known["bereich"]))

    @property
    def reports(self) -> bool:
        """True where a cell says something of a service or a component, whichever that is."""
        told = [
            column
            for column, value in self.filled
            if column is not None and column not in SAYS_NOTHING_ALONE and cleaned(shown(value)) != self._label
        ]
        return bool(told) or ("bereich" in self.known and self._has_area)

    @property
    def _label(self) -> str | None:
        return self.first if self.is_marked else None

    @property
    def is_heading(self) -> bool:
        """True where nothing is filled that is read, but for one cell of words in the column of keys."""
        read = [column for column, _ in self.filled if column not in (None, "reifegradmodell")]
        return not read or (read == ["leika_schluessel"] and len(self.filled) == 1)


def without_notes(
    sheet: Sheet, body: Sequence[Row], positions: Mapping[str, int], findings: Findings
) -> tuple[Sheet, tuple[Row, ...]]:
    """The sheet without the facts of its notes, and the rows below the header without them; one notice names all.

    A note is a row that speaks of no service and reports nothing: labelled as a total or a note, a heading between the
    rows, and whatever else stands below the last entry. A row that may mean an entry, or that reports something and is
    no total, is none.
    """
    columns = {position: column for column, position in positions.items()}
    rows = [(row, _cells(row, columns)) for row in body]
    last = max((row.number for row, cells in rows if cells.means_an_entry), default=None)
    notes = [row for row, cells in rows if _is_note(cells, row.number, last)]
    if not notes:
        return sheet, tuple(body)
    beginnings = [_beginning(row) for row in notes[:MAX_SHOWN]] + ["…"][: len(notes) > MAX_SHOWN]
    findings.notice("sources.rows_left_out", row=notes[0].number, count=len(notes), rows="; ".join(beginnings))
    numbers = {row.number for row in notes}
    kept = tuple(row for row in body if row.number not in numbers)
    return _without_facts(sheet, numbers, {row.number for row in kept}), kept


def _cells(row: Row, columns: Mapping[int, str]) -> _Cells:
    filled = tuple(
        (columns.get(position), value)
        for position, value in enumerate(row.cells)
        if value is not None and not _means_nothing(value, columns.get(position) or "")
    )
    return _Cells({column: value for column, value in filled if column is not None}, filled)


def _means_nothing(value: Value, column: str) -> bool:
    return isinstance(value, str) and blank_vocabulary().means_nothing(value, column)


def _is_note(cells: _Cells, row: int, last: int | None) -> bool:
    if cells.means_an_entry:
        return False
    if cells.is_total:
        return True
    if cells.reports:
        return False
    below = last is not None and row > last
    return below or cells.is_marked or (last is not None and cells.is_heading)


def _beginning(row: Row) -> str:
    words = " ".join(cleaned(shown(value)) for value in row.cells if value is not None)
    more = "…" if len(words) > MAX_BEGINNING else ""
    return f"{row.number} („{words[:MAX_BEGINNING]}{more}“)"


def _reaches_into(area: Area, rows: Sequence[int]) -> bool:
    """True where one of the rows, which are sorted, lies in the area; it may be a million rows high."""
    at = bisect_left(rows, area.first_row)
    return at < len(rows) and rows[at] <= area.last_row


def _without_facts(sheet: Sheet, notes: set[int], kept: Iterable[int]) -> Sheet:
    """Formulas, missing results and merged cells of notes matter to nobody, unless an area reaches into the table."""
    facts, rows = sheet.facts, sorted(kept)
    areas = tuple(area for area in facts.areas if area.first_row not in notes or _reaches_into(area, rows))
    formulas = {place: formula for place, formula in facts.formulas.items() if place[0] not in notes}
    without_value = frozenset(place for place in facts.without_value if place[0] not in notes)
    return replace(sheet, facts=replace(facts, areas=areas, formulas=formulas, without_value=without_value))
