"""Plans that moved: what the figures say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from figure_frames import ADAM, make_view

from ozgdash.figures.slip import plan_history_figure, plan_slip_figure
from ozgdash.model.chart import Dash, Kind
from ozgdash.model.filters import Rule

SLIP = [
    "partner_id",
    "department",
    "planned",
    "later",
    "earlier",
    "moves_later",
    "moves_earlier",
    "median_days",
    "most_days",
]
HISTORY = ["partner_id", "on_date", "reported", "planned", "done", "total", "share", "unknown"]
ADAM_SLIP = [("adam", "Bauamt", 4, 3, 0, 5, 0, 92.0, 400.0), ("adam", "Bürgeramt", 2, 0, 0, 0, 0, None, None)]


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def slip(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=SLIP)


def test_one_house_has_a_bar_per_department_with_the_median_of_days_where_any_moved() -> None:
    spec = plan_slip_figure(slip(ADAM_SLIP), make_view(partners=[ADAM]))
    assert spec.kind is Kind.BAR
    assert spec.categories == ("Bauamt", "Bürgeramt")
    assert spec.series[0].values == (0.75, 0.0)
    assert spec.series[0].labels == ("3 von 4 (+92 Tage)", "0 von 2")
    assert plain(spec.finding) == (
        "Adamsburg: Bei 3 von 6 Leistungen mit Termin (50,0 %) wurde er nach hinten verlegt, insgesamt 5-mal; "
        "nach vorn bei keiner."
    )
    assert spec.table.rows[0] == ("Bauamt", "Stadt Adamsburg", 4, 3, 0, 5, 0, 92, 400)
    assert plain(spec.provenance.rule) == "Zählweise: Termine einzelner Leistungen bis Reifegrad 3"


def test_several_houses_stand_in_a_grid() -> None:
    rows = [*ADAM_SLIP, ("berta", None, 2, 1, 1, 1, 2, -30.0, -30.0)]
    spec = plan_slip_figure(slip(rows), make_view(lang="en", rule=Rule.BUNDLE_RG2))
    assert spec.kind is Kind.MATRIX
    assert spec.categories == ("Bauamt", "Bürgeramt", "no department reported")
    assert spec.series[1].labels == ("–", "–", "1 of 2 (−30 days)")
    assert spec.finding == (
        "2 partners together: For 4 of 8 services with a planned date (50.0%) it was moved later, 6 times in all; "
        "for 1 it was moved earlier, 2 times."
    )
    assert plain(spec.provenance.rule).endswith("up to maturity level 2")


def test_plans_that_never_moved_and_no_plans_are_different() -> None:
    view = make_view(partners=[ADAM])
    assert plan_slip_figure(slip(ADAM_SLIP[1:]), view).finding == (
        "Adamsburg: Von 2 Leistungen mit Termin wurde bei keiner der Termin verlegt."
    )
    nothing = plan_slip_figure(slip([]), view)
    assert nothing.finding == "Für diese Auswahl ist kein Termin gemeldet."
    assert nothing.empty


def history(*rows: tuple[str, date, bool, int, int, int, int]) -> pd.DataFrame:
    return pd.DataFrame([(*row[:6], row[3] / row[5], row[6]) for row in rows], columns=HISTORY)


JAN_22, JULY, JAN_23 = date(2022, 1, 31), date(2022, 7, 31), date(2023, 1, 31)
ADAM_HISTORY = (
    ("adam", JAN_22, True, 80, 5, 100, 0),
    ("adam", JULY, False, 60, 6, 100, 0),
    ("adam", JAN_23, True, 9, 9, 100, 0),
)


def test_the_plan_of_one_house_meets_what_is_done_at_the_stand_and_gaps_stay_gaps() -> None:
    spec = plan_history_figure(history(*ADAM_HISTORY), make_view(partners=[ADAM]))
    planned, done = spec.series
    assert spec.kind is Kind.LINE
    assert (planned.values, done.values) == ((0.8, None, 0.09), (0.05, None, 0.09))
    assert (planned.name, done.name, done.dash) == ("geplant", "erreicht", Dash.DASHED)
    assert planned.labels == ("80 von 100", "", "9 von 100")
    assert plain(spec.finding) == (
        "Adamsburg: Nach dem Plan vom 31.01.2022 sollten bis 31.01.2023 80 von 100 Leistungen (80,0 %) erreicht sein; "
        "erreicht sind 9 von 100 (9,0 %)."
    )
    assert spec.title == "Was bis 31.01.2023 erreicht sein sollte, nach dem jeweils gemeldeten Plan"
    assert [line.at for line in spec.reference_lines] == [date(2022, 12, 31)]
    assert [row[2:] for row in spec.table.rows] == [(9, 9, 100, 0.09), (None,) * 4, (80, 5, 100, 0.8)]


def test_several_houses_have_a_line_each_and_are_added_up() -> None:
    berta = (("berta", JAN_22, True, 10, 0, 50, 0), ("berta", JAN_23, True, 1, 1, 50, 0))
    spec = plan_history_figure(history(*ADAM_HISTORY, *berta), make_view(lang="en"))
    assert [item.name for item in spec.series] == ["Adamsburg", "LK Bertatal"]
    assert spec.finding == (
        "2 partners together: By the plan of 31 January 2022, 90 of 150 services (60.0%) were to be done by "
        "31 January 2023; 10 of 150 (6.7%) are."
    )


def test_before_anything_was_reported_there_was_no_plan_to_compare_with() -> None:
    silent = ("adam", JAN_22, False, 0, 0, 100, 100)
    later = plan_history_figure(history(silent, *ADAM_HISTORY[1:]), make_view(partners=[ADAM]))
    assert plain(later.finding).startswith("Adamsburg: Nach dem Plan vom 31.07.2022 sollten bis 31.01.2023 60 von 100")
    first = plan_history_figure(history(silent, ADAM_HISTORY[2]), make_view(partners=[ADAM]))
    assert first.finding == "Adamsburg: Es gibt noch keinen früheren Plan zum Vergleich."


def test_with_a_single_day_or_nothing_known_there_is_nothing_to_compare() -> None:
    view = make_view(partners=[ADAM])
    single = plan_history_figure(history(ADAM_HISTORY[2]), view)
    assert single.finding == "Adamsburg: Es gibt noch keinen früheren Plan zum Vergleich."
    unknown = plan_history_figure(history(("adam", JAN_23, True, 0, 0, 100, 100)), view)
    assert unknown.finding == "Adamsburg: Es ist noch kein Reifegrad gemeldet."
    assert unknown.empty
    nothing = plan_history_figure(history(), view)
    assert nothing.finding == "Für diese Auswahl ist keine Leistung zu zählen."
    assert nothing.empty
