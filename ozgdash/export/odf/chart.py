"""A chart as one of OpenDocument's own: the same numbers, colours and labels as PowerPoint's and Excel's."""

from __future__ import annotations

from dataclasses import replace

from ozgdash.drawing.lettering import one_line
from ozgdash.export.odf import bars, lines
from ozgdash.export.odf.looks import axis_style, days_style, font, locale
from ozgdash.export.slides.chart_series import chart_categories, drawn_series
from ozgdash.export.slides.design import OWN_PAINT, Paint
from ozgdash.export.slides.layouts import Box
from ozgdash.export.slides.line_marks import first_day, in_years, line_labels, months_between, plot_of
from ozgdash.export.slides.scale import FONT_PT
from ozgdash.export.workbooks.layout import block_names
from ozgdash.model.chart import ChartSpec, Kind
from ozgdash.odf import chart as odf
from ozgdash.odf import chart_looks as odf_looks

CM_PER_PT = 2.54 / 72
SHEET_FONT_PT = 10
SHEET_TITLE_PT = 12
DRAWN = (Kind.LINE, Kind.BAR, Kind.STACKED_BAR, Kind.WATERFALL)
"""The kinds that are charts; the others are tables."""


def slide_chart(spec: ChartSpec, box: Box, top: float, paint: Paint = OWN_PAINT) -> odf.Chart:
    """The chart of a slide, with its labels at the lines' ends.

    ``box``: its place; ``top``: where its values end; ``paint``: what it is written with.
    """
    room = paint.measured(box)
    if spec.kind is Kind.LINE:
        series = lines.slide_lines(spec, line_labels(spec, room, top, paint), top, paint)
        left, upper, width, height = plot_of(spec, room)
        plot = odf.Plot(left, upper, width, height)
        drawn = replace(_chart(spec, series, box, top, FONT_PT, paint), plot=plot, stacked=bool(spec.bands))
    else:
        drawn = _chart(spec, bars.bar_series(spec, room.width, top, FONT_PT, paint), box, top, FONT_PT, paint)
        named = spec.kind is Kind.STACKED_BAR or (spec.kind is Kind.BAR and len(spec.series) > 1)
        drawn = replace(drawn, legend=odf.Legend(odf.Side.TOP, font(FONT_PT, paint=paint)) if named else None)
    return replace(drawn, ground=paint.ground if paint.panel else None)


def sheet_chart(spec: ChartSpec, box: Box, top: float, source: odf.Source) -> odf.Chart:
    """The chart of a sheet, with a title and a legend; it draws the numbers that stand at ``source``.

    They stand in the order of ``drawn_series``.
    """
    if spec.kind is Kind.LINE:
        series = lines.sheet_lines(spec, top, SHEET_FONT_PT)
    else:
        series = bars.bar_series(spec, box.width, top, SHEET_FONT_PT)
    named = sum(item.in_legend for item in series) > 1 and spec.kind is not Kind.WATERFALL
    drawn = _chart(spec, series, box, top, SHEET_FONT_PT)
    return replace(
        drawn,
        categories=drawn.categories if spec.kind is Kind.LINE else tuple(map(one_line, block_names(spec))),
        title=odf.Title(one_line(spec.title), font(SHEET_TITLE_PT, bold=True)),
        legend=odf.Legend(odf.Side.BOTTOM, font(SHEET_FONT_PT)) if named else None,
        stacked=bool(spec.bands) or spec.kind in (Kind.STACKED_BAR, Kind.WATERFALL),
        source=source,
        order=tuple((one_line(item.name), item.values) for item in drawn_series(spec, top)),
    )


def _chart(
    spec: ChartSpec,
    series: tuple[odf.Series, ...],
    box: Box,
    top: float,
    size: float,
    paint: Paint = OWN_PAINT,
) -> odf.Chart:
    language, country = locale(spec.lang)
    line = spec.kind is Kind.LINE
    values = odf.Axis(font(size, paint=paint), axis_style(spec), 0, top, top / 4, visible=line)
    return odf.Chart(
        chart_categories(spec),
        series,
        box.width * CM_PER_PT,
        box.height * CM_PER_PT,
        _days(spec, size, paint)
        if line
        else odf.Axis(font(size, paint=paint), backwards=True, line=odf_looks.Stroke(paint.muted)),
        replace(values, grid=odf_looks.Stroke(paint.grid)) if line else values,
        stacked=spec.kind in (Kind.STACKED_BAR, Kind.WATERFALL),
        horizontal=not line,
        language=language,
        country=country,
    )


def _days(spec: ChartSpec, size: float, paint: Paint) -> odf.Axis:
    years = in_years(spec)
    return odf.Axis(
        font(size, paint=paint),
        days_style(spec.lang, years=years),
        first_day(spec) if years else None,
        days=odf.Days(1, odf.Step.YEARS) if years else odf.Days(months_between(spec), odf.Step.MONTHS),
        ticks=True,
        line=odf_looks.Stroke(paint.muted),
    )
