"""The outlook and the changes on paper: a native waterfall, a dashed continuation, paces as numbers."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pptx
import pytest
import xlsxwriter
from figure_frames import HOSTILE_NAMES, START, make_view
from pptx.enum.dml import MSO_FILL, MSO_LINE

sys.path.insert(0, str(Path(__file__).parent.parent / "figures"))

from test_change_figures import step
from test_outlook_figures import ADAM, NEVER, history, path, row

from ozgdash.export.powerpoint import slide
from ozgdash.export.slides import notes
from ozgdash.export.typst import typesetting
from ozgdash.export.workbooks import chart, chart_block, table
from ozgdash.figures.completion import completion_figure, pace_figure
from ozgdash.figures.outlook import outlook_figure
from ozgdash.figures.waterfall import waterfall_figure
from ozgdash.model.chart import ChartSpec
from ozgdash.model.cooperation import Partner, PartnerKind


def native(spec: ChartSpec):
    page = pptx.Presentation(io.BytesIO(slide.pptx_file(spec))).slides[0]
    return next(shape for shape in page.shapes if shape.has_chart).chart


def waterfall() -> ChartSpec:
    return waterfall_figure(pd.DataFrame([step()]), make_view(partners=[ADAM]))


def test_a_waterfall_is_a_native_stacked_bar_on_a_foot_without_fill():
    chart = native(waterfall())
    assert chart.chart_type.name == "BAR_STACKED"
    foot, level, gain, loss = chart.plots[0].series
    assert foot.format.fill.type == MSO_FILL.BACKGROUND
    assert (list(foot.values), list(level.values)) == ([0, 5, 10, 0], [5, 0, 0, 10])
    assert (list(gain.values), list(loss.values)) == ([0, 6, 0, 0], [0, 0, 1, 0])
    assert loss.format.fill.type == MSO_FILL.PATTERNED
    assert not chart.has_legend


def test_the_steps_of_a_native_waterfall_are_named_with_their_size():
    categories = [str(name).replace("\u00a0", " ") for name in native(waterfall()).plots[0].categories]
    assert categories == [
        *("erreicht am 31.10.2022\n5 von 100 (5,0 %)", "neu online\n+6", "zurückgefallen\n−1"),
        "erreicht am 31.01.2023\n10 von 100 (10,0 %)",
    ]


def excel_chart(spec: ChartSpec) -> tuple[list[list[Any]], str]:
    """The numbers beside the chart of a workbook, and the chart as it stands in the file."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("x")
        block = chart_block.write_block(book, sheet, spec, row=0, column=0)
        chart.add_chart(book, sheet, spec, block, row=0, column=8)
    cells = openpyxl.load_workbook(buffer).worksheets[0].iter_rows(values_only=True)
    with zipfile.ZipFile(buffer) as file:
        return [list(row) for row in cells], file.read("xl/charts/chart1.xml").decode()


def test_a_waterfall_of_the_workbook_stands_on_a_foot_without_fill():
    rows, drawn = excel_chart(waterfall())
    assert [row[0].replace("\u00a0", " ") for row in rows[2:4]] == ["neu online: +6", "zurückgefallen: −1"]
    assert [row[1:] for row in rows[2:4]] == [[5, 0, 6, 0], [10, 0, 0, 1]]
    assert 'c:grouping val="stacked"' in drawn
    assert "<a:noFill/>" in drawn.split("</c:ser>")[0]
    assert "<c:legend>" not in drawn


def test_what_is_expected_is_a_dashed_series_of_the_workbook():
    rows, drawn = excel_chart(outlook_figure(history(), path(), pd.DataFrame([row()]), make_view(partners=[ADAM])))
    assert rows[0][1:3] == ["Adamsburg", "Adamsburg (erwartet)"]
    measured, expected = drawn.split("<c:lineChart>")[1].split("</c:ser>")[:2]
    assert 'prstDash val="dash"' not in measured
    assert 'prstDash val="dash"' in expected
    assert re.findall('c:symbol val="(\\w+)"', measured)[0] == re.findall('c:symbol val="(\\w+)"', expected)[0]


def test_the_foot_of_a_waterfall_is_not_drawn_on_paper():
    drawn = typesetting.picture(waterfall(), "paper")
    assert "rgba(0,0,0,0)" not in drawn
    # Two levels, a gain and a loss, the ground, and the ground of the hatching; the steps have no foot to be seen.
    assert drawn.count("<rect") == 6


def test_what_is_expected_is_dashed_in_a_native_line():
    spec = outlook_figure(history(), path(), pd.DataFrame([row()]), make_view(partners=[ADAM]))
    measured, expected = list(list(native(spec).plots)[-1].series)[:2]
    assert (measured.name, expected.name) == ("Adamsburg", "Adamsburg (erwartet)")
    assert list(measured.values) == [0.15, None, 0.2, None, None]
    assert list(expected.values)[:3] == [None, None, 0.2]
    assert (measured.format.line.dash_style, expected.format.line.dash_style) == (MSO_LINE.SOLID, MSO_LINE.DASH)


