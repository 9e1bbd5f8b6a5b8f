"""Lines, bands and reference lines of a chart of OpenDocument."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ozgdash.drawing import bands, theme
from ozgdash.drawing.lettering import one_line
from ozgdash.export.odf.looks import SYMBOLS, font, line
from ozgdash.export.slides.chart_series import EVENTS, REFERENCE, drawn_series
from ozgdash.export.slides.design import OWN_PAINT, Paint
from ozgdash.export.slides.line_marks import PointLabel, marked_points
from ozgdash.export.slides.scale import LABEL_PT
from ozgdash.model.chart import Band, ChartSpec, Series
from ozgdash.odf import chart as odf
from ozgdash.odf import chart_looks as odf_looks

MARK_PT = 7
LONG_SERIES, SMALL_MARK_PT, SHEET_MARK_PT = 24, 3, 6
"""In a sheet each point has a mark; from so many points on they are small."""
Drawn = Callable[[Series, odf_looks.Symbol, str], odf.Series]
"""A line, its symbol and its colour -> how it is drawn."""


def slide_lines(
    spec: ChartSpec, labels: Mapping[str, PointLabel], top: float, paint: Paint = OWN_PAINT
) -> tuple[odf.Series, ...]:
    """The series of a chart on a slide: marks at some points, labels at the ends. ``labels``: series key -> label."""

    def drawn(item: Series, symbol: odf_looks.Symbol, colour: str) -> odf.Series:
        # What was measured goes on in what is expected, and has its label there.
        label = labels.get(item.key) if item.expected_from is None else None
        marker = odf_looks.Marker(symbol, MARK_PT)
        points = {at: odf.Point(marker) for at in marked_points(item)}
        if label is not None:
            points[label.at] = odf.Point(marker if label.at in points else None, _label(label, paint))
        return _line(item, colour, points=tuple(sorted(points.items(), key=lambda point: point[0])))

    return tuple(_series(spec, top, drawn, LABEL_PT, paint))


def sheet_lines(spec: ChartSpec, top: float, size: float) -> tuple[odf.Series, ...]:
    """The series of a chart in a sheet: a mark at each point, names in the legend."""

    def drawn(item: Series, symbol: odf_looks.Symbol, colour: str) -> odf.Series:
        marker = odf_looks.Marker(symbol, SMALL_MARK_PT if len(item.values) > LONG_SERIES else SHEET_MARK_PT)
        edge = any(item.key in (f"{band.key}-low", f"{band.key}-high") for band in spec.bands)
        return _line(item, colour, marker=None if item.guide else marker, in_legend=not edge)

    return tuple(_series(spec, top, drawn, size))


def _series(spec: ChartSpec, top: float, drawn: Drawn, size: float, paint: Paint = OWN_PAINT) -> Iterator[odf.Series]:
    """Bands first, since what comes first lies below, and since only the first kind of series adds up."""
    for band in spec.bands:
        yield from _band(band, spec)
    place = 0
    for item in drawn_series(spec, top, paint)[: -len(spec.bands) or None]:
        if item.key in (REFERENCE, EVENTS):
            yield (_reference if item.key == REFERENCE else _events)(item, size, paint)
            continue
        yield drawn(item, SYMBOLS[place % len(SYMBOLS)], bands.mark(item, spec, paint.ground))
        place += not item.guide and item.expected_from is None


def _line(
    item: Series,
    colour: str,
    *,
    marker: odf_looks.Marker | None = None,
    points: tuple[tuple[int, odf.Point], ...] = (),
    in_legend: bool = True,
) -> odf.Series:
    return odf.Series(
        one_line(item.name),
        item.values,
        odf.Kind.LINE,
        line(item, colour),
        marker=marker,
        points=points,
        in_legend=in_legend,
    )


def _band(band: Band, spec: ChartSpec) -> Iterator[odf.Series]:
    """An area that stands on its lower edge, on a foot that is not seen and reads the numbers of that edge."""
    low, _ = bands.edges(band, spec.lang)
    breadth = bands.breadth(band)
    yield odf.Series(one_line(low.name), low.values, odf.Kind.AREA, in_legend=False)
    shade = odf_looks.Fill(band.colour, theme.BAND_OPACITY)
    yield odf.Series(one_line(breadth.name), breadth.values, odf.Kind.AREA, fill=shade)


def _label(label: PointLabel, paint: Paint) -> odf_looks.Label:
    place = odf_looks.Place.LEFT if label.left else odf_looks.Place.RIGHT
    return odf_looks.Label(place, font(LABEL_PT, label.colour, paint=paint), label.lines, moved=(0, -label.up))


def _reference(item: Series, size: float, paint: Paint) -> odf.Series:
    """A point without a mark from which a line falls to the axis: it stays in its place when the chart is edited."""
    label = odf_looks.Label(
        odf_looks.Place.ABOVE, font(size, item.colour, bold=True, paint=paint), (one_line(item.name),)
    )
    points = () if item.last is None else ((item.last, odf.Point(label=label)),)
    drop = odf_looks.Stroke(item.colour, 1.25)
    return odf.Series(one_line(item.name), item.values, odf.Kind.LINE, points=points, drop=drop, in_legend=False)


def _events(item: Series, size: float, paint: Paint) -> odf.Series:
    """Points without a mark from which thin lines fall to the axis; their numbers stand beside the upper ends."""
    words = font(size, item.colour, paint=paint)
    points = tuple(
        (at, odf.Point(label=odf_looks.Label(odf_looks.Place.RIGHT, words, (label,))))
        for at, label in enumerate(item.labels)
        if label
    )
    drop = odf_looks.Stroke(item.colour, 0.75, odf_looks.DOTTED)
    return odf.Series(one_line(item.name), item.values, odf.Kind.LINE, points=points, drop=drop, in_legend=False)
