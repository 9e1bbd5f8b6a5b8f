"""Days from the cells of spreadsheets: a time of day or a bare number does not move or lose the day that was meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from ozgdash.formats import day as german
from ozgdash.model.days import is_in_range
from ozgdash.sources.findings import Findings
from ozgdash.sources.number_format import shown
from ozgdash.sources.tables import Row
from ozgdash.sources.values import ShownDay, ShownNumber, Value, moment

EVENING = (time(22), time(23))
"""Midnight in Germany, in summer and in winter, as a program writes it that takes local days for UTC."""
SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
"""As text: what is left of a day in a CSV that was saved without a format of days."""
ALMOST_MIDNIGHT = time(23, 59)
"""Some programs lose seconds at it."""


def day_meant(value: Value, *, since_1904: bool = False) -> tuple[date, str | None] | None:
    """The day that a cell means, and how that was found out; None for what is no day of a spreadsheet.

    ``part_shown``: the cell shows a month, or a day without its year. ``next_day``: the time is midnight of the
    writer's zone, and the day is the next one. ``time_dropped``: another time of day. ``serial``: a number without a
    format of days that is the serial number of one within the range of days.
    """
    if isinstance(value, ShownDay):
        return date_meant(value)[0], "part_shown"
    if isinstance(value, date):
        return date_meant(value)
    if isinstance(value, str) and SERIAL.fullmatch(value.strip()):
        value = float(value.replace(",", "."))
    if not isinstance(value, float) or (isinstance(value, ShownNumber) and value.percent):
        return None
    found = moment(value, since_1904=since_1904)
    if found is None or not is_in_range(found.date() if isinstance(found, datetime) else found):
        return None
    return (day_meant(found) or (found, None))[0], "serial"


def date_meant(value: date) -> tuple[date, str | None]:
    """The day that a date means, which may have a time of day; see ``day_meant``."""
    if not isinstance(value, datetime):
        return date(value.year, value.month, value.day), None
    is_next = value.time() in EVENING or value.time() >= ALMOST_MIDNIGHT
    if is_next and value.date() < date.max:
        return value.date() + timedelta(days=1), "next_day"
    return value.date(), "time_dropped"


def with_days(
    rows: Sequence[Row], column: str, position: int, findings: Findings, *, since_1904: bool = False
) -> tuple[Row, ...]:
    """The rows with plain days in a column; a notice for each way in which some were found out, with an example."""
    examples: dict[str, tuple[int, str, date]] = {}
    counts: dict[str, int] = {}
    found: list[Row] = []
    for row in rows:
        value = row.cell(position)
        meant = day_meant(value, since_1904=since_1904)
        if meant is None or type(value) is date:
            found.append(row)
            continue
        day, how = meant
        if how is not None:
            examples.setdefault(how, (row.number, shown(value), day))
            counts[how] = counts.get(how, 0) + 1
        found.append(replace(row, cells=(*row.cells[:position], day, *row.cells[position + 1 :])))
    for how, (number, received, day) in examples.items():
        taken = german(day, "de")
        findings.notice(
            f"sources.day_{how}", row=number, column=column, received=received, taken=taken, count=counts[how]
        )
    return tuple(found)
