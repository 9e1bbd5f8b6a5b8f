"""How large a chart on a slide is lettered, and up to where its values go."""

from __future__ import annotations

from ozgdash.drawing import axes
from ozgdash.model.chart import ChartSpec, Kind

FONT_PT = 12
LABEL_PT = 12


def top_of(spec: ChartSpec) -> float:
    """The upper end of the value axis; of stacked bars the longest row."""
    if spec.kind not in (Kind.LINE, Kind.BAR):
        rows = zip(*(item.values for item in spec.series), strict=True)
        return max([1.0, *(sum(value or 0.0 for value in row) for row in rows)])
    return axes.top(spec)
