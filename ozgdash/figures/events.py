"""Events on a chart over days: a number for each, and what it stands for."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

import pandas as pd

from ozgdash import formats
from ozgdash.figures.frames import Row, records
from ozgdash.model.chart import ChartSpec, Event, Kind, Series
from ozgdash.model.filters import View
from ozgdash.model.many import SEVERAL
from ozgdash.texts import text

T = TypeVar("T")
NEAR = timedelta(days=31)
"""A day of the axis that is so near stands for that of an event: mostly they are the ends of months."""
MOST = 12
"""So many events a chart has at most: more marks would hide its lines."""


def days_of(spec: ChartSpec) -> tuple[date, date] | None:
    """The first and the last day of the axis; None for a chart that is not over days, or has nothing."""
    if spec.kind is not Kind.LINE or spec.empty or not spec.categories:
        return None
    return date.fromisoformat(spec.categories[0]), date.fromisoformat(spec.categories[-1])


def concerned(view: View) -> tuple[str, ...]:
    """The partners whose own events a chart shows: those of the view, none where they are too many to tell apart."""
    ids = tuple(partner.id for partner in view.partners)
    return ids if len(ids) <= SEVERAL else ()


def with_events(spec: ChartSpec, frame: pd.DataFrame, view: View) -> ChartSpec:
    """The chart with the events of the frame of ``metrics.events.events``; without any it is as it was.

    Of more than ``MOST`` the newest are shown, and it says how many came before them.
    """
    rows = records(frame)
    if not rows:
        return spec
    shown = rows[-MOST:]
    events = tuple(Event(number, row["happened_on"], _words(row, view)) for number, row in enumerate(shown, start=1))
    line = _line(events, len(rows) - len(shown), view)
    for event in events:
        spec = _with_day(spec, event.at)
    return replace(
        spec,
        events=events,
        provenance=replace(spec.provenance, events=line),
        alt_text=f"{spec.alt_text} {line}",
    )


def _with_day(spec: ChartSpec, day: date) -> ChartSpec:
    """The chart with the day among those of its axis, where that breaks no line and no other day is near.

    A native chart can mark no other day than those. A guide goes on straight through the new one.
    """
    days = [date.fromisoformat(category) for category in spec.categories]
    if min(abs(other - day) for other in days) <= NEAR:
        return spec
    at = bisect(days, day)
    part = (day - days[at - 1]) / (days[at] - days[at - 1])
    rows = [item.values for item in spec.series if not item.guide]
    rows += [values for band in spec.bands for values in (band.low, band.high)]
    if any(values[at - 1] is not None and values[at] is not None for values in rows):
        return spec
    return replace(
        spec,
        categories=(*spec.categories[:at], day.isoformat(), *spec.categories[at:]),
        series=tuple(_stretched(item, at, part) for item in spec.series),
        bands=tuple(
            replace(band, low=_inserted(band.low, at, None), high=_inserted(band.high, at, None)) for band in spec.bands
        ),
    )


def _stretched(item: Series, at: int, part: float) -> Series:
    before, after = item.values[at - 1], item.values[at]
    value = None if before is None or after is None else before + (after - before) * part
    start = item.expected_from
    return replace(
        item,
        values=_inserted(item.values, at, value),
        labels=_inserted(item.labels, at, "") if len(item.labels) >= at else item.labels,
        expected_from=start + 1 if start is not None and start >= at else start,
    )


def _inserted(values: tuple[T, ...], at: int, value: T) -> tuple[T, ...]:
    return (*values[:at], value, *values[at:])


def _line(events: Sequence[Event], left: int, view: View) -> str:
    listed = "; ".join(f"{event.number}\u00a0=\u00a0{event.text}" for event in events)
    key = "charts.events_more" if left else "charts.events"
    return text(key, view.lang, count=left, n=formats.number(left, view.lang), events=listed)


def _words(row: Row, view: View) -> str:
    """``21.11.2022, Systemwechsel, Braunschweig: Neues Serviceportal gestartet``."""
    lang = view.lang
    who = [view.cooperation.partner(row["partner_id"]).short_name] if row["partner_id"] else []
    before = ", ".join([formats.day(row["happened_on"], lang), text(f"charts.event_{row['kind']}", lang), *who])
    said = text("charts.event", lang, before=before, words=row[f"text_{lang}"])
    return text("charts.event_example", lang, event=said) if row["example"] else said
