import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pptx
import pytest
from figure_frames import HOSTILE_NAMES
from lxml import etree
from office_files import council_package, hostile_package, numbered_list, problems

from ozgdash.drawing import theme
from ozgdash.drawing.lettering import one_line, width
from ozgdash.export.council.package import CouncilPackage, Occasion, Section
from ozgdash.export.powerpoint import deck
from ozgdash.export.slides.layouts import DEEP, EXAMPLE_COLOUR, PLACES, Layout
from ozgdash.export.slides.pages import sentences
from ozgdash.export.slides.table_pages import MAX_LIST_ROWS
from ozgdash.model import palette

RUN_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/main}rPr"


@pytest.fixture(scope="module")
def council(golden_connection, golden_view):
    return council_package(golden_connection, golden_view)


def opened(package):
    return pptx.Presentation(io.BytesIO(deck.pptx_file(package)))


def titles(presentation):
    return [page.shapes.title.text_frame.text for page in presentation.slides]


def texts(page):
    return [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]


def layouts(presentation):
    return [list(presentation.slide_layouts).index(page.slide_layout) for page in presentation.slides]


def tables(presentation):
    return [shape.table for page in presentation.slides for shape in page.shapes if shape.has_table]


def listed(spec, package):
    return CouncilPackage(Occasion(), package.view, (), (Section("a", "Liste", (spec,)),))


def test_a_deck_has_title_summary_sections_charts_and_method(council):
    order = list(Layout)
    assert [order[place] for place in layouts(opened(council))] == [
        Layout.TITLE,
        Layout.TEXT,
        Layout.SECTION,
        *[Layout.CHART] * 3,
        Layout.SECTION,
        Layout.CHART,
        *[Layout.TABLE] * 2,
        Layout.SECTION,
        Layout.TABLE,
        Layout.CLOSING,
    ]


def test_the_title_slide_says_for_whom_and_as_of_when(council):
    written = "\n".join(texts(opened(council).slides[0]))
    for words in ("Sachstand OZG", "Ausschuss für Digitales", "Sitzung am 15.06.2021", "Stand 30.04.2021"):
        assert words in written
    assert council.view.cooperation.name in written
    assert council.view.snapshot.id in written


def test_the_number_of_the_paper_stands_on_the_title_on_pages_of_text_and_in_the_properties(council):
    numbered = replace(council, occasion=replace(council.occasion, paper="26-12345"))
    presentation = opened(numbered)
    title, summary, *_, closing = presentation.slides
    in_one_piece = "Vorlage\u00a026\u201112345"
    assert f"{in_one_piece} · Ausschuss für Digitales" in "\n".join(texts(title))
    assert all(f"{in_one_piece} · Sachstand OZG" in texts(page) for page in (summary, closing))
    assert presentation.core_properties.subject == "Vorlage 26-12345 · Ausschuss für Digitales"
    assert "Vorlage" not in "".join("".join(texts(page)) for page in opened(council).slides)


def test_an_occasion_without_words_leaves_nothing_empty(council):
    presentation = opened(replace(council, occasion=Occasion(), summary=()))
    assert titles(presentation)[0] == "Sachstand zur Umsetzung des Onlinezugangsgesetzes"
    assert all(text for page in presentation.slides for text in texts(page))


def test_the_summary_keeps_its_sentences_in_order(council):
    assert "\n".join(council.summary) in texts(opened(council).slides[1])


def test_the_finding_is_the_title_and_no_title_appears_twice(council):
    found = titles(opened(council))
    assert len(set(found)) == len(found)
    finding = one_line(council.charts[0].finding)
    assert [title for title in found if title.startswith(finding)] == [f"{finding} (1/2)", f"{finding} (2/2)"]
    assert one_line(council.charts[3].finding) in found


def test_a_title_that_looks_like_a_numbered_one_still_is_unlike_it(council):
    specs = [replace(council.charts[3], finding=words) for words in ("Satz.", "Satz.", "Satz. (1/2)")]
    found = titles(opened(replace(council, sections=(Section("a", "A", tuple(specs)),))))
    assert len(set(found)) == len(found)


