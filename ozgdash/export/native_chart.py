"""Line and bar charts as PowerPoint's own, with their numbers in the embedded workbook."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from ozgdash.charts import theme
from ozgdash.charts.lettering import cut, longest, one_line, spread
from ozgdash.charts.lines import LONG_SPAN_DAYS, middle_of
from ozgdash.charts.spec import ChartSpec, Dash, Kind, ReferenceLine, Series, Unit
from ozgdash.export.presentation import CHART_BOX, rgb, set_language
from ozgdash.export.table import CREATED

FONT_PT = 12
LABEL_PT = 12
MAX_LABEL_PT = 104
"""Wider labels are broken by some programs, at places of their own."""
CHART_TYPES = {
    Kind.LINE: XL_CHART_TYPE.LINE_MARKERS,
    Kind.BAR: XL_CHART_TYPE.BAR_CLUSTERED,
    Kind.STACKED_BAR: XL_CHART_TYPE.BAR_STACKED,
}
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
PERCENT = {"de": "0\\ %", "en": "0%"}
EXACT_PERCENT = {"de": "0.0\\ %", "en": "0.0%"}
EXCEL_EPOCH = date(1899, 12, 30)


def add_chart(slide: Any, spec: ChartSpec) -> Any:
    """Adds the chart and returns its graphic frame; a missing value stays a gap."""
    series = [*spec.series, *(_reference_series(line, spec) for line in spec.reference_lines)]
    data: Any = CategoryChartData(number_format=_number_format(spec))  # type: ignore[no-untyped-call]
    data.categories = _categories(spec)
    for item in series:
        data.add_series(one_line(item.name), item.values)
    frame = slide.shapes.add_chart(CHART_TYPES[spec.kind], *CHART_BOX.emu, data)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(spec, series))
    chart.font.size, chart.font.name = Pt(FONT_PT), theme.SLIDE_FONT
    chart.font.color.rgb = rgb(theme.THEMES["light"].ink)
    chart.has_title = False
    chart.has_legend = False
    if spec.kind is Kind.LINE:
        _draw_lines(chart, spec, series)
    else:
        _draw_bars(chart, spec)
    set_language(chart._chartSpace, spec.lang)
    return frame


def _categories(spec: ChartSpec) -> list[Any]:
    if spec.kind is Kind.LINE:
        return [date.fromisoformat(day) for day in spec.categories]
    return [one_line(name) for name in spec.categories]


def _number_format(spec: ChartSpec) -> str:
    return EXACT_PERCENT[spec.lang] if spec.unit is Unit.SHARE else "#,##0;;"


def _workbook(spec: ChartSpec, series: list[Series]) -> bytes:
    """The chart's numbers as python-pptx lays them out, but without turning any text into a formula or a link."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": CREATED})
        sheet = book.add_worksheet("Sheet1")
        day_format = book.add_format({"num_format": "yyyy-mm-dd"})
        number_format = book.add_format({"num_format": _number_format(spec)})
        for row, category in enumerate(_categories(spec), start=1):
            if isinstance(category, date):
                sheet.write_datetime(row, 0, datetime(category.year, category.month, category.day), day_format)  # noqa: DTZ001
            else:
                sheet.write_string(row, 0, category)
        for column, item in enumerate(series, start=1):
            sheet.write_string(0, column, one_line(item.name))
            for row, value in enumerate(item.values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value, number_format)
        sheet.set_column(0, len(series), 16)
    return buffer.getvalue()


# Lines


def _reference_series(line: ReferenceLine, spec: ChartSpec) -> Series:
    """The line as a series of one point at the top, on the last day of the axis up to it."""
    before = [index for index, day in enumerate(spec.categories) if date.fromisoformat(day) <= line.at]
    at = before[-1] if before else 0
    values = tuple(1.0 if index == at else None for index in range(len(spec.categories)))
    return Series("reference", line.label, values, theme.THEMES["light"].ink)


