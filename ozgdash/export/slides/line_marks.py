"""Lines of a native chart: where the plot lies, which points have a mark, and what stands at the lines' ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ozgdash.drawing import bands, theme
from ozgdash.drawing.axes import LONG_SPAN_DAYS
from ozgdash.drawing.lettering import cut, longest, one_line
from ozgdash.drawing.line_labels import begins_inside, crowded, end_places, middle_of
from ozgdash.drawing.lines import MARKER_EVERY
from ozgdash.drawing.placing import Place
from ozgdash.export.slides.design import OWN_PAINT, Paint
from ozgdash.export.slides.layouts import Box
from ozgdash.export.slides.scale import LABEL_PT
from ozgdash.model.chart import Band, ChartSpec, Dash, Series

LABEL_GAP_PT = 12
"""From a point to the text of its label, and on its other side."""
MAX_LABEL_PT = 104
"""Wider labels are broken by some programs, at places of their own."""
Plot = tuple[float, float, float, float]
"""Left, top, width and height of the plot as parts of the chart's."""


@dataclass(frozen=True)
class PointLabel:
    """What stands at a point of a line: at its left or right, moved up by a part of the chart's height."""

    at: int
    lines: tuple[str, ...]
    colour: str
    left: bool
    up: float = 0
    bold_first: bool = False


def plot_of(spec: ChartSpec, box: Box) -> Plot:
    """The plot within the chart, so that the labels at the lines' ends find room."""
    written = [part for item in (*spec.series, *_named_edges(spec)) for part in _words(item)]
    labels = longest([cut(part, max_px=MAX_LABEL_PT, font_px=LABEL_PT) for part in written], LABEL_PT)
    return (0.055, 0.085, min(0.93 - labels / box.width, 0.9), 0.80)


def line_labels(spec: ChartSpec, box: Box, top: float, paint: Paint = OWN_PAINT) -> dict[str, PointLabel]:
    """Series key -> its label: name and count at the end, a guide's name; edges of bands with the band's name.

    A line of which the label finds no room is missing.
    """
    named = {edge.key: edge for edge in _named_edges(spec)}
    places = _places([*spec.series, *named.values()], spec, box, top)
    lines = 2 if _counted(spec, box) else 1
    found: dict[str, PointLabel] = {}
    for item in (*spec.series, *named.values()):
        if item.guide:
            if item.last is not None and not crowded(item, spec, top):
                found[item.key] = _of_guide(item, paint)
        elif item.key in places and item.last is not None:
            found[item.key] = _at_end(item, places[item.key], 1 if item.key in named else lines, paint)
    return found


def marked_points(item: Series) -> list[int]:
    """The points with a mark: the last one, every sixth before it and those between two gaps; of what is expected the
    last one alone.
    """
    if item.guide or item.last is None:
        return []
    known = [value is not None for value in item.values]
    alone = {
        i for i, own in enumerate(known) if own and not any(known[j] for j in (i - 1, i + 1) if 0 <= j < len(known))
    }
    wanted = {*alone, item.last, *range(item.last % MARKER_EVERY, len(known), MARKER_EVERY)}
    return sorted(i for i in wanted if known[i] and (item.dash is Dash.SOLID or i == item.last))


def first_day(spec: ChartSpec) -> date:
    """The day with which the axis begins: over many years the first of January."""
    first, _ = _span(spec)
    return date(first.year, 1, 1) if in_years(spec) else first


def in_years(spec: ChartSpec) -> bool:
    """Whether the axis of days shows years, not months."""
    first, last = _span(spec)
    return (last - first).days > LONG_SPAN_DAYS


def months_between(spec: ChartSpec) -> int:
    """How many months lie between two labels of an axis of days that shows months."""
    first, last = _span(spec)
    return max(1, round((last - first).days / 30.4 / 6))


def _span(spec: ChartSpec) -> tuple[date, date]:
    return date.fromisoformat(spec.categories[0]), date.fromisoformat(spec.categories[-1])


def _named_edges(spec: ChartSpec) -> list[Series]:
    return [_named_edge(band, spec) for band in spec.bands]


def _named_edge(band: Band, spec: ChartSpec) -> Series:
    """The edge at whose end the band's name stands, as a line that is labelled with it."""
    return replace(bands.named_edge(band, spec), name=band.name, guide=False)


def _counted(spec: ChartSpec, box: Box) -> bool:
    """Whether there is room for name and count at the end of every line."""
    return sum(1 for item in spec.series if not item.guide) * LABEL_PT * 2.5 <= box.height * 0.8


def _words(item: Series) -> list[str]:
    return [] if item.last is None or item.guide else [item.name, _fitting(item.label(item.last))]


def _fitting(label: str) -> str:
    """The label, or of ``8,0 % (12.037 von 150.717)`` the share alone where all of it is too wide."""
    return label if longest([label], LABEL_PT) <= MAX_LABEL_PT else label.partition(" (")[0]


def _places(series: Sequence[Series], spec: ChartSpec, box: Box, top: float) -> dict[str, Place]:
    """Series key -> the place of its label; ``up`` is how far it moves up, as a part of the chart's height.

    A series of which the label finds no room is missing.
    """
    drawn = [item for item in series if item.last is not None and not item.guide]
    plot = plot_of(spec, box)
    width, height = plot[2] * box.width, plot[3] * box.height
    tall = LABEL_PT * (2.5 if _counted(spec, box) else 1.3)
    sizes = [(LABEL_GAP_PT + longest(_words(item), LABEL_PT), tall) for item in drawn]
    places = end_places(drawn, sizes, spec, (width, height), top, first_day(spec))
    return {
        drawn[index].key: Place((place.up - _end(drawn[index]) / top * height) / box.height, place.left)
        for index, place in places.items()
    }


def _end(item: Series) -> float:
    return item.values[item.last or 0] or 0.0


def _at_end(item: Series, place: Place, lines: int, paint: Paint) -> PointLabel:
    words = tuple(cut(line, max_px=MAX_LABEL_PT, font_px=LABEL_PT) for line in _words(item)[:lines])
    return PointLabel(item.last or 0, words, _ink(item, paint), place.left, place.up, bold_first=True)


def _of_guide(item: Series, paint: Paint) -> PointLabel:
    at_end = begins_inside(item)
    at = item.last or 0 if at_end else middle_of(item)
    return PointLabel(at, (one_line(item.name),), _ink(item, paint), not at_end)


def _ink(item: Series, paint: Paint) -> str:
    return theme.readable(item.colour, paint.ground, theme.MIN_TEXT_CONTRAST)
