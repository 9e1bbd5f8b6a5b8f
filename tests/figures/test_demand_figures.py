"""Cases per year: what the figures say, and what they keep to themselves."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from figure_frames import ADAM, make_view

from ozgdash.export.workbooks.table import csv_file
from ozgdash.figures.demand import demand_figure
from ozgdash.figures.demand_next import demand_next_figure
from ozgdash.figures.demand_services import demand_services_figure
from ozgdash.model.chart import Kind
from ozgdash.model.filters import Rule

COLUMNS = ["partner_id", "done", "total", "unknown", "with_cases", "with_priority", "cases_done", "cases"]
ADAM_DEMAND = ("adam", 20, 100, 3, 80, 10, 60_000, 100_000)
BERTA_NONE = ("berta", 5, 50, 0, 0, 2, None, None)
NEXT = ["service_id", "name", "maturity_model", "maturity", "partners", "cases", "service_cases"]


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def demand(*rows: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


def test_a_fifth_of_the_services_can_be_three_fifths_of_the_cases() -> None:
    spec = demand_figure(demand(ADAM_DEMAND), make_view(partners=[ADAM]))
    assert spec.kind is Kind.MATRIX
    assert [item.values for item in spec.series] == [(0.2,), (0.6,)]
    assert [plain(item.labels[0]) for item in spec.series] == ["20,0 % (20 von 100)", "60,0 % (60.000 von 100.000)"]
    assert plain(spec.finding) == (
        "Adamsburg: Bei den Leistungen sind 20,0 % (20 von 100) erreicht, bei deren Fällen im Jahr 60,0 % "
        "(60.000 von 100.000); Fallzahlen sind für 80 von 100 Leistungen gemeldet."
    )
    assert plain(spec.provenance.n_of_m) == "Fälle im Jahr: insgesamt 60,0 % (60.000 von 100.000)"
    assert plain(spec.provenance.rule).endswith(
        "Fälle im Jahr der Leistungen ab Reifegrad 3, je Partner mit Fallzahlen"
    )


def test_nothing_is_computed_for_a_partner_without_cases_and_the_finding_names_it() -> None:
    spec = demand_figure(demand(ADAM_DEMAND, BERTA_NONE), make_view(lang="en"))
    assert spec.series[1].values == (0.6, None)
    assert spec.series[1].labels[1] == "no cases"
    assert spec.finding == (
        "Adamsburg: Of the services 20.0% (20 of 100) are done, of their cases a year 60.0% (60,000 of 100,000); "
        "cases are reported for 80 of 100 services. Without cases and therefore not computed: LK Bertatal."
    )
    assert spec.table.rows[1] == ("Landkreis Bertatal", 5, 50, 0.1, 0, 2, None, None, None)


def test_without_any_cases_and_without_services_there_is_nothing_to_show() -> None:
    none = demand_figure(demand(BERTA_NONE), make_view(lang="en"))
    assert none.empty
    assert none.finding == "2 partners together: No cases are reported, so nothing is computed."
    assert none.provenance.n_of_m == "no cases"
    nothing = demand_figure(demand(), make_view())
    assert nothing.empty
    assert nothing.finding == "Für diese Auswahl ist keine Leistung zu zählen."


def test_a_small_number_reads_as_small_everywhere() -> None:
    few_done = demand(("adam", 1, 10, 0, 9, 0, 3, 1_000))
    spec = demand_figure(few_done, make_view(partners=[ADAM]))
    assert plain(spec.series[1].labels[0]) == "0,3 % (< 5 von 1.000)"
    assert spec.table.rows[0][6:8] == ("< 5", 1_000)
    written = csv_file(spec).decode("utf-8-sig")
    assert "< 5" in written
    assert "(3 von" not in plain(" ".join([written, spec.finding, spec.alt_text, *spec.provenance.lines]))
    all_few = demand_figure(demand(("adam", 1, 1, 0, 1, 0, 3, 3)), make_view(partners=[ADAM]))
    assert plain(all_few.series[1].labels[0]) == "< 5 von < 5"


def test_worth_doing_next_is_a_grid_of_cases_by_level_with_the_deepest_cell_on_top() -> None:
    rows = [
        ("a", "Hecke", "1.1", 2, 1, 400, 1000),
        ("a", "Hecke", "1.1", 1, 1, 600, 1000),
        ("b", "Zaun", None, None, 2, 50, 50),
    ]
    totals = demand(ADAM_DEMAND, ("berta", 5, 50, 0, 10, 0, None, 60_000))
    spec = demand_next_figure(pd.DataFrame(rows, columns=NEXT), totals, make_view())
    assert spec.kind is Kind.MATRIX
    assert spec.categories == ("Hecke", "Zaun")
    assert [item.name for item in spec.series] == ["RG 1", "RG 2", "unbekannt"]
    assert [item.labels for item in spec.series] == [
        *(("600 (1 Partner)", ""), ("400 (1 Partner)", ""), ("", "50 (2 Partner)")),
    ]
    assert spec.series[0].values == (1.0, None)
    assert plain(spec.finding) == (
        "2 Partner zusammen: Die meisten Fälle hat „Hecke“ mit 1.000 im Jahr; "
        "die 2 genannten Leistungen haben 1,1 % der Fälle aller offenen Leistungen (1.050 von 100.000)."
    )
    one = demand_next_figure(
        pd.DataFrame(rows[:1], columns=NEXT).assign(service_cases=400), demand(ADAM_DEMAND), make_view(partners=[ADAM])
    )
    assert one.series[0].labels == ("400",)
    assert plain(one.finding) == (
        "Adamsburg: Offen mit Fallzahl ist nur „Hecke“ mit 400 Fällen im Jahr; "
        "das sind 1,0 % der Fälle aller offenen Leistungen (400 von 40.000)."
    )


@pytest.mark.parametrize("rule", [Rule.SERVICE_RG3, Rule.BUNDLE_RG2])
def test_where_nothing_open_has_cases_that_is_said(rule: Rule) -> None:
    spec = demand_next_figure(pd.DataFrame(columns=NEXT), demand(ADAM_DEMAND), make_view(partners=[ADAM], rule=rule))
    assert spec.empty
    assert spec.finding == "Adamsburg: Für keine offene Leistung ist eine Fallzahl ab 5 gemeldet."
    assert plain(spec.provenance.rule).endswith(f"unter Reifegrad {rule.threshold}")


def service(name: str, cases: float | None, *, few: bool | None = False, priority: str | None = None) -> dict[str, Any]:
    facts = {"service_id": name, "leika_key": None, "ozg_id": "10001", "topic": "Umwelt", "department": None}
    state = {"maturity": 2, "maturity_model": "1.1", "stage": "planned", "planned_on": None, "obstacle": None}
    return (
        {"partner_id": "adam", "name": name, "done": False, "cases": cases, "few": few, "priority": priority}
        | facts
        | state
    )


def test_the_list_shows_cases_priority_and_few_as_few() -> None:
    rows = [service("Hecke", 600.0, priority="high"), service("Zaun", 3.0, few=True), service("Tor", None, few=None)]
    spec = demand_services_figure(pd.DataFrame(rows), demand(ADAM_DEMAND), make_view(partners=[ADAM]))
    assert [row[:4] for row in spec.table.rows] == [
        ("Hecke", 600, "hoch", "nein"),
        ("Zaun", "< 5", None, "nein"),
        ("Tor", None, None, "nein"),
    ]
    assert spec.finding == "Adamsburg: Für 80 von 100 Leistungen ist eine Fallzahl gemeldet, für 10 eine Priorität."
    none = demand_services_figure(pd.DataFrame(rows).iloc[:0], demand(BERTA_NONE), make_view(lang="en"))
    assert none.finding == "2 partners together: No cases are reported, so nothing is computed."
    assert none.empty
