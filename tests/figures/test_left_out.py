"""What a filter cannot know is said, in both languages."""

from __future__ import annotations

from datetime import date

import pandas as pd
from figure_frames import ADAM, BERTA, make_view

from ozgdash.figures.left_out import left_out_sentences

COLUMNS = ["partner_id", "kept", "without_department", "without_addressee", "without_scope"]


def sentences(*rows, **options):
    return left_out_sentences(pd.DataFrame(rows, columns=COLUMNS), make_view(**options))


def test_nothing_left_out_nothing_said():
    assert sentences(("adam", 5, 0, 0, 0), ("berta", 3, 0, 0, 0)) == ()
    assert sentences() == ()


def test_unknown_departments_are_counted_by_partner():
    rows = ("adam", 5, 1200, 0, 0), ("berta", 0, 1, 0, 0)
    assert sentences(*rows) == (
        "Der Filter nach Fachbereich lässt 1.201 gezählte Leistungen weg, für die kein Fachbereich gemeldet ist "
        "(Adamsburg 1.200 und LK Bertatal 1).",
        "Ohne Leistung in dieser Auswahl: LK Bertatal.",
    )
    assert sentences(*rows, lang="en") == (
        "The department filter leaves out 1,201 counted services of which no department is reported "
        "(Adamsburg 1,200 and LK Bertatal 1).",
        "No service in this selection: LK Bertatal.",
    )


def test_one_is_not_many():
    (addressee,) = sentences(("adam", 5, 0, 1, 0))
    assert addressee.startswith("Der Filter nach Adressat lässt eine gezählte Leistung weg")
    (scope,) = sentences(("adam", 5, 0, 0, 1), lang="en")
    assert scope.startswith("For one counted service it is not judged")


def test_a_chosen_partner_that_joined_later_is_named():
    options = {"as_of": date(2021, 1, 31), "partners": (ADAM, BERTA)}
    view = make_view(**options)
    assert left_out_sentences(pd.DataFrame([("adam", 5, 0, 0, 0)], columns=COLUMNS), view) == ()
    chosen = make_view(as_of=date(2021, 1, 31))
    chosen = type(chosen)(
        type(chosen.filters)(as_of=date(2021, 1, 31), partners=("berta",)), "de", chosen.cooperation, chosen.snapshot
    )
    assert left_out_sentences(pd.DataFrame([], columns=COLUMNS), chosen) == (
        "LK Bertatal ist erst seit dem 23.04.2021 dabei, nach dem gewählten Stand.",
    )
