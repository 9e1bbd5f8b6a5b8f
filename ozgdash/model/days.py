"""Days on which a history is asked, and which days there are."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from ozgdash import formats

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
"""The days that a sheet, a file in ``data/``, an address, a command or a recipe may name.

Wide enough for every contract and plan, narrow enough that a series over all of its months is short. A date outside is
a slip of the pen or stands for something else ("unbefristet" is often written as 31.12.9999).
"""


def today() -> date:
    """The day that it is for the readers, whatever the time zone of the machine."""
    return formats.local(datetime.now(UTC)).date()


def is_in_range(day: date) -> bool:
    """True for a day that may be named."""
    return FIRST_DAY <= day <= LAST_DAY


def month_end(day: date) -> date:
    """The last day of the month in which ``day`` lies."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_later(day: date, months: int) -> date:
    """The end of the month ``months`` after (negative: before) that of ``day``; at most the first or the last day."""
    index = _month_index(day) + months
    if index < _month_index(FIRST_DAY):
        return FIRST_DAY
    if index > _month_index(LAST_DAY):
        return LAST_DAY
    return month_end(date(index // 12, index % 12 + 1, 1))


def _month_index(day: date) -> int:
    return day.year * 12 + day.month - 1


def month_ends(first: date, last: date) -> list[date]:
    """The month ends from the month of ``first`` up to ``last``, then ``last`` itself; empty if ``last`` is earlier.

    Only those from ``FIRST_DAY`` to ``LAST_DAY``, so that a series over them is short whatever a file says.
    """
    return list(_month_ends(max(first, FIRST_DAY), min(last, LAST_DAY)))


def _month_ends(first: date, last: date) -> Iterator[date]:
    if first > last:
        return
    day = month_end(first)
    while day < last:
        yield day
        day = month_end(day + timedelta(days=1))
    yield last


def month_before(day: date) -> date:
    """The day a month before, to compare with: the end of the month before, also for a day within a month."""
    return months_later(day, -1)
