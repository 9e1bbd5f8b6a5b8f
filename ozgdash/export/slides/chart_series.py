"""The series that a native chart draws: lines in their parts, edges and breadth of bands, reference lines."""

from __future__ import annotations

from datetime import date

from ozgdash.drawing import bands
from ozgdash.drawing.event_marks import event_marks, shown
from ozgdash.drawing.lettering import one_line
from ozgdash.drawing.lines import parts
from ozgdash.export.slides.design import OWN_PAINT, Paint
from ozgdash.model.chart import ChartSpec, Kind, ReferenceLine, Series
from ozgdash.texts import text

REFERENCE, EVENTS = "reference", "events"
"""The keys of the series that stand for a reference line, and for the marks of all events."""
EVENT_HEIGHT = 0.96
"""How far up the mark of an event reaches: its number stands beside that, below the names of reference lines."""
TWO_LINE_ROWS = 6


def drawn_series(spec: ChartSpec, top: float, paint: Paint = OWN_PAINT) -> list[Series]:
    """What was measured and what is expected, the edges of bands, what stands upright, and last each band's breadth.

    Upright stand the reference lines, then the marks of the events as one series.
    """
    lines = (part for item in spec.series for part in parts(item, spec.lang))
    edges = (edge for band in spec.bands for edge in bands.edges(band, spec.lang))
    references = (reference_series(line, spec, top, paint) for line in spec.reference_lines)
    return [*lines, *edges, *references, *event_series(spec, top, paint), *map(bands.breadth, spec.bands)]


def upright(spec: ChartSpec) -> int:
    """How many of the drawn series stand upright."""
    return len(spec.reference_lines) + bool(spec.events)


def event_series(spec: ChartSpec, top: float, paint: Paint = OWN_PAINT) -> tuple[Series, ...]:
    """The marks of the events as a series of points near the top, each on the nearest day of the axis; none without.

    A native chart has no other days than those of its numbers, mostly the ends of months. ``labels``: the numbers.
    """
    if not spec.events:
        return ()
    days = [date.fromisoformat(day) for day in spec.categories]
    numbers: dict[int, tuple[int, ...]] = {}
    for mark in event_marks(spec):
        at = min(range(len(days)), key=lambda place: abs(days[place] - mark.at))
        numbers[at] = numbers.get(at, ()) + mark.numbers
    values = tuple(top * EVENT_HEIGHT if place in numbers else None for place in range(len(days)))
    name = text("charts.events_name", spec.lang)
    return (
        Series(EVENTS, name, values, paint.muted, labels=tuple(shown(numbers.get(at, ())) for at in range(len(days)))),
    )


def reference_series(line: ReferenceLine, spec: ChartSpec, top: float, paint: Paint = OWN_PAINT) -> Series:
    """The line as a series of one point at the top, on the last day of the axis up to it."""
    before = [index for index, day in enumerate(spec.categories) if date.fromisoformat(day) <= line.at]
    at = before[-1] if before else 0
    values = tuple(top if index == at else None for index in range(len(spec.categories)))
    return Series(REFERENCE, line.label, values, paint.ink)


def chart_categories(spec: ChartSpec) -> tuple[str | date, ...]:
    """Days, or names; what stands beside a name (``category_labels``) is its second line where rows are few."""
    if spec.kind is Kind.LINE:
        return tuple(date.fromisoformat(day) for day in spec.categories)
    names = tuple(one_line(name) for name in spec.categories)
    beside = [one_line(label) for label in spec.category_labels]
    between = "\n" if len(names) <= TWO_LINE_ROWS else ", "
    return tuple(between.join(filter(None, pair)) for pair in zip(names, beside, strict=True)) if beside else names
