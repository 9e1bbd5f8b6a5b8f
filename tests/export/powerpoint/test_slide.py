import io
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pandas as pd
import pptx
import pytest
from figure_frames import ADAM, HOSTILE_NAMES, all_specs, counts, hostile_specs, make_view, over_time
from pptx.enum.chart import XL_LABEL_POSITION
from pptx.util import Pt

from ozgdash import formats
from ozgdash.drawing.lettering import one_line
from ozgdash.export.powerpoint import presentation, slide
from ozgdash.export.slides.layouts import CHART_BOX, Layout
from ozgdash.export.slides.pages import chart_pages
from ozgdash.export.slides.scale import LABEL_PT
from ozgdash.figures.progress import progress_figure
from ozgdash.figures.topics import topics_figure
from ozgdash.texts import LANGS

NAMES = ("progress", "maturity", "topics", "matrix", "rules")
CHARTS = {"progress": "LINE", "maturity": "BAR_STACKED", "topics": "BAR_CLUSTERED"}


def opened(spec):
    return pptx.Presentation(io.BytesIO(slide.pptx_file(spec)))


def only_slide(spec):
    return opened(spec).slides[0]


def native(spec):
    return next(shape for shape in only_slide(spec).shapes if shape.has_chart).chart


def workbook(chart):
    return openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]


