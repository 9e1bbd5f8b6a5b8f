"""Days on which a history is asked."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta


def month_end(day: date) -> date:
    """The last day of the month in which ``day`` lies."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_later(day: date, months: int) -> date:
    """The end of the month ``months`` after (negative: before) that of ``day``."""
    index = day.year * 12 + day.month - 1 + months
    return month_end(date(index // 12, index % 12 + 1, 1))


def month_ends(first: date, last: date) -> list[date]:
    """The month ends from the month of ``first`` up to ``last``, then ``last`` itself; empty if ``last`` is earlier."""
    return list(_month_ends(first, last))


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
    return day.replace(day=1) - timedelta(days=1)
