"""The figures of the partner page: what they say, in both languages and for the awkward cases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from figure_frames import ADAM, BERTA, DEADLINE, counts, make_view

from ozgdash.figures.departments import departments_figure
from ozgdash.figures.obstacles import obstacles_figure
from ozgdash.figures.partner import key_figures, partner_figure
from ozgdash.figures.pipeline import pipeline_figure
from ozgdash.figures.work_lists import due_figure, late_figure, obstacle_services_figure
from ozgdash.model.chart import Kind
from ozgdash.model.filters import Rule, View

UNTIL = date(2023, 7, 31)
WORK = ["partner_id", "counted", "open", "due", "late", "planned_later", "unplanned", "obstructed"]


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def work(*rows: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=WORK)


def known(done: int, total: int, partner: str, unknown: int = 0) -> dict[str, Any]:
    return counts(done, total, partner_id=partner) | {"unknown": unknown}


def answer(view: View, rows: list[dict[str, Any]], *open_work: tuple[Any, ...]) -> str:
    return plain(partner_figure(pd.DataFrame(rows), work(*open_work), view, until=UNTIL).finding)


ADAM_WORK = ("adam", 100, 91, 12, 4, 30, 45, 60)
BERTA_WORK = ("berta", 50, 47, 0, 1, 6, 40, 0)


@pytest.mark.parametrize("day", [date(2022, 11, 30), DEADLINE, date(2023, 1, 31)])
def test_the_answer_of_one_house_is_the_same_before_on_and_after_the_deadline(day: date) -> None:
    rows = [known(9, 100, "adam")]
    assert answer(make_view(partners=[ADAM], as_of=day), rows, ADAM_WORK) == (
        "Adamsburg: 9 von 100 Leistungen (9,0 %) haben mindestens Reifegrad 3; "
        "12 offene Leistungen sind bis 31.07.2023 geplant, 4 sind überfällig."
    )
    assert answer(make_view(partners=[ADAM], as_of=day, lang="en"), rows, ADAM_WORK) == (
        "Adamsburg: 9 of 100 services (9.0%) are at maturity level 3 or higher; "
        "12 open services are planned by 31 July 2023, 4 are late."
    )


def test_the_answer_of_several_houses_adds_up_and_names_who_reported_nothing() -> None:
    rows = [known(9, 100, "adam"), known(0, 50, "berta", 50)]
    assert answer(make_view(), rows, ADAM_WORK, ("berta", 50, 50, 0, 0, 0, 50, 0)) == (
        "2 Partner zusammen: 9 von 150 Leistungen (6,0 %) haben mindestens Reifegrad 3; 12 offene Leistungen sind bis "
        "31.07.2023 geplant, 4 sind überfällig. Noch kein Reifegrad gemeldet: LK Bertatal."
    )


def test_none_and_one_have_their_own_words() -> None:
    view, english = make_view(partners=[ADAM]), make_view(partners=[ADAM], lang="en")
    none, one = ("adam", 100, 100, 0, 0, 0, 100, 0), ("adam", 100, 100, 1, 1, 0, 98, 0)
    assert answer(view, [known(0, 100, "adam")], none) == (
        "Adamsburg: Noch keine von 100 Leistungen hat mindestens Reifegrad 3; "
        "keine offene Leistung ist bis 31.07.2023 geplant, keine ist überfällig."
    )
    assert answer(english, [known(0, 100, "adam")], none) == (
        "Adamsburg: None of 100 services is at maturity level 3 or higher yet; "
        "no open service is planned by 31 July 2023, none is late."
    )
    assert answer(view, [known(0, 100, "adam")], one).endswith(
        "eine offene Leistung ist bis 31.07.2023 geplant, eine ist überfällig."
    )
    assert answer(english, [known(0, 100, "adam")], one).endswith(
        "one open service is planned by 31 July 2023, one is late."
    )


def test_all_done_and_nothing_at_all_are_said() -> None:
    view, english = make_view(partners=[ADAM]), make_view(partners=[ADAM], lang="en")
    all_done = ("adam", 100, 0, 0, 0, 0, 0, 0)
    assert answer(view, [known(100, 100, "adam")], all_done) == (
        "Adamsburg: Alle 100 Leistungen haben mindestens Reifegrad 3; keine einzelne Leistung ist mehr offen."
    )
    assert answer(english, [known(100, 100, "adam")], all_done) == (
        "Adamsburg: All 100 services are at maturity level 3 or higher; no single service is open any more."
    )
    empty = pd.DataFrame(columns=["partner_id", "done", "total", "unknown"])
    spec = partner_figure(empty, work(), view, until=UNTIL)
    assert spec.finding == "Für diese Auswahl ist keine Leistung zu zählen."
    assert spec.empty
    assert key_figures(work()) == ()


def test_a_bundle_rule_counts_bundles_and_says_that_what_is_due_are_services() -> None:
    view = make_view(partners=[ADAM], rule=Rule.BUNDLE_RG2)
    assert answer(view, [known(30, 40, "adam")], ADAM_WORK) == (
        "Adamsburg: Bei 30 von 40 OZG-Leistungen (75,0 %) hat mindestens eine Leistung Reifegrad 2 oder mehr; "
        "12 offene Leistungen sind bis 31.07.2023 geplant, 4 sind überfällig."
    )


def test_the_key_figures_have_a_row_per_partner_and_no_zero_for_unknown() -> None:
    rows = pd.DataFrame([known(9, 100, "adam"), known(0, 50, "berta", 50)])
    spec = partner_figure(rows, work(ADAM_WORK, BERTA_WORK), make_view(), until=UNTIL)
    assert spec.kind is Kind.TABLE
    assert spec.table.rows == (
        ("Stadt Adamsburg", 9, 100, 0.09, 0, 91, 12, 4, 30, 45, 60),
        ("Landkreis Bertatal", None, 50, None, 50, 47, 0, 1, 6, 40, 0),
    )
    figures = {figure.key: (figure.amount, figure.total) for figure in key_figures(work(ADAM_WORK, BERTA_WORK))}
    assert figures == {
        "open": (138, 150),
        "due": (12, 138),
        "late": (5, 138),
        "unplanned": (85, 138),
        "obstructed": (60, 138),
    }


DEPARTMENTS = [
    counts(1, 10, partner_id="adam", department="Bauamt") | {"unknown": 0},
    counts(6, 12, partner_id="adam", department="Bürgeramt") | {"unknown": 0},
    counts(0, 4, partner_id="adam", department=None) | {"unknown": 4},
    counts(0, 0, partner_id="adam", department="Werke"),
]


def test_one_house_has_a_bar_per_department_with_the_unknown_last_and_without_a_value() -> None:
    spec = departments_figure(pd.DataFrame(DEPARTMENTS), make_view(partners=[ADAM]))
    assert spec.kind is Kind.BAR
    assert spec.categories == ("Bürgeramt", "Bauamt", "kein Fachbereich gemeldet")
    assert spec.series[0].values == (0.5, 0.1, None)
    assert [plain(label) for label in spec.series[0].labels] == [
        *("50,0 % (6 von 12)", "10,0 % (1 von 10)", "kein Reifegrad gemeldet (4 Leistungen)"),
    ]
    assert plain(spec.finding) == (
        "Adamsburg: Am weitesten ist Bürgeramt mit 50,0 % (6 von 12), am wenigsten weit Bauamt mit 10,0 % (1 von 10)."
    )
    assert [row[0] for row in spec.table.rows] == ["Bauamt", "Bürgeramt", "kein Fachbereich gemeldet", "Werke"]


def test_several_houses_stand_in_a_grid_and_are_named() -> None:
    rows = [*DEPARTMENTS[:2], counts(3, 4, partner_id="berta", department="Bauamt") | {"unknown": 0}]
    spec = departments_figure(pd.DataFrame(rows), make_view(lang="en"))
    assert spec.kind is Kind.MATRIX
    assert spec.categories == ("Bauamt", "Bürgeramt")
    assert {item.name: item.values for item in spec.series} == {"Adamsburg": (0.1, 0.5), "LK Bertatal": (0.75, None)}
    assert spec.series[1].labels == ("75.0% (3 of 4)", "–")
    assert spec.finding == (
        "2 partners together: Bauamt (LK Bertatal) is furthest with 75.0% (3 of 4), "
        "Bauamt (Adamsburg) least far with 10.0% (1 of 10)."
    )


def test_departments_that_are_one_equal_or_unknown_have_their_own_sentence() -> None:
    view = make_view(partners=[ADAM])
    one = departments_figure(pd.DataFrame(DEPARTMENTS[1:2]), view)
    assert plain(one.finding) == "Adamsburg: Bürgeramt: 50,0 % (6 von 12)."
    equal = [entry | {"done": 1, "total": 2, "share": 0.5} for entry in DEPARTMENTS[:2]]
    assert plain(departments_figure(pd.DataFrame(equal), view).finding) == (
        "Adamsburg: In allen 2 Fachbereichen ist der Anteil gleich: 50,0 %."
    )
    unknown = departments_figure(pd.DataFrame(DEPARTMENTS[2:3]), view)
    assert unknown.finding == "Adamsburg: In keinem Fachbereich ist bisher ein Reifegrad gemeldet."
    assert unknown.empty


def pipeline(*rows: tuple[str, str | None, str | None, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["partner_id", "department", "stage", "services"])


STAGES = (
    ("adam", "Bauamt", "online", 3),
    ("adam", "Bauamt", "planned", 2),
    ("adam", "Bürgeramt", "in_progress", 10),
    ("adam", None, None, 4),
)


def test_the_work_of_one_house_is_a_bar_per_department_with_the_largest_on_top() -> None:
    spec = pipeline_figure(pipeline(*STAGES), make_view(partners=[ADAM]))
    assert spec.kind is Kind.STACKED_BAR
    assert spec.categories == ("Bürgeramt", "Bauamt", "kein Fachbereich gemeldet")
    assert [item.key for item in spec.series] == [
        *("online", "testing", "in_progress", "planned", "not_started", "deferred", "unknown"),
    ]
    assert {item.key: item.values for item in spec.series}["unknown"] == (0.0, 0.0, 4.0)
    assert [item.key for item in spec.series if item.hatched] == ["unknown"]
    assert spec.category_labels == ("0 von 10 online", "3 von 5 online", "– von 4 online")
    assert spec.finding == (
        "Adamsburg: Von 19 Leistungen sind 3 online, 0 im Test, 10 in Umsetzung und 2 in Planung; "
        "nicht begonnen sind 0, zurückgestellt 0; von 4 ist keine Stufe gemeldet."
    )
    assert plain(spec.provenance.n_of_m) == "insgesamt 3 von 19 (15,8 %), davon 4 unbekannt"


def test_the_work_of_several_houses_is_a_bar_each() -> None:
    spec = pipeline_figure(pipeline(*STAGES[:3], ("berta", "Bauamt", "online", 5)), make_view(lang="en"))
    assert spec.categories == ("Adamsburg", "LK Bertatal")
    assert spec.category_labels == ("3 of 15 online", "5 of 5 online")
    assert "unknown" not in [item.key for item in spec.series]
    assert spec.finding == (
        "2 partners together: Of 20 services 8 are online, 0 in test, 10 in progress and 2 planned; "
        "0 are not started, 0 deferred."
    )


def test_work_of_which_no_stage_is_known_is_not_nothing() -> None:
    spec = pipeline_figure(pipeline(STAGES[3]), make_view(partners=[ADAM]))
    assert spec.finding == "Adamsburg: Von 4 Leistungen ist noch keine Stufe gemeldet."
    nothing = pipeline_figure(pipeline(), make_view())
    assert nothing.empty
    assert nothing.finding == "Für diese Auswahl ist keine Leistung zu zählen."


def service(partner: str, name: str, planned_on: date | None, days: int | None, **more: Any) -> dict[str, Any]:
    facts = {"department": "Bauamt", "service_id": name, "leika_key": None, "ozg_id": "10001", "topic": "Umwelt"}
    state = {"maturity": 1, "maturity_model": "1.1", "stage": "testing", "obstacle": None}
    return {"partner_id": partner, "name": name, "planned_on": planned_on, "days": days} | facts | state | more


def test_due_next_names_the_nearest_day() -> None:
    rows = [service("adam", "Hecke", date(2023, 2, 28), 28), service("adam", "Zaun", date(2023, 2, 28), 28)]
    view = make_view(partners=[ADAM])
    spec = due_figure(pd.DataFrame(rows), work(ADAM_WORK), view, until=UNTIL)
    assert plain(spec.finding) == (
        "Adamsburg: 2 von 91 offenen Leistungen sind bis 31.07.2023 geplant, die nächsten 2 zum 28.02.2023."
    )
    assert plain(spec.provenance.n_of_m) == "insgesamt 2 von 91 (2,2 %)"
    assert plain(spec.provenance.rule) == "Zählweise: einzelne Leistungen unter Reifegrad 3 oder mit unbekanntem"
    assert spec.table.columns[0].key == "planned_on"
    assert tuple(map(str, spec.table.rows[0][:6])) == (*("2023-02-28", "Bauamt", "Hecke", "RG 1", "im Test", "None"),)
    one = due_figure(pd.DataFrame(rows[:1]), work(ADAM_WORK), make_view(partners=[ADAM], lang="en"), until=UNTIL)
    assert one.finding == "Adamsburg: One of 91 open services is planned by 31 July 2023, for 28 February 2023."


def test_late_names_the_longest_and_with_several_houses_whose_it_is() -> None:
    rows = [
        service("berta", "Zaun", date(2022, 6, 30), 215, obstacle="legal"),
        service("adam", "Hecke", date(2023, 1, 30), 1, maturity=None, stage=None),
    ]
    spec = late_figure(pd.DataFrame(rows), work(ADAM_WORK, BERTA_WORK), make_view())
    assert plain(spec.finding) == (
        "2 Partner zusammen: 2 von 138 offenen Leistungen sind überfällig, am längsten „Zaun“ (LK Bertatal) mit 215 Tagen."
    )
    assert [row[:2] for row in spec.table.rows] == [("LK Bertatal", 215), ("Adamsburg", 1)]
    assert spec.table.rows[1][5:8] == ("unbekannt", "unbekannt", None)
    alone = late_figure(pd.DataFrame(rows[:1]), work(BERTA_WORK), make_view(partners=[BERTA], lang="en"))
    assert alone.finding == "LK Bertatal: One of 47 open services is late: “Zaun”, by 215 days."


@pytest.mark.parametrize(("name", "sentence"), [("due", "geplant"), ("late", "überfällig"), ("with", "genannt")])
def test_an_empty_list_says_why_it_is_empty(name: str, sentence: str) -> None:
    view, none = make_view(partners=[ADAM]), pd.DataFrame(columns=list(service("adam", "x", None, None)))
    figures = {
        "due": lambda counted: due_figure(none, counted, view, until=UNTIL),
        "late": lambda counted: late_figure(none, counted, view),
        "with": lambda counted: obstacle_services_figure(none, counted, view),
    }
    open_but_none = figures[name](work(("adam", 5, 5, 0, 0, 0, 5, 0)))
    assert open_but_none.finding.startswith("Adamsburg: ")
    assert sentence in open_but_none.finding
    assert open_but_none.empty
    assert figures[name](work(("adam", 5, 0, 0, 0, 0, 0, 0))).finding == "Keine Leistung ist mehr offen."
    assert figures[name](work()).finding == "Für diese Auswahl ist keine Leistung zu zählen."


def test_obstacles_are_sorted_and_keep_what_cannot_be_digitised_in_the_table() -> None:
    rows = [("adam", "staff", 2, 0), ("adam", "legal", 0, 3), ("berta", "staff", 1, 0), ("berta", "awaits_efa", 9, 0)]
    frame = pd.DataFrame(rows, columns=["partner_id", "obstacle", "services", "not_digitisable"])
    view = make_view()
    spec = obstacles_figure(frame, work(("adam", 30, 20, 0, 0, 0, 20, 2), ("berta", 30, 20, 0, 0, 0, 20, 10)), view)
    assert spec.kind is Kind.BAR
    assert spec.categories == ("wartet auf EfA-Dienst", "personell")
    assert [plain(label) for label in spec.series[0].labels] == ["9 (22,5 %)", "3 (7,5 %)"]
    assert ("Stadt Adamsburg", "rechtlich", 0, 3) in spec.table.rows
    assert plain(spec.finding) == (
        "2 Partner zusammen: Bei 12 von 40 offenen Leistungen ist ein Hindernis genannt; "
        "am häufigsten ist „wartet auf EfA-Dienst“ mit 9 (22,5 %)."
    )
    none = obstacles_figure(frame.iloc[:0], work(("adam", 5, 5, 0, 0, 0, 5, 0)), make_view(partners=[ADAM]))
    assert none.finding == "Adamsburg: Bei keiner von 5 offenen Leistungen ist ein Hindernis genannt."
    assert none.empty
