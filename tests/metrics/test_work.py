"""What is open, due, late and in the way, against the golden cooperation counted by hand (tests/golden/README.md)."""

from __future__ import annotations

from datetime import date

import duckdb
from expected import APRIL, JANUARY, MARCH, rows

from ozgdash.metrics.progress import progress
from ozgdash.metrics.work import due, due_until, late, obstacle_services, obstacles, open_work, pipeline
from ozgdash.model.filters import Filters, Rule

Cursor = duckdb.DuckDBPyConnection
A1, A3, B1, C2 = "99000000000101", "99000000000103", "99000000000201", "99000000000302"


def test_due_next_reaches_to_the_end_of_the_sixth_month() -> None:
    assert due_until(APRIL) == date(2021, 10, 31)
    assert due_until(date(2021, 8, 15)) == date(2022, 2, 28)


def test_open_services_by_what_is_known_of_their_plans(golden: Cursor) -> None:
    # stadt: a3 and c2 are planned by October, b1 was for February, a1 is for December, f1 has no date. kreis: b1, d1.
    # dorf: c2.
    columns = ("partner_id", "counted", "open", "due", "late", "planned_later", "unplanned", "obstructed")
    assert rows(open_work(golden, Filters(as_of=APRIL)), *columns) == [
        ("stadt", 7, 5, 2, 1, 1, 1, 1),
        ("kreis", 5, 2, 0, 0, 0, 2, 0),
        ("dorf", 4, 1, 0, 0, 0, 1, 0),
    ]


def test_under_the_bundle_rule_of_level_two_a_service_at_two_is_not_open(golden: Cursor) -> None:
    # stadt: a3 and the unknown c2 remain; kreis: the unknown d1; dorf has nothing left to do.
    found = open_work(golden, Filters(as_of=APRIL, rule=Rule.BUNDLE_RG2))
    assert rows(found, "partner_id", "open", "due", "late") == [
        ("stadt", 2, 2, 0),
        ("kreis", 1, 0, 0),
        ("dorf", 0, 0, 0),
    ]


def test_open_and_done_make_the_total_of_the_count(golden: Cursor) -> None:
    for day in (JANUARY, MARCH, APRIL):
        counts = progress(golden, Filters(as_of=day))
        work = open_work(golden, Filters(as_of=day))
        assert work["counted"].tolist() == counts["total"].tolist()
        assert (work["counted"] - work["open"]).tolist() == counts["done"].tolist()
        parts = work[["due", "late", "planned_later", "unplanned"]].sum(axis=1)
        assert parts.tolist() == work["open"].tolist()


def test_the_pipeline_holds_every_counted_service_once(golden: Cursor) -> None:
    found = pipeline(golden, Filters(as_of=APRIL, partners=("stadt",)))
    assert rows(found, "department", "stage", "services") == [
        ("Bauamt", "in_progress", 1),
        ("Bürgeramt", "online", 2),
        ("Bürgeramt", "planned", 1),
        ("Bürgeramt", "testing", 1),
        ("Verkehr", "planned", 1),
        (None, None, 1),
    ]
    others = pipeline(golden, Filters(as_of=APRIL, partners=("kreis", "dorf")))
    assert rows(others, "partner_id", "stage", "services") == [
        ("kreis", "online", 3),
        ("kreis", None, 2),
        ("dorf", "online", 3),
        ("dorf", None, 1),
    ]


def test_due_next_comes_by_date(golden: Cursor) -> None:
    found = due(golden, Filters(as_of=APRIL))
    assert rows(found, "partner_id", "service_id", "planned_on", "days", "department", "stage", "maturity") == [
        ("stadt", C2, date(2021, 5, 31), 31, "Verkehr", "planned", None),
        ("stadt", A3, date(2021, 6, 30), 61, "Bürgeramt", "planned", 1),
    ]


def test_what_is_due_on_the_day_is_due_and_the_day_after_it_is_late(golden: Cursor) -> None:
    on_the_day, after = Filters(as_of=date(2021, 5, 31)), Filters(as_of=date(2021, 6, 1))
    assert rows(due(golden, on_the_day), "service_id", "days")[0] == (C2, 0)
    assert rows(late(golden, on_the_day), "service_id", "days") == [(B1, 92)]
    assert rows(late(golden, after), "service_id", "days") == [(B1, 93), (C2, 1)]


def test_late_says_by_how_many_days_as_of_the_stand(golden: Cursor) -> None:
    columns = ("partner_id", "service_id", "planned_on", "days", "obstacle")
    assert rows(late(golden, Filters(as_of=APRIL)), *columns) == [("stadt", B1, date(2021, 2, 28), 61, "technical")]
    assert rows(late(golden, Filters(as_of=MARCH)), *columns) == [("stadt", B1, date(2021, 2, 28), 31, "technical")]
    assert late(golden, Filters(as_of=JANUARY)).empty
    assert late(golden, Filters(as_of=APRIL, rule=Rule.BUNDLE_RG2)).empty


def test_obstacles_keep_what_cannot_be_digitised_apart(golden: Cursor) -> None:
    found = obstacles(golden, Filters(as_of=APRIL))
    assert rows(found, "partner_id", "obstacle", "services", "not_digitisable") == [
        ("stadt", "technical", 1, 0),
        ("stadt", "legal", 0, 1),
        ("dorf", "technical", 0, 1),
    ]
    behind = obstacle_services(golden, Filters(as_of=APRIL))
    assert rows(behind, "partner_id", "obstacle", "service_id", "department") == [("stadt", "technical", B1, "Bauamt")]
