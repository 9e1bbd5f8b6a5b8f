"""Bars of a native chart, single and stacked."""

from __future__ import annotations

from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from ozgdash import formats
from ozgdash.charts import theme
from ozgdash.charts.lettering import one_line, width
from ozgdash.charts.spec import ChartSpec, Kind, Series
from ozgdash.export.native_parts import FONT_PT, LABEL_PT, set_share_axis, write_label
from ozgdash.export.presentation import CHART_BOX, rgb

BARS_OF_WIDTH = 0.8
"""What the names of the bars leave of the chart's width, estimated: each program lays it out by itself."""


def draw_bars(chart: Any, spec: ChartSpec) -> None:
    """Styles the chart's bars and axes; the first category is on top."""
    plot, stacked = chart.plots[0], spec.kind is Kind.STACKED_BAR
    longest = _longest(spec)
    plot.gap_width = 45
    plot.overlap = 100 if stacked else 0
    axis = chart.category_axis
    axis.reverse_order = True
    _show_every_label(axis)
    axis.format.line.color.rgb = rgb(theme.THEMES["light"].muted)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    if stacked:
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False
        chart.value_axis.minimum_scale = 0
        chart.value_axis.maximum_scale = longest
    else:
        set_share_axis(chart.value_axis, spec)
        chart.value_axis.visible = False
    for item, drawn in zip(spec.series, plot.series, strict=True):
        _fill(drawn.format.fill, item)
        drawn.invert_if_negative = False
        if stacked:
            drawn.format.line.color.rgb = rgb("#FFFFFF")
            _label_segments(drawn, item, longest)
        else:
            _label_bars(drawn, item)
    if stacked or len(spec.series) > 1:
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


def _longest(spec: ChartSpec) -> float:
    """The length of the longest bar; at least 1, so that the axis is never empty."""
    rows = (sum(item.values[index] or 0 for item in spec.series) for index in range(len(spec.categories)))
    return max([1.0, *rows])


def _label_segments(drawn: Any, item: Series, longest: float) -> None:
    """The numbers themselves, so that they follow an edit; none for zero and where a segment is too narrow for it."""
    labels = drawn.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = "#,##0;;", False
    labels.position = XL_LABEL_POSITION.CENTER
    labels.font.size = Pt(LABEL_PT)
    labels.font.color.rgb = rgb(theme.text_on(item.colour))
    narrow = [index for index, value in enumerate(item.values) if value and not _fits(value, longest)]
    for position, index in enumerate(narrow):
        no_label = f'<c:dLbl {nsdecls("c")}><c:idx val="{index}"/><c:delete val="1"/></c:dLbl>'
        labels._element.insert(position, parse_xml(no_label))


def _fits(value: float, longest: float) -> bool:
    """Whether a segment has room for its number."""
    room = value / longest * CHART_BOX.width * BARS_OF_WIDTH
    return width(formats.number(value, "de"), LABEL_PT) + LABEL_PT / 6 <= room


def _label_bars(drawn: Any, item: Series) -> None:
    for index, value in enumerate(item.values):
        if value is not None:
            label = drawn.points[index].data_label
            label.position = XL_LABEL_POSITION.OUTSIDE_END
            write_label(label, [one_line(item.label(index))], theme.THEMES["light"].ink)
