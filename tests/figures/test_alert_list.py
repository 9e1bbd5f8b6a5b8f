"""What an alert says: the partner, what is wrong, the bound, what to do."""

from __future__ import annotations

from datetime import date

import pandas as pd
from figure_frames import HOSTILE_NAMES, make_view

from ozgdash.figures.alerts import alert_sentences, alerts_figure
from ozgdash.metrics.alerts import COLUMNS
from ozgdash.model.alert import AlertKind
from ozgdash.texts import LANGS

COUNTS = {"done": 1, "total": 2, "unknown": 0}
FRAME = pd.DataFrame(
    [
        (AlertKind.NO_REPORT, "berta", None, 45.0, None),
        (AlertKind.NO_REPORT, "adam", 46.0, 45.0, date(2022, 12, 16)),
        (AlertKind.SHARE_FELL, "adam", 1.25, 0.5, date(2022, 12, 31)),
        (AlertKind.OVERDUE, "adam", 1234.0, 50.0, None),
        (AlertKind.DEAD_LINK, "adam", 1.0, 0.0, date(2023, 1, 1)),
    ],
    columns=list(COLUMNS),
)


def plain(said: str) -> str:
    return said.replace("\u00a0", " ")


def test_each_alert_is_a_sentence_with_its_bound_and_something_to_do():
    spec = alerts_figure(FRAME, make_view(), rules=4, **COUNTS)
    assert spec.finding == "5 Hinweise zu 2 Partnern."
    assert [(row[0], plain(str(row[1])), row[3]) for row in spec.table.rows] == [
        ("Landkreis Bertatal", "Es liegt noch keine Meldung vor.", None),
        ("Stadt Adamsburg", "Die letzte Meldung ist 46 Tage alt (Grenze: 45).", date(2022, 12, 16)),
        (
            "Stadt Adamsburg",
            "Der Anteil ist seit dem 31.12.2022 um 1,3 Prozentpunkte gefallen (Grenze: 0,5).",
            date(2022, 12, 31),
        ),
        ("Stadt Adamsburg", "1.234 Leistungen sind überfällig (Grenze: 50).", None),
        ("Stadt Adamsburg", "Eine Adresse führt ins Leere (Grenze: 0, geprüft am 01.01.2023).", date(2023, 1, 1)),
    ]
    assert all(row[2] for row in spec.table.rows)
    assert alert_sentences(FRAME, make_view())[0] == "LK Bertatal: Es liegt noch keine Meldung vor."


def test_without_alerts_or_rules_the_list_is_empty_and_says_why():
    nothing = FRAME.head(0)
    assert alerts_figure(nothing, make_view(), rules=4, **COUNTS).finding == "Keine der 4 Regeln ist verletzt."
    assert alerts_figure(nothing, make_view(), rules=0, **COUNTS).empty


def test_any_name_of_a_partner_stands_in_both_languages():
    from dataclasses import replace

    from figure_frames import ADAM, BERTA

    for name in HOSTILE_NAMES:
        for lang in LANGS:
            view = make_view(lang=lang, partners=(replace(ADAM, name=name, short_name=name), BERTA))
            assert len(alert_sentences(FRAME, view)) == len(FRAME)
