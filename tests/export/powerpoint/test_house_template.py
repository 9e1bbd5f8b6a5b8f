"""A deck in a house's own template: what is the house's stays, what is ours stands in its places, nothing is lost."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import house_templates as houses
import pptx
import pytest
from house_templates import Draft, Put, content, ends, title
from office_files import council_package, numbered_list, problems
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from ozgdash.drawing.lettering import one_line
from ozgdash.export.council.package import CouncilPackage, Occasion, Section
from ozgdash.export.powerpoint import deck
from ozgdash.export.powerpoint.template import opened
from ozgdash.export.slides.house_design import chosen
from ozgdash.export.slides.layouts import FOOTER, LIGHT, NUMBER, PICTURE, Layout
from ozgdash.export.templates.report import examined

TWO_COLUMNS = [Draft("Zwei", [title(), content(7, (48, 124, 424, 344)), content(3, (488, 124, 424, 344)), *ends()])]


@pytest.fixture(scope="module")
def council(golden_connection, golden_view):
    view = replace(golden_view, snapshot=replace(golden_view.snapshot, example_data=True))
    return council_package(golden_connection, view)


def written(package: CouncilPackage, template: bytes, folder: Path) -> pptx.presentation.Presentation:
    """The deck opened again, once a validator has found nothing that the template did not have before."""
    path = folder / "haus.pptx"
    path.write_bytes(template)
    made = deck.pptx_file(replace(package, template=str(path)))
    before = problems(houses.saved(opened(template, "haus.pptx").deck), folder / "leer.pptx")
    assert [found for found in problems(made, folder / "deck.pptx") if found not in before] == []
    return pptx.Presentation(io.BytesIO(made))


def alone(council: CouncilPackage, *places: int) -> CouncilPackage:
    specs = tuple(council.charts[place] for place in places)
    return replace(council, summary=(), sections=(Section("a", "Lage", specs),))


def texts(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def design_of(deck_of_house):
    return chosen(opened(houses.saved(deck_of_house), "haus.pptx").house).design


def kinds(slide):
    return [shape.placeholder_format.type.name for shape in slide.placeholders]


@pytest.fixture(scope="module")
def usual(council, tmp_path_factory):
    """The deck in a usual template, made once."""
    template = houses.saved(houses.house(named={"Reifegrad 3": "123456"}, colours={"accent1": "8A1538"}, slides=2))
    return written(council, template, tmp_path_factory.mktemp("usual"))


def test_each_kind_of_page_takes_the_layout_that_is_made_for_it(usual):
    assert [page.slide_layout.name for page in usual.slides] == [*"ABCBBBCBBBCBBB"]


def test_masters_fonts_and_colours_of_the_house_stay(usual):
    theme = next(
        rel.target_part.blob for rel in usual.slide_master.part.rels.values() if rel.reltype.endswith("/theme")
    )
    assert b'typeface="Georgia"' in theme
    assert b"8A1538" in theme
    assert len(usual.slide_layouts) == 6


def test_what_is_ours_stands_in_the_placeholders_of_the_house(usual, council):
    for page in usual.slides:
        layout = {place.placeholder_format.idx: place for place in page.slide_layout.placeholders}
        assert page.shapes.title is not None
        for shape in page.placeholders:
            assert shape.placeholder_format.idx in layout
    drawn = [page for page in usual.slides if any(shape.has_chart or shape.has_table for shape in page.shapes)]
    assert len(drawn) >= len(council.charts)
    for page in drawn:
        (shape,) = [shape for shape in page.shapes if shape.has_chart or shape.has_table]
        assert shape.is_placeholder


def test_no_placeholder_is_left_empty_and_no_text_is_lost(usual, council):
    said = "\n".join(text for page in usual.slides for text in texts(page))
    assert all(text.strip() for page in usual.slides for text in texts(page))
    for sentence in council.summary:
        assert sentence in said
    for spec in council.charts:
        for line in spec.provenance.lines:
            assert one_line(line) in said


def test_provenance_and_label_stand_on_every_slide_within_it(usual, council):
    for page in usual.slides:
        assert council.view.snapshot.id in "\n".join(texts(page))
        assert any(text.startswith("Beispieldaten") for text in texts(page))
        for shape in page.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= usual.slide_width
            assert shape.top + shape.height <= usual.slide_height


def test_nothing_of_ours_lies_over_something_else_of_ours(usual):
    for page in usual.slides:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in page.shapes]
        for first in range(len(boxes)):
            for second in range(first):
                (left, top, right, bottom), other = boxes[first], boxes[second]
                assert not (left < other[2] and other[0] < right and top < other[3] and other[1] < bottom)


def test_a_slide_has_its_number_once_and_notes_as_always(usual, council):
    for number, page in enumerate(usual.slides, start=1):
        fields = page._element.xpath(".//a:fld[@type='slidenum']")
        assert len(fields) == (number > 1)
        assert kinds(page).count("FOOTER") == 0
    assert council.charts[0].method in usual.slides[3].notes_slide.notes_text_frame.text


def test_text_of_charts_has_ink_and_font_of_the_theme(usual):
    spaces = [shape.chart._chartSpace for page in usual.slides for shape in page.shapes if shape.has_chart]
    for space in spaces:
        assert space.xpath("./c:txPr//a:latin/@typeface") == ["+mn-lt"]
        assert space.xpath("./c:txPr//a:solidFill/a:schemeClr/@val") == ["tx1"]


def test_a_colour_that_the_theme_names_takes_the_place_of_ours_and_no_other_does(usual, council, tmp_path):
    stacked = [
        shape.chart
        for page in usual.slides
        for shape in page.shapes
        if shape.has_chart and shape.chart.chart_type.name == "BAR_STACKED"
    ]
    (chart,) = stacked
    spec = council.charts[1]
    solid = [item.key for item in spec.series if not item.hatched]
    drawn = dict(zip([item.key for item in spec.series], chart.plots[0].series, strict=True))
    colours = {key: str(drawn[key].format.fill.fore_color.rgb) for key in solid}
    ours = {item.key: item.colour[1:] for item in spec.series if not item.hatched}
    assert colours == ours | {"1.1-3": "123456"}


def test_slides_of_the_template_are_gone_with_their_parts_and_sections_are_ours(council, tmp_path):
    template = houses.saved(houses.house(slides=3))
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "haus.pptx").write_bytes(template)
    made = deck.pptx_file(replace(alone(council, 1), template=str(folder / "haus.pptx")))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = b"".join(archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels")))
        assert len([name for name in archive.namelist() if name.startswith("ppt/slides/slide")]) == 3
    assert b"alte Notiz" not in parts
    assert made == deck.pptx_file(replace(alone(council, 1), template=str(folder / "haus.pptx")))


def test_two_columns_alone_lose_nothing(council, tmp_path):
    presentation = written(council, houses.saved(houses.house(TWO_COLUMNS)), tmp_path)
    said = "\n".join(text for page in presentation.slides for text in texts(page))
    assert all(sentence in said for sentence in council.summary)
    drawn = [shape for page in presentation.slides for shape in page.shapes if shape.has_chart or shape.has_table]
    assert len(drawn) >= len(council.charts)
    assert all(shape.width > presentation.slide_width * 0.5 for shape in drawn)


def test_a_chart_with_sentences_takes_the_two_columns_of_the_house_where_one_is_wide(council, tmp_path):
    wide = Draft("Breit", [title(), content(7, (300, 124, 612, 344)), content(3, (48, 124, 232, 344)), *ends()])
    spec = replace(council.charts[0], finding="Im März kamen 12 von 40 hinzu. Nicht gemeldet hat Bert im April.")
    package = replace(council, summary=(), sections=(Section("a", "Lage", (spec,)),))
    page = written(package, houses.saved(houses.house([*houses.usual_layouts()[:3], wide])), tmp_path).slides[1]
    assert page.slide_layout.name == "Breit"
    assert {shape.placeholder_format.idx for shape in page.placeholders} >= {0, 7, 3}
    assert "Nicht gemeldet hat Bert im April." in texts(page)


def test_a_layout_without_a_title_gets_one_that_navigation_knows(council, tmp_path):
    template = houses.saved(houses.house([Draft("Leer", [])]))
    presentation = written(alone(council, 0, 1), template, tmp_path)
    assert all(page.shapes.title is not None and page.shapes.title.has_text_frame for page in presentation.slides)


@pytest.mark.parametrize(("type_", "box"), [("obj", (48, 124, 864, 344)), ("body", (0, 0, 960, 540))])
def test_a_title_of_ours_stands_above_the_place_of_a_layout_without_one(council, tmp_path, type_, box):
    template = houses.saved(houses.house([Draft("Ohne Titel", [Put(type_, 1, box)])]))
    made = written(replace(council, sections=council.sections[:1]), template, tmp_path)
    for page in made.slides:
        head = page.shapes.title
        others = [shape for shape in page.shapes if shape.shape_id != head.shape_id]
        assert others
        assert head.height >= made.slide_height * 0.12
        assert min(shape.top for shape in others) >= head.top + head.height
        assert max(shape.top + shape.height for shape in page.shapes) <= made.slide_height


def test_places_of_another_slide_size_end_at_the_edge_and_the_report_says_so(council, tmp_path):
    template = houses.saved(houses.house(size=(600, 800)))
    found = [item for item in examined(template, "haus.pptx").findings if item.key == "templates.found_beyond"]
    assert {item.severity for item in found} == {"warning"}
    assert any("Layout „B“" in item.sentence("de") and "Inhalt" in item.sentence("de") for item in found)
    made = written(alone(council, 1), template, tmp_path)
    for page in made.slides:
        assert max(shape.left + shape.width for shape in page.shapes) <= made.slide_width


@pytest.mark.parametrize(
    ("ink", "filled", "said"),
    [
        ("BBBBBB", "", ["Layout „B“, Titel: Die Schriftfarbe #BBBBBB", "#FFFFFF mit 1,9:1", "nötig sind 3,0:1"]),
        ("888888", "", []),
        ("FFFFFF", "003366", []),
    ],
)
def test_a_title_that_cannot_be_read_on_its_ground_is_warned_of(ink, filled, said):
    style = f'<a:lvl1pPr><a:defRPr><a:solidFill><a:srgbClr val="{ink}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    deck_of_house = houses.house([Draft("B", [title(style=style), content(), *ends()])])
    if filled:
        head = deck_of_house.slide_layouts[0].placeholders[0]
        head._element.spPr.append(parse_xml(f'<a:solidFill {nsdecls("a")}><a:srgbClr val="{filled}"/></a:solidFill>'))
    report = examined(houses.saved(deck_of_house), "haus.pptx")
    sentences = [item.sentence("de") for item in report.findings if item.key == "templates.found_unreadable"]
    assert len(sentences) == (1 if said else 0)
    assert all(words in sentences[0] for words in said)


def test_a_large_footer_takes_the_provenance_and_a_small_one_keeps_the_words_of_the_house(council, tmp_path):
    large = [title(), content(), Put("ftr", 11, (48, 480, 700, 50), words="Stadt"), Put("sldNum", 12)]
    small = [title(), content(), Put("ftr", 11, (318, 500, 324, 28), words="Stadt Zählheim"), Put("sldNum", 12)]
    for places, number in ((large, 1), (small, 2)):
        folder = tmp_path / str(number)
        folder.mkdir()
        page = written(alone(council, 1), houses.saved(houses.house([Draft("Eins", places)])), folder).slides[1]
        footers = [s.text_frame.text for s in page.placeholders if s.placeholder_format.type.name == "FOOTER"]
        assert len(footers) == 1
        assert (council.view.snapshot.id in footers[0]) == (number == 1)
        assert number == 1 or footers == ["Stadt Zählheim"]


def test_a_number_that_the_master_counts_itself_is_not_doubled(council, tmp_path):
    field = houses.rectangle((860, 505, 60, 24), "FFFFFF").replace(
        "<a:p><a:endParaRPr/></a:p>",
        '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:t>‹Nr.›</a:t></a:fld></a:p>',
    )
    design = design_of(houses.house(drawn=[field]))
    assert not any(design.has(kind, NUMBER) for kind in Layout)


@pytest.mark.parametrize("size", [(720, 540), (780, 540), (540, 780), (1684, 2384), (400, 300)])
def test_every_size_of_slide_has_room_for_all_kinds_of_pages(size):
    wide, high = size[0] / 960, size[1] / 540

    def scaled(draft: Draft) -> Draft:
        boxes = [
            replace(p, box=p.box and (p.box[0] * wide, p.box[1] * high, p.box[2] * wide, p.box[3] * high))
            for p in draft.places
        ]
        return replace(draft, places=boxes)

    design = design_of(houses.house([scaled(draft) for draft in houses.usual_layouts()], size=size))
    for kind in Layout:
        for place in design.places[kind]:
            assert place.box.left >= 0
            assert place.box.top >= 0
            assert place.box.right <= size[0] + 0.1
            assert place.box.bottom <= size[1] + 0.1
        if design.has(kind, PICTURE):
            picture, provenance = design.place(kind, PICTURE).box, design.place(kind, FOOTER).box
            assert picture.shared(provenance) < 1
            assert picture.width > size[0] * 0.4


def test_of_several_masters_the_deck_keeps_to_one(council, tmp_path):
    template = houses.with_second_master(houses.saved(houses.house()))
    design = chosen(opened(template, "haus.pptx").house).design
    assert len({key[0] for key in design.chosen.values()}) == 1
    presentation = written(alone(council, 1), template, tmp_path)
    assert len(presentation.slide_masters) == 2


def test_a_place_that_shares_its_number_says_its_box_and_size_itself(council, tmp_path):
    """LibreOffice writes layouts in which no placeholder has a number: nothing can be inherited through it."""
    twins = [title(), Put("obj", None, (48, 124, 864, 344)), Put("obj", None, (48, 124, 10, 10))]
    page = written(alone(council, 1), houses.saved(houses.house([Draft("Eins", twins)])), tmp_path).slides[1]
    for shape in page.placeholders:
        assert shape._element.xpath(".//a:xfrm | ./p:xfrm")


def test_what_is_drawn_on_a_layout_stays_and_is_not_written_over(council):
    logo = houses.rectangle((830, 430, 120, 100), "8A1538", words="LOGO")
    design = design_of(houses.house([Draft("Titel allein", [title()])], drawn=[logo]))
    for kind in (Layout.CHART, Layout.TABLE):
        picture = design.place(kind, PICTURE).box
        assert not (picture.right > 830 and picture.bottom > 430)


GRADIENT = (
    '<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="FF0000"/></a:gs><a:gs pos="100000">'
    '<a:srgbClr val="0000FF"/></a:gs></a:gsLst><a:lin ang="0"/></a:gradFill>'
)


def test_a_dark_ground_is_written_on_in_light_ink_and_a_picture_gets_a_panel(council):
    dark = design_of(houses.house(mapping={"bg1": "dk1", "tx1": "lt1"}, colours={"dk1": "101820", "lt1": "FFFFFF"}))
    assert dark.paint(Layout.CHART).ground == "#101820"
    assert dark.paint(Layout.CHART).ink == "#FFFFFF"
    assert not dark.paint(Layout.CHART).panel
    layouts = [replace(draft, ground=GRADIENT) for draft in houses.usual_layouts()]
    assert design_of(houses.house(layouts)).paint(Layout.CHART).panel


@pytest.mark.parametrize(
    "odd",
    [
        Put("title", None, houses.TITLE_BOX, body='<a:bodyPr vert="vert270"/>'),
        Put("title", None, houses.TITLE_BOX, attributes=' orient="vert"'),
        Put("title", None, houses.TITLE_BOX, hidden=True),
    ],
)
def test_a_title_that_stands_upright_or_is_hidden_is_no_title(council, tmp_path, odd):
    template = houses.saved(houses.house([Draft("Hochkant", [odd, content()])]))
    page = written(alone(council, 1), template, tmp_path).slides[1]
    assert page.shapes.title.text_frame.text.startswith(one_line(council.charts[1].finding)[:20])
    assert page.shapes.title.width > page.shapes.title.height


def test_places_for_films_and_pictures_stay_empty_and_locked_ones_are_filled(council, tmp_path):
    places = [
        title(),
        content(1, (300, 124, 612, 344)),
        Put("media", 5, (48, 124, 200, 100)),
        Put("pic", 6, (48, 240, 200, 100)),
    ]
    presentation = written(alone(council, 1), houses.saved(houses.house([Draft("Bunt", places)])), tmp_path)
    assert all(
        shape.placeholder_format.idx not in (5, 6) for page in presentation.slides for shape in page.placeholders
    )


def test_a_theme_without_fonts_and_text_from_right_to_left_are_no_fault(council, tmp_path):
    style = '<a:lvl1pPr algn="r" rtl="1"><a:defRPr/></a:lvl1pPr>'
    layouts = [Draft("Eins", [title(style=style), content(style=style), *ends()])]
    presentation = written(alone(council, 1), houses.saved(houses.house(layouts, fonts=None)), tmp_path)
    for page in presentation.slides:
        for shape in page.shapes:
            if shape.has_text_frame:
                assert set(shape._element.xpath(".//a:p/a:pPr/@rtl")) <= {"0"}


def test_a_long_list_runs_over_slides_of_the_house(council, tmp_path):
    package = CouncilPackage(Occasion(), council.view, (), (Section("a", "Liste", (numbered_list(40),)),))
    presentation = written(package, houses.saved(houses.house(size=(720, 540))), tmp_path)
    rows = [
        shape.table.cell(row, 0).text
        for page in presentation.slides
        for shape in page.shapes
        if shape.has_table
        for row in range(1, len(shape.table.rows))
    ]
    assert rows == [f"Zeile {row}" for row in range(1, 41)]


def test_the_note_under_a_table_stands_on_the_ground_of_the_table(council, tmp_path):
    layouts = [replace(draft, ground=GRADIENT) for draft in houses.usual_layouts()]
    package = CouncilPackage(Occasion(), council.view, (), (Section("a", "Liste", (numbered_list(200),)),))
    found = [
        (frame, note)
        for page in written(package, houses.saved(houses.house(layouts)), tmp_path).slides
        for frame in page.shapes
        for note in page.shapes
        if frame.has_table and note.has_text_frame and "von 200 Zeilen" in one_line(note.text_frame.text)
    ]
    ((frame, note),) = found
    assert note._element.xpath("./p:spPr/a:solidFill/a:srgbClr/@val") == ["FFFFFF"]
    assert note._element.xpath(".//a:rPr/a:solidFill/a:srgbClr/@val") == [LIGHT.ink[1:]]
    assert abs(note.top - frame.top - frame.height) <= 2


def test_sentences_that_find_no_room_beside_the_chart_go_on_on_the_next_slide(council, tmp_path):
    others = [f"Satz Nummer {number} sagt noch etwas mehr über die Zahlen der Partner." for number in range(30)]
    spec = replace(council.charts[0], finding=" ".join(["Im März kamen 12 von 40 Leistungen hinzu.", *others]))
    package = replace(council, summary=(), sections=(Section("a", "Lage", (spec,)),))
    presentation = written(package, houses.saved(houses.house(size=(720, 540))), tmp_path)
    said = "\n".join(text for page in presentation.slides for text in texts(page))
    assert all(sentence in said for sentence in others)
    assert any(
        shape.has_chart and shape.width > presentation.slide_width * 0.8 for shape in presentation.slides[1].shapes
    )
