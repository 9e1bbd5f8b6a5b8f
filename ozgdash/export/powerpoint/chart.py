"""Line and bar charts as PowerPoint's own, with their numbers in the embedded workbook."""

from __future__ import annotations

import io
from datetime import date, datetime
from functools import cached_property
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from ozgdash.drawing.lettering import one_line
from ozgdash.export.archive import CREATED
from ozgdash.export.powerpoint.bands import draw_bands
from ozgdash.export.powerpoint.bars import draw_bars
from ozgdash.export.powerpoint.lines import draw_lines
from ozgdash.export.powerpoint.parts import COUNT, set_ink
from ozgdash.export.powerpoint.presentation import set_language
from ozgdash.export.slides.chart_series import chart_categories, drawn_series
from ozgdash.export.slides.design import OWN_PAINT, Paint
from ozgdash.export.slides.layouts import Box
from ozgdash.export.slides.scale import FONT_PT
from ozgdash.formats import LANGUAGE_TAGS
from ozgdash.model.chart import ChartSpec, Kind, Series, Unit

CHART_TYPES = {
    Kind.LINE: XL_CHART_TYPE.LINE_MARKERS,
    Kind.BAR: XL_CHART_TYPE.BAR_CLUSTERED,
    Kind.STACKED_BAR: XL_CHART_TYPE.BAR_STACKED,
    Kind.WATERFALL: XL_CHART_TYPE.BAR_STACKED,
}
EXACT_PERCENT = {"de": "0.0\\ %", "en": "0.0%"}


class _Data(CategoryChartData):
    """The chart's data with the workbook that we write: python-pptx would turn texts into formulas and links."""

    def __init__(self, spec: ChartSpec, series: list[Series]) -> None:
        super().__init__(number_format=_number_format(spec))  # type: ignore[no-untyped-call]
        self._spec, self._drawn = spec, series
        self.categories = chart_categories(spec)
        for item in series:
            self.add_series(one_line(item.name), item.values)  # type: ignore[no-untyped-call]

    @cached_property
    def xlsx_blob(self) -> bytes:
        return _workbook(self._spec, self._drawn)


def add_chart(slide: Any, spec: ChartSpec, box: Box, top: float, paint: Paint = OWN_PAINT) -> Any:
    """Adds the chart and returns its graphic frame; a missing value stays a gap.

    ``top``: where its values end; ``paint``: what it is written with.
    """
    series = drawn_series(spec, top, paint)
    frame = slide.shapes.add_chart(CHART_TYPES[spec.kind], *box.emu, _Data(spec, series))
    chart = frame.chart
    chart.font.size, chart.font.name = Pt(FONT_PT * paint.scale), paint.font
    set_ink(chart.font.color, paint.ink, paint)
    chart.has_title = False
    chart.has_legend = False
    if spec.kind is Kind.LINE:
        draw_bands(chart, spec.bands, series)
        draw_lines(chart, spec, series[: len(series) - len(spec.bands)], paint.measured(box), top, paint)
    else:
        draw_bars(chart, spec, paint.measured(box), top, paint)
    if paint.panel:
        _give_ground(chart._chartSpace, paint)
    _mend(chart._chartSpace, spec)
    set_language(chart._chartSpace, spec.lang)
    return frame


def _give_ground(space: Any, paint: Paint) -> None:
    ground = f'<a:solidFill><a:srgbClr val="{paint.ground[1:]}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
    space.find(qn("c:chart")).addnext(parse_xml(f"<c:spPr {nsdecls('c', 'a')}>{ground}</c:spPr>"))


def _mend(space: Any, spec: ChartSpec) -> None:
    """The language of the chart, and axis numbers without the sign that the format forbids and python-pptx writes."""
    space.find(qn("c:date1904")).addnext(parse_xml(f'<c:lang {nsdecls("c")} val="{LANGUAGE_TAGS[spec.lang]}"/>'))
    for axis in space.iter(qn("c:axId"), qn("c:crossAx")):
        axis.set("val", axis.get("val").lstrip("-"))


def _number_format(spec: ChartSpec) -> str:
    return EXACT_PERCENT[spec.lang] if spec.unit is Unit.SHARE else COUNT[spec.lang]


def _workbook(spec: ChartSpec, series: list[Series]) -> bytes:
    """The chart's numbers as python-pptx lays them out, but without turning any text into a formula or a link."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": CREATED})
        sheet = book.add_worksheet("Sheet1")
        day_format = book.add_format({"num_format": "yyyy-mm-dd"})
        number_format = book.add_format({"num_format": _number_format(spec)})
        for row, category in enumerate(chart_categories(spec), start=1):
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
