"""The series that a native chart draws: lines in their parts, edges and breadth of bands, reference lines."""

from __future__ import annotations

from datetime import date

from ozgdash.drawing import bands
from ozgdash.drawing.lettering import one_line
from ozgdash.drawing.lines import parts
from ozgdash.export.slides.design import OWN_PAINT, Paint
from ozgdash.model.chart import ChartSpec, Kind, ReferenceLine, Series

REFERENCE = "reference"
"""The key of the series that stands for a reference line."""
TWO_LINE_ROWS = 6


def drawn_series(spec: ChartSpec, top: float, paint: Paint = OWN_PAINT) -> list[Series]:
    """What was measured and what is expected, the edges of bands, reference lines, and last each band's breadth."""
    lines = (part for item in spec.series for part in parts(item, spec.lang))
    edges = (edge for band in spec.bands for edge in bands.edges(band, spec.lang))
    references = (reference_series(line, spec, top, paint) for line in spec.reference_lines)
    return [*lines, *edges, *references, *map(bands.breadth, spec.bands)]


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
