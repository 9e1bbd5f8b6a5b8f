"""Digital cases: what the figures say, what they leave out aloud, and what they keep to themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from figure_frames import ADAM, BERTA, make_view

from ozgdash.drawing import plotly
from ozgdash.export.slides.scale import top_of
from ozgdash.export.workbooks.table import csv_file
from ozgdash.figures.use import use_departments_figure, use_figure, use_topics_figure
from ozgdash.figures.use_lists import use_best_figure, use_list_figure
from ozgdash.figures.use_over_time import use_over_time_figure
from ozgdash.model.chart import Kind
from ozgdash.model.days import month_end

COLUMNS = [
    "partner_id", "name", "services", "known", "few", "cases_only", "silent", "monthly", "digital", "cases",
    "cases_left", "newest",
]  # fmt: skip
ADAM_USE = ("adam", None, 6, 5, 1, 0, 0, 1, 376, 2130, None, date(2022, 12, 1))
BERTA_NONE = ("berta", None, 6, 0, 0, 1, 5, 0, None, None, 100, None)
SERVICE = {
    "partner_id": "adam", "service_id": "u2", "name": "Baulast", "leika_key": "99", "ozg_id": "1", "topic": "Bauen",
    "department": None, "maturity": 4, "maturity_model": "1.1", "few_digital": False, "few_others": False,
    "digital": 20, "cases": 400, "newest": None, "missing": 60, "gain": None, "best_partner": "adam",
    "best_digital": 20, "best_cases": 400, "handling_days": None, "former_handling_days": None, "backlog": None,
    "former_backlog": None, "listed": 1, "gained": None,
}  # fmt: skip


def use(*rows: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


def services(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([SERVICE | row for row in rows], columns=list(SERVICE))


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def test_a_bar_per_partner_and_nothing_is_computed_for_one_without_numbers() -> None:
    spec = use_figure(use(ADAM_USE, BERTA_NONE), make_view())
    assert (spec.kind, spec.categories, spec.series[0].values) == (Kind.BAR, ("Adamsburg",), (376 / 2130,))
    assert plain(spec.series[0].labels[0]) == "17,7 % (376 von 2.130)"
    assert plain(spec.finding) == (
        "2 Partner zusammen: Von den Fällen eines Jahres gehen 17,7 % (376 von 2.130) digital ein; bekannt ist das für "
        "5 von 12 Leistungen. Ohne diese Zahlen, daher nicht berechnet: LK Bertatal."
    )
    assert spec.table.rows[1][:5] == ("Landkreis Bertatal", None, None, None, 0)


def test_what_is_left_out_and_what_counts_by_months_stands_beside_the_share() -> None:
    facts = use_figure(use(ADAM_USE, BERTA_NONE), make_view()).provenance
    assert plain(facts.n_of_m) == (
        "17,7 % (376 von 2.130) der Fälle digital; außer Betracht 1 Leistung mit weniger als 10 Fällen, 1 Leistung ohne "
        "ein Jahr mit digitalen Fällen (100 Fälle) und 5 Leistungen ohne Fallzahl; 1 Leistung nach den zwölf Monaten bis "
        "Dezember 2022, die übrigen nach dem Statusbogen"
    )
    english = use_figure(use(BERTA_NONE), make_view(lang="en", partners=[BERTA]))
    assert english.empty
    assert english.finding == (
        "LK Bertatal: How many cases come in digitally is known for no service, so nothing is computed."
    )


def test_a_small_part_reads_as_small_on_either_side() -> None:
    few = use_figure(use((*ADAM_USE[:8], 3, 200, None, None)), make_view(partners=[ADAM]))
    nearly = use_figure(use((*ADAM_USE[:8], 97, 100, None, None)), make_view(partners=[ADAM]))
    assert plain(few.series[0].labels[0]) == "1,5 % (< 5 von 200)"
    assert plain(nearly.series[0].labels[0]) == "97,0 % (> 95 von 100)"
    for spec, hidden in ((few, "(3 von"), (nearly, "(97 von")):
        written = csv_file(spec).decode("utf-8-sig")
        assert hidden not in plain(" ".join([written, spec.finding, spec.alt_text, *spec.provenance.lines]))


def test_topics_and_departments_say_where_the_share_is_highest_and_lowest() -> None:
    found = use(
        (None, "Bauen", 3, 3, 0, 0, 0, 0, 30, 300, None, None), (None, None, 3, 2, 0, 0, 1, 0, 80, 100, None, None)
    )
    topics = use_topics_figure(found.assign(name=["Bauen", "Verkehr"]), use(ADAM_USE), make_view(partners=[ADAM]))
    assert topics.categories == ("Verkehr", "Bauen")
    assert plain(topics.finding).endswith(
        "Am höchsten ist der Anteil bei Verkehr mit 80,0 % (80 von 100), am niedrigsten bei Bauen mit 10,0 % (30 von 300)."
    )
    departments = use_departments_figure(found, use(ADAM_USE), make_view(partners=[ADAM]))
    assert departments.categories == ("kein Fachbereich gemeldet", "Bauen")


def test_a_month_that_nobody_reported_is_a_gap_in_the_line() -> None:
    columns = ["partner_id", "on_date", "known", "few", "cases_only", "digital", "cases"]
    months = [
        ("adam", date(2022, 10, 31), 1, 0, 0, 5, 20),
        ("adam", date(2022, 11, 30), 0, 1, 0, None, None),
        ("adam", date(2022, 12, 31), 2, 0, 0, 30, 60),
    ]
    spec = use_over_time_figure(pd.DataFrame(months, columns=columns), make_view(partners=[ADAM]))
    assert spec.categories == ("2022-10-31", "2022-11-30", "2022-12-31")
    assert spec.series[0].values == (0.25, None, 0.5)
    assert plain(spec.finding) == (
        "Adamsburg: Im Dezember 2022 gingen 50,0 % (30 von 60) der Fälle digital ein, im Oktober 2022 25,0 % (5 von 20); "
        "gezählt sind 2 Leistungen, damals 1."
    )
    none = use_over_time_figure(pd.DataFrame(columns=columns), make_view(partners=[ADAM]))
    assert none.empty
    assert (none.top, none.title) == (None, "Anteil digitaler Fälle je Monat")


@pytest.mark.parametrize(
    ("digital", "top", "said"), [(5, 0.08, "8 %"), (9, 0.12, "12 %"), (50, 0.6, "60 %"), (90, None, "")]
)
def test_small_shares_have_an_axis_that_shows_how_they_move_and_says_where_it_ends(digital, top, said) -> None:
    columns = ["partner_id", "on_date", "known", "few", "cases_only", "digital", "cases"]
    months = [("adam", month_end(date(2022, month, 1)), 1, 0, 0, digital, 100) for month in (10, 11)]
    spec = use_over_time_figure(pd.DataFrame(months, columns=columns), make_view(partners=[ADAM]))
    axis = plotly.drawing(spec, target="screen").figure().layout.yaxis
    assert plain(spec.title).endswith(f"(Achse von 0 bis {said})" if said else "je Monat")
    assert (spec.top, tuple(axis.range), top_of(spec)) == (top, (0, top or 1), top or 1)
    said = plain(plotly.drawing(spec, target="screen").figure().data[0].hovertext[0])
    assert said == f"Adamsburg, 31.10.2022: {digital},0 % ({digital} von 100)", "once"
    quarters = [float(plain(tick).strip(" %")) / 100 for tick in axis.ticktext]
    assert quarters == pytest.approx(list(axis.tickvals)), "no tick says a rounded value"


def test_online_but_not_used_is_a_list_with_its_limit_and_what_a_partner_can_learn() -> None:
    view = make_view(partners=[ADAM, BERTA])
    rows = services(
        {"listed": 2, "handling_days": 12.0, "former_handling_days": 15.0, "backlog": 3, "former_backlog": 3},
        {"name": "Bauantrag", "digital": 3, "cases": 200, "few_digital": True, "missing": 37, "listed": 2,
         "gain": 57, "best_partner": "berta", "best_digital": 30, "best_cases": 100},
    )  # fmt: skip
    spec = use_list_figure(rows, use(ADAM_USE, BERTA_NONE), view)
    assert plain(spec.finding).startswith(
        "2 Partner zusammen: 2 Leistungen sind online, aber weniger als 20 % ihrer Fälle gehen digital ein; die meisten "
        "fehlen bei „Baulast“ (Adamsburg): 5,0 % (20 von 400), bis 20 % fehlen 60."
    )
    cells = [dict(zip([c.key for c in spec.table.columns], row, strict=True)) for row in spec.table.rows]
    assert (cells[0]["handling"], cells[0]["handling_change"], cells[0]["backlog"]) == (12.0, "kürzer", "< 5")
    assert (cells[1]["digital"], plain(str(cells[1]["best"])), cells[1]["gain"]) == ("< 5", "LK Bertatal: 30,0 %", 57)
    tighter = use_list_figure(services(), use(ADAM_USE), replace(view, use_below=10))
    assert plain(tighter.finding).endswith(
        "Keine Leistung ab Reifegrad 3 liegt beim Anteil digitaler Fälle unter 10 %."
    )
    silent = use_list_figure(services(), use(BERTA_NONE), view)
    assert "daher ist nichts berechnet" in silent.finding


def test_the_example_is_named_with_its_share() -> None:
    rows = services(
        {"gain": 450, "digital": 300, "cases": 1000, "best_partner": "berta", "best_digital": 600, "best_cases": 800,
         "missing": None, "listed": 1, "gained": 450}
    )  # fmt: skip
    spec = use_best_figure(rows, use(ADAM_USE, BERTA_NONE), make_view())
    assert (spec.categories, spec.series[0].values) == (("Baulast (Adamsburg)",), (450.0,))
    assert plain(spec.series[0].labels[0]) == "+450 (wie LK Bertatal: 75,0 %)"
    assert use_best_figure(services(), use(ADAM_USE), make_view()).empty
