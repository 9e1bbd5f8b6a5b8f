"""One service against the numbers counted by hand in tests/golden_services."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
from expected import APRIL, JANUARY, MARCH

from ozgdash.metrics.choices import choices
from ozgdash.metrics.service import first_service, service_at_partners, service_history
from ozgdash.model.filters import Filters

Cursor = duckdb.DuckDBPyConnection
A1, A2, B1, C1, E1 = (f"990000000{key}" for key in ("00101", "00102", "00201", "00301", "00501"))
START, JOINED = date(2021, 1, 1), date(2021, 3, 15)


def plain(value: object) -> object:
    return None if value is None or value != value else value


def test_each_partner_says_what_it_reported(golden: Cursor) -> None:
    rows = {row.partner_id: row for row in service_at_partners(golden, Filters(as_of=APRIL), B1).itertuples()}
    stadt = rows["stadt"]
    assert (stadt.standing, stadt.maturity, stadt.stage, stadt.planned_on, stadt.department, stadt.obstacle) == (
        *("counted", 2, "in_progress", date(2021, 2, 28), "Bauamt", "technical"),
    )
    assert (stadt.remark, stadt.observed_on) == ("Rückfall nach Umstellung", MARCH)
    assert (rows["kreis"].standing, rows["kreis"].maturity) == ("counted", 2)
    assert rows["dorf"].standing == "not_responsible"
    assert list(rows) == ["stadt", "kreis", "dorf"]


def test_only_partners_and_stand_of_the_filter_play_a_part(golden: Cursor) -> None:
    filters = Filters(as_of=JANUARY, partners=("dorf", "kreis"), topics=("Verkehr",), departments=("Bauamt",))
    rows = service_at_partners(golden, filters, A2)
    assert [(row.partner_id, row.maturity) for row in rows.itertuples()] == [("dorf", 3)]


def test_a_service_that_does_not_exist_has_no_row(golden: Cursor) -> None:
    assert service_at_partners(golden, Filters(as_of=APRIL), "99").empty
    assert service_history(golden, Filters(as_of=APRIL), "99").empty


@pytest.mark.parametrize(
    ("service", "changes"),
    [
        (
            A1,
            [
                (START, "stadt", "counted", None),
                (START, "dorf", "counted", None),
                (JANUARY, "stadt", "counted", 2),
                (JANUARY, "dorf", "counted", 3),
                (JOINED, "kreis", "not_responsible", None),
            ],
        ),
        (
            B1,
            [
                (START, "stadt", "counted", None),
                (START, "dorf", "not_responsible", None),
                (JANUARY, "stadt", "counted", 3),
                (JOINED, "kreis", "counted", None),
                (MARCH, "stadt", "counted", 2),
                (MARCH, "kreis", "counted", 2),
            ],
        ),
        (
            E1,
            [
                (START, "stadt", "counted", None),
                (START, "dorf", "not_responsible", None),
                (JANUARY, "stadt", "counted", 0),
                (JOINED, "kreis", "not_responsible", None),
                (MARCH, "stadt", "not_responsible", None),
            ],
        ),
    ],
)
def test_the_history_holds_every_change_and_nothing_else(golden: Cursor, service: str, changes: list) -> None:
    rows = service_history(golden, Filters(as_of=APRIL), service)
    assert [(r.on_date, r.partner_id, r.standing, plain(r.maturity)) for r in rows.itertuples()] == changes


def test_the_history_ends_at_the_stand(golden: Cursor) -> None:
    rows = service_history(golden, Filters(as_of=date(2021, 3, 30), partners=("stadt",)), B1)
    assert rows["on_date"].tolist() == [START, JANUARY]


def test_the_first_service_is_that_of_the_filter(golden: Cursor) -> None:
    assert first_service(golden, Filters(as_of=APRIL, topics=("Wohnen",))) == "99000000000103"  # Wohngeld
    assert first_service(golden, Filters(as_of=APRIL, topics=("nichts",))) is None


def test_every_service_can_be_chosen(golden: Cursor) -> None:
    offered = dict(choices(golden).services)
    assert len(offered) == 10
    assert offered[C1] == "Fahrzeug zulassen"
    assert offered["10004:mängelmelder"] == "Mängelmelder"
