import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ozgdash.export.council.package import Occasion
from ozgdash.export.refresh import marks
from ozgdash.export.refresh.marks import Mark, UnreadableMarkError
from ozgdash.export.refresh.pieces import ChartRead, Piece, Print, Role, SeriesRead, data_digest, print_of
from ozgdash.export.slides.origin import Origin, PageKind, Paper
from ozgdash.model.asked import Asked
from ozgdash.model.filters import Filters, Rule

FILTERS = Filters(
    date(2021, 4, 30), Rule.BUNDLE_RG2, ("berta",), ("Umwelt & Bau",), (), ("citizens",), "ozg", ("kreis",)
)
ASKED = Asked(
    "progress", FILTERS, "de", "ozg-1", datetime(2021, 5, 1, tzinfo=UTC), "Kooperation „A“", date(2021, 1, 31),
    date(2023, 1, 1), 6, "s1", ("s1", "s2"),
)  # fmt: skip
ORIGIN = Origin(
    PageKind.CHART,
    ASKED,
    Paper(Occasion("Titel", "", date(2021, 6, 15), "26-12345"), ("situation",)),
    "situation",
    2,
    3,
)
PRINTS = (
    Print(Role.TITLE, 2, 1, "abc", look="l"),
    Print(
        Role.PICTURE, 7, cells=("ab", "cd"), data="d", book="b", scale="x", series=(("n", "l"),), place=(1, -2, 3, 4),
        name="n", alt="a",
    ),
)  # fmt: skip
MARK = Mark(ORIGIN, "chart", PRINTS)


def test_a_mark_that_was_written_is_read_as_it_was():
    assert marks.read(marks.written(MARK)) == MARK


def test_a_mark_without_anything_chosen_is_read_as_it_was():
    plain = Mark(Origin(PageKind.TITLE, replace(ASKED, filters=Filters(date(2021, 4, 30)), takeover=())), "title", ())
    assert marks.read(marks.written(plain)) == plain


def test_a_mark_from_before_papers_had_numbers_is_read_without_one():
    raw = json.loads(marks.written(MARK))
    del raw["paper"]["number"]
    assert marks.read(json.dumps(raw)).origin.paper.occasion == Occasion("Titel", "", date(2021, 6, 15))


def changed(**values):
    return json.dumps(json.loads(marks.written(MARK)) | values)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "[]",
        "null",
        "{" * 5_000,
        "x" * (marks.MAX_CHARS + 1),
        changed(v=2),
        changed(lang="fr"),
        changed(layout=7),
        changed(part=0),
        changed(part=True),
        changed(snapshot="../../etc/passwd"),
        changed(published="gestern"),
        changed(view={"as_of": "9999-12-31", "rule": "leistung_rg3"}),
        changed(view={"as_of": "2021-04-30", "rule": "unbekannt"}),
        changed(view={"as_of": "2021-04-30", "rule": "leistung_rg3", "partners": "berta"}),
        changed(view={"as_of": "2021-04-30", "rule": "leistung_rg3", "pace": 5}),
        changed(paper={"sections": "situation"}),
        changed(paper={"sections": [], "number": "=1+1"}),
        changed(paper={"sections": [], "number": 7}),
        changed(shapes=[{"r": "title"}]),
        changed(shapes=[{"r": "unbekannt", "i": 1}]),
        changed(shapes=[{"r": "title", "i": 1, "p": [1, 2]}]),
        changed(shapes=[{"r": "title", "i": 1, "t": "x" * (marks.MAX_WORDS + 1)}]),
    ],
)
def test_what_a_stranger_puts_in_the_place_of_a_mark_is_refused(words):
    with pytest.raises(UnreadableMarkError):
        marks.read(words)


def test_a_fingerprint_does_not_see_what_programs_change_on_the_way():
    one = print_of(Piece(Role.TITLE, lines=("Ein  Satz ",)), 2)
    assert one == print_of(Piece(Role.TITLE, lines=("Ein Satz",)), 2)
    assert one != print_of(Piece(Role.TITLE, lines=("Ein anderer Satz",)), 2)


def test_the_numbers_of_a_chart_are_the_same_in_any_order_and_precision():
    first, second = SeriesRead("A", (0.312286689419795, None)), SeriesRead("B", (1.0, 2.0))
    one = data_digest(ChartRead(("44075.0", "x"), (first, second), "", ""))
    other = ChartRead(("44075", "x"), (second, replace(first, values=(0.3122866894197952, None))), "", "")
    assert one == data_digest(other)
    assert one != data_digest(replace(other, series=(second, replace(first, values=(0.31, None)))))
