"""Bars of a native chart, single and stacked."""

from __future__ import annotations

from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from ozgdash.drawing import theme
from ozgdash.drawing.lettering import one_line
from ozgdash.export.powerpoint.parts import COUNT, set_value_axis, write_label
from ozgdash.export.powerpoint.presentation import rgb
from ozgdash.export.slides.bar_labels import narrow_segments, stands_inside
from ozgdash.export.slides.design import Paint
from ozgdash.export.slides.layouts import Box
from ozgdash.export.slides.scale import FONT_PT, LABEL_PT
from ozgdash.model.chart import ChartSpec, Kind, Series


def draw_bars(chart: Any, spec: ChartSpec, box: Box, top: float, paint: Paint) -> None:
    """Styles the chart's bars and axes; the first category is on top.

    ``box``: the chart's room for letters of 12 points; ``top``: where the value axis ends.
    """
    plot, stacked = chart.plots[0], spec.kind is not Kind.BAR
    plot.gap_width = 45
    plot.overlap = 100 if stacked else 0
    axis = chart.category_axis
    axis.reverse_order = True
    _show_every_label(axis)
    axis.format.line.color.rgb = rgb(paint.muted)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    set_value_axis(chart.value_axis, spec, top, paint)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    waterfall = spec.kind is Kind.WATERFALL
    for position, (item, drawn) in enumerate(zip(spec.series, plot.series, strict=True)):
        if waterfall and not position:
            drawn.format.fill.background()  # the steps stand on it
            continue
        _fill(drawn.format.fill, item)
        drawn.invert_if_negative = False
        if stacked:
            drawn.format.line.color.rgb = rgb(paint.ground)
            if not waterfall:
                _label_segments(drawn, item, spec, box.width, top, paint)
        else:
            _label_bars(drawn, item, box.width, top, paint)
    if (stacked and not waterfall) or (not stacked and len(spec.series) > 1):
        chart.has_legend = True
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(FONT_PT * paint.scale)


def _show_every_label(axis: Any) -> None:
    """Otherwise a program leaves out every second name where names are long."""
    skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    before = axis._element.find(qn("c:lblOffset"))
    before.addnext(skip)


def _fill(fill: Any, item: Series) -> None:
    if not item.hatched:
        fill.solid()
        fill.fore_color.rgb = rgb(item.colour)
        return
    fill.patterned()
    fill.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
    fill.fore_color.rgb = rgb(theme.mixed(item.colour, "#FFFFFF", 0.45))
    fill.back_color.rgb = rgb(item.colour)


def _label_segments(drawn: Any, item: Series, spec: ChartSpec, chart_width: float, top: float, paint: Paint) -> None:
    """The numbers themselves, so that they follow an edit; none for zero and where a segment is too narrow for it."""
    labels = drawn.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = f"{COUNT[spec.lang]};;", False
    labels.position = XL_LABEL_POSITION.CENTER
    labels.font.size = Pt(LABEL_PT * paint.scale)
    labels.font.color.rgb = rgb(theme.text_on(item.colour))
    for position, index in enumerate(narrow_segments(item, spec, chart_width, top)):
        no_label = f'<c:dLbl {nsdecls("c")}><c:idx val="{index}"/><c:delete val="1"/></c:dLbl>'
        labels._element.insert(position, parse_xml(no_label))


def _label_bars(drawn: Any, item: Series, chart_width: float, top: float, paint: Paint) -> None:
    """The label behind the end of each bar; within it where the bar leaves no room beside it."""
    for index, value in enumerate(item.values):
        if value is not None:
            inside = stands_inside(item, index, chart_width, top)
            label = drawn.points[index].data_label
            label.position = XL_LABEL_POSITION.INSIDE_END if inside else XL_LABEL_POSITION.OUTSIDE_END
            ink = theme.text_on(item.colour) if inside else paint.ink
            write_label(label, [one_line(item.label(index))], ink, paint)
