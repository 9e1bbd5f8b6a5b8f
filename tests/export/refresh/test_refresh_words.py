"""How the steps of a slide are said: with what is known of them, and without quoting nothing."""

import pytest

from ozgdash.export.refresh.pieces import ChartRead, Piece, Role, print_of
from ozgdash.export.refresh.plan import Step, Verb, planned
from ozgdash.export.refresh.report import Fate, SlideReport, slide_lines

CHART = Piece(Role.PICTURE, chart=ChartRead(("x",), ()))
TABLE = Piece(Role.PICTURE, cells=(("a", "b"),))


def said(step, lang="de"):
    return [line.strip() for line in slide_lines(SlideReport(3, "Titel", Fate.REFRESHED, (step,)), lang)[1:]]


@pytest.mark.parametrize(
    ("piece", "german", "english"),
    [(CHART, "Diagramm: hinzugefügt", "Chart: added"), (TABLE, "Tabelle: hinzugefügt", "Table: added")],
)
def test_a_picture_that_is_added_is_called_what_it_is_and_quotes_nothing(piece, german, english):
    (step,) = planned((), {}, {Role.PICTURE: piece}).steps
    assert (said(step), said(step, "en")) == ([german], [english])


def test_a_picture_that_is_not_needed_any_more_is_called_what_it_is():
    (step,) = planned((print_of(TABLE, 4),), {Role.PICTURE: TABLE}, {}).steps
    assert said(step) == ["Tabelle: entfernt"]


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Step(Role.PICTURE, Verb.ADDED), "Diagramm oder Tabelle: hinzugefügt"),
        (Step(Role.BELOW, Verb.ADDED, new="und 3 weitere"), "Hinweis unter der Tabelle: hinzugefügt: „und 3 weitere“"),
        (Step(Role.BODY, Verb.REMOVED, old="weg"), "Text: entfernt: „weg“"),
        (Step(Role.BODY, Verb.NEW, old="", new="neu"), "Text: hinzugefügt: „neu“"),
        (
            Step(Role.BODY, Verb.KEPT, old="eigen", new="neu"),
            "Text: von Hand geändert, bleibt: „eigen“. Von hier käme: „neu“",
        ),
        (
            Step(Role.BODY, Verb.KEPT, old="eigen"),
            "Text: von Hand geändert, bleibt: „eigen“. Von hier käme nichts mehr",
        ),
        (Step(Role.TITLE, Verb.KEPT, new="neu"), "Titel: von Hand geleert, bleibt leer. Von hier käme: „neu“"),
        (Step(Role.TITLE, Verb.KEPT), "Titel: von Hand geändert, bleibt so"),
    ],
)
def test_words_are_quoted_only_where_there_are_some(step, words):
    assert said(step) == [words]
    assert "“”" not in said(step, "en")[0]
