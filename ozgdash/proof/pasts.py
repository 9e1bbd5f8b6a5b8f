"""The counts of a partner by day, as the table of progress has them, and the paces that follow from them."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ozgdash.proof.claims import Line, grid
from ozgdash.proof.facts import Facts

LEAST_MONTHS = 3
"""With fewer there is no pace."""
LAST_DAY = date(2100, 12, 31)


@dataclass(frozen=True)
class Past:
    """One partner's counts by the days on which a Reifegrad was reported; ``months``: all whole ones, in order."""

    known: dict[date, tuple[float, float]]
    months: tuple[date, ...]

    @property
    def last(self) -> date | None:
        """The day of the last report."""
        return max(self.known, default=None)

    @property
    def changes(self) -> list[float]:
        """What each month brought; what changed over months without a report is spread evenly over them."""
        places = [at for at, day in enumerate(self.months) if day in self.known]
        found: list[float] = []
        for before, after in pairwise(places):
            gained = self.known[self.months[after]][0] - self.known[self.months[before]][0]
            found += [gained / (after - before)] * (after - before)
        return found

    def change_of_total(self, window: int) -> float | None:
        """How what is counted changed over the pace's months; None where one of the two counts is not known."""
        places = [at for at, day in enumerate(self.months) if day in self.known]
        if not places:
            return None
        before = self.known.get(self.months[max(places[-1] - min(window, len(self.changes)), 0)])
        return self.known[self.months[places[-1]]][1] - before[1] if before else None

    def pace(self, window: int) -> float | None:
        """The mean of so many last months; None with fewer than three."""
        recent = self.changes[-window:]
        return sum(recent) / len(recent) if len(recent) >= LEAST_MONTHS else None


def pasts(facts: Facts) -> dict[str, Past]:
    """Of each partner by its name in the tables; none where the package has no table of counts by day."""
    keys = ("partner", "day", "done", "total", "unknown")
    counts = grid(facts.package, "progress", "charts", *keys)
    return {name: _past(lines) for name, lines in counts.by("partner").items()} if counts else {}


def _past(lines: Sequence[Line]) -> Past:
    known, months = {}, []
    for line in lines:
        day, numbers = line.day("day"), line.numbers("done", "total", "unknown")
        if day is None:
            continue
        if (day + timedelta(days=1)).day == 1:
            months.append(day)
        if numbers is not None and numbers[2] < numbers[1]:
            known[day] = numbers[0], numbers[1]
    return Past(known, tuple(sorted(months)))


def months_later(day: date, months: int) -> date:
    """The last day of the month that is so many months later; at most the last day that there is."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1]) if year <= LAST_DAY.year else LAST_DAY