def test_a_finding_of_several_sentences_goes_beside_the_chart(council):
    spec = replace(council.charts[0], finding="Im März kamen 12 von 40 hinzu. Nicht gemeldet hat Bert, z. B. im April.")
    page = opened(listed(spec, council)).slides[1]
    assert page.slide_layout.name == "Grafik mit Aussage und Text"
    assert page.shapes.title.text_frame.text == "Im März kamen 12 von 40 hinzu."
    assert "Nicht gemeldet hat Bert, z. B. im April." in texts(page)


def test_every_chart_has_its_provenance_and_every_slide_but_the_first_its_number(council):
    presentation = opened(council)
    for number, page in enumerate(presentation.slides, start=1):
        assert council.view.snapshot.id in "\n".join(texts(page))
        assert number == 1 or texts(page)[-1] == str(number)
    drawn = [page for page in presentation.slides if any(shape.has_chart or shape.has_table for shape in page.shapes)]
    for spec, page in zip(council.charts, drawn, strict=True):
        assert set(map(one_line, spec.provenance.lines)) <= set("\n".join(texts(page)).split("\n"))


def test_every_chart_and_table_has_an_alternative_text_and_nothing_lies_outside(council):
    presentation = opened(council)
    described = []
    for page in presentation.slides:
        for shape in page.shapes:
            if shape.has_chart or shape.has_table:
                described.append(shape._element.xpath(".//p:cNvPr/@descr")[0])
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= presentation.slide_width
            assert shape.top + shape.height <= presentation.slide_height
    assert described == [one_line(spec.alt_text) for spec in council.charts]


def test_the_notes_hold_method_and_numbers_of_the_newest_day_first(council):
    pages = opened(council).slides
    notes = pages[3].notes_slide.notes_text_frame.text
    assert council.charts[0].method in notes
    numbers = notes.split("Zahlen:\n")[1].splitlines()
    assert "Stand: 30.04.2021" in numbers[0]


@pytest.mark.parametrize(("lang", "tag"), [("de", "de-DE"), ("en", "en-GB")])
def test_title_language_and_time_are_properties_of_the_file(golden, golden_view, lang, tag):
    package = council_package(golden, replace(golden_view, lang=lang))
    presentation = opened(package)
    facts = presentation.core_properties
    assert (facts.title, facts.language, facts.subject) == ("Sachstand OZG", tag, "Ausschuss für Digitales")
    assert facts.created.replace(tzinfo=None) == package.view.snapshot.published_at.replace(tzinfo=None, microsecond=0)
    for page in presentation.slides:
        written = [page._element, *([page.notes_slide._element] if page.has_notes_slide else [])]
        for root in written:
            assert {run.find(RUN_PROPERTIES).get("lang") for run in root.xpath(".//a:r")} == {tag}
    for chart in (shape.chart for page in presentation.slides for shape in page.shapes if shape.has_chart):
        assert chart._chartSpace.xpath("./c:lang/@val") == [tag]


def test_powerpoints_sections_follow_those_of_the_package(council):
    with zipfile.ZipFile(io.BytesIO(deck.pptx_file(council))) as archive:
        root = etree.fromstring(archive.read("ppt/presentation.xml"))
    found = root.findall(".//{*}section")
    assert [section.get("name") for section in found] == ["Überblick", "Lage", "Themenfelder", "Anhang", "Methode"]
    assert [len(section.findall(".//{*}sldId")) for section in found] == [2, 4, 4, 2, 1]


def test_charts_are_native_and_their_numbers_can_be_edited(council):
    charts = [shape.chart for page in opened(council).slides for shape in page.shapes if shape.has_chart]
    assert [chart.chart_type.name for chart in charts] == [
        "LINE",
        "BAR_STACKED",
        "LINE",
        "BAR_CLUSTERED",
    ]
    for chart, spec in zip(charts, (council.charts[place] for place in range(4)), strict=True):
        sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]
        assert sheet.max_row == len(spec.categories) + 1
        formats = set(chart._chartSpace.xpath(".//c:valAx/c:numFmt/@formatCode"))
        assert formats == ({"[$-407]0\\ %"} if spec.unit == "share" else {"[$-407]#,##0"})


