"""A deck of OpenDocument in a house's own template: what is the house's stays, what is ours stands in its places."""

from __future__ import annotations

from dataclasses import replace

import odf_houses as houses
import pytest
from office_files import council_package
from presentation_reading import key, opened, points

from ozgdash.errors import UserError
from ozgdash.export.odf import deck, template
from ozgdash.export.slides.house import Use
from ozgdash.export.slides.house_design import chosen
from ozgdash.export.slides.layouts import FOOTER, Layout
from ozgdash.export.templates.kept import ODF, POWERPOINT, is_taken, keep_template, template_for, template_path
from ozgdash.export.templates.report import examined, lines
from tools.odf_check import problems

LABEL = "Beispieldaten, nicht amtlich"


@pytest.fixture(scope="module")
def council(golden_connection, golden_view, tmp_path_factory):
    path = tmp_path_factory.mktemp("house") / "haus.otp"
    path.write_bytes(houses.house())
    view = replace(golden_view, snapshot=replace(golden_view.snapshot, example_data=True))
    return replace(council_package(golden_connection, view), template=str(path))


@pytest.fixture(scope="module")
def written(council):
    return deck.odp_file(council)


@pytest.fixture(scope="module")
def read(written):
    return opened(written)


def test_the_same_template_and_data_give_the_same_valid_file(council, written):
    assert problems(written) == []
    assert deck.odp_file(council) == written


def test_masters_pictures_and_styles_are_the_houses(read):
    assert [page.get(key("style:name")) for page in read.styles.iter(key("style:master-page"))] == ["Start", "Inhalt"]
    assert read.parts["Pictures/wappen.png"] == houses.LOGO
    assert {page.master for page in read.pages[1:]} == {"Inhalt", "Start"}
    assert read.pages[0].master == "Start"
    assert len(read.pages) > 8


def test_no_style_of_ours_has_the_name_of_one_of_the_house(read):
    named = [style.get(key("style:name")) for style in read.styles.iter(key("style:style"))]
    ours = [style.get(key("style:name")) for style in read.content.iter(key("style:style"))]
    assert set(ours).isdisjoint(named)
    assert len(ours) == len(set(ours))


def test_titles_stand_in_the_place_and_the_style_of_the_house(read):
    titles = [frame for page in read.pages if page.master == "Inhalt" for frame in page.frames if frame.role == "title"]
    parents = {style.get(key("style:name")): style.get(key("style:parent-style-name"))
               for style in read.content.iter(key("style:style"))}  # fmt: skip
    assert titles
    for frame in titles:
        assert points(frame.element.get(key("svg:x"))) == pytest.approx(1.5 * 72 / 2.54, abs=0.1)
        assert parents[frame.element.get(key("presentation:style-name"))] == "Inhalt-title"


def test_stand_and_the_label_of_example_data_are_on_every_slide(read):
    for page in read.pages:
        said = [line for frame in page.frames for line in frame.paragraphs]
        assert LABEL in said, page.name
        assert any("Stand" in line for line in said), page.name


def test_number_and_footer_are_shown_by_the_master_and_by_nothing_else(read):
    looks = {
        style.get(key("style:name")): style.find(key("style:drawing-page-properties"))
        for style in read.content.iter(key("style:style"))
    }
    for page, element in zip(read.pages, read.content.iter(key("draw:page")), strict=True):
        look = looks[element.get(key("draw:style-name"))]
        on_content = page.master == "Inhalt"
        assert look.get(key("presentation:display-page-number")) == ("true" if on_content else "false")
        assert look.get(key("presentation:display-footer")) == ("true" if on_content else "false")
        assert "Stadt Musterstadt" not in [line for frame in page.frames for line in frame.paragraphs]
    assert not list(read.content.iter(key("text:page-number")))


def test_charts_and_tables_keep_away_from_the_title_and_from_each_other(read):
    width, height = 28 * 72 / 2.54, 15.75 * 72 / 2.54
    for page in read.pages:
        for frame in page.frames:
            left, top = (points(frame.element.get(key(f"svg:{side}"))) for side in ("x", "y"))
            wide, high = (points(frame.element.get(key(f"svg:{side}"))) for side in ("width", "height"))
            assert left >= 0
            assert top >= 0
            assert left + wide <= width + 0.5
            assert top + high <= height + 0.5


