"""The rows behind n of m of the golden cooperation, from the table in tests/golden/README.md."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import duckdb
import pytest
from expected import APRIL, MARCH

from ozgdash.figures.frames import records
from ozgdash.metrics.behind import rows_behind, sheets_behind
from ozgdash.metrics.progress import progress
from ozgdash.model.filters import Filters, Rule

BY_HAND = {
    (APRIL, Rule.SERVICE_RG3): {"stadt": (2, 7), "kreis": (3, 5), "dorf": (3, 4)},
    (MARCH, Rule.SERVICE_RG3): {"stadt": (2, 7), "kreis": (2, 5), "dorf": (2, 3)},
    (APRIL, Rule.BUNDLE_RG2): {"stadt": (4, 5), "kreis": (3, 4), "dorf": (3, 3)},
    (APRIL, Rule.BUNDLE_ALL_RG3): {"stadt": (1, 5), "kreis": (2, 4), "dorf": (2, 3)},
}


@pytest.mark.parametrize(("day", "rule"), BY_HAND)
def test_m_rows_stand_behind_n_of_m_of_which_n_are_done(
    golden: duckdb.DuckDBPyConnection, day: date, rule: Rule
) -> None:
    rows = records(rows_behind(golden, Filters(day, rule)))
    total = Counter(row["partner_id"] for row in rows)
    done = Counter(row["partner_id"] for row in rows if row["done"])
    assert {key: (done[key], total[key]) for key in total} == BY_HAND[day, rule]


def test_the_rows_are_those_services(golden: duckdb.DuckDBPyConnection) -> None:
    rows = records(rows_behind(golden, Filters(APRIL, partners=("kreis",))))
    assert [(row["ozg_id"], row["maturity"], row["done"], row["file_name"]) for row in rows] == [
        ("10003", 5, True, "5-kreis-2021-03-31.csv"),
        ("10003", 3, True, "7-kreis-2021-04-30.csv"),
        ("10001", 3, True, "5-kreis-2021-03-31.csv"),
        ("10004", None, False, None),
        ("10002", 2, False, "5-kreis-2021-03-31.csv"),
    ]


def test_a_bundle_says_how_many_of_its_services_reach_the_threshold(golden: duckdb.DuckDBPyConnection) -> None:
    rows = records(rows_behind(golden, Filters(MARCH, Rule.BUNDLE_ALL_RG3, partners=("kreis",))))
    said = {row["ozg_id"]: (row["at_threshold"], row["services"], row["unknown"], row["done"]) for row in rows}
    assert said == {
        "10001": (1, 1, 0, True),
        "10002": (0, 1, 0, False),
        "10003": (1, 2, 0, False),
        "10004": (0, 1, 1, False),
    }


def test_a_corrected_row_names_the_sheet_that_corrected_it(golden: duckdb.DuckDBPyConnection) -> None:
    rows = records(rows_behind(golden, Filters(MARCH, partners=("stadt",))))
    corrected = [row["file_name"] for row in rows if row["file_name"] and "korrektur" in row["file_name"]]
    assert corrected == ["4-stadt-2021-03-31-korrektur.csv"]


def test_the_services_of_all_sheets_and_those_never_reported_add_up_to_the_total(
    golden: duckdb.DuckDBPyConnection,
) -> None:
    sheets = records(sheets_behind(golden, Filters(APRIL)))
    by_partner: Counter[str] = Counter()
    for row in sheets:
        by_partner[row["partner_id"]] += row["services"]
    assert by_partner == {"stadt": 7, "kreis": 5, "dorf": 4}
    assert [(row["partner_id"], row["services"]) for row in sheets if row["file_name"] is None] == [("kreis", 1)]
    assert all(len(row["sha256"]) == 64 for row in sheets if row["file_name"])


def test_the_filter_narrows_rows_as_it_narrows_the_count(golden: duckdb.DuckDBPyConnection) -> None:
    topics = sorted({row["topic"] for row in records(rows_behind(golden, Filters(APRIL)))})
    for rule in Rule:
        for topic in topics:
            filters = Filters(APRIL, rule, topics=(topic,))
            counted = records(progress(golden, filters))
            rows = records(rows_behind(golden, filters))
            assert len(rows) == sum(row["total"] for row in counted)
            assert sum(row["done"] for row in rows) == sum(row["done"] for row in counted)


def test_no_more_rows_come_than_are_asked_for(golden: duckdb.DuckDBPyConnection) -> None:
    filters = Filters(APRIL)
    assert len(rows_behind(golden, filters, most=3)) == 3
    assert len(rows_behind(golden, replace(filters, rule=Rule.BUNDLE_RG2), most=2)) == 2
