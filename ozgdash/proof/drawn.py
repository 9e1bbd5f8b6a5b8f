"""The numbers of charts against the table of the chart: each point by its category and what its series is called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import permutations

from ozgdash.proof.documents import Drawn
from ozgdash.proof.shown import Table, counts
from ozgdash.proof.sums import DIGITS
from ozgdash.proof.workbooks import EXCEL_BEGINS

SERIAL = re.compile(r"[2-7]\d{4}(?:\.0)?")
"""A day as Excel counts it."""
ENDS = (0.0, 1.0)
"""Where axes, and paths to a target, begin and end."""
GAPS = ("", "NaN")
HALF = 0.5
FORECASTS = ("outlook",)
"""Drawn with fractions of services, listed with whole ones."""


def drawn_differences(chart: Drawn, tables: Sequence[Table]) -> Iterator[tuple[str, str]]:
    """What a chart says of what, where that follows from no table: the words and the number."""
    if not chart.rows or not tables:
        return
    found = [list(_drawn(chart, table)) for table in tables]
    yield from min(found, key=len)


def _drawn(chart: Drawn, table: Table) -> Iterator[tuple[str, str]]:
    names = chart.rows[0]
    for place, name in enumerate(names[1:], 1):
        column = [(_category(row[0]), row[place]) for row in chart.rows[1:] if place < len(row)]
        values = [(category, value) for category, said in column if (value := _value(said)) is not None]
        absent = [
            (f"{category}, {name}", f"{value:g}")
            for category, value in values
            if not _is_drawn(table, category, name, value)
        ]
        # A path to a target, a plan or the mark of an event stands in no table.
        if not chart.is_line or table.has(name.partition(" (")[0]):
            yield from absent


def _value(said: str) -> float | None:
    """As a file has a number; None for a gap and for words, with a comma or without."""
    try:
        return float(said) if said not in GAPS else None
    except ValueError:
        return None


def _category(said: str) -> str:
    """A day that is counted as Excel does it is a day."""
    if SERIAL.fullmatch(said):
        return (EXCEL_BEGINS + timedelta(days=int(float(said)))).isoformat()
    return said.partition("\n")[0]


def _is_drawn(table: Table, category: str, name: str, value: float) -> bool:
    if value in ENDS:
        return True
    rows = table.across(category, name)
    if rows is None or not rows:
        return _in(value, table.numbers)
    # The tint of a cell is its part of the most that stands in a column.
    sizes = {value, *(value * most for most in table.most)}
    noise = HALF if table.sheet.chart in FORECASTS else 0.0
    return any(_is_of(size, numbers, noise) for numbers in counts(table, rows) for size in sizes)


def _in(value: float, numbers: set[float]) -> bool:
    """As it is, or as a share or its hundredfold; a part that goes down is drawn below zero."""
    size = abs(value)
    return any(round(form, DIGITS) in numbers for form in (size, size / 100, size * 100))


def _is_of(value: float, numbers: Sequence[float], noise: float) -> bool:
    """One of the numbers, or the share of two of them; ``noise``: by so much a count may have been rounded."""
    size, near = abs(value), 10.0**-DIGITS
    if any(abs(form - number) <= near for number in numbers for form in (size, size / 100, size * 100)):
        return True
    pairs = [(n, m) for n, m in permutations(numbers, 2) if m > 0 and 0 <= n <= m]
    if noise:
        # What was rounded are counts, and of a share so near to none nearly all would be the hundredth.
        return any(abs(size - n / m) <= near + noise / m for n, m in pairs if n.is_integer() and m >= 1)
    return any(abs(form - n / m) <= near for n, m in pairs for form in (size, size / 100))