def _draw_lines(chart: Any, spec: ChartSpec, series: list[Series]) -> None:
    labels = longest(
        [cut(part, max_px=MAX_LABEL_PT, font_px=LABEL_PT) for item in spec.series for part in _label(item)], LABEL_PT
    )
    plot = (0.055, 0.085, min(0.93 - labels / CHART_BOX.width, 0.9), 0.80)
    _place_plot(chart, plot)
    _set_date_axis(chart.category_axis, spec)
    _set_share_axis(chart.value_axis, spec)
    position = 0
    offsets = _label_offsets(spec, plot)
    for item, drawn in zip(series, chart.plots[0].series, strict=True):
        drawn.smooth = False
        if item.key == "reference":
            _draw_reference(drawn, item)
            continue
        _draw_line(drawn, item, MARKERS[position % len(MARKERS)])
        if not item.guide:
            position += 1
            _label_end(drawn, item, offsets.get(item.key, 0.0), lines=2 if _counted(spec) else 1)
        else:
            _label_middle(drawn, item)


def _draw_line(drawn: Any, item: Series, marker: Any) -> None:
    line = drawn.format.line
    line.color.rgb = rgb(item.colour)
    line.width = Pt(1.5 if item.guide else 2.5)
    line.dash_style = DASHES[item.dash]
    drawn.marker.style = XL_MARKER_STYLE.NONE
    if item.guide or item.last is None:
        return
    known = [value is not None for value in item.values]
    alone = [
        i for i, own in enumerate(known) if own and not any(known[j] for j in (i - 1, i + 1) if 0 <= j < len(known))
    ]
    for index in {*alone, item.last, *range(item.last % 6, len(known), 6)}:
        if known[index]:
            _mark(drawn.points[index].marker, item, marker)


def _mark(marker: Any, item: Series, style: Any) -> None:
    marker.style, marker.size = style, 7
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(item.colour)
    marker.format.line.color.rgb = rgb(item.colour)


def _counted(spec: ChartSpec) -> bool:
    """Whether there is room for name and count at the end of every line."""
    return sum(1 for item in spec.series if not item.guide) * LABEL_PT * 2.5 <= CHART_BOX.height * 0.8


def _label(item: Series) -> list[str]:
    return [] if item.last is None or item.guide else [item.name, item.label(item.last)]


def _label_offsets(spec: ChartSpec, plot: tuple[float, float, float, float]) -> dict[str, float]:
    """Series key -> how far its label moves down, as a part of the chart's height, so that labels keep apart."""
    drawn = [item for item in spec.series if item.last is not None and not item.guide]
    height = plot[3] * CHART_BOX.height
    wished = [height * (1 - (item.values[item.last or 0] or 0) / _top(spec)) for item in drawn]
    placed = spread(wished, gap=LABEL_PT * (2.5 if _counted(spec) else 1.3), low=LABEL_PT, high=height - LABEL_PT)
    return {
        item.key: (place - wish) / CHART_BOX.height for item, wish, place in zip(drawn, wished, placed, strict=True)
    }


def _label_end(drawn: Any, item: Series, offset: float, *, lines: int) -> None:
    if item.last is None:
        return
    label = drawn.points[item.last].data_label
    label.position = XL_LABEL_POSITION.RIGHT
    parts = [cut(line, max_px=MAX_LABEL_PT, font_px=LABEL_PT) for line in _label(item)[:lines]]
    _write_label(label, parts, theme.readable(item.colour, "#FFFFFF", theme.MIN_TEXT_CONTRAST), bold_first=True)
    if abs(offset) > 0.004:
        _shift(label, offset)


def _label_middle(drawn: Any, item: Series) -> None:
    if item.last is None:
        return
    label = drawn.points[middle_of(item)].data_label
    label.position = XL_LABEL_POSITION.LEFT
    _write_label(label, [one_line(item.name)], theme.readable(item.colour, "#FFFFFF", theme.MIN_TEXT_CONTRAST))


def _write_label(label: Any, lines: list[str], colour: str, *, bold_first: bool = False) -> None:
    frame = label.text_frame
    for position, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold = Pt(LABEL_PT), bold_first and position == 0
        run.font.color.rgb = rgb(colour)


def _shift(label: Any, offset: float) -> None:
    """Moves a data label down by a part of the chart's height."""
    element = label._dLbl
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:x val="0"/><c:y val="{offset:.4f}"/></c:manualLayout></c:layout>'
    )
    element.find(qn("c:idx")).addnext(layout)