def test_a_long_list_runs_over_slides_with_its_head_on_each(council):
    presentation = opened(listed(numbered_list(MAX_LIST_ROWS), council))
    found = tables(presentation)
    assert len(found) > 1
    rows = []
    for table in found:
        assert [cell.text for cell in table.rows[0].cells] == ["Name", "Text", "Zahl"]
        rows += [table.cell(row, 0).text for row in range(1, len(table.rows))]
    assert rows == [f"Zeile {row}" for row in range(1, MAX_LIST_ROWS + 1)]
    assert f"Es sind {MAX_LIST_ROWS}. (1/{len(found)})" in titles(presentation)
    assert "Zeile 1," in presentation.slides[1].notes_slide.notes_text_frame.text
    assert f"Name: Zeile {MAX_LIST_ROWS}," in presentation.slides[-2].notes_slide.notes_text_frame.text


def test_a_very_long_list_shows_its_beginning_and_says_where_the_rest_is(council):
    presentation = opened(listed(numbered_list(625), council))
    assert len(tables(presentation)) == 1
    shown = len(tables(presentation)[0].rows) - 1
    note = f"Die ersten {shown} von 625 Zeilen; {625 - shown} weitere in der Arbeitsmappe, Blatt „Liste“."
    assert note in texts(presentation.slides[1])


def test_a_matrix_of_many_rows_runs_over_slides(council):
    spec = council.charts[4]
    many = 40
    series = tuple(replace(item, values=item.values[:1] * many, labels=item.labels[:1] * many) for item in spec.series)
    long = replace(spec, categories=tuple(f"Thema {row}" for row in range(many)), series=series)
    found = tables(opened(listed(long, council)))
    assert len(found) > 1
    assert sum(len(table.rows) - 1 for table in found) == many


def test_a_matrix_of_many_columns_runs_over_slides_with_its_names_on_each(council):
    spec = council.charts[4]
    series = tuple(replace(spec.series[0], key=f"p{place}", name=f"Partner {place}") for place in range(20))
    found = tables(opened(listed(replace(spec, series=series), council)))
    assert len(found) > 1
    assert [cell.text for table in found for cell in list(table.rows[0].cells)[1:]] == [item.name for item in series]
    for table in found:
        assert [table.cell(row, 0).text for row in range(1, len(table.rows))] == list(spec.categories)
        widest = max(width(word, 9) for row in table.rows for cell in row.cells for word in cell.text.split(" "))
        assert min(column.width.pt for column in table.columns) > widest


@pytest.mark.parametrize("place", [1, 3])
def test_bars_of_many_rows_run_over_slides_on_one_scale(council, place):
    spec = council.charts[place]
    many = 50
    series = tuple(replace(item, values=(1.0,) * many, labels=("1",) * many) for item in spec.series)
    spec = replace(spec, categories=tuple(f"Zeile {row}" for row in range(many)), series=series, category_labels=())
    charts = [s.chart for page in opened(listed(spec, council)).slides for s in page.shapes if s.has_chart]
    assert len(charts) > 1
    assert sum(len(chart.plots[0].categories) for chart in charts) == many
    assert len({chart.value_axis.maximum_scale for chart in charts}) == 1


def test_text_that_would_become_too_small_goes_on_on_the_next_slide(council):
    summary = tuple(f"Satz {number}: {'so steht es und nicht anders ' * 4}Ende." for number in range(20))
    presentation = opened(replace(council, summary=summary, sections=council.sections[:1]))
    pages = [page for page in presentation.slides if page.slide_layout.name == "Text"]
    assert len(pages) > 1
    assert pages[0].shapes.title.text_frame.text.endswith(f"(1/{len(pages)})")
    written = "\n".join("\n".join(texts(page)) for page in pages)
    assert all(one_line(sentence) in written for sentence in summary)
    sizes = {run.font.size for page in pages for run in page.placeholders[13].text_frame.paragraphs[0].runs}
    assert all(size is None or size.pt >= 14 for size in sizes)


