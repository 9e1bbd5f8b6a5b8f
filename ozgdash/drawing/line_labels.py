"""The labels of lines and guides: what they say and where they stand, for every canvas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ozgdash.drawing.canvas import LEADING, Canvas
from ozgdash.drawing.lettering import cut, escaped, longest
from ozgdash.drawing.placing import Curve, Place, beside, fitting, spread
from ozgdash.drawing.theme import Target
from ozgdash.model.chart import ChartSpec, Series

GUIDE_LABEL = "guide"
"""The name of the annotation that names a guide; a page leaves it out where it is too narrow."""
MAX_LABEL_EM = 16
LABEL_GAP_EM = 0.8
CROWDED = 0.14
"""Within this part of the axis the label of a guide would run into that of a line."""
BOLD: dict[Target, float] = {"screen": 1.2, "print": 1.12, "paper": 1.12}
"""How much wider than estimated bold names may be: on the screen in whichever font a reader has."""


def label_lines(series: Series, font: float) -> list[str]:
    """Name and count at a line's end, each on a line of its own."""
    if series.last is None or (series.guide and not begins_inside(series)):
        return []
    return [cut(part, max_px=font * MAX_LABEL_EM, font_px=font) for part in (series.name, series.label(series.last))]


def end_labels(measured: Sequence[Series], spec: ChartSpec, sheet: Canvas, top: float) -> list[dict[str, Any]]:
    """Labels at each line's last value, near it and apart from each other, with a thin line to it where they moved.

    Where the lines are many, the names stand alone, and of more than find room only some; the rest is in the table.
    """
    drawn = [series for series in measured if series.last is not None]
    font = sheet.sizes.font
    counted = len(drawn) * font * LEADING * 2.2 <= sheet.plot_height
    height = font * LEADING * (2.2 if counted else 1)
    widths = [longest(label_lines(series, font), font) * BOLD[sheet.target] + font * LABEL_GAP_EM for series in drawn]
    sizes = [(width, height) for width in widths]
    placed = end_places(drawn, sizes, spec, (sheet.plot_width, sheet.plot_height), top)
    return [
        _end_label(drawn[index], place, sheet, spec, top=top, counted=counted)
        for index, place in sorted(placed.items())
    ]


def _end_label(
    series: Series, place: Place, sheet: Canvas, spec: ChartSpec, *, top: float, counted: bool
) -> dict[str, Any]:
    font, last = sheet.sizes.font, series.last or 0
    lines = label_lines(series, font)
    gap = font * LABEL_GAP_EM
    return {
        "x": spec.categories[last],
        "y": series.values[last],
        "text": f"<b>{escaped(lines[0])}</b>" + (f"<br>{escaped(lines[1])}" if counted and lines[1] else ""),
        "align": "right" if place.left else "left",
        "xanchor": "right" if place.left else "left",
        "yanchor": "middle",
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": sheet.mark(series.colour),
        "ax": -gap if place.left else gap,
        "ay": (series.values[last] or 0) / top * sheet.plot_height - place.up,
        "standoff": 0,
        "font": {"size": font, "color": sheet.text(series.colour)},
    }


def end_places(
    drawn: Sequence[Series],
    sizes: Sequence[tuple[float, float]],
    spec: ChartSpec,
    plot: tuple[float, float],
    top: float,
    first: date | None = None,
) -> dict[int, Place]:
    """Position in ``drawn`` -> where the label of that line's end stands in a plot of that width and height.

    ``sizes`` of the labels, all of one height; ``first``: the day with which the axis begins, if not that of the spec.
    Lines of which the label finds no room are missing.
    """
    width, height = plot
    tall = max((size[1] for size in sizes), default=1.0)
    ends = [(across(item, spec, width, first), (item.values[item.last or 0] or 0) / top * height) for item in drawn]
    shown = fitting([up for _, up in ends], gap=tall, room=height)
    guides = guide_curves(spec, width, height, top, first)
    # Left of its end only a line that is alone has room.
    lines = [_curve(item, spec, width, height, top, first) for item in spec.series if not item.guide]
    alone = lines if len(lines) == 1 else None
    places = {index: beside(ends[index], sizes[index], guides, low=0, high=height, lines=alone) for index in shown}
    ups = spread([places[index].up for index in shown], gap=tall, low=tall / 2, high=height - tall / 2)
    return {index: Place(up, places[index].left) for index, up in zip(shown, ups, strict=True)}


def across(series: Series, spec: ChartSpec, width: float, first: date | None = None) -> float:
    """Where a line's last value stands on an axis of that width, which begins with the first category, or ``first``."""
    return _place(spec.categories[series.last or 0], spec, width, first)


def guide_curves(spec: ChartSpec, width: float, height: float, top: float, first: date | None = None) -> list[Curve]:
    """Every guide as points across and up in a plot of that size."""
    return [_curve(series, spec, width, height, top, first) for series in spec.series if series.guide]


def _curve(series: Series, spec: ChartSpec, width: float, height: float, top: float, first: date | None) -> Curve:
    return [
        (_place(day, spec, width, first), value / top * height)
        for day, value in zip(spec.categories, series.values, strict=True)
        if value is not None
    ]


def _place(day: str, spec: ChartSpec, width: float, first: date | None) -> float:
    begin, end = first or date.fromisoformat(spec.categories[0]), date.fromisoformat(spec.categories[-1])
    return (date.fromisoformat(day) - begin).days / max((end - begin).days, 1) * width


def crowded(guide: Series, spec: ChartSpec, top: float) -> bool:
    """True for a guide that ends so near to a line's end that there is room for the line's label only."""
    last = guide.last or 0
    own = guide.values[last] or 0
    ends = [series.values[last] or 0 for series in spec.series if not series.guide and series.last == last]
    return begins_inside(guide) and any(abs(own - end) < CROWDED * top for end in ends)


def begins_inside(series: Series) -> bool:
    """True for a guide that begins after the first day, as a plan does."""
    return series.values[0] is None


def middle_of(series: Series) -> int:
    """The position at which a guide is nearest to half of its height; the series must have a value."""
    known = [(index, value) for index, value in enumerate(series.values) if value is not None]
    half = (known[0][1] + known[-1][1]) / 2
    return min(known, key=lambda item: (abs(item[1] - half), item[0]))[0]


def guide_label(series: Series, spec: ChartSpec, sheet: Canvas) -> dict[str, Any]:
    """The guide's name beside its middle, on the side where the line is not; at its end where it begins inside."""
    at_end = begins_inside(series)
    place = (series.last or 0) if at_end else middle_of(series)
    return {
        "name": GUIDE_LABEL,
        "x": spec.categories[place],
        "y": series.values[place],
        "text": escaped(cut(series.name, max_px=sheet.sizes.font * MAX_LABEL_EM, font_px=sheet.sizes.small)),
        "xanchor": "left" if at_end else "right",
        "yanchor": "middle" if at_end else "bottom",
        "xshift": sheet.sizes.font * (LABEL_GAP_EM if at_end else -0.3),
        "showarrow": False,
        "font": {"size": sheet.sizes.small, "color": sheet.text(series.colour)},
    }