def _draw_reference(drawn: Any, item: Series) -> None:
    """A point without a mark whose error bar reaches the axis: it stays in its place when the chart is edited."""
    drawn.format.line.fill.background()
    drawn.marker.style = XL_MARKER_STYLE.NONE
    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errDir val="y"/><c:errBarType val="minus"/><c:errValType val="percentage"/>'
        f'<c:noEndCap val="1"/><c:val val="100"/><c:spPr><a:ln w="15875"><a:solidFill>'
        f'<a:srgbClr val="{item.colour[1:]}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    drawn._element.find(qn("c:cat")).addprevious(bars)
    if item.last is not None:
        label = drawn.points[item.last].data_label
        label.position = XL_LABEL_POSITION.ABOVE
        _write_label(label, [one_line(item.name)], item.colour, bold_first=True)


def _place_plot(chart: Any, plot: tuple[float, float, float, float]) -> None:
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


def _set_date_axis(axis: Any, spec: ChartSpec) -> None:
    first, last = date.fromisoformat(spec.categories[0]), date.fromisoformat(spec.categories[-1])
    years = (last - first).days > LONG_SPAN_DAYS
    axis.tick_labels.number_format = "yyyy" if years else "mm.yyyy"
    axis.tick_labels.number_format_is_linked = False
    axis.format.line.color.rgb = rgb(theme.THEMES["light"].muted)
    axis.has_major_gridlines = False
    axis.major_tick_mark = XL_TICK_MARK.OUTSIDE
    element = axis._element
    for tag in ("c:baseTimeUnit", "c:majorUnit", "c:majorTimeUnit"):
        for old in element.findall(qn(tag)):
            element.remove(old)
    if years:
        axis.minimum_scale = (date(first.year, 1, 1) - EXCEL_EPOCH).days
    months = max(1, round((last - first).days / 30.4 / 6))
    unit, size = ("years", 1) if years else ("months", months)
    for tag, value in (("c:baseTimeUnit", "days"), ("c:majorUnit", size), ("c:majorTimeUnit", unit)):
        element.append(parse_xml(f'<{tag} {nsdecls("c")} val="{value}"/>'))


def _set_share_axis(axis: Any, spec: ChartSpec) -> None:
    axis.minimum_scale, axis.maximum_scale = 0, _top(spec)
    axis.major_unit = _top(spec) / 4
    axis.tick_labels.number_format = PERCENT[spec.lang] if spec.unit is Unit.SHARE else "#,##0"
    axis.tick_labels.number_format_is_linked = False
    axis.major_gridlines.format.line.color.rgb = rgb(theme.THEMES["light"].grid)
    axis.format.line.fill.background()
    axis.major_tick_mark = XL_TICK_MARK.NONE
    cross = axis._element.find(qn("c:crossBetween"))
    if cross is not None:
        cross.set("val", "midCat" if spec.kind is Kind.LINE else "between")


def _top(spec: ChartSpec) -> float:
    if spec.unit is Unit.SHARE:
        return 1.0
    return max([1.0, *(value for item in spec.series for value in item.values if value is not None)])


# Bars


def _draw_bars(chart: Any, spec: ChartSpec) -> None:
    plot, stacked = chart.plots[0], spec.kind is Kind.STACKED_BAR
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
    else:
        _set_share_axis(chart.value_axis, spec)
        chart.value_axis.visible = False
    for item, drawn in zip(spec.series, plot.series, strict=True):
        _fill(drawn.format.fill, item)
        drawn.invert_if_negative = False
        if stacked:
            drawn.format.line.color.rgb = rgb("#FFFFFF")
            _label_segments(drawn, item)
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


def _label_segments(drawn: Any, item: Series) -> None:
    """The numbers themselves, so that they follow an edit; zero shows nothing."""
    labels = drawn.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = "#,##0;;", False
    labels.position = XL_LABEL_POSITION.CENTER
    labels.font.size = Pt(LABEL_PT)
    labels.font.color.rgb = rgb(theme.text_on(item.colour))


def _label_bars(drawn: Any, item: Series) -> None:
    for index, value in enumerate(item.values):
        if value is not None:
            label = drawn.points[index].data_label
            label.position = XL_LABEL_POSITION.OUTSIDE_END
            _write_label(label, [one_line(item.label(index))], theme.THEMES["light"].ink)