def texts(page):
    return [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", LANGS)
def test_a_slide_carries_finding_title_and_provenance(name, lang):
    spec = all_specs(lang)[name]
    page = only_slide(spec)
    assert page.shapes.title.text_frame.text == spec.finding
    written = "\n".join(texts(page)).splitlines()
    for line in (spec.title, *spec.provenance.lines):
        assert line in written


def test_a_slide_of_real_data_has_no_example_label_and_no_empty_placeholder():
    page = only_slide(all_specs(example=False)["progress"])
    assert all(texts(page))


@pytest.mark.parametrize("name", CHARTS)
def test_the_chart_is_powerpoints_own(name):
    assert native(all_specs()[name]).chart_type.name == CHARTS[name]


@pytest.mark.parametrize("name", ["matrix", "rules"])
def test_a_matrix_is_a_table(name):
    spec = all_specs()[name]
    table = next(shape for shape in only_slide(spec).shapes if shape.has_table).table
    assert [table.cell(row, 0).text for row in range(1, len(table.rows))] == list(spec.categories)
    assert table.cell(1, 1).text.replace(formats.NBSP, " ") == spec.series[0].labels[0].replace(formats.NBSP, " ")


def test_lines_have_dates_gaps_target_path_and_deadline():
    chart = native(all_specs()["progress"])
    plot = chart.plots[0]
    assert [series.name for series in plot.series] == ["Adamsburg", "LK Bertatal", "Zielpfad", "OZG-Frist 31.12.2022"]
    assert plot.series[1].values == (None, 0.02, None, 0.06)
    assert plot.series[3].values == (None, None, 1.0, None)
    assert chart._chartSpace.xpath("//c:dispBlanksAs/@val") == ["gap"]
    assert len(chart._chartSpace.xpath("//c:errBars")) == 1


def test_line_ends_are_labelled_with_name_and_count():
    chart = native(all_specs()["progress"])
    label = chart.plots[0].series[0].points[3].data_label.text_frame
    assert [paragraph.text for paragraph in label.paragraphs] == ["Adamsburg", "9 von 100"]


def test_the_numbers_can_be_edited_in_the_embedded_workbook():
    sheet = workbook(native(all_specs()["maturity"]))
    assert [cell.value for cell in sheet["A"]][1:] == [
        "Adamsburg\n20 von 63 ab Reifegrad\u00a03",
        "LK Bertatal\n7 von 17 ab Reifegrad\u00a03",
    ]
    assert [cell.value for cell in sheet[2]][1:] == [0, 20, 0, 0, 40, 0, 3]


def test_a_segment_too_narrow_for_its_number_shows_none_and_the_axis_ends_with_the_longest_bar():
    spec = all_specs()["maturity"]
    long = [replace(item, values=(600.0, 0.0)) if item.key == spec.series[1].key else item for item in spec.series]
    chart = native(replace(spec, series=tuple(long)))
    unlabelled = {
        series.name: [int(found) for found in series._element.xpath("c:dLbls/c:dLbl[c:delete/@val='1']/c:idx/@val")]
        for series in chart.plots[0].series
    }
    assert {name: indexes for name, indexes in unlabelled.items() if indexes} == {
        "5 (Modell\u00a02.0)": [1],
        "0": [1],
        "unbekannt": [0],
    }
    assert chart.value_axis.maximum_scale == 600 + 40 + 3


def test_a_bar_that_leaves_no_room_beside_it_has_its_label_inside():
    frame = pd.DataFrame([counts(done, 100, topic=name) for name, done in (("Umwelt", 95), ("Bildung", 20))])
    points = native(topics_figure(frame, make_view())).plots[0].series[0].points
    assert points[0].data_label.position == XL_LABEL_POSITION.INSIDE_END
    assert points[1].data_label.position == XL_LABEL_POSITION.OUTSIDE_END


def test_a_slide_is_16_to_9_with_the_layouts_of_the_deck_and_everything_inside():
    deck = opened(all_specs()["progress"])
    assert (deck.slide_width, deck.slide_height) == (Pt(960), Pt(540))
    assert len(deck.slide_layouts) == len(Layout)
    for shape in deck.slides[0].shapes:
        assert shape.left >= 0
        assert shape.left + shape.width <= deck.slide_width
        assert shape.top + shape.height <= deck.slide_height


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_reader_reads_title_then_chart_with_its_alternative_text_then_footer_and_number(name):
    spec = all_specs()[name]
    page = only_slide(spec)
    described = [shape for shape in page.shapes if shape._element.xpath(".//p:cNvPr")[0].get("descr")]
    assert [shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in described] == [spec.alt_text]
    places = [shape.shape_id for shape in page.shapes]
    assert page.shapes[0] == page.shapes.title
    assert 0 < places.index(described[0].shape_id) < len(places) - 2
    assert spec.provenance.as_of in page.shapes[-2].text_frame.text
    assert page.shapes[-1].text_frame.text == "1"


@pytest.mark.parametrize(("lang", "tag"), [("de", "de-DE"), ("en", "en-GB")])
def test_a_slide_says_in_which_language_it_is(lang, tag):
    spec = all_specs(lang)["progress"]
    deck = opened(spec)
    assert deck.core_properties.language == tag
    assert deck.core_properties.title == spec.title
    runs = deck.slides[0]._element.xpath(".//a:rPr/@lang")
    assert set(runs) == {tag}


def test_the_notes_hold_method_and_numbers():
    spec = all_specs()["topics"]
    notes = only_slide(spec).notes_slide.notes_text_frame.text
    assert spec.method in notes
    assert "Themenfeld: Mobilität & Reisen, Erreicht: 6, Gezählt: 12, Anteil: 50,0\u00a0%" in notes


def test_long_tables_are_cut_in_the_notes_and_say_so():
    spec = all_specs()["topics"]
    long = replace(spec, table=replace(spec.table, rows=spec.table.rows * 30))
    assert "… und 50 weitere Zeilen" in only_slide(long).notes_slide.notes_text_frame.text


def test_hostile_names_arrive_as_text_on_the_slide_and_in_the_workbook():
    for spec in hostile_specs():
        page = only_slide(spec)
        assert page.shapes.title.text_frame.text == one_line(spec.finding)
        for shape in page.shapes:
            if shape.has_chart:
                cells = [cell for row in workbook(shape.chart).iter_rows() for cell in row]
                assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
                if spec.name == "topics":
                    assert {one_line(name) for name in HOSTILE_NAMES} <= {cell.value for cell in cells}


def test_nothing_in_the_file_points_outside():
    for spec in (*all_specs().values(), *hostile_specs()):
        with zipfile.ZipFile(io.BytesIO(slide.pptx_file(spec))) as archive:
            relations = [archive.read(name) for name in archive.namelist() if name.endswith(".rels")]
        assert not any(b'TargetMode="External"' in content for content in relations)


def test_an_empty_chart_is_a_sentence():
    page = only_slide(progress_figure(over_time([]), make_view()))
    assert "Für diese Auswahl gibt es nichts zu zeigen." in texts(page)


def test_several_charts_make_one_deck():
    deck = presentation.blank("Ratspaket", "de")
    for spec in all_specs().values():
        slide.add_slides(deck, chart_pages(spec))
    assert len(deck.slides) == 5


def test_the_same_chart_gives_the_same_bytes():
    assert slide.pptx_file(all_specs()["progress"]) == slide.pptx_file(all_specs()["progress"])


@pytest.mark.parametrize("plan", [(0.2, 0.22, 0.25), (0.2, 0.35, 0.6), (0.02, 0.3, 0.8)])
def test_the_label_of_a_single_report_keeps_clear_of_the_plan(plan):
    days = [date(2023, 1, 31), date(2023, 6, 30), date(2024, 1, 31)]
    planned = pd.DataFrame([{"partner_id": "adam", "on_date": d, "share": s} for d, s in zip(days, plan, strict=True)])
    rows = [("adam", days[0], True, round(plan[0] * 100), 100)]
    spec = progress_figure(over_time(rows), make_view(partners=[ADAM]), planned=planned)
    chart = native(spec)
    place = chart._chartSpace.xpath(".//c:ser[1]/c:dLbls/c:dLbl//c:dLblPos/@val")[0]
    moved = float(chart._chartSpace.xpath(".//c:ser[1]/c:dLbls/c:dLbl//c:manualLayout/c:y/@val")[0]) * CHART_BOX.height
    plot = float(chart._chartSpace.xpath(".//c:plotArea/c:layout//c:h/@val")[0]) * CHART_BOX.height
    wide = float(chart._chartSpace.xpath(".//c:plotArea/c:layout//c:w/@val")[0]) * CHART_BOX.width
    days_shown = (days[-1] - date(2020, 1, 1)).days
    # The label is about 64 points wide; over that width the plan goes from the report to here.
    reach = plan[0] + (plan[1] - plan[0]) * 64 / ((days[1] - days[0]).days / days_shown * wide)
    half = LABEL_PT * 1.25
    clear_right = moved - half >= 0 or moved + half <= -(min(reach, plan[1]) - plan[0]) * plot
    # The plan begins with the report: left of it there is none.
    assert place == "l" or clear_right, place
