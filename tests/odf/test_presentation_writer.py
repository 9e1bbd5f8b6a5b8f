"""What is written as an OpenDocument presentation is a sound package that says what was given, with equal bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from presentation_reading import key, opened

from ozgdash.odf.presentation import MIMETYPE, Presentation, Slide, presentation_file
from ozgdash.odf.presentation_looks import Box, Class, Lettering, Place
from ozgdash.odf.presentation_master import MasterPage, Usual
from ozgdash.odf.presentation_shapes import Ground, Group, Picture, Shape, TableFrame, TextBox
from ozgdash.odf.presentation_table import CellLook, SlideTable, TableCell
from ozgdash.odf.xml import FORBIDDEN
from tools.odf_check import problems

CREATED = datetime(2026, 1, 1)  # noqa: DTZ001
PLAIN = Lettering(18, "#000000")
TITLE = Place(Class.TITLE, "Titel", Box(40, 40, 880, 80), Lettering(26, "#1F2328", bold=True))
BODY = Place(Class.OUTLINE, "Text", Box(40, 140, 880, 300), Lettering(20, "#1F2328", spaced=8, bullet=20))
FOOTER = Place(Class.TEXT, "Herkunft", Box(40, 486, 836, 44), Lettering(11, "#57606A"))
NUMBER = Place(Class.NUMBER, "Nummer", Box(880, 486, 40, 20), Lettering(11, "#57606A", align="end"))
STRIP = Group("Strip", (Ground("A", Box(0, 0, 480, 6), "#0072B2"), Ground("B", Box(480, 0, 480, 6), "#D55E00")))
MASTER = MasterPage("Text mit „Aussage“ & 2", (TITLE, BODY, FOOTER, NUMBER), (STRIP,))
LOOK = CellLook(Lettering(12, "#1F2328", anchor="middle"), "#DDE1E6", 0.5, 3, 4, "#CCE3F0")
TABLE = SlideTable((100, 80), (20, 18), (_row := (TableCell("Ä", LOOK), TableCell("1,5 %", LOOK)), _row))
EMPTY = Slide("1 Eins", MASTER, ())


def deck(*slides: Slide, **facts: object) -> bytes:
    told = {"title": "T", "subject": "", "creator": "C", "created": CREATED, "masters": (MASTER,)}
    usual = Usual("Arial", "de", "DE", 960, 540)
    return presentation_file(Presentation(usual=usual, slides=slides, **told | facts))  # type: ignore[arg-type]


def slide(*shapes: Shape, notes: tuple[str, ...] = ()) -> Slide:
    return replace(EMPTY, shapes=shapes, notes=notes)


def full_slide() -> Slide:
    pixel = Picture("Bild", Box(0, 0, 9, 9), "Bild", "Ein Bild.", "Pictures/1.png", b"\x89PNG")
    return slide(
        TextBox(TITLE, ("Titel",), 20),
        TextBox(BODY, ("Eins", "Zwei")),
        TextBox(FOOTER, ("Stand",)),
        TableFrame("Tabelle", Box(40, 140, 180, 38), "Tabelle", "Zwei Zeilen.", TABLE),
        TextBox(Place(Class.TEXT, "Hinweis", Box(40, 400, 100, 20), PLAIN), ("Frei",)),
        pixel,
        STRIP,
        Ground("Fläche", Box(1, 1, 2, 2), "#FFFFFF"),
        notes=("Notiz eins", "Notiz zwei"),
    )


def test_a_presentation_with_every_kind_of_shape_keeps_to_the_standard():
    assert problems(deck(full_slide(), replace(EMPTY, name="2"), shows=(("Teil", ("1 Eins", "2")),))) == []


def test_the_same_presentation_gives_the_same_bytes():
    assert deck(full_slide()) == deck(full_slide())


def test_shapes_come_back_in_their_order_with_texts_notes_and_descriptions():
    page = opened(deck(full_slide())).pages[0]
    assert [(shown.role, shown.paragraphs) for shown in page.frames if shown.paragraphs] == [
        ("title", ["Titel"]),
        ("outline", ["Eins", "Zwei"]),
        (None, ["Stand"]),
        (None, ["Frei"]),
    ]
    table, picture = (shown for shown in page.frames if not shown.paragraphs)
    assert table.rows == [["Ä", "1,5 %"], ["Ä", "1,5 %"]]
    assert (table.title, table.description) == ("Tabelle", "Zwei Zeilen.")
    assert picture.description == "Ein Bild."
    assert page.notes == ["Notiz eins", "Notiz zwei"]


def test_the_package_says_what_it_is_and_lists_its_pictures():
    parts = opened(deck(full_slide())).parts
    assert parts["mimetype"].decode() == MIMETYPE
    assert parts["Pictures/1.png"] == b"\x89PNG"
    assert b"Pictures/1.png" in parts["META-INF/manifest.xml"]


def test_paragraphs_of_a_place_with_bullets_are_items_of_a_list():
    page = opened(deck(full_slide())).pages[0]
    body = next(shown for shown in page.frames if shown.role == "outline")
    assert len(list(body.element.iter(key("text:list-item")))) == 2
    title = next(shown for shown in page.frames if shown.role == "title")
    assert not list(title.element.iter(key("text:list-item")))


def test_a_text_box_takes_the_style_of_its_place_on_the_master():
    read = opened(deck(full_slide()))
    named = {style.get(key("style:name")): style for style in read.styles.iter(key("style:style"))}
    footer = next(shown for shown in read.pages[0].frames if shown.name == "Herkunft")
    look = named[footer.element.get(key("draw:style-name"))]
    assert look.find(key("style:paragraph-properties")).get(key("style:font-independent-line-spacing")) == "true"
    letters = look.find(key("style:text-properties"))
    assert letters.get(key("fo:font-size")) == "11pt"
    assert letters.get(key("style:font-size-complex")) == "11pt"


@pytest.mark.parametrize("numbered", [True, False])
def test_slides_show_their_number_where_their_master_has_a_place_for_it(numbered: bool):
    master = MASTER if numbered else replace(MASTER, places=(TITLE, BODY))
    read = opened(deck(replace(EMPTY, master=master), masters=(master,)))
    shown = [properties.get(key("presentation:display-page-number")) for properties in
             read.content.iter(key("style:drawing-page-properties"))]  # fmt: skip
    assert shown == ["true" if numbered else "false"]
    assert len(list(read.styles.iter(key("text:page-number")))) == int(numbered)


def test_a_head_row_is_marked_and_stands_among_the_rows():
    table = next(opened(deck(full_slide())).content.iter(key("table:table")))
    assert table.get(key("table:use-first-row-styles")) == "true"
    assert len(table.findall(key("table:table-row"))) == 2


def test_properties_say_who_made_it_when_and_in_which_language():
    read = opened(deck(EMPTY, title="A & „B“", subject="Rat", creator="ozgdash"))
    facts = [read.fact(path) for path in ("dc:title", "dc:subject", "dc:creator", "dc:language", "dc:date")]
    assert facts == ["A & „B“", "Rat", "ozgdash", "de-DE", "2026-01-01T00:00:00"]


ANY = st.text(max_size=60)


@settings(max_examples=15, deadline=None)
@given(words=ANY, name=ANY, alt=ANY, cell=ANY, note=ANY)
def test_any_text_comes_back_as_it_was_but_for_what_xml_forbids(words: str, name: str, alt: str, cell: str, note: str):
    frame = TableFrame(name, Box(0, 0, 9, 9), name, alt, SlideTable((9,), (9,), ((TableCell(cell, LOOK),),)))
    written = deck(slide(TextBox(TITLE, (words,)), frame, notes=(note,)), title=name)
    page = opened(written).pages[0]

    def kept(text: str) -> str:
        return FORBIDDEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")

    assert page.frames[0].paragraphs == [kept(words)]
    assert page.notes == [kept(note)]
    assert page.frames[1].rows == [[kept(cell)]]
    assert (page.frames[1].description or "") == kept(alt)
    assert problems(written) == []
