"""The sentences and pictures of the outlook, for the cases in which a date would be a lie as well."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from figure_frames import ADAM, BERTA, make_view, over_time

from ozgdash.drawing.plotly import figure
from ozgdash.figures.backtest import backtest_figure
from ozgdash.figures.completion import completion_figure, pace_figure
from ozgdash.figures.outlook import outlook_figure, shown_until
from ozgdash.figures.outlook_wording import answer
from ozgdash.model.chart import Dash, Kind
from ozgdash.model.cooperation import Deadline
from ozgdash.model.filters import Rule
from ozgdash.model.prospect import Prospect

AS_OF = date(2023, 1, 31)


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def row(partner: str = "adam", **more: Any) -> dict[str, Any]:
    base = {
        **{"partner_id": partner, "done": 20, "total": 100, "unknown": 3, "goal": 100, "remaining": 80},
        **{"reported_on": AS_OF, "known_months": 40, "pace_6": 1.5, "pace_12": 2.3, "pace_24": 2.0},
        **{"total_change": 0, "prospect": Prospect.EXPECTED, "expected_on": date(2041, 3, 31), "interval": True},
        **{"earliest_on": date(2038, 5, 31), "latest_on": date(2046, 1, 31), "needed": 4.7},
    }
    return base | more


NO_DATE = {"expected_on": None, "interval": False, "earliest_on": None, "latest_on": None}
DONE = row(done=100, remaining=0, prospect=Prospect.DONE, needed=0.0, **NO_DATE)
NEVER = row(pace_12=-0.5, prospect=Prospect.NEVER, expected_on=None, earliest_on=None, latest_on=None)
BEYOND = row(pace_12=0.1, prospect=Prospect.BEYOND, expected_on=None, latest_on=None)
TOO_LITTLE = row(known_months=2, pace_6=None, pace_12=None, pace_24=None, prospect=Prospect.TOO_LITTLE, **NO_DATE)
UNREPORTED = row(
    **{"done": 0, "unknown": 100, "known_months": 0, "reported_on": None, "pace_6": None, "pace_12": None},
    **{"pace_24": None, "prospect": Prospect.UNREPORTED, "remaining": 100, **NO_DATE},
)


@pytest.mark.parametrize(
    ("given", "lang", "sentence"),
    [
        (
            row(),
            "de",
            "Bei dem Tempo der letzten 12 Monate (2,3 Leistungen im Monat) ist Adamsburg im März 2041 fertig "
            "(80 %: 2038 bis 2046).",
        ),
        (
            row(),
            "en",
            "At the pace of the last 12 months (2.3 services a month) Adamsburg is done in March 2041 "
            "(80%: 2038 to 2046).",
        ),
        (
            row(earliest_on=date(2041, 1, 31), latest_on=date(2041, 6, 30)),
            "de",
            "Bei dem Tempo der letzten 12 Monate (2,3 Leistungen im Monat) ist Adamsburg im März 2041 fertig "
            "(80 %: Januar 2041 bis Juni 2041).",
        ),
        (
            row(known_months=5, interval=False, earliest_on=None, latest_on=None),
            "de",
            "Bei dem Tempo der letzten 5 Monate (2,3 Leistungen im Monat) ist Adamsburg im März 2041 fertig "
            "(für ein Intervall ist der Verlauf zu kurz).",
        ),
        (
            NEVER,
            "de",
            "Bei dem Tempo der letzten 12 Monate (−0,5 Leistungen im Monat) wird Adamsburg nie fertig sein: In dieser "
            "Zeit ist unterm Strich nichts hinzugekommen (80 %: auch im günstigen Fall nicht in 50 Jahren).",
        ),
        (
            BEYOND,
            "de",
            "Bei dem Tempo der letzten 12 Monate (0,1 Leistungen im Monat) ist Adamsburg auch in 50 Jahren nicht "
            "fertig (80 %: 2038 bis in mehr als 50 Jahren).",
        ),
        (
            BEYOND,
            "en",
            "At the pace of the last 12 months (0.1 services a month) Adamsburg is not done even in 50 years "
            "(80%: 2038 to more than 50 years from now).",
        ),
        (DONE, "de", "Adamsburg ist fertig: Alle 100 Leistungen haben mindestens Reifegrad 3."),
        (DONE, "en", "Adamsburg is done: all 100 services are at maturity level 3 or higher."),
        (
            TOO_LITTLE,
            "de",
            "Adamsburg: Für ein Tempo ist der Verlauf zu kurz, bekannt sind 2 Monate; 20 von 100 Leistungen (20,0 %) "
            "haben mindestens Reifegrad 3.",
        ),
        (UNREPORTED, "de", "Adamsburg: Für 100 Leistungen ist noch kein Reifegrad gemeldet."),
        (UNREPORTED, "en", "Adamsburg: for 100 services no maturity level has been reported yet."),
    ],
)
def test_the_answer_for_one_partner(given, lang, sentence):
    view = make_view(lang=lang, partners=[ADAM])
    assert plain(answer([given], view)) == sentence
    assert plain(completion_figure(pd.DataFrame([given]), view).finding) == sentence


def test_the_answer_names_the_unit_of_the_rule():
    assert "(2,3 OZG-Leistungen im Monat)" in answer([row()], make_view(partners=[ADAM], rule=Rule.BUNDLE_RG2))


def test_a_target_below_all_of_them_is_named_with_its_count():
    view = make_view(partners=[ADAM], deadline=Deadline("rat", "Ratsziel", date(2030, 12, 31), share=0.6))
    said = plain(answer([row(goal=60, remaining=40)], view))
    assert "ist Adamsburg im März 2041 beim Ziel von 60 % (60 von 100) (80 %: 2038 bis 2046)" in said


LATER = row("berta", expected_on=date(2050, 1, 31), earliest_on=date(2044, 1, 31), latest_on=None)


@pytest.mark.parametrize(
    ("given", "lang", "sentence"),
    [
        (
            [row(), LATER],
            "de",
            "Bei dem Tempo der letzten 12 Monate ist Adamsburg im März 2041 als erster Partner fertig (80 %: 2038 bis "
            "2046), LK Bertatal im Januar 2050 als letzter (80 %: 2044 bis in mehr als 50 Jahren).",
        ),
        (
            [row(), LATER],
            "en",
            "At the pace of the last 12 months Adamsburg is the first partner to be done, in March 2041 (80%: 2038 to "
            "2046), and LK Bertatal the last, in January 2050 (80%: 2044 to more than 50 years from now).",
        ),
        (
            [row(), row("berta")],
            "de",
            "Bei dem Tempo der letzten 12 Monate sind Adamsburg und LK Bertatal im März 2041 fertig.",
        ),
        (
            [DONE, LATER],
            "de",
            "Bei dem Tempo der letzten 12 Monate ist LK Bertatal im Januar 2050 fertig (80 %: 2044 bis in mehr als 50 "
            "Jahren). Schon fertig: Adamsburg.",
        ),
        (
            [NEVER, BEYOND | {"partner_id": "berta"}],
            "de",
            "Auch in 50 Jahren nicht fertig: LK Bertatal. Bei diesem Tempo nie fertig: Adamsburg.",
        ),
        (
            [TOO_LITTLE, UNREPORTED | {"partner_id": "berta"}],
            "en",
            "History too short for a pace: Adamsburg. No level reported yet: LK Bertatal.",
        ),
        (
            [row(), row("berta", known_months=5)],
            "de",
            "Bei dem Tempo der letzten bis zu 12 Monate sind Adamsburg und LK Bertatal im März 2041 fertig.",
        ),
        ([DONE, DONE | {"partner_id": "berta"}], "en", "Done already: Adamsburg and LK Bertatal."),
        ([], "de", "Für diese Auswahl ist keine Leistung zu zählen."),
    ],
)
def test_the_answer_for_several_partners_and_for_none(given, lang, sentence):
    assert plain(answer(given, make_view(lang=lang))) == sentence


def test_the_grid_says_in_every_cell_what_is_known():
    short = row("berta", known_months=4, interval=False, earliest_on=None, latest_on=None)
    spec = completion_figure(pd.DataFrame([row(), short]), make_view())
    cells = {item.key: [plain(label) for label in item.labels] for item in spec.series}
    assert spec.kind is Kind.MATRIX
    assert spec.categories == ("Adamsburg", "LK Bertatal")
    assert cells["pace_12"] == ["2,3", "2,3 (4 Monate)"]
    assert cells["done"] == ["20,0 % (20 von 100)"] * 2
    assert cells["completion"] == ["März 2041 (2038–2046)", "März 2041 (kein Intervall)"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (DONE, "am Ziel"),
        (NEVER, "nie (80 %: nie)"),
        (BEYOND, "> 50 Jahre (2038–?)"),
        (TOO_LITTLE, "Verlauf zu kurz"),
        (UNREPORTED, "nichts gemeldet"),
    ],
)
def test_where_there_is_no_date_the_grid_says_why(given, words):
    spec = completion_figure(pd.DataFrame([given]), make_view(partners=[ADAM]))
    assert plain(spec.series[-1].label(0)) == words
    figure(spec)


def test_the_method_names_what_moved_underneath():
    given = [row(total_change=-2), row("berta", reported_on=date(2022, 11, 30))]
    method = completion_figure(pd.DataFrame(given), make_view()).method
    assert "der letzten 12 Monate; in das 80-%-Intervall fallen 80 von 100" in method
    assert "Der Nenner hat sich in dieser Zeit geändert: Adamsburg −2." in method
    assert "Die Zeit läuft ab der letzten Meldung: LK Bertatal 30.11.2022." in method


@pytest.mark.parametrize(
    ("given", "lang", "sentence"),
    [
        (
            [row()],
            "de",
            "Adamsburg muss bis 31.12.2026 noch 80 Leistungen erreichen: 4,7 im Monat; zuletzt waren es 2,3.",
        ),
        (
            [row(remaining=1, needed=0.02)],
            "en",
            "Adamsburg has one service left to reach by 31 December 2026: 0.0 a month; lately it was 2.3.",
        ),
        (
            [UNREPORTED],
            "de",
            "Adamsburg muss bis 31.12.2026 noch 100 Leistungen erreichen: 4,7 im Monat; das jetzige Tempo ist nicht "
            "bekannt.",
        ),
        ([DONE], "de", "Adamsburg hat das Ziel erreicht; bis 31.12.2026 fehlt nichts."),
        (
            [DONE, DONE | {"partner_id": "berta"}],
            "de",
            "Alle 2 Partner haben das Ziel erreicht; bis 31.12.2026 fehlt nichts.",
        ),
        (
            [row(), row("berta", pace_12=5.0)],
            "de",
            "Mit dem jetzigen Tempo erreichen das Ziel bis 31.12.2026: LK Bertatal (1 von 2 Partnern).",
        ),
        (
            [row(), row("berta", needed=9.0)],
            "de",
            "Kein Partner erreicht das Ziel bis 31.12.2026 mit dem jetzigen Tempo; Adamsburg bräuchte 4,7 Leistungen im "
            "Monat statt 2,3.",
        ),
        (
            [TOO_LITTLE, UNREPORTED | {"partner_id": "berta"}],
            "en",
            "No partner has a known pace at which it reaches the target by 31 December 2026.",
        ),
        ([], "en", "There is no service to count for this selection."),
    ],
)
def test_the_pace_needed_beside_the_pace_now(given, lang, sentence):
    view = make_view(lang=lang, partners=[ADAM, BERTA] if len(given) > 1 else [ADAM])
    spec = pace_figure(pd.DataFrame(given), view)
    assert plain(spec.finding) == sentence
    assert spec.empty == (not given)


def test_a_pace_below_zero_is_no_bar_but_is_written():
    spec = pace_figure(pd.DataFrame([NEVER]), make_view(partners=[ADAM]))
    assert spec.series[0].values == (0.0,)
    assert spec.series[0].labels == ("−0,5 im Monat",)


NOV, DEC = date(2022, 11, 30), date(2022, 12, 31)
AHEAD = [date(2023, 1, 31), date(2023, 2, 28), date(2023, 3, 31)]


def path(partner: str = "adam", *, with_interval: bool = True) -> pd.DataFrame:
    ends = {"low": [20.0, 20.5, 21.0], "high": [20.0, 60.0, 100.0]} if with_interval else {"low": None, "high": None}
    return pd.DataFrame({"partner_id": partner, "on_date": AHEAD, "total": 100, "expected": [20.0, 22.3, 24.6], **ends})


def history() -> pd.DataFrame:
    months = [("adam", NOV, True, 15, 100), ("adam", DEC, False, 15, 100), ("adam", AHEAD[0], True, 20, 100)]
    return over_time(months)


def test_the_line_goes_on_dashed_from_the_last_report_on_the_band_of_the_interval():
    view = make_view(partners=[ADAM])
    spec = outlook_figure(history(), path(), pd.DataFrame([row()]), view)
    (adam,), (band,) = spec.series, spec.bands
    assert adam.values == (0.15, None, 0.2, pytest.approx(0.223), pytest.approx(0.246))
    assert adam.labels[-1] == "rund 25 von 100"
    assert adam.expected_from == 2
    assert (band.name, band.colour) == ("80-%-Bereich", adam.colour)
    assert band.high == (None, None, 0.2, 0.6, 1.0)
    assert band.low == (None, None, 0.2, 0.205, 0.21)
    assert plain(spec.finding) == (
        "Am 31.12.2026 wären es bei diesem Tempo: Adamsburg rund 25 von 100 (25,0 %), in 80 von 100 Verläufen 21 bis 100."
    )
    drawn = [trace for trace in figure(spec).data if trace.name.startswith("Adamsburg")]
    assert [trace.name for trace in drawn] == ["Adamsburg", "Adamsburg (erwartet)"]
    assert [trace.line.dash for trace in drawn] == [Dash.SOLID.value, Dash.DASHED.value]
    assert list(drawn[1].y[:2]) == [None, None]


def test_the_lower_end_may_fall():
    falling = path().assign(low=[20.0, 19.0, 18.5], high=[20.0, 21.0, 22.0])
    spec = outlook_figure(history(), falling, pd.DataFrame([row()]), make_view(partners=[ADAM]))
    assert spec.bands[0].low == (None, None, 0.2, 0.19, 0.185)


def test_for_several_partners_the_interval_is_left_to_the_grid():
    both = pd.concat([history(), history().assign(partner_id="berta")])
    paths = pd.concat([path(), path("berta")])
    spec = outlook_figure(both, paths, pd.DataFrame([row(), row("berta")]), make_view())
    assert [item.key for item in spec.series] == ["adam", "berta"]
    assert spec.bands == ()
    assert plain(spec.finding) == (
        "Am 31.12.2026 wären es bei diesem Tempo: Adamsburg rund 25 von 100 (25,0 %) und LK Bertatal rund 25 von 100 "
        "(25,0 %)."
    )


def test_without_a_pace_the_line_ends_at_the_last_report():
    spec = outlook_figure(history(), path().iloc[:0], pd.DataFrame([TOO_LITTLE]), make_view(partners=[ADAM]))
    assert [item.key for item in spec.series] == ["adam"]
    assert spec.series[0].expected_from is None
    assert spec.finding == "Für keinen Partner lässt sich der Fortschritt fortsetzen."
    figure(spec)


def test_a_history_too_short_for_an_interval_has_no_band():
    spec = outlook_figure(history(), path(with_interval=False), pd.DataFrame([row()]), make_view(partners=[ADAM]))
    assert [item.key for item in spec.series] == ["adam"]
    assert spec.bands == ()


def test_the_axis_reaches_to_the_target_and_to_one_partners_completion_but_not_beyond_twenty_years():
    view = make_view(partners=[ADAM])
    near = row(expected_on=date(2030, 1, 31))
    assert shown_until(pd.DataFrame([near]), view) == date(2030, 1, 31)
    assert shown_until(pd.DataFrame([row(expected_on=date(2060, 1, 31))]), view) == date(2043, 1, 31)
    assert shown_until(pd.DataFrame([row(expected_on=date(2024, 1, 31))]), view) == view.target
    assert shown_until(pd.DataFrame([near, row("berta")]), view) == view.target
    assert shown_until(pd.DataFrame([NEVER]), view) == view.target


def test_the_backtest_says_how_often_in_how_many_cases():
    rows = [(6, 6, 8, 10, 0.8), (6, 12, 0, 0, None), (12, 6, 9, 10, 0.9), (12, 12, 7, 9, 7 / 9)]
    frame = pd.DataFrame(rows, columns=["window", "horizon", "hits", "asked", "share"])
    spec = backtest_figure(frame, make_view())
    assert plain(spec.finding) == (
        "In 7 von 9 Fällen (77,8 %) lag mit dem Tempo von 12 Monaten das, was im Jahr darauf wirklich hinzukam, im "
        "Intervall."
    )
    assert [[plain(label) for label in item.labels] for item in spec.series] == [
        ["80,0 % (8 von 10)", "90,0 % (9 von 10)"],
        ["zu kurz", "77,8 % (7 von 9)"],
    ]
    nothing = backtest_figure(frame.assign(hits=0, asked=0, share=None), make_view(lang="en"))
    assert nothing.finding == "The history is still too short to compare the interval with what came."
    assert nothing.empty
