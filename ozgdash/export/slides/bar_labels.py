"""Bars of a native chart: which labels find room within them."""

from __future__ import annotations

from ozgdash import formats
from ozgdash.drawing.lettering import one_line, width
from ozgdash.export.slides.scale import LABEL_PT
from ozgdash.model.chart import ChartSpec, Series

BARS_OF_WIDTH = 0.74
"""What the names of the bars leave of the chart's width, estimated: each program lays it out by itself."""
MAX_OUTSIDE = 0.7
"""The longest bar, as a part of the axis, that leaves room for a label behind it."""


def narrow_segments(item: Series, spec: ChartSpec, chart_width: float, top: float) -> list[int]:
    """The segments of stacked bars that are too narrow for their number; those of zero are none."""
    pt_per_unit = chart_width * BARS_OF_WIDTH / top
    beside = LABEL_PT / (2 if item.hatched else 6)
    return [
        index
        for index, value in enumerate(item.values)
        if value and value * pt_per_unit < width(formats.number(value, spec.lang), LABEL_PT) + beside
    ]


def stands_inside(item: Series, index: int, chart_width: float, top: float) -> bool:
    """Whether a bar's label stands within its end, because there is no room behind it."""
    value = item.values[index] or 0.0
    room = value / top * chart_width * BARS_OF_WIDTH
    return value > top * MAX_OUTSIDE and width(one_line(item.label(index)), LABEL_PT) <= room