def test_a_pace_is_a_number_with_one_digit_and_no_share():
    spec = pace_figure(pd.DataFrame([row()]), make_view(partners=[ADAM]))
    sheet = openpyxl.load_workbook(io.BytesIO(table.xlsx_file(spec))).worksheets[0]
    header = next(cells for cells in sheet.iter_rows() if cells[0].value == "Partner")
    line = sheet[header[0].row + 1]
    assert (line[5].value, line[5].number_format) == (2.3, "#,##0.0")
    assert "Tempo jetzt (je Monat): 2,3" in "\n".join(notes.notes(spec))
    assert ";2,3;4,7" in table.csv_file(spec).decode("utf-8-sig")


def test_a_setback_does_not_break_a_native_bar():
    chart = native(pace_figure(pd.DataFrame([NEVER]), make_view(partners=[ADAM])))
    assert list(chart.plots[0].series[0].values) == [0]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_is_only_a_name(name: str):
    partner = Partner("adam", name, name, PartnerKind.CITY, "030000000001", START)
    view = make_view(partners=[partner])
    for spec in (
        waterfall_figure(pd.DataFrame([step()]), view),
        completion_figure(pd.DataFrame([row()]), view),
        pace_figure(pd.DataFrame([row()]), view),
        outlook_figure(history(), path(), pd.DataFrame([row()]), view),
    ):
        assert slide.pptx_file(spec)
        book = openpyxl.load_workbook(io.BytesIO(table.xlsx_file(spec)))
        assert all(cell.data_type != "f" for cells in book.worksheets[0].iter_rows() for cell in cells)


def banded() -> ChartSpec:
    return outlook_figure(history(), path(), pd.DataFrame([row()]), make_view(partners=[ADAM]))


def test_a_band_is_an_area_below_the_lines_on_a_foot_that_is_not_seen():
    chart = native(banded())
    areas, lines = chart.plots
    assert [type(plot).__name__ for plot in (areas, lines)] == ["AreaPlot", "LinePlot"]
    foot, breadth = areas.series
    assert [item.name for item in lines.series][2:] == ["80-%-Bereich: unten", "80-%-Bereich: oben"]
    assert (foot.name, breadth.name) == ("80-%-Bereich: unten", "80-%-Bereich")
    assert foot.format.fill.type == MSO_FILL.BACKGROUND
    assert breadth.format.fill.fore_color.rgb == pptx.dml.color.RGBColor.from_string(banded().bands[0].colour[1:])
    assert list(breadth.values)[2:] == [0, pytest.approx(0.395), pytest.approx(0.79)]
    assert [item.format.line.fill.type for item in areas.series] == [MSO_FILL.BACKGROUND] * 2
    plot = chart._chartSpace.chart.plotArea
    numbers = plot.xpath("*/c:ser/c:idx/@val")
    assert sorted(map(int, numbers)) == list(range(len(numbers)))
    assert len(set(plot.xpath("c:areaChart/c:axId/@val") + plot.xpath("c:lineChart/c:axId/@val"))) == 2


def test_the_foot_of_a_band_and_its_lower_edge_are_one_column_of_the_embedded_workbook():
    chart = native(banded())
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]
    assert [cell.value for cell in sheet[1]][1:] == [
        *("Adamsburg", "Adamsburg (erwartet)"),
        *("80-%-Bereich: unten", "80-%-Bereich: oben", "80-%-Bereich"),
    ]
    columns = chart._chartSpace.xpath(".//c:areaChart/c:ser/c:val//c:f/text()")
    assert columns == ["Sheet1!$D$2:$D$6", "Sheet1!$F$2:$F$6"]
    assert "Sheet1!$D$2:$D$6" in chart._chartSpace.xpath(".//c:lineChart/c:ser/c:val//c:f/text()")


def test_a_native_band_is_named_at_its_end():
    lines = list(native(banded()).plots)[1].series
    label = lines[3].points[4].data_label
    assert label.text_frame.text == "80-%-Bereich"


def test_a_band_of_the_workbook_is_an_area_and_named_once_in_the_legend():
    rows, drawn = excel_chart(banded())
    assert rows[0][3:6] == ["80-%-Bereich: unten", "80-%-Bereich: oben", "80-%-Bereich"]
    assert rows[4][3:6] == [0.205, 0.6, pytest.approx(0.395)]
    area, lines = drawn.split("</c:areaChart>")
    assert 'c:grouping val="stacked"' in area
    assert '<a:alpha val="20000"/>' in area.split("</c:ser>")[1]
    assert "<a:noFill/>" in area.split("</c:ser>")[0]
    entries = re.findall(r"<c:legendEntry><c:idx val=\"(\d)\"/>", lines)
    # Foot 0 and edges 4 and 5; the area 1 and both lines keep their names.
    assert entries == ["0", "4", "5"]
