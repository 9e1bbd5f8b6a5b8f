"""Merged cells: what stands in one holds for the whole area where that has one meaning; elsewhere it is an error."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ozgdash.sources.findings import Findings
from ozgdash.sources.tables import Area, Row, Sheet
from ozgdash.sources.values import Value

KEY_COLUMNS = ("leika_schluessel",)
"""A row has its own: one key for several rows would be one service several times."""
SHOWN_AREAS = 5


def spread(rows: Sequence[Row], areas: Iterable[Area], *, above: Mapping[int, Row]) -> tuple[Row, ...]:
    """The rows with the value of each area of one column in all of its rows; no row is added.

    ``above`` holds all rows of the sheet by number: the first cell of an area may stand in one that is not asked for.
    """
    numbers = [row.number for row in rows]
    filled: dict[int, dict[int, Value]] = {}
    for column, value, first, last in _pieces(areas, above):
        for at in range(bisect_left(numbers, first), bisect_right(numbers, last)):
            filled.setdefault(at, {})[column] = value
    return tuple(_filled(row, filled[at]) if at in filled else row for at, row in enumerate(rows))


def _pieces(areas: Iterable[Area], rows: Mapping[int, Row]) -> Iterator[tuple[int, Value, int, int]]:
    """Column, value, first and last row to fill; areas of a forged sheet that overlap share no row."""
    vertical = [area for area in areas if area.first_column == area.last_column]
    ordered = sorted(vertical, key=lambda area: (area.first_column, area.first_row))
    for column, of_column in groupby(ordered, key=lambda area: area.first_column):
        done = 0
        for area in of_column:
            row = rows.get(area.first_row)
            value = row.cell(column) if row else None
            first = max(area.first_row + 1, done + 1)
            done = max(done, area.last_row)
            if value is not None and first <= area.last_row:
                yield column, value, first, area.last_row


def _filled(row: Row, values: Mapping[int, Value]) -> Row:
    cells = list(row.cells)
    cells.extend([None] * (max(values) + 1 - len(cells)))
    for column, value in values.items():
        cells[column] = value if cells[column] is None else cells[column]
    return replace(row, cells=tuple(cells))


def refuse_ambiguous(sheet: Sheet, header_row: int, positions: Mapping[str, int], findings: Findings) -> None:
    """An error for each kind of area below the header that has no one meaning, naming the first ones.

    An area of several columns is one, unless it touches only one that is known, and that first; or stands alone in its
    row, as a line of text does. So is an area over the header row, and one of keys.
    """
    known = {position: column for column, position in positions.items()}
    across = [area for area in sheet.facts.areas if _is_across(area, header_row, known, sheet)]
    keys = [area for area in sheet.facts.areas if _is_of_keys(area, header_row, known)]
    for key, areas in (("merged_across", across), ("merged_keys", keys)):
        if areas:
            shown = ", ".join(map(str, areas[:SHOWN_AREAS])) + ("…" if len(areas) > SHOWN_AREAS else "")
            findings.error(f"sources.{key}", row=areas[0].first_row, areas=shown, count=len(areas))


def _is_across(area: Area, header_row: int, known: Mapping[int, str], sheet: Sheet) -> bool:
    touched = _touched(area, known)
    if not touched or area.last_row <= header_row:
        return False
    first = sheet.by_number.get(area.first_row)
    if first is None or first.cell(area.first_column) is None:
        return False
    if area.first_row <= header_row:
        return True
    if area.first_column == area.last_column or (len(touched) == 1 and touched[0] == area.first_column):
        return False
    alone = sum(cell is not None for cell in first.cells) == 1
    return not (alone and area.first_row == area.last_row)


def _is_of_keys(area: Area, header_row: int, known: Mapping[int, str]) -> bool:
    columns: Collection[str] = [known[at] for at in _touched(area, known)]
    several = area.last_row > area.first_row > header_row
    return several and area.first_column == area.last_column and any(column in KEY_COLUMNS for column in columns)


def _touched(area: Area, known: Mapping[int, str]) -> list[int]:
    return [at for at in sorted(known) if area.first_column <= at <= area.last_column]
