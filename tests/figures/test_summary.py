"""The three sentences, word by word."""

from datetime import date

import pandas as pd
import pytest
from figure_frames import ADAM, BERTA, counts, make_view

from ozgdash.figures.summary import summary, summary_days
from ozgdash.model.filters import Rule

NOW, THEN, YEAR_AGO, DEADLINE = date(2023, 4, 30), date(2023, 1, 31), date(2022, 4, 30), date(2022, 12, 31)


def frame(rows):
    """(day, partner, done, total[, unknown]) -> the frame of ``progress_on``."""
    return pd.DataFrame(
        [
            counts(done, total, on_date=day, partner_id=partner) | {"unknown": unknown[0] if unknown else 0}
            for day, partner, done, total, *unknown in rows
        ],
        columns=["on_date", "partner_id", *counts(0, 0)],
    )


FOUR_DAYS = [
    (YEAR_AGO, "adam", 0, 100),
    (YEAR_AGO, "berta", 0, 50),
    (DEADLINE, "adam", 5, 100),
    (DEADLINE, "berta", 1, 50),
    (THEN, "adam", 6, 100),
    (THEN, "berta", 2, 50),
    (NOW, "adam", 20, 101),
    (NOW, "berta", 4, 50),
]


def said(rows, **options):
    view = make_view(as_of=options.pop("as_of", NOW), **options)
    return tuple(sentence.replace("\u00a0", " ") for sentence in summary(frame(rows), view))


def test_it_asks_for_the_days_it_speaks_of():
    assert summary_days(make_view(as_of=NOW)) == (YEAR_AGO, DEADLINE, THEN, NOW)
    assert summary_days(make_view(as_of=date(2022, 6, 30))) == (date(2021, 6, 30), date(2022, 3, 31), date(2022, 6, 30))


def test_three_sentences_in_german():
    assert said(FOUR_DAYS) == (
        "2 Partner zusammen: 24 von 151 Leistungen (15,9 %) haben mindestens Reifegrad 3; am 31.12.2022 (OZG-Frist,"
        " vor 120 Tagen) waren es 6 von 150 (4,0 %).",
        "Seit dem 31.01.2023 ist die Zahl von 8 von 150 (5,3 %) auf 24 von 151 (15,9 %) gestiegen; am meisten kam in"
        " Adamsburg hinzu (+14).",
        "Offen sind noch 127 von 151; in den letzten 12 Monaten kamen im Mittel 2,0 je Monat hinzu.",
    )


def test_three_sentences_in_english():
    assert said(FOUR_DAYS, lang="en") == (
        "2 partners together: 24 of 151 services (15.9%) are at maturity level 3 or higher; on 31 December 2022"
        " (OZG-Frist, 120 days ago) it was 6 of 150 (4.0%).",
        "Since 31 January 2023 the count has risen from 8 of 150 (5.3%) to 24 of 151 (15.9%); most was gained in"
        " Adamsburg (+14).",
        "127 of 151 are still open; over the last 12 months 2.0 a month were gained on average.",
    )


def test_one_partner_is_not_compared_with_itself():
    rows = [row for row in FOUR_DAYS if row[1] == "berta"]
    assert said(rows, partners=[BERTA])[1:] == (
        "Seit dem 31.01.2023 ist die Zahl von 2 von 50 (4,0 %) auf 4 von 50 (8,0 %) gestiegen.",
        "Offen sind noch 46 von 50; in den letzten 12 Monaten kamen im Mittel 0,3 je Monat hinzu.",
    )


def test_before_the_deadline_the_days_left_are_said():
    day = date(2022, 12, 30)
    assert said([(day, "adam", 1, 4)], as_of=day, partners=[ADAM])[0] == (
        "Adamsburg: 1 von 4 Leistungen (25,0 %) hat mindestens Reifegrad 3; bis 31.12.2022 (OZG-Frist) bleibt ein Tag."
    )


def test_a_setback_and_a_standstill_are_named():
    rows = [(day, "adam", done, 10) for day, done in ((YEAR_AGO, 6), (DEADLINE, 6), (THEN, 6), (NOW, 5))]
    assert said(rows, partners=[ADAM])[1:] == (
        "Seit dem 31.01.2023 ist die Zahl von 6 von 10 (60,0 %) auf 5 von 10 (50,0 %) zurückgegangen.",
        "Offen sind noch 5 von 10; in den letzten 12 Monaten kam nichts hinzu.",
    )
    rows[-1] = (NOW, "adam", 6, 10)
    assert said(rows, partners=[ADAM])[1] == (
        "Seit dem 31.01.2023 hat sich die Zahl nicht verändert: damals 6 von 10 (60,0 %), jetzt 6 von 10 (60,0 %)."
    )


def test_nothing_done_yet_and_all_done():
    none = [(day, "adam", 0, 10) for day in (YEAR_AGO, DEADLINE, THEN, NOW)]
    assert said(none, partners=[ADAM])[0].startswith("Adamsburg: Noch keine von 10 Leistungen")
    every = [(day, "adam", 10, 10) for day in (YEAR_AGO, DEADLINE, THEN, NOW)]
    assert said(every, partners=[ADAM])[2] == "Offen ist nichts mehr: Alle 10 sind erreicht."


def test_unknown_is_said_and_is_no_zero():
    rows = [(NOW, "adam", 1, 10, 4), (NOW, "berta", 0, 5, 5), (THEN, "adam", 0, 10, 10), (THEN, "berta", 0, 5, 5)]
    standing, change, rest = said(rows)
    assert standing.endswith("Noch kein Reifegrad gemeldet: LK Bertatal.")
    assert change == (
        "Was sich seit dem 31.01.2023 verändert hat, lässt sich nicht sagen: Damals war noch kein Reifegrad gemeldet."
    )
    assert rest == (
        "Offen sind noch 14 von 15, zu 9 von ihnen ist kein Reifegrad bekannt; für ein Tempo der letzten 12 Monate"
        " fehlen frühere Meldungen."
    )


def test_who_joined_later_is_left_out_of_the_comparison_by_name():
    rows = [row for row in FOUR_DAYS if row[1] == "adam" or row[0] == NOW]
    assert said(rows)[1:] == (
        "Seit dem 31.01.2023 ist die Zahl von 6 von 100 (6,0 %) auf 20 von 101 (19,8 %) gestiegen. Nicht im Vergleich:"
        " LK Bertatal.",
        "Offen sind noch 127 von 151; in den letzten 12 Monaten kamen im Mittel 1,7 je Monat hinzu. Nicht im"
        " Vergleich: LK Bertatal.",
    )


def test_nobody_has_reported_or_nothing_is_counted():
    assert said([(NOW, "adam", 0, 10, 10)], partners=[ADAM]) == (
        "Adamsburg: Für 10 Leistungen ist noch kein Reifegrad gemeldet; OZG-Frist war am 31.12.2022, vor 120 Tagen.",
    )
    assert said([]) == ("Für diese Auswahl ist keine Leistung zu zählen.",)


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_rule_and_language_has_its_sentences(rule, lang):
    assert len(said(FOUR_DAYS, rule=rule, lang=lang)) == 3
