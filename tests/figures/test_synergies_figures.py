"""The figures of the synergies page say what their frames hold, also in the awkward cases and in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from figure_frames import ADAM, BERTA, HOSTILE_NAMES, make_view

from ozgdash.figures.common_ground import comparison, components_figure, procurement_windows_figure
from ozgdash.figures.initiatives import asks_figure, initiatives_figure
from ozgdash.figures.opportunities import opportunities_figure
from ozgdash.figures.opportunity_counts import opportunity_counts_figure
from ozgdash.figures.resolutions import resolutions_figure
from ozgdash.figures.what_if import what_if_figure
from ozgdash.model.chart import ChartSpec, Kind
from ozgdash.model.filters import Rule
from ozgdash.texts import LANGS


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def opportunity(**cells: Any) -> dict[str, Any]:
    row = {
        "service_id": "99000000000101",
        "leika_key": "99000000000101",
        "name": "Wohnsitz anmelden",
        "ozg_id": "10001",
        "topic": "Wohnen",
        "addressee": "buerger",
        "givers": "adam",
        "since": date(2022, 1, 31),
        "takers": "berta",
        "gain": 1,
        "unknown": 0,
        "efa": False,
        "same_software": 0,
        "other_software": 0,
        "products": None,
    }
    return row | cells


COLUMNS = list(opportunity())
STANDING = ["partner_id", "done", "total", "unknown", "gain"]
BOTH = [("adam", 20, 63, 3, 0), ("berta", 7, 17, 0, 2)]


def figure(rows: list[dict[str, Any]], standing: list[tuple[Any, ...]], **options: Any) -> ChartSpec:
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return opportunities_figure(frame, pd.DataFrame(standing, columns=STANDING), make_view(**options))


def test_opportunities_are_a_list_to_take_away_with_where_it_would_lead() -> None:
    spec = figure([opportunity(), opportunity(service_id="x", leika_key=None, name="Mängelmelder")], BOTH)
    assert spec.kind is Kind.TABLE
    assert plain(spec.finding) == (
        "2 Leistungen hat mindestens ein Partner ab Reifegrad 3, die ein anderer noch braucht; "
        "übernimmt jeder alles, sind zusammen 29 von 80 (36,3 %) am Ziel statt 27 von 80 (33,8 %)."
    )
    assert spec.table.rows[0][:5] == ("Wohnsitz anmelden", "LK Bertatal", 1, "Adamsburg", date(2022, 1, 31))
    assert spec.table.rows[1][-2:] == ("", "10001")
    assert plain(spec.provenance.rule) == "Zählweise: einzelne Leistungen ab Reifegrad 3"
    assert plain(spec.provenance.n_of_m) == "insgesamt 27 von 80 (33,8 %), davon 3 unbekannt"


AWKWARD = [
    ({"rows": [], "standing": []}, "Für diese Auswahl ist keine Leistung zu zählen.", "There is no service to count"),
    ({"rows": [], "standing": BOTH[:1], "partners": (ADAM,)}, "keinen zweiten Partner", "no second partner"),
    ({"rows": [], "standing": BOTH[:1], "as_of": date(2021, 1, 31)}, "keinen zweiten Partner", "no second partner"),
    ({"rows": [], "standing": [("adam", 0, 9, 9, 0)]}, "kein Reifegrad bekannt", "No maturity level is known"),
    ({"rows": [], "standing": [("adam", 0, 9, 0, 0)]}, "ab Reifegrad 3, was noch fehlt: Es gibt nichts", "nothing to take"),
    ({"rows": [], "standing": [("adam", 9, 9, 0, 0)]}, "Es gibt nichts zu übernehmen", "there is nothing to take over"),
    (
        dict(rows=[opportunity()], standing=[("berta", 7, 17, 0, 1)], **{"filters": ("berta",)}),
        "LK Bertatal kann eine Leistung von anderen Partnern übernehmen, die sie ab Reifegrad 3 haben; "
        "dann wären 8 von 17 (47,1 %) am Ziel statt 7 von 17 (41,2 %).",
        "LK Bertatal can take over one service that other partners have at maturity level 3 or higher; "
        "8 of 17 (47.1%) would then be at the target instead of 7 of 17 (41.2%).",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("case", "german", "english"), AWKWARD)
def test_the_answer_in_awkward_cases(case: dict[str, Any], german: str, english: str) -> None:
    options = {key: value for key, value in case.items() if key not in ("rows", "standing", "filters")}
    for lang, sentence in (("de", german), ("en", english)):
        view = make_view(lang=lang, **options)  # type: ignore[arg-type]
        view = replace(view, filters=replace(view.filters, partners=case.get("filters", ())))
        spec = opportunities_figure(
            pd.DataFrame(case["rows"], columns=COLUMNS), pd.DataFrame(case["standing"], columns=STANDING), view
        )
        assert sentence in plain(spec.finding)


def test_the_threshold_is_that_of_the_rule() -> None:
    spec = figure([opportunity()], BOTH, rule=Rule.BUNDLE_RG2)
    assert "ab Reifegrad 2" in plain(spec.finding)
    assert plain(spec.provenance.rule) == "Zählweise: einzelne Leistungen ab Reifegrad 2"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"same_software": 1, "products": "Alpha"}, "gleich: Alpha"),
        ({"same_software": 1, "gain": 2, "products": "Alpha"}, "gleich bei 1 von 2: Alpha"),
        ({"other_software": 1}, "verschieden"),
        ({}, "nicht bekannt"),
    ],
)
def test_software_is_said_as_far_as_it_is_known(cells: dict[str, Any], said: str) -> None:
    assert figure([opportunity(**cells)], BOTH).table.rows[0][5] == said


def counts_frame(*rows: tuple[str, str, int, int], unknown: int = 0) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["taker_id", "giver_id", "services", "missing"]).assign(unknown=unknown)


def test_counts_are_a_grid_of_taker_and_giver() -> None:
    spec = opportunity_counts_figure(counts_frame(("adam", "berta", 1, 43), ("berta", "adam", 4, 10)), make_view())
    assert spec.kind is Kind.MATRIX
    assert spec.finding == "Am meisten kann LK Bertatal von Adamsburg übernehmen: 4 von 10 Leistungen, die noch fehlen."
    assert [series.labels for series in spec.series] == [("–", "4 von 10"), ("1 von 43", "–")]
    assert [series.values for series in spec.series] == [(None, 0.4), (1 / 43, None)]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "keinen zweiten Partner"),
        ([("adam", "berta", 0, 0)], "fehlt noch eine Leistung"),
        ([("adam", "berta", 0, 5)], "Kein Partner hat"),
    ],
)
def test_counts_without_anything_to_take(rows: list[tuple[str, str, int, int]], said: str) -> None:
    assert said in opportunity_counts_figure(counts_frame(*rows), make_view()).finding


def test_nothing_is_said_of_what_is_missing_where_no_maturity_is_known() -> None:
    spec = opportunity_counts_figure(counts_frame(("adam", "berta", 0, 5), unknown=5), make_view())
    assert spec.finding.startswith("Für diese Auswahl ist kein Reifegrad bekannt")
    assert [series.labels for series in spec.series] == [("– von 5",)]


def test_what_if_shows_before_and_after_with_n_of_m() -> None:
    spec = what_if_figure(pd.DataFrame(BOTH, columns=STANDING), make_view())
    assert spec.kind is Kind.BAR
    assert [series.name for series in spec.series] == ["heute", "danach"]
    assert [plain(label) for label in spec.series[1].labels] == ["31,7 % (20 von 63)", "52,9 % (9 von 17)"]
    assert "am meisten gewinnt LK Bertatal (+2)" in spec.finding
    chosen = what_if_figure(pd.DataFrame(BOTH, columns=STANDING), make_view(lang="en"), picked={"9901": "Dog tax"})
    assert chosen.finding.startswith("With the one chosen service 29 of 80")
    assert chosen.provenance.filters.endswith(" · Taken over: Dog tax")
    assert chosen.method.endswith(" Taken over: Dog tax (9901).")
    nothing = what_if_figure(pd.DataFrame(BOTH[:1], columns=STANDING), make_view())
    assert plain(nothing.finding) == "Durch Übernehmen ändert sich nichts: Es bleibt bei 20 von 63 (31,7 %)."
    assert what_if_figure(pd.DataFrame([], columns=STANDING), make_view()).empty
    unknown = what_if_figure(pd.DataFrame([("adam", 0, 63, 63, 0)], columns=STANDING), make_view())
    assert unknown.finding.startswith("Für diese Auswahl ist kein Reifegrad bekannt")


def test_many_picked_services_are_counted_below_the_picture_and_named_in_the_method() -> None:
    picked = {f"99{number:02}": f"Leistung {number}" for number in range(1, 11)}
    spec = what_if_figure(pd.DataFrame(BOTH, columns=STANDING), make_view(), picked=picked)
    assert spec.provenance.filters.endswith("Leistung 7; Leistung 8; 2 weitere")
    assert all(f"{name} ({key})" in spec.method for key, name in picked.items())
    assert "Übernommen" not in what_if_figure(pd.DataFrame(BOTH, columns=STANDING), make_view()).provenance.filters


def component(partner: str, product: str | None, **cells: Any) -> dict[str, Any]:
    row = {
        "partner_id": partner,
        "area": "specialist",
        "name": "Meldewesen",
        "product": product,
        "version": None,
        "provider": None,
        "contract_end": None,
        "status": None,
    }
    return row | cells


def test_components_stand_side_by_side() -> None:
    rows = [
        component("adam", "Alpha", version="8", provider="Firma A", contract_end=date(2027, 12, 31), status="in_use"),
        component("berta", "alpha", status="introducing"),
        component("adam", None, name="Termine"),
    ]
    spec = components_figure(pd.DataFrame(rows), make_view())
    assert spec.table.rows == (
        ("Fachverfahren", "Meldewesen", "gleich bei 2 Partnern", "Alpha 8 (Firma A), bis 31.12.2027", "alpha, in Einführung"),
        ("Fachverfahren", "Termine", "nur ein Partner", "Produkt nicht genannt", "–"),
    )  # fmt: skip
    assert spec.finding == (
        "2 Komponenten sind gemeldet, 1 davon bei mehreren Partnern: 1 mit demselben Produkt, 0 mit verschiedenen."
    )
    alone = components_figure(pd.DataFrame(rows[:1]), make_view())
    assert alone.finding.endswith("Ohne Liste: LK Bertatal.")
    assert alone.table.rows[0][-1] == "keine Liste"
    assert "kein Partner Komponenten" in components_figure(pd.DataFrame([], columns=list(rows[0])), make_view()).finding


@pytest.mark.parametrize(
    ("products", "expected"),
    [
        (["A"], "single"),
        (["A", "a"], "same"),
        (["A", "B"], "different"),
        (["A", None], "unknown"),
        ([None, None], "unknown"),
        (["A", None, "B"], "different"),
    ],
)
def test_products_are_compared_without_regard_to_case_and_unnamed_ones_are_unknown(
    products: list[str | None], expected: str
) -> None:
    assert comparison([component(f"p{place}", product) for place, product in enumerate(products)]) == expected


def window(**cells: Any) -> dict[str, Any]:
    row = {
        "area": "specialist",
        "name": "Meldewesen",
        "first_end": date(2023, 6, 30),
        "last_end": date(2024, 3, 31),
        "partner_count": 2,
        "ends": "adam=2023-06-30, berta=2024-03-31",
        "product_count": 1,
        "products_known": True,
        "products": "Alpha",
    }
    return row | cells


def test_windows_name_the_contracts_and_the_months_that_are_left() -> None:
    spec = procurement_windows_figure(pd.DataFrame([window(), window(product_count=0, products=None)]), make_view())
    contracts = "Adamsburg 30.06.2023, LK Bertatal 31.03.2024"
    ends = (date(2023, 6, 30), date(2024, 3, 31))
    assert spec.table.rows[0] == ("Meldewesen", "Fachverfahren", contracts, *ends, 5, "gleich: Alpha")
    assert spec.table.rows[1][-1] == "Produkt nicht genannt"
    assert spec.finding.startswith("2-mal enden Verträge")
    one = procurement_windows_figure(pd.DataFrame([window(product_count=2, products="A, B")]), make_view())
    assert one.finding.startswith("Einmal enden")
    assert one.table.rows[0][-1] == "verschieden: A, B"
    none = procurement_windows_figure(pd.DataFrame([], columns=list(window())), make_view())
    assert none.empty
    assert "keine zwei Verträge" in none.finding


def initiative(key: str, state: str, **cells: Any) -> dict[str, Any]:
    row = {
        "initiative_id": key,
        "title": f"Titel {key}",
        "area": None,
        "lead": None,
        "members": "",
        "state": state,
        "since": None,
        "goal": None,
        "addressee": None,
        "ask": None,
        "example": False,
        "resolution": None,
        "status_on": None,
        "due_on": None,
        "cost_planned": None,
        "cost_actual": None,
    }
    return row | cells


def test_initiatives_and_asks_are_lists_for_the_council() -> None:
    frame = pd.DataFrame(
        [
            initiative("I1", "idea", addressee="internal", ask="Bitte melden"),
            initiative("I2", "running", area="interface", lead="adam", members="adam, berta", example=True,
                       addressee="state", ask="Mittel", since=date(2022, 1, 1), goal="Ziel"),
            initiative("I3", "running"),
        ]
    )  # fmt: skip
    spec = initiatives_figure(frame, make_view())
    assert spec.finding == "3 Initiativen: 1 als Idee und 2 laufend."
    assert spec.table.rows[1] == (
        "läuft", "Titel I2 (Beispiel)", "Schnittstelle", "Adamsburg", "Adamsburg, LK Bertatal", date(2022, 1, 1), "Ziel", "I2",
    )  # fmt: skip
    assert spec.table.rows[0][2:6] == ("übergreifend", "", "", None)
    assert spec.provenance.as_of.startswith("Wie im Datenordner eingetragen")
    asks = asks_figure(frame, make_view())
    assert asks.finding == "2 Bitten: 1 an das Land und 1 intern."
    assert [row[0] for row in asks.table.rows] == ["Land", "intern"]
    nothing = pd.DataFrame([], columns=list(initiative("x", "idea")))
    assert "keine gemeinsame Initiative" in initiatives_figure(nothing, make_view()).finding
    assert "Keine Initiative nennt eine Bitte" in asks_figure(nothing, make_view()).finding


def test_decisions_are_followed_with_what_is_overdue_first_and_costs_that_say_of_how_many_they_are_known() -> None:
    stand = date(2022, 12, 31)
    decided = {"resolution": "Rat 1", "status_on": date(2021, 1, 1)}
    frame = pd.DataFrame(
        [
            initiative("I0", "running"),
            initiative("I1", "done", **decided, due_on=date(2022, 1, 1), cost_planned=9_500.0, cost_actual=8_640.0),
            initiative("I2", "running", **decided, due_on=stand, cost_planned=100.5),
            initiative("I3", "resting", **decided, due_on=date(2022, 12, 30), lead="adam", cost_planned=12_000.0,
                       cost_actual=14_900.0),
            initiative("I4", "planned", **decided),
            initiative("I5", "running", **decided, due_on=date(2023, 1, 1), cost_planned=900.0, cost_actual=100.0),
        ]
    )  # fmt: skip
    spec = resolutions_figure(frame, make_view(as_of=stand))
    place = {column.key: position for position, column in enumerate(spec.table.columns)}
    assert [(row[place["id"]], row[place["followed"]]) for row in spec.table.rows] == [
        ("I3", "überfällig"),
        ("I2", "offen"),
        ("I5", "offen"),
        ("I4", "offen"),
        ("I1", "erledigt"),
    ]
    costs = [place[key] for key in ("cost_planned", "cost_actual", "cost_difference")]
    assert [tuple(row[at] for at in costs) for row in spec.table.rows] == [
        (12_000, 14_900, 2_900),
        (101, None, None),
        (900, 100, None),
        (None, None, None),
        (9_500, 8_640, -860),
    ]
    assert plain(spec.finding) == (
        "5 Beschlüsse: 1 überfällig, 3 offen und 1 erledigt. Geplant sind 22.501 € (4 von 5 mit Angabe). "
        "Ausgegeben sind 23.640 € (3 von 5 mit Angabe). Abweichung vom Plan: +2.040 € bei 2 Beschlüssen, die erledigt oder schon teurer sind."
    )
    assert spec.provenance.as_of.startswith("Fristen gemessen am 31.12.2022")


def test_costs_that_are_all_known_are_a_plain_total_and_without_a_decision_there_is_no_list() -> None:
    row = initiative("I1", "done", resolution="Rat 1", cost_planned=10.0, cost_actual=10.0)
    said = plain(resolutions_figure(pd.DataFrame([row]), make_view(lang="en")).finding)
    assert said == (
        "One decision: 1 done. Planned: 10 €. Spent: 10 €. "
        "Difference from the plan: ±0 €, of one decision that is done or costs more already."
    )
    nothing = resolutions_figure(pd.DataFrame([initiative("I1", "running", due_on=date(2020, 1, 1))]), make_view())
    assert nothing.empty
    assert nothing.finding == "Keine Initiative nennt einen Beschluss."


def test_every_figure_speaks_both_languages_and_takes_any_name() -> None:
    for lang in LANGS:
        for name in HOSTILE_NAMES:
            view = make_view(lang=lang, partners=(ADAM, BERTA))
            specs = [
                figure([opportunity(name=name, topic=name)], BOTH, lang=lang),
                components_figure(pd.DataFrame([component("adam", name, name=name)]), view),
                procurement_windows_figure(pd.DataFrame([window(name=name, products=name)]), view),
                initiatives_figure(pd.DataFrame([initiative("I1", "done", title=name, goal=name)]), view),
            ]
            assert all(spec.finding and not spec.empty for spec in specs)
