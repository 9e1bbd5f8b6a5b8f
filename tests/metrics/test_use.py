"""Digital cases, against the numbers counted by hand in tests/golden_use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import duckdb
import pytest
from expected import rows
from golden_use import COMPARED, STAND, lines, published

from ozgdash.metrics.use import Group, digital_share, raised, unused, use_over_time, used
from ozgdash.model.filters import Filters

NOW = Filters(as_of=STAND)
COUNTS = ("partner_id", "services", "known", "few", "cases_only", "silent", "digital", "cases", "cases_left")


@pytest.fixture(scope="module")
def cases() -> Iterator[duckdb.DuckDBPyConnection]:
    with closing(published(lines("reports"), lines("months"))) as connection:
        yield connection


def test_the_digital_share_stands_on_the_services_that_give_both_numbers(cases: duckdb.DuckDBPyConnection) -> None:
    assert rows(digital_share(cases, NOW), *COUNTS) == [
        ("nord", 6, 5, 1, 0, 0, 376, 2130, None),
        ("sued", 6, 1, 0, 0, 5, 60, 100, None),
        ("west", 6, 4, 0, 1, 1, 1077, 1390, 100),
        ("ost", 6, 0, 0, 0, 6, None, None, None),
    ]


def test_a_service_counts_by_twelve_months_where_they_are_given_and_not_by_its_sheet(
    cases: duckdb.DuckDBPyConnection,
) -> None:
    assert rows(digital_share(cases, NOW), "monthly", "newest")[0] == (1, date(2025, 12, 1))
    short = published(lines("reports"), lines("months")[1:])
    assert rows(digital_share(short, NOW), "monthly", "digital", "cases")[0] == (0, 376 - 53 + 500, 2130 - 230 + 999)


def test_partners_add_up_to_topics_and_both_to_all_together(cases: duckdb.DuckDBPyConnection) -> None:
    together = digital_share(cases, NOW, Group.TOPIC, together=True)
    assert rows(together, "name", "digital", "cases") == [("Bauen", 1030, 2550), ("Verkehr", 483, 1070)]
    assert rows(digital_share(cases, NOW, together=True), "digital", "cases") == [(1513, 3620)]
    nord = Filters(as_of=STAND, partners=("nord",))
    assert rows(digital_share(cases, nord, Group.DEPARTMENT), "name", "cases") == [("Amt nord", 2130)]


def test_online_but_not_used_comes_by_the_digital_cases_missing(cases: duckdb.DuckDBPyConnection) -> None:
    columns = ("partner_id", "service_id", "few_digital", "digital", "cases", "missing", "gain")
    found = unused(cases, NOW, below=20, compared=COMPARED).rows
    assert rows(found, *columns) == [
        ("nord", "u2", False, 20, 400, 60, None),
        ("nord", "u3", True, 3, 200, 37, None),
    ]
    assert rows(unused(cases, NOW, below=30, compared=COMPARED).rows, "service_id", "missing") == [
        ("u2", 100), ("u3", 57), ("u4", 16),
    ]  # fmt: skip
    assert rows(unused(cases, NOW, below=30, compared=COMPARED, most=1).rows, "service_id", "listed") == [("u2", 3)]


def test_the_best_share_is_one_that_may_be_shown_and_rests_on_enough_cases(cases: duckdb.DuckDBPyConnection) -> None:
    columns = ("partner_id", "service_id", "gain", "best_partner", "best_digital", "best_cases", "gained")
    assert rows(raised(cases, NOW, compared=COMPARED).rows, *columns) == [
        ("nord", "u1", 450, "west", 600, 800, 465),
        ("sued", "u1", 15, "west", 600, 800, 465),
    ]
    sued = Filters(as_of=STAND, partners=("sued",), departments=("Amt sued",))
    assert rows(raised(cases, sued, compared=COMPARED).rows, *columns) == [("sued", "u1", 15, "west", 600, 800, 15)]


def test_handling_days_and_backlog_stand_beside_their_former_values(cases: duckdb.DuckDBPyConnection) -> None:
    found = used(cases, NOW, compared=COMPARED).rows
    first = found[(found["partner_id"] == "nord") & found["handling_days"].notna()]
    columns = ("service_id", "handling_days", "former_handling_days", "backlog", "former_backlog")
    assert rows(first, *columns) == [("u1", 12.0, 15.0, 40, 30), ("u3", 5.0, 5.0, 3, 3)]


def test_months_tell_the_share_over_time_and_one_that_is_not_over_does_not(cases: duckdb.DuckDBPyConnection) -> None:
    found = rows(use_over_time(cases, NOW), "partner_id", "on_date", "known", "few", "digital", "cases")
    assert found[:1] + found[-2:] == [
        ("nord", date(2025, 1, 31), 1, 0, 5, 20),
        ("nord", date(2025, 11, 30), 0, 1, None, None),
        ("nord", date(2025, 12, 31), 1, 0, 3, 30),
    ]
    after = use_over_time(cases, NOW.at(date(2026, 1, 31)))
    # All 500 were digital: the others are few, and count as three.
    assert rows(after, "on_date", "digital")[-1] == (date(2026, 1, 31), 497)


def test_without_any_report_nothing_is_computed(cases: duckdb.DuckDBPyConnection) -> None:
    ost = Filters(as_of=STAND, partners=("ost",))
    assert rows(digital_share(cases, ost), "silent", "digital", "cases") == [(6, None, None)]
    assert use_over_time(cases, ost).empty
    assert used(cases, ost, compared=COMPARED).rows.empty
