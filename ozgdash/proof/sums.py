"""What a reader can work out of a table with a pencil: sums, counts of rows, differences, what a month brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from ozgdash.proof.numbers import plain
from ozgdash.proof.reading import Sheet

DIGITS = 6
LEVELS = "maturity"
PROGRESS_COLUMNS = 4
"""The last of them is how many are done."""
PACES = (6, 12, 24)
"""Over how many months a pace is taken."""
TOO_MANY_VALUES = 400
"""A column with more of them names services, not groups."""
MOST = 8
"""Of more columns no three are taken together."""


def numbers_of(sheet: Sheet) -> set[float]:
    """Everything that a reader can work out of a table with a pencil."""
    found = {value for row in sheet.rows for cell in row if (value := plain(cell)) is not None}
    worded = _worded(sheet)
    for places in (*((place,) for place in worded), *combinations(worded, 2), *combinations(worded[:MOST], 3)):
        groups = Counter(tuple(row[place] for place in places) for row in sheet.rows)
        found |= {float(len(groups)), float(len(sheet.rows))}
        found |= {float(count) for count in groups.values()} if len(places) < 3 else set()
    for values in group_sums(sheet).values():
        found |= {*values, *(abs(a - b) for a, b in combinations(values, 2))}
    return {round(number, DIGITS) for number in found | _over_time(sheet)}


def group_sums(sheet: Sheet) -> dict[tuple[str, ...], tuple[float, ...]]:
    """The sums of the columns with numbers: of all rows, and of those that share words, by which column and which."""
    worded = _worded(sheet)
    numbers = [[plain(cell) or 0.0 for place, cell in enumerate(row) if place not in worded] for row in sheet.rows]
    found: dict[tuple[str, ...], list[float]] = {}
    if not any(map(any, numbers)):
        return {}
    for places in ((), *_groupings(sheet, worded)):
        for row, values in zip(sheet.rows, numbers, strict=True):
            key = (*map(str, places), *(row[place] for place in places))
            known = found.setdefault(key, [0.0] * len(values))
            found[key] = [a + b for a, b in zip(known, values, strict=True)]
    return {key: tuple(values) for key, values in found.items()}


def _worded(sheet: Sheet) -> list[int]:
    """The columns without any number; a Reifegrad is a name."""
    places = range(len(sheet.columns))
    if sheet.chart == LEVELS:
        return [*places[:-1]]
    return [place for place in places if all(plain(row[place]) is None for row in sheet.rows)]


def _groupings(sheet: Sheet, worded: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """By each column of words, and in short tables by two of them."""
    yield from ((place,) for place in worded)
    if len(sheet.rows) <= TOO_MANY_VALUES:
        yield from combinations(worded, 2)


def _over_time(sheet: Sheet) -> set[float]:
    """Of counts by day (``progress``): sums of each day, and what a month brought between two of them."""
    if sheet.chart != "progress" or not sheet.rows or len(sheet.columns) < PROGRESS_COLUMNS:
        return set()
    by_day: dict[str, float] = {}
    for row in sheet.rows:
        by_day[row[1]] = by_day.get(row[1], 0.0) + (plain(row[3]) or 0.0)
    days = sorted(by_day, reverse=True)
    paces = {round((by_day[days[0]] - by_day[days[n]]) / n + 1e-9, 1) for n in PACES if n < len(days)}
    gained = {abs(a - b) for a, b in zip(_last(sheet, days, 0), _last(sheet, days, 3), strict=False)}
    return {*paces, *gained, *map(float, PACES)}


def carried(sheet: Sheet) -> Sheet:
    """Counts by day (``progress``) with what was reported last on the days on which nothing was."""
    if sheet.chart != "progress" or len(sheet.columns) < PROGRESS_COLUMNS:
        return sheet
    held: dict[str, tuple[str, ...]] = {}
    rows = []
    for row in sorted(sheet.rows, key=lambda row: row[1]):
        held |= {row[0]: row[3:]} if row[3] else {}
        rows.append((*row[:3], *held.get(row[0], row[3:])))
    return replace(sheet, rows=tuple(rows))


def _last(sheet: Sheet, days: Sequence[str], back: int) -> list[float]:
    """The counts of the partners on the newest day but so many."""
    return [plain(row[3]) or 0.0 for row in sheet.rows if back < len(days) and row[1] == days[back]]
