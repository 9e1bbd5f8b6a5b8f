"""Where the marks of events stand on an axis of days, and which of them bear a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ozgdash.model.chart import ChartSpec, Event

APART = 12
"""Numbers stand at least this part of the axis from each other: so much the widest takes on a narrow screen."""


def shown(numbers: Sequence[int]) -> str:
    """Numbers that follow each other, as they stand at one mark."""
    if len(numbers) < 2:
        return "".join(map(str, numbers))
    return f"{numbers[0]}\u2013{numbers[-1]}"


@dataclass(frozen=True)
class EventMark:
    """A thin upright line on a day; ``numbers``: those that stand at it, in their order; none where those of the mark
    before it stand for it, too.
    """

    at: date
    numbers: tuple[int, ...]

    @property
    def label(self) -> str:
        """``1``, ``2–3``; empty for none."""
        return shown(self.numbers)


def event_marks(spec: ChartSpec) -> tuple[EventMark, ...]:
    """A mark per month with events, in their order; marks that are near to each other share their numbers."""
    if not spec.events:
        return ()
    first, last = date.fromisoformat(spec.categories[0]), date.fromisoformat(spec.categories[-1])
    apart = max((last - first) / APART, timedelta(days=1))
    found: list[EventMark] = []
    for group in _near(spec.events, apart):
        days = list({(event.at.year, event.at.month): event.at for event in reversed(group)}.values())[::-1]
        numbers = tuple(event.number for event in group)
        found += [EventMark(day, numbers if day == group[0].at else ()) for day in days]
    return tuple(found)


def _near(events: Sequence[Event], apart: timedelta) -> list[list[Event]]:
    """The events in groups: each begins so far from the beginning of the one before it that their numbers have room."""
    groups: list[list[Event]] = []
    for event in events:
        begun = groups[-1][0].at if groups else None
        if begun is not None and (
            event.at - begun < apart or (event.at.year, event.at.month) == (begun.year, begun.month)
        ):
            groups[-1].append(event)
        else:
            groups.append([event])
    return groups
