"""How large a chart on a slide is lettered, and up to where its values go."""

from __future__ import annotations

from ozgdash.drawing.axes import highest
from ozgdash.model.chart import ChartSpec, Kind, Unit

FONT_PT = 12
LABEL_PT = 12


def top_of(spec: ChartSpec) -> float:
    """The upper end of the value axis: 100 %, or what a count axis needs; of stacked bars the longest row."""
    if spec.kind not in (Kind.LINE, Kind.BAR):
        rows = zip(*(item.values for item in spec.series), strict=True)
        return max([1.0, *(sum(value or 0.0 for value in row) for row in rows)])
    return 1.0 if spec.unit is Unit.SHARE else highest(spec)
