"""A chart of OpenDocument has the numbers, names, colours and labels that PowerPoint's chart has."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pptx
import pytest
from chart_reading import attributes, content_of, look_of, series_of, table_of
from figure_frames import all_specs, hostile_specs
from lxml import etree

from ozgdash.drawing.lettering import one_line
from ozgdash.export.odf.chart import DRAWN, slide_chart
from ozgdash.export.powerpoint import slide
from ozgdash.export.slides.chart_series import chart_categories, drawn_series
from ozgdash.export.slides.layouts import CHART_BOX
from ozgdash.export.slides.pages import chart_pages
from ozgdash.export.slides.scale import top_of
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec, Kind
from ozgdash.odf.chart_data import day_number
from ozgdash.odf.chart_object import MIMETYPE, chart_object
from ozgdash.odf.objects import Embedded
from ozgdash.odf.package import package
from ozgdash.odf.xml import NAMESPACES
from ozgdash.texts import LANGS
from tools.odf_check import problems

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def native(spec: ChartSpec) -> Embedded:
    return chart_object(slide_chart(spec, CHART_BOX, top_of(spec)), "Object 1")


def charts(example_charts: dict[tuple[str, str], ChartSpec]) -> Iterator[tuple[str, ChartSpec]]:
    for (name, lang), spec in example_charts.items():
        if spec.kind in DRAWN and not spec.empty:
            yield f"{name} ({lang})", spec


def numbers(spec: ChartSpec) -> dict[str, list[float | None]]:
    return {one_line(item.name): list(item.values) for item in drawn_series(spec, top_of(spec))}


def labels(embedded: Embedded) -> list[str]:
    found = content_of(embedded).iter(f"{{{NAMESPACES['chart']}}}data-label")
    return sorted("".join(label.itertext()).replace("\n", " ") for label in found)


def powerpoint_labels(spec: ChartSpec) -> list[str]:
    deck = pptx.Presentation(io.BytesIO(slide.pptx_file(spec)))
    (chart,) = (shape.chart for page in deck.slides for shape in page.shapes if shape.has_chart)
    spaces = etree.QName("http://schemas.openxmlformats.org/drawingml/2006/chart", "dLbl").text
    found = []
    for label in chart._chartSpace.iter(spaces):
        lines = ["".join(words.text for words in line.iter(f"{DRAWING}t")) for line in label.iter(f"{DRAWING}p")]
        found.append(" ".join(lines))
    return sorted(filter(None, found))


def test_every_example_chart_holds_exactly_the_numbers_that_were_measured(example_charts):
    found = list(charts(example_charts))
    assert {spec.kind for _, spec in found} == set(DRAWN)
    assert any(spec.bands for _, spec in found)
    for name, spec in found:
        head, *rows = table_of(native(spec))
        categories = [day_number(item) if spec.kind is Kind.LINE else item for item in chart_categories(spec)]
        assert [row[0] for row in rows] == categories, name
        columns = {title: [row[place] for row in rows] for place, title in enumerate(head) if place}
        assert columns == numbers(spec), name


def test_every_example_chart_keeps_to_the_standard(example_charts):
    for name, spec in charts(example_charts):
        assert problems(package(MIMETYPE, native(spec).parts)) == [], name


def test_labels_say_what_powerpoints_say(example_charts):
    compared = 0
    for name, spec in charts(example_charts):
        pages = chart_pages(spec)
        if len(pages) == 1 and pages[0].spec is spec and pages[0].top == top_of(spec):
            assert labels(native(spec)) == powerpoint_labels(spec), name
            compared += 1
    assert compared > 8


@pytest.mark.parametrize("lang", LANGS)
def test_shares_are_per_cent_as_the_language_writes_them(lang):
    content = str(native(all_specs(lang)["progress"]).parts["content.xml"])
    sign = {"de": "\u00a0%", "en": "%"}[lang]
    assert f"<number:text>{sign}</number:text>" in content
    country = {"de": 'number:language="de" number:country="DE"', "en": 'number:language="en" number:country="GB"'}
    assert country[lang] in content
    assert {"de": "en", "en": "de"}[lang] not in {part.partition('"')[0] for part in content.split('language="')[1:]}


def test_partners_keep_their_colours_and_marks_and_the_target_path_is_dashed():
    embedded = native(all_specs()["progress"])
    adam, berta, target, deadline = (look_of(series, embedded) for series in series_of(embedded))
    assert [look["svg:stroke-color"] for look in (adam, berta)] == [
        colour.lower() for colour in palette.PARTNER_PALETTE[:2]
    ]
    assert (target["draw:stroke"], deadline["draw:stroke"]) == ("dash", "none")
    marks = [
        {
            look_of(point, embedded).get("chart:symbol-name")
            for point in series
            if "chart:style-name" in attributes(point)
        }
        for series in series_of(embedded)[:2]
    ]
    assert marks == [{"circle"}, {"square"}]


def test_what_is_unknown_is_hatched():
    spec = next(spec for spec in hostile_specs() if spec.kind is Kind.STACKED_BAR)
    embedded = native(spec)
    fills = [look_of(series, embedded).get("draw:fill") for series in series_of(embedded)]
    assert [fill == "hatch" for fill in fills] == [item.hatched for item in spec.series]


@pytest.mark.parametrize("spec", [spec for spec in hostile_specs() if spec.kind in DRAWN], ids=lambda spec: spec.name)
def test_no_name_becomes_markup_a_formula_or_a_link(spec: ChartSpec):
    embedded = native(spec)
    head = table_of(embedded)[0]
    assert set(head[1:]) == set(numbers(spec))
    content = content_of(embedded)
    assert not any("formula" in key for element in content.iter() for key in element.attrib)
    assert {attributes(element).get("xlink:href") for element in content.iter()} == {None, "."}
