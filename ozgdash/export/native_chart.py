"""Line and bar charts as PowerPoint's own, with their numbers in the embedded workbook."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt

from ozgdash.charts import theme
from ozgdash.charts.lettering import one_line
from ozgdash.charts.spec import ChartSpec, Kind, Series, Unit
from ozgdash.export.native_bars import draw_bars
from ozgdash.export.native_lines import draw_lines, reference_series
from ozgdash.export.native_parts import FONT_PT
from ozgdash.export.presentation import CHART_BOX, rgb, set_language
from ozgdash.export.table import CREATED

CHART_TYPES = {
    Kind.LINE: XL_CHART_TYPE.LINE_MARKERS,
    Kind.BAR: XL_CHART_TYPE.BAR_CLUSTERED,
    Kind.STACKED_BAR: XL_CHART_TYPE.BAR_STACKED,
}
EXACT_PERCENT = {"de": "0.0\\ %", "en": "0.0%"}


def add_chart(slide: Any, spec: ChartSpec) -> Any:
    """Adds the chart and returns its graphic frame; a missing value stays a gap."""
    series = [*spec.series, *(reference_series(line, spec) for line in spec.reference_lines)]
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
        draw_lines(chart, spec, series)
    else:
        draw_bars(chart, spec)
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
