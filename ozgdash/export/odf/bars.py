"""Bars of a chart of OpenDocument, single and stacked, and the steps of a waterfall."""

from __future__ import annotations

from collections.abc import Iterator

from ozgdash.drawing import theme
from ozgdash.drawing.lettering import one_line
from ozgdash.export.odf.looks import count_style, fill, font
from ozgdash.export.slides.bar_labels import narrow_segments, stands_inside
from ozgdash.export.slides.design import OWN_PAINT, Paint
from ozgdash.model.chart import ChartSpec, Kind, Series
from ozgdash.odf import chart as odf
from ozgdash.odf import chart_looks as odf_looks


def bar_series(
    spec: ChartSpec, chart_width: float, top: float, size: float, paint: Paint = OWN_PAINT
) -> tuple[odf.Series, ...]:
    """The series with their labels; the foot on which the steps of a waterfall stand is not seen."""
    if spec.kind is Kind.BAR:
        return tuple(_bars(item, chart_width, top, size, paint) for item in spec.series)
    if spec.kind is Kind.STACKED_BAR:
        return tuple(_segments(item, spec, chart_width, top, size, paint) for item in spec.series)
    foot, *steps = spec.series
    edge = odf_looks.Stroke(paint.ground)
    unseen = odf.Series(one_line(foot.name), foot.values, odf.Kind.BAR, in_legend=False)
    seen = (odf.Series(one_line(item.name), item.values, odf.Kind.BAR, edge, fill(item)) for item in steps)
    return (unseen, *seen)


def _segments(item: Series, spec: ChartSpec, chart_width: float, top: float, size: float, paint: Paint) -> odf.Series:
    """The numbers themselves, so that they follow an edit; none for zero and where a segment is too narrow for it."""
    label = odf_looks.Label(
        odf_looks.Place.CENTER, font(size, theme.text_on(item.colour), paint=paint), number=count_style(spec.lang)
    )
    edge = odf_looks.Stroke(paint.ground)
    bare = {*narrow_segments(item, spec, chart_width, top), *(i for i, value in enumerate(item.values) if not value)}
    points = tuple((at, odf.Point(unlabelled=True)) for at in sorted(bare))
    return odf.Series(one_line(item.name), item.values, odf.Kind.BAR, edge, fill(item), label=label, points=points)


def _bars(item: Series, chart_width: float, top: float, size: float, paint: Paint) -> odf.Series:
    points = tuple(_labelled(item, chart_width, top, size, paint))
    return odf.Series(one_line(item.name), item.values, odf.Kind.BAR, fill=fill(item), points=points)


def _labelled(
    item: Series, chart_width: float, top: float, size: float, paint: Paint
) -> Iterator[tuple[int, odf.Point]]:
    """The label behind the end of each bar; within it where the bar leaves no room beside it."""
    for index, value in enumerate(item.values):
        words = one_line(item.label(index))
        if value is not None and words:
            inside = stands_inside(item, index, chart_width, top)
            ink = theme.text_on(item.colour) if inside else paint.ink
            place = odf_looks.Place.INSIDE if inside else odf_looks.Place.OUTSIDE
            yield index, odf.Point(label=odf_looks.Label(place, font(size, ink, paint=paint), (words,)))
