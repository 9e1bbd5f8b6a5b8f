"""Maturity, plans, the service matrix and the choices against the numbers counted by hand in tests/golden."""

from __future__ import annotations

from datetime import date

import duckdb
from expected import APRIL, JANUARY, MARCH, as_text, expected

from ozgdash.metrics.choices import choices
from ozgdash.metrics.matrix import service_matrix
from ozgdash.metrics.maturity import maturity
from ozgdash.metrics.plan import planned_over_time
from ozgdash.metrics.progress import progress
from ozgdash.metrics.published import benchmarks, import_history, maturity_levels
from ozgdash.model.days import month_before, month_ends, months_later
from ozgdash.model.filters import Filters, Rule

Cursor = duckdb.DuckDBPyConnection


def test_maturity_is_what_was_counted_by_hand_with_each_model_apart(golden: Cursor) -> None:
    counted = maturity(golden, Filters(as_of=APRIL))
    columns = ["partner_id", "maturity_model", "maturity", "services"]
    assert as_text(counted, columns) == expected("maturity_2021-04-30")


def test_maturity_adds_up_to_the_total(golden: Cursor) -> None:
    for day in (JANUARY, MARCH, APRIL):
        sums = maturity(golden, Filters(as_of=day)).groupby("partner_id")["services"].sum()
        totals = progress(golden, Filters(as_of=day)).set_index("partner_id")["total"]
        assert sums.to_dict() == totals.to_dict()


def test_the_plan_counts_what_is_planned_after_the_stand(golden: Cursor) -> None:
    # Stadt on 30.04.: 2 of 7 done; c2 is planned for May, a3 for June, a1 for December; b1's date has passed.
    planned = planned_over_time(golden, Filters(as_of=APRIL, partners=("stadt",)))
    by_day = {row.on_date: (row.planned, row.total) for row in planned.itertuples()}
    assert by_day[APRIL] == (2, 7)
    assert by_day[date(2021, 5, 31)] == (3, 7)
    assert by_day[date(2021, 6, 30)] == (4, 7)
    assert by_day[date(2021, 11, 30)] == (4, 7)
    assert by_day[date(2021, 12, 31)] == (5, 7)
    assert max(by_day) == date(2021, 12, 31)


def test_there_is_no_plan_for_bundles(golden: Cursor) -> None:
    assert planned_over_time(golden, Filters(as_of=APRIL, rule=Rule.BUNDLE_RG2)).empty


def test_the_matrix_has_a_row_per_service_and_partner(golden: Cursor) -> None:
    rows = service_matrix(golden, Filters(as_of=APRIL))
    assert len(rows) == 10 * 3
    cells = {
        (row.service_id, row.partner_id): (row.standing, row.maturity, row.observed_on) for row in rows.itertuples()
    }
    assert cells["99000000000101", "stadt"] == ("counted", 2, MARCH)
    assert cells["99000000000301", "stadt"][0] == "not_digitisable"
    assert cells["99000000000501", "stadt"][0] == "not_responsible"
    standing, level, observed_on = cells["10004:mängelmelder", "kreis"]
    assert standing == "counted"
    assert level != level  # missing
    assert observed_on is None


def test_the_choices_are_topics_departments_and_the_days_reported(golden: Cursor) -> None:
    offered = choices(golden)
    assert offered.topics == ("Verkehr", "Wirtschaft", "Wohnen")
    assert offered.departments == ("Bauamt", "Bürgeramt", "Verkehr")
    assert offered.stands == (APRIL, MARCH, JANUARY)


def test_the_history_names_every_file_newest_first(golden: Cursor) -> None:
    history = import_history(golden)
    assert history["file_name"].tolist()[0] == "7-kreis-2021-04-30.csv"
    assert history["row_count"].sum() == 9 + 4 + 3 + 1 + 4 + 1 + 1
    assert not history["example"].any()


def test_levels_and_benchmarks_come_as_they_stand_in_the_data_folder(golden: Cursor) -> None:
    assert maturity_levels(golden)["label"].tolist()[3] == "Online-Leistung"
    assert benchmarks(golden).empty


def test_month_ends_reach_to_the_last_day() -> None:
    assert month_ends(date(2021, 1, 15), date(2021, 3, 10)) == [JANUARY, date(2021, 2, 28), date(2021, 3, 10)]
    assert month_ends(date(2021, 1, 31), JANUARY) == [JANUARY]
    assert month_ends(date(2021, 2, 1), JANUARY) == []


def test_a_month_later_is_the_end_of_that_month() -> None:
    assert months_later(date(2021, 1, 31), 1) == date(2021, 2, 28)
    assert months_later(date(2021, 1, 31), -1) == date(2020, 12, 31)
    assert month_before(date(2021, 3, 31)) == date(2021, 2, 28)
