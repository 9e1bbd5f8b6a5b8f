"""Bars of a native chart, single and stacked."""

from __future__ import annotations

from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from ozgdash import formats
from ozgdash.drawing import theme
from ozgdash.drawing.lettering import one_line, width
from ozgdash.export.powerpoint.parts import COUNT, set_value_axis, write_label
from ozgdash.export.powerpoint.presentation import rgb
from ozgdash.export.slides.layouts import Box
from ozgdash.export.slides.scale import FONT_PT, LABEL_PT
from ozgdash.model.chart import ChartSpec, Kind, Series

BARS_OF_WIDTH = 0.74
"""What the names of the bars leave of the chart's width, estimated: each program lays it out by itself."""
MAX_OUTSIDE = 0.7
"""The longest bar, as a part of the axis, that leaves room for a label behind it."""


def draw_bars(chart: Any, spec: ChartSpec, box: Box, top: float) -> None:
    """Styles the chart's bars and axes; the first category is on top.

    ``box``: the chart's place; ``top``: where the value axis ends.
    """
    plot, stacked = chart.plots[0], spec.kind is not Kind.BAR
    plot.gap_width = 45
    plot.overlap = 100 if stacked else 0
    axis = chart.category_axis
    axis.reverse_order = True
    _show_every_label(axis)
    axis.format.line.color.rgb = rgb(theme.THEMES["light"].muted)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    set_value_axis(chart.value_axis, spec, top)
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
            drawn.format.line.color.rgb = rgb("#FFFFFF")
            if not waterfall:
                _label_segments(drawn, item, spec, box.width * BARS_OF_WIDTH / top)
        else:
            _label_bars(drawn, item, top, box.width * BARS_OF_WIDTH)
    if (stacked and not waterfall) or (not stacked and len(spec.series) > 1):
        chart.has_legend = True
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(FONT_PT)


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


def _label_segments(drawn: Any, item: Series, spec: ChartSpec, pt_per_unit: float) -> None:
    """The numbers themselves, so that they follow an edit; none for zero and where a segment is too narrow for it."""
    labels = drawn.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = f"{COUNT[spec.lang]};;", False
    labels.position = XL_LABEL_POSITION.CENTER
    labels.font.size = Pt(LABEL_PT)
    labels.font.color.rgb = rgb(theme.text_on(item.colour))
    beside = LABEL_PT / (2 if item.hatched else 6)
    narrow = [
        index
        for index, value in enumerate(item.values)
        if value and value * pt_per_unit < width(formats.number(value, spec.lang), LABEL_PT) + beside
    ]
    for position, index in enumerate(narrow):
        no_label = f'<c:dLbl {nsdecls("c")}><c:idx val="{index}"/><c:delete val="1"/></c:dLbl>'
        labels._element.insert(position, parse_xml(no_label))


def _label_bars(drawn: Any, item: Series, top: float, room_pt: float) -> None:
    """The label behind the end of each bar; within it where the bar leaves no room beside it.

    ``room_pt``: how far the longest possible bar reaches.
    """
    for index, value in enumerate(item.values):
        if value is not None:
            words = one_line(item.label(index))
            inside = value > top * MAX_OUTSIDE and width(words, LABEL_PT) <= value / top * room_pt
            label = drawn.points[index].data_label
            label.position = XL_LABEL_POSITION.INSIDE_END if inside else XL_LABEL_POSITION.OUTSIDE_END
            write_label(label, [words], theme.text_on(item.colour) if inside else theme.THEMES["light"].ink)
