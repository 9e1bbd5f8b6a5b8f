"""What stands on a slide of ours is read as what LibreOffice saves of the same: a table, a description, notes."""

from __future__ import annotations

from presentation_reading import Page, opened
from test_presentation_writer import LOOK, TITLE, deck, slide
from test_shelf import CHARTS

from ozgdash.odf.chart_object import chart_object
from ozgdash.odf.presentation_looks import Box
from ozgdash.odf.presentation_shapes import ObjectFrame, TableFrame, TextBox
from ozgdash.odf.presentation_table import SlideTable, TableCell
from ozgdash.settings import PROJECT_DIR

SHELF = PROJECT_DIR / "tests" / "fixtures" / "shelf"
BOX = Box(57, 57, 624, 312)
WORDS = (("Leistung", "Wolfsburg", "Gifhorn"), ("Wohnsitz", "3", ""), ("Hund", "2", "1"))


def saved(name: str) -> Page:
    return opened((SHELF / f"{name}.odp").read_bytes()).pages[0]


def test_a_table_has_the_cells_that_libreoffice_saves() -> None:
    rows = tuple(tuple(TableCell(words, LOOK) for words in row) for row in WORDS)
    table = TableFrame("Matrix", BOX, "Matrix", "Drei Zeilen.", SlideTable((200, 200, 200), (28, 28, 28), rows))
    ours, theirs = (
        next(shown for shown in page.frames if shown.rows)
        for page in (opened(deck(slide(table))).pages[0], saved("matrix"))
    )
    assert ours.rows == theirs.rows == [list(row) for row in WORDS]


def test_a_chart_is_described_as_libreoffice_does_it() -> None:
    shown = chart_object(CHARTS["bars"], "Object 1")
    frame = ObjectFrame("Diagramm 1", BOX, "Fortschritt", "Wolfsburg hat 106 von 601 Leistungen.", shown)
    ours, theirs = (page.frames[0] for page in (opened(deck(slide(frame))).pages[0], saved("alternative-text")))
    assert (ours.title, ours.description) == (theirs.title, theirs.description)
    assert ours.description == "Wolfsburg hat 106 von 601 Leistungen."


def test_title_and_notes_stand_where_libreoffice_keeps_them() -> None:
    written = slide(TextBox(TITLE, ("Wo steht die Kooperation?",)), notes=("Gezählt nach Leistungen.",))
    ours, theirs = opened(deck(written)).pages[0], saved("notes")
    assert ours.notes == theirs.notes == ["Gezählt nach Leistungen."]
    assert [shown.paragraphs for shown in ours.frames if shown.role == "title"] == [
        shown.paragraphs for shown in theirs.frames if shown.role == "title"
    ]