def test_the_last_slide_says_in_six_points_how_it_was_counted_and_its_notes_say_the_rest(council):
    closing = opened(council).slides[-1]
    points = closing.placeholders[13].text_frame.text.split("\n")
    openings = ["Umgesetzt", "Nenner", "Tage", "Filter", "Quelle", "So zu lesen"]
    assert [point.partition(":")[0] for point in points] == openings
    assert "30.04.2021" in points[2]
    notes = closing.notes_slide.notes_text_frame.text
    for spec in council.charts:
        assert all(sentence in notes for sentence in sentences(one_line(spec.method)))


def without_data(spec):
    return replace(spec, series=tuple(replace(item, values=(None,) * len(item.values)) for item in spec.series))


def test_charts_without_data_are_one_sentence_with_their_reason_and_no_slides(council):
    spec = council.charts[0]
    charts = [replace(without_data(spec), title=f"Bild {number}", finding="Nichts gemeldet.") for number in range(10)]
    charts += [replace(numbered_list(0), finding="Keine ist überfällig."), numbered_list(3)]
    presentation = opened(replace(council, summary=(), sections=(Section("a", "A", tuple(charts)),)))
    said = [title for title in titles(presentation)[1:] if not title.startswith("Wie gezählt")]
    assert said == ["Nichts gemeldet.", "Keine ist überfällig.", "Es sind 3."]
    names = f"{', '.join(f'Bild {number}' for number in range(9))} und Bild 9"
    assert f"Das gilt für: {names}." in texts(presentation.slides[1])


def test_a_single_chart_without_data_is_its_finding_and_a_sentence(council):
    page = opened(listed(without_data(council.charts[0]), council)).slides[1]
    assert "Für diese Auswahl gibt es nichts zu zeigen." in texts(page)


def test_the_same_package_gives_the_same_bytes(council, golden, golden_view):
    assert deck.pptx_file(council) == deck.pptx_file(council_package(golden, golden_view))


def test_a_validator_finds_nothing_to_repair(council, tmp_path):
    assert problems(deck.pptx_file(council), tmp_path / "deck.pptx") == []
    assert problems(deck.pptx_file(listed(numbered_list(30), council)), tmp_path / "liste.pptx") == []


def test_hostile_text_arrives_as_text_and_does_nothing(tmp_path):
    package = hostile_package()
    content = deck.pptx_file(package)
    assert problems(content, tmp_path / "deck.pptx") == []
    presentation = pptx.Presentation(io.BytesIO(content))
    assert titles(presentation)[0].startswith(HOSTILE_NAMES[1])
    assert "\n".join(map(one_line, HOSTILE_NAMES)) in texts(presentation.slides[1])
    cells = [cell.text for table in tables(presentation) for row in table.rows for cell in row.cells]
    for name in HOSTILE_NAMES[:7]:
        assert one_line(name) in cells
    assert "zwei Zeilen und tab ]]> &amp; <!-- -->" in cells
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        relations = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".rels"))
        slides = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("ppt/slides/slide"))
    assert b"External" not in relations
    assert b"hlinkClick" not in slides
    for page in presentation.slides:
        for chart in (shape.chart for shape in page.shapes if shape.has_chart):
            sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_text_of_the_layouts_reads_well_on_its_ground(council):
    for layout, places in PLACES.items():
        for place in places:
            ground = "#FFFFFF" if place.colour != "#FFFFFF" else DEEP
            assert theme.contrast(place.colour, ground) >= theme.MIN_TEXT_CONTRAST, (layout, place.name)
    assert theme.contrast(EXAMPLE_COLOUR, "#FFFFFF") >= theme.MIN_TEXT_CONTRAST


def test_the_partners_colours_are_the_accents_and_the_strip(council):
    colours = palette.partner_colours(council.view.cooperation.partners)
    shown = {theme.readable(colours[p.id], "#FFFFFF", theme.MIN_MARK_CONTRAST) for p in council.view.partners}
    with zipfile.ZipFile(io.BytesIO(deck.pptx_file(council))) as archive:
        style, master = (
            archive.read(f"ppt/{name}1.xml").decode() for name in ("theme/theme", "slideMasters/slideMaster")
        )
    accents = {f"#{colour}" for colour in re.findall(r'<a:accent\d><a:srgbClr val="(\w+)"', style)}
    assert shown <= accents
    assert all(f'val="{colour[1:]}"' in master for colour in shown)
