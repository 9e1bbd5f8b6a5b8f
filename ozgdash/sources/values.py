"""The values of cells, with what a person sees where that is more than the value says."""

from __future__ import annotations

from datetime import date, datetime, timedelta

EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a cell has no zone
FIRST_SERIAL_AFTER_THE_GAP = 61
"""Lotus took 1900 for a leap year, and every spreadsheet since has kept the day that never was (60)."""
LAST_SERIAL = 2_958_465
"""31.12.9999."""
HALF_A_SECOND = timedelta(microseconds=500_000)


class ShownNumber(float):
    """A number whose cell has a format. ``shown`` is what stands on the screen; None: a format that we do not know."""

    __slots__ = ("percent", "shown")
    shown: str | None
    percent: bool

    def __new__(cls, value: float, shown: str | None, *, percent: bool = False) -> ShownNumber:
        """``percent``: the number is shown a hundred times as large."""
        number = super().__new__(cls, value)
        number.shown, number.percent = shown, percent
        return number

    def __str__(self) -> str:
        """The number itself, but a share is never taken for one."""
        return self.shown if self.percent and self.shown is not None else float.__repr__(self)

    def __reduce__(self) -> tuple[type[float], tuple[float]]:
        return float, (float(self),)


class ShownDay(date):
    """A day whose cell shows less or more than day, month and year: ``shown`` is what stands on the screen."""

    shown: str

    def __new__(cls, day: date, shown: str) -> ShownDay:
        """The day, with what the cell shows of it."""
        made = super().__new__(cls, day.year, day.month, day.day)
        made.shown = shown
        return made

    def __reduce__(self) -> tuple[type[date], tuple[int, int, int]]:
        return date, (self.year, self.month, self.day)


Value = str | int | float | bool | date | None
"""A ``date`` may be a ``datetime``: then the cell has a time of day. Text is stripped and never empty."""


def moment(serial: float, *, since_1904: bool = False) -> date | datetime | None:
    """The day behind a serial number, with its time of day where it has one; None where there is no such day."""
    if not 1 <= serial <= LAST_SERIAL:
        return None
    lost = 0 if since_1904 or serial >= FIRST_SERIAL_AFTER_THE_GAP - 1 else 1
    try:
        found = (EPOCH_1904 if since_1904 else EPOCH) + timedelta(days=serial + lost)
    except OverflowError:
        return None
    found = (found + HALF_A_SECOND).replace(microsecond=0)
    return found if found.time() != datetime.min.time() else found.date()


def serial(day: date, *, since_1904: bool = False) -> float:
    """The number that a spreadsheet keeps for a day; the reverse of ``moment`` for days from March 1900 on."""
    at = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001
    return (at - (EPOCH_1904 if since_1904 else EPOCH)) / timedelta(days=1)