def test_texts_have_the_bullets_of_the_house_and_are_in_the_language_of_the_deck(read):
    bullets = {level.get(key("text:bullet-char")) for level in read.content.iter(key("text:list-level-style-bullet"))}
    assert bullets == {"■"}
    usual = next(read.styles.iter(key("style:default-style"))).find(key("style:text-properties"))
    assert {item.get(key("style:writing-mode")) for item in read.styles.iter()} == {None, "lr-tb"}
    assert (usual.get(key("fo:language")), usual.get(key("fo:country"))) == ("de", "DE")


def test_a_single_chart_is_a_slide_of_the_house(council):
    content = deck.odp_of_chart(council.charts[0], council.template)
    assert problems(content) == []
    assert {page.master for page in opened(content).pages} == {"Inhalt"}


def test_the_title_master_serves_the_title_and_its_ground_is_known():
    house = template.opened(houses.house(), "haus.otp").house
    choice = chosen(house)
    start = choice.plans[Layout.TITLE].layout
    assert (start.name, start.ground, start.of(Use.SUBTITLE)[0].size) == ("Start", "#7A0019", 24.0)
    assert choice.plans[Layout.CHART].layout.name == "Inhalt"
    assert choice.design.paint(Layout.CHART).font == "Carlito"


def test_what_stands_free_on_a_dark_ground_is_written_in_light_letters():
    dark = houses.house(styles=houses.styles().replace("#ffffff", "#101010").replace("#222222", "#EEEEEE"))
    design = chosen(template.opened(dark, "haus.otp").house).design
    provenance, paint = design.place(Layout.CHART, FOOTER), design.paint(Layout.CHART)
    assert (provenance.colour, paint.ground, paint.ink, paint.panel) == ("#EEEEEE", "#101010", "#EEEEEE", False)


def test_a_report_says_which_master_serves_which_page():
    told = lines(examined(houses.house(), "haus.otp"), "de")
    assert told[0] == "Die Vorlage haus.otp lässt sich verwenden: 794 × 446 Punkt, 4 Layouts."
    assert any("„Inhalt“ (Master 1): Text, Grafik" in line for line in told)


LISTENER = '<draw:rect><office:event-listeners><script:event-listener xmlns:script="urn:x"/></office:event-listeners></draw:rect>'  # fmt: skip
ENCRYPTED = '<manifest:manifest xmlns:manifest="urn:m"><manifest:encryption-data/></manifest:manifest>'
REFUSED = {
    "a macro": ({"Basic__Standard__Module1.xml": "<a/>"}, "Makros"),
    "a script at a shape": ({"styles": houses.styles(houses.MASTERS.replace(houses.PICTURE, LISTENER))}, "Makros"),
    "a document in a master": ({"styles": houses.styles(houses.MASTERS.replace("draw:image", "draw:object"))}, "eingebettete"),
    "a picture from elsewhere": (
        {"styles": houses.styles(houses.MASTERS.replace("Pictures/wappen.png", "https://example.org/w.png"))},
        "lädt https://example.org/w.png",
    ),
    "a picture beside the file": (
        {"styles": houses.styles(houses.MASTERS.replace("Pictures/wappen.png", "../w.png"))},
        "lädt ../w.png",
    ),
    "a password": ({"manifest": ENCRYPTED}, "Kennwort"),
    "a letter": ({"mimetype": "application/vnd.oasis.opendocument.text"}, "keine Präsentation"),
    "no master": ({"styles": houses.styles("")}, "kein einziges"),
    "slides of a stamp": ({"styles": houses.styles().replace('fo:page-height="15.75cm"', 'fo:page-height="2cm"')}, "Foliengröße"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_acts_calls_or_is_none_is_refused_with_a_sentence(name):
    changes, words = REFUSED[name]
    with pytest.raises(UserError) as refused:
        template.opened(houses.house(**changes), "haus.otp")
    assert words in refused.value.message("de")
    assert "haus.otp" in refused.value.message("en")


def test_a_house_keeps_one_template_for_each_format_under_one_name(tmp_path):
    for ending in (".potx", ".otp"):
        assert not is_taken(tmp_path, "haus", ending)
        keep_template(tmp_path, "haus", ending, b"1")
    keep_template(tmp_path, "haus", ".odp", b"2")
    given = template_path(tmp_path, "haus")
    assert template_for(given, POWERPOINT) == str(tmp_path / "templates" / "haus.potx")
    assert template_for(given, ODF) == str(tmp_path / "templates" / "haus.odp")
    assert template_for("fremd.pptx", ODF) == ""
