"""What an alert says: the partner, what is wrong, the bound, what to do."""

from __future__ import annotations

from datetime import date

import pandas as pd
from figure_frames import HOSTILE_NAMES, make_view

from ozgdash.figures.alerts import alerts_figure, alerts_to_tell
from ozgdash.metrics.alerts import COLUMNS
from ozgdash.model.alert import AlertKind, AlertRule
from ozgdash.texts import LANGS

COUNTS = {"done": 1, "total": 2, "unknown": 0}
RULES = (
    AlertRule(AlertKind.NO_REPORT, 45.0),
    AlertRule(AlertKind.SHARE_FELL, 0.5, months=3),
    AlertRule(AlertKind.OVERDUE, 50.0),
    AlertRule(AlertKind.DEAD_LINK, 0.0),
)
FRAME = pd.DataFrame(
    [
        (AlertKind.NO_REPORT, "berta", None, 45.0, None, RULES[0].key),
        (AlertKind.NO_REPORT, "adam", 46.0, 45.0, date(2022, 12, 16), RULES[0].key),
        (AlertKind.SHARE_FELL, "adam", 1.25, 0.5, date(2022, 12, 31), RULES[1].key),
        (AlertKind.OVERDUE, "adam", 1234.0, 50.0, None, RULES[2].key),
        (AlertKind.DEAD_LINK, "adam", 1.0, 0.0, date(2023, 1, 1), RULES[3].key),
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


def test_an_alert_that_is_told_names_the_partner_and_what_to_do_and_keeps_its_key_while_its_number_changes():
    told = alerts_to_tell(FRAME, make_view())
    assert told[0].sentence == "LK Bertatal: Es liegt noch keine Meldung vor. Statusblatt anfordern."
    assert [alert.key for alert in told] == [
        "no_report 45 berta",
        "no_report 45 adam",
        "share_fell 0.5 3 adam",
        "overdue 50 adam",
        "dead_link 0 adam",
    ]
    assert told[1].since == date(2022, 12, 16)
    older = alerts_to_tell(FRAME.assign(value=FRAME["value"] + 1), make_view(lang="en"))
    assert [alert.key for alert in older] == [alert.key for alert in told]
    assert older[1].sentence != told[1].sentence


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
            assert len(alerts_to_tell(FRAME, view)) == len(FRAME)
