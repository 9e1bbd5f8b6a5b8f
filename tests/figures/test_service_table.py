from typing import Any

import pandas as pd
from figure_frames import ADAM, make_view

from ozgdash.figures.service_table import services_figure
from ozgdash.model.filters import Rule, View

COLUMNS = [
    "service_id",
    "topic",
    "name",
    "ozg_name",
    "leika_key",
    "ozg_id",
    "partner_id",
    "standing",
    "maturity",
    "maturity_model",
]


def row(service: str, partner: str, maturity: int | None, *, standing: str = "counted") -> tuple[Any, ...]:
    return (service, "Umwelt", f"Leistung {service}", "Bündel", None, "10001", partner, standing, maturity, "1.1")


def sentence(rows: list[tuple[Any, ...]], view: View) -> str:
    return services_figure(pd.DataFrame(rows, columns=COLUMNS), view).finding.replace("\u00a0", " ")


ROWS = [
    *(row("a", "adam", 3), row("a", "berta", 4)),
    *(row("b", "adam", 3), row("b", "berta", None)),
    *(row("c", "adam", 0), row("c", "berta", 3, standing="not_responsible")),
    *(row("d", "adam", None, standing="not_digitisable"), row("d", "berta", None, standing="not_responsible")),
]


def test_says_what_someone_has_and_what_all_who_are_responsible_have():
    assert sentence(ROWS, make_view()) == (
        "Von 3 Leistungen hat mindestens ein Partner 2 (66,7 %) ab Reifegrad 3, alle zuständigen Partner haben 1 (33,3 %)."
    )
    assert sentence(ROWS, make_view(lang="en")) == (
        "Of 3 services at least one partner has 2 (66.7%) at maturity level 3 or higher; "
        "all responsible partners have 1 (33.3%)."
    )


def test_with_one_partner_it_is_the_partners_own_count_whatever_the_rule():
    rows = [entry for entry in ROWS if entry[6] == "adam"]
    for rule in Rule:
        view = make_view(partners=[ADAM], rule=rule)
        assert sentence(rows, view) == "Adamsburg: 2 von 3 Leistungen (66,7 %) haben mindestens Reifegrad 3."


def test_nothing_in_the_denominator_is_said():
    rows = [entry for entry in ROWS if entry[0] == "d"]
    assert sentence(rows, make_view()) == "Für diese Auswahl ist keine Leistung zu zählen."


def test_what_a_filter_of_departments_leaves_out_is_not_called_not_responsible():
    frame = pd.DataFrame([row("a", "adam", 3), row("b", "berta", 4)], columns=COLUMNS)
    plain = services_figure(frame, make_view())
    assert [line[5:] for line in plain.table.rows] == [("RG 3", "nicht zuständig"), ("nicht zuständig", "RG 4")]
    filtered = services_figure(frame, make_view(departments=("Bauamt",)))
    assert [line[5:] for line in filtered.table.rows] == [
        ("RG 3", "außerhalb des Filters"),
        ("außerhalb des Filters", "RG 4"),
    ]
