"""Lines of a native chart: gaps, guides, the deadline, and labels at the lines' ends."""

from __future__ import annotations

from datetime import date
from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from ozgdash.drawing import bands
from ozgdash.drawing.lettering import one_line
from ozgdash.export.powerpoint.parts import MONTH, YEAR, paint_xml, set_value_axis, write_label
from ozgdash.export.powerpoint.presentation import rgb
from ozgdash.export.slides.chart_series import EVENTS, REFERENCE
from ozgdash.export.slides.design import Paint
from ozgdash.export.slides.layouts import Box
from ozgdash.export.slides.line_marks import (
    Plot,
    PointLabel,
    first_day,
    in_years,
    line_labels,
    marked_points,
    months_between,
    plot_of,
)
from ozgdash.model.chart import ChartSpec, Dash, Series

DASHES = {Dash.SOLID: MSO_LINE.SOLID, Dash.DASHED: MSO_LINE.DASH, Dash.DOTTED: MSO_LINE.ROUND_DOT}
MARKERS = (
    XL_MARKER_STYLE.CIRCLE,
    XL_MARKER_STYLE.SQUARE,
    XL_MARKER_STYLE.DIAMOND,
    XL_MARKER_STYLE.TRIANGLE,
    XL_MARKER_STYLE.PLUS,
    XL_MARKER_STYLE.X,
    XL_MARKER_STYLE.STAR,
    XL_MARKER_STYLE.DASH,
)
EXCEL_EPOCH = date(1899, 12, 30)
REFERENCE_LINE, EVENT_LINE = 15875, 9525
"""Widths in English Metric Units."""
DOTS = '<a:prstDash val="sysDot"/>'
NOT_MOVED = 0.004
"""So small a part of the chart's height is no move."""


def draw_lines(chart: Any, spec: ChartSpec, series: list[Series], box: Box, top: float, paint: Paint) -> None:
    """Styles the chart's series, which are ``series`` in the same order, and its axes.

    ``box``: the chart's room for letters of 12 points; ``top``: where the value axis ends.
    """
    labels = line_labels(spec, box, top, paint)
    _place_plot(chart, plot_of(spec, box))
    _set_date_axis(chart.category_axis, spec, paint)
    set_value_axis(chart.value_axis, spec, top, paint)
    position = 0
    # The areas of bands are a plot before that of the lines.
    for item, drawn in zip(series, list(chart.plots)[-1].series, strict=True):
        drawn.smooth = False
        if item.key in (REFERENCE, EVENTS):
            _draw_upright(drawn, item, paint)
            continue
        _draw_line(drawn, item, MARKERS[position % len(MARKERS)], bands.mark(item, spec, paint.ground))
        # What was measured goes on in what is expected, and has its label there.
        if item.expected_from is None:
            position += not item.guide
            if item.key in labels:
                _label(drawn, labels[item.key], paint)


def _draw_line(drawn: Any, item: Series, marker: Any, colour: str) -> None:
    line = drawn.format.line
    line.color.rgb = rgb(colour)
    line.width = Pt(1.5 if item.guide else 2.5)
    line.dash_style = DASHES[item.dash]
    drawn.marker.style = XL_MARKER_STYLE.NONE
    for index in marked_points(item):
        _mark(drawn.points[index].marker, colour, marker)


def _mark(marker: Any, colour: str, style: Any) -> None:
    marker.style, marker.size = style, 7
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(colour)
    marker.format.line.color.rgb = rgb(colour)


def _label(drawn: Any, wanted: PointLabel, paint: Paint) -> None:
    label = drawn.points[wanted.at].data_label
    label.position = XL_LABEL_POSITION.LEFT if wanted.left else XL_LABEL_POSITION.RIGHT
    write_label(label, list(wanted.lines), wanted.colour, paint, bold_first=wanted.bold_first)
    if abs(wanted.up) > NOT_MOVED:
        _shift(label, -wanted.up)


def _shift(label: Any, offset: float) -> None:
    """Moves a data label down by a part of the chart's height, without a line from it to its point."""
    element = label._dLbl
    for lines in element.getparent().findall(qn("c:showLeaderLines")):
        lines.set("val", "0")
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:x val="0"/><c:y val="{offset:.4f}"/></c:manualLayout></c:layout>'
    )
    element.find(qn("c:idx")).addnext(layout)


def _draw_upright(drawn: Any, item: Series, paint: Paint) -> None:
    """Points without a mark whose error bars reach the axis: they stay in their places when the chart is edited."""
    events = item.key == EVENTS
    drawn.format.line.fill.background()
    drawn.marker.style = XL_MARKER_STYLE.NONE
    wide, dots = (EVENT_LINE, DOTS) if events else (REFERENCE_LINE, "")
    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errDir val="y"/><c:errBarType val="minus"/><c:errValType val="percentage"/>'
        f'<c:noEndCap val="1"/><c:val val="100"/><c:spPr><a:ln w="{wide}"><a:solidFill>'
        f"{paint_xml(item.colour, paint)}</a:solidFill>{dots}</a:ln></c:spPr></c:errBars>"
    )
    drawn._element.find(qn("c:cat")).addprevious(bars)
    for at, words in _upright_labels(item).items():
        label = drawn.points[at].data_label
        label.position = XL_LABEL_POSITION.RIGHT if events else XL_LABEL_POSITION.ABOVE
        write_label(label, [words], item.colour, paint, bold_first=not events)


def _upright_labels(item: Series) -> dict[int, str]:
    """Point -> what stands at it: the numbers of events, the name of a reference line."""
    if item.key == EVENTS:
        return {at: words for at, words in enumerate(item.labels) if words}
    return {} if item.last is None else {item.last: one_line(item.name)}


def _place_plot(chart: Any, plot: Plot) -> None:
    """Fixes the plot area inside the chart (left, top, width, height as parts of it), so that labels find room."""
    left, top, width, height = plot
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/><c:x val="{left:.4f}"/><c:y val="{top:.4f}"/><c:w val="{width:.4f}"/>'
        f'<c:h val="{height:.4f}"/></c:manualLayout></c:layout>'
    )
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, layout)


def _set_date_axis(axis: Any, spec: ChartSpec, paint: Paint) -> None:
    years = in_years(spec)
    axis.tick_labels.number_format = YEAR if years else MONTH
    axis.tick_labels.number_format_is_linked = False
    axis.format.line.color.rgb = rgb(paint.muted)
    axis.has_major_gridlines = False
    axis.major_tick_mark = XL_TICK_MARK.OUTSIDE
    element = axis._element
    for tag in ("c:baseTimeUnit", "c:majorUnit", "c:majorTimeUnit"):
        for old in element.findall(qn(tag)):
            element.remove(old)
    if years:
        axis.minimum_scale = (first_day(spec) - EXCEL_EPOCH).days
    unit, size = ("years", 1) if years else ("months", months_between(spec))
    for tag, value in (("c:baseTimeUnit", "days"), ("c:majorUnit", size), ("c:majorTimeUnit", unit)):
        element.append(parse_xml(f'<{tag} {nsdecls("c")} val="{value}"/>'))
