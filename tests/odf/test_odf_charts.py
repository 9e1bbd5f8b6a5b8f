"""A chart is an OpenDocument chart with its numbers in it, which keeps to the standard and says what was given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from chart_reading import attributes, look_of, outline, series_of, table_of
from defusedxml import ElementTree
from odf_charts import BANDED, BARS, EACH, LINES, STACKED

from ozgdash.odf.chart import Chart, Kind, Series, Source, Title
from ozgdash.odf.chart_looks import Stroke
from ozgdash.odf.chart_object import MIMETYPE, chart_object
from ozgdash.odf.objects import Frame, frame_xml, mimetypes_of, parts_of
from ozgdash.odf.package import package
from ozgdash.odf.xml import NAMESPACES, element
from tools.odf_check import problems

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", EACH)
def test_each_kind_is_written_as_it_always_was(name: str) -> None:
    assert outline(chart_object(EACH[name], "Object 1")) == (GOLDEN / f"{name}.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", EACH)
def test_each_kind_keeps_to_the_standard_and_has_equal_bytes(name: str) -> None:
    written = package(MIMETYPE, chart_object(EACH[name], "Object 1").parts)
    assert problems(written) == []
    assert written == package(MIMETYPE, chart_object(EACH[name], "Object 1").parts)


def test_the_numbers_stand_in_the_chart_and_a_gap_is_no_number() -> None:
    assert table_of(chart_object(LINES, "Object 1")) == [
        [None, "Adamsburg", "Zielpfad", "Frist"],
        [44832.0, 0.1, 0.0, None],
        [44862.0, None, 0.3, 1.0],
        [44893.0, 0.2, 0.6, None],
        [44923.0, 0.3, 1.0, None],
    ]
    assert date(1899, 12, 30).toordinal() + 44832 == date(2022, 9, 28).toordinal()


def test_names_may_hold_any_sign_and_a_second_line() -> None:
    assert [row[0] for row in table_of(chart_object(STACKED, "Object 1"))] == [
        None,
        "Adamsburg\n3 von 10",
        "Bertastadt & <Söhne>",
    ]


def test_series_that_are_alike_read_one_column() -> None:
    written = chart_object(BANDED, "Object 1")
    cells = [attributes(series)["chart:values-cell-range-address"] for series in series_of(written)]
    assert cells == [f"local-table.${column}$2:.${column}$5" for column in "BCBD"]
    assert table_of(written)[0] == [None, "Band: unten", "Band", "Adamsburg"]


def test_in_a_spreadsheet_the_numbers_are_those_of_its_cells() -> None:
    written = chart_object(replace(LINES, source=Source("Blatt 'A'", 32, 25)), "Object 1")
    said = [attributes(series) for series in series_of(written)]
    assert [(item["chart:label-cell-address"], item["chart:values-cell-range-address"]) for item in said[:2]] == [
        ("'Blatt ''A'''.AA33", "'Blatt ''A'''.AA34:'Blatt ''A'''.AA37"),
        ("'Blatt ''A'''.AB33", "'Blatt ''A'''.AB34:'Blatt ''A'''.AB37"),
    ]
    assert 'xlink:href=".."' in str(written.parts["content.xml"])


def test_a_label_that_is_off_is_off_at_its_point_alone() -> None:
    written = chart_object(STACKED, "Object 1")
    series = series_of(written)[1]
    assert look_of(series, written)["chart:data-label-number"] == "value"
    first, second = series
    assert "chart:style-name" not in attributes(first)
    assert look_of(second, written)["chart:data-label-number"] == "none"


def test_a_large_number_ends_an_axis_without_being_rounded() -> None:
    axis = replace(STACKED.value_axis, highest=123456789.0, interval=30864197.25)
    (line,) = [
        line for line in outline(chart_object(replace(STACKED, value_axis=axis), "Object 1")) if "dimension=y" in line
    ]
    assert " maximum=123456789.0 interval-major=30864197.25 " in line


def test_the_frame_says_what_the_chart_shows() -> None:
    chart = chart_object(BARS, "Object 7")
    frame = frame_xml(Frame("Chart 7", 27, 11, 1, 2, "Anteil", "Balken & Zahlen"), chart, {"draw:layer": "layout"})
    declared = {f"xmlns:{prefix}": NAMESPACES[prefix] for prefix in ("draw", "svg", "xlink")}
    (found,) = ElementTree.fromstring(element("x", declared, frame))
    assert attributes(found) == {
        "draw:name": "Chart 7",
        "draw:layer": "layout",
        "svg:width": "27.000cm",
        "svg:height": "11.000cm",
        "svg:x": "1.000cm",
        "svg:y": "2.000cm",
    }
    assert [(child.tag.rpartition("}")[2], child.text) for child in found] == [
        ("object", None),
        ("title", "Anteil"),
        ("desc", "Balken & Zahlen"),
    ]
    assert attributes(found[0])["xlink:href"] == "./Object 7"
    assert set(parts_of([chart])) == {"Object 7/content.xml", "Object 7/styles.xml", "Object 7/meta.xml"}
    assert mimetypes_of([chart]) == {"Object 7": MIMETYPE}


def test_a_chart_may_have_a_title_and_no_outline() -> None:
    titled: Chart = replace(
        BARS, title=Title("Anteil = alles"), series=(Series("x", (1.0, 2.0), Kind.BAR, Stroke("#000000")),)
    )
    lines = outline(chart_object(titled, "Object 1"))
    assert any("'Anteil = alles'" in line for line in lines)
    assert any(" stroke=solid " in line and " fill=none" in line for line in lines)
