"""The counting rules against the numbers counted by hand in tests/golden."""

from __future__ import annotations

import math
from datetime import date

import duckdb
import pandas as pd
import pytest
from expected import APRIL, FEBRUARY, JANUARY, MARCH, as_text, expected

from ozgdash.metrics.progress import (
    Dimension,
    progress,
    progress_all_rules,
    progress_by,
    progress_on,
    progress_over_time,
)
from ozgdash.model.filters import SDG_SCOPE, WHOLE_SCOPE, Filters, Rule

Cursor = duckdb.DuckDBPyConnection
COUNTED = ["partner_id", "done", "total", "not_responsible", "not_digitisable", "unknown"]


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("day", [JANUARY, FEBRUARY, MARCH, APRIL])
def test_every_rule_counts_what_was_counted_by_hand(golden: Cursor, day: date, rule: Rule) -> None:
    counted = progress(golden, Filters(as_of=day, rule=rule))
    assert as_text(counted, COUNTED) == expected("progress", on_date=day.isoformat(), rule=rule.value)


def test_the_share_is_done_out_of_total(golden: Cursor) -> None:
    counted = progress(golden, Filters(as_of=APRIL))
    assert counted["share"].tolist() == [2 / 7, 3 / 5, 3 / 4]


def test_a_partner_has_no_row_before_it_joined(golden: Cursor) -> None:
    assert "kreis" not in set(progress(golden, Filters(as_of=date(2021, 3, 14)))["partner_id"])
    assert "kreis" in set(progress(golden, Filters(as_of=date(2021, 3, 15)))["partner_id"])


def test_a_partner_that_joined_and_reported_nothing_yet_is_all_unknown(golden: Cursor) -> None:
    counted = progress(golden, Filters(as_of=date(2021, 3, 15), partners=("kreis",)))
    assert as_text(counted, COUNTED) == [
        {
            "partner_id": "kreis",
            "done": "0",
            "total": "5",
            "not_responsible": "5",
            "not_digitisable": "0",
            "unknown": "5",
        }
    ]


def test_without_a_single_counted_service_there_is_no_share(golden: Cursor) -> None:
    row = progress(golden, Filters(as_of=APRIL, partners=("kreis",), topics=("Wirtschaft",))).iloc[0]
    assert row["total"] == 0
    assert math.isnan(row["share"])


def test_topics_add_up_to_the_whole(golden: Cursor) -> None:
    by_topic = progress_by(golden, Filters(as_of=APRIL), Dimension.TOPIC)
    columns = ["partner_id", "topic", "done", "total", "not_responsible", "not_digitisable", "unknown"]
    assert as_text(by_topic, columns) == expected("topics_2021-04-30")


def test_partners_together_are_the_sum_of_the_partners(golden: Cursor) -> None:
    together = progress_by(golden, Filters(as_of=APRIL), Dimension.TOPIC, together=True)
    assert as_text(together, ["topic", "done", "total"]) == [
        {"topic": "Verkehr", "done": "3", "total": "6"},
        {"topic": "Wirtschaft", "done": "1", "total": "2"},
        {"topic": "Wohnen", "done": "4", "total": "8"},
    ]


def test_departments_are_those_reported_and_the_rest_has_none(golden: Cursor) -> None:
    by_department = progress_by(golden, Filters(as_of=APRIL, partners=("stadt",)), Dimension.DEPARTMENT)
    assert as_text(by_department, ["department", "done", "total", "not_digitisable"]) == [
        {"department": "Bauamt", "done": "0", "total": "1", "not_digitisable": "0"},
        {"department": "Bürgeramt", "done": "2", "total": "4", "not_digitisable": "0"},
        {"department": "Verkehr", "done": "0", "total": "1", "not_digitisable": "1"},
        {"department": "", "done": "0", "total": "1", "not_digitisable": "0"},
    ]


def test_a_department_filter_leaves_that_department(golden: Cursor) -> None:
    counted = progress(golden, Filters(as_of=APRIL, departments=("Bürgeramt",)))
    assert as_text(counted, ["partner_id", "done", "total"]) == [{"partner_id": "stadt", "done": "2", "total": "4"}]


def test_an_addressee_filter_includes_services_for_both(golden: Cursor) -> None:
    # For businesses: b1, c1, d1 (both), e1, e2, f1. Stadt: b1 2, d1 4, f1 2 counted; kreis: b1 2, c1 5, d1 unknown; dorf: e2 3.
    counted = progress(golden, Filters(as_of=APRIL, addressees=("unternehmen",)))
    assert as_text(counted, ["partner_id", "done", "total"]) == [
        {"partner_id": "stadt", "done": "1", "total": "3"},
        {"partner_id": "kreis", "done": "1", "total": "3"},
        {"partner_id": "dorf", "done": "1", "total": "1"},
    ]


@pytest.mark.parametrize("rule", list(Rule))
def test_a_scope_can_be_asked_for_without_a_deadline(golden: Cursor, rule: Rule) -> None:
    def counted(deadline: str, **chosen: tuple[str, ...]) -> pd.DataFrame:
        return progress(golden, Filters(as_of=APRIL, rule=rule, deadline=deadline, **chosen))

    for chosen in ({}, {"departments": ("Bürgeramt", "Verkehr")}):
        pd.testing.assert_frame_equal(counted(SDG_SCOPE, **chosen), counted("sdg", **chosen))
        pd.testing.assert_frame_equal(counted(WHOLE_SCOPE, **chosen), counted("ziel", **chosen))
        assert not counted(SDG_SCOPE, **chosen).equals(counted(WHOLE_SCOPE, **chosen))


def test_a_deadline_with_the_scope_sdg_counts_only_the_services_marked_sdg(golden: Cursor) -> None:
    # Marked are a1 and c1. Stadt: a1 2, c1 not digitisable; kreis: c1 5; dorf: a1 3.
    counted = progress(golden, Filters(as_of=APRIL, deadline="sdg"))
    assert as_text(counted, COUNTED) == [
        {
            "partner_id": "stadt",
            "done": "0",
            "total": "1",
            "not_responsible": "0",
            "not_digitisable": "1",
            "unknown": "0",
        },
        {
            "partner_id": "kreis",
            "done": "1",
            "total": "1",
            "not_responsible": "1",
            "not_digitisable": "0",
            "unknown": "0",
        },
        {
            "partner_id": "dorf",
            "done": "1",
            "total": "1",
            "not_responsible": "1",
            "not_digitisable": "0",
            "unknown": "0",
        },
    ]


def test_all_rules_stand_side_by_side(golden: Cursor) -> None:
    counted = progress_all_rules(golden, Filters(as_of=APRIL))
    for rule in Rule:
        rows = counted[counted["rule"] == rule.value]
        assert as_text(rows, COUNTED) == expected("progress", on_date="2021-04-30", rule=rule.value)


def test_several_days_are_answered_at_once(golden: Cursor) -> None:
    counted = progress_on(golden, Filters(as_of=APRIL, partners=("stadt",)), [JANUARY, MARCH])
    assert [(row.on_date, row.done, row.total) for row in counted.itertuples()] == [(JANUARY, 3, 8), (MARCH, 2, 7)]


def test_a_month_without_a_report_is_marked_as_a_gap(golden: Cursor) -> None:
    over_time = progress_over_time(golden, Filters(as_of=APRIL))
    reported = {(row.partner_id, row.on_date): row.reported for row in over_time.itertuples()}
    assert reported == {
        ("stadt", JANUARY): True,
        ("stadt", FEBRUARY): False,
        ("stadt", MARCH): True,
        ("stadt", APRIL): False,
        ("kreis", MARCH): True,
        ("kreis", APRIL): True,
        ("dorf", JANUARY): True,
        ("dorf", FEBRUARY): False,
        ("dorf", MARCH): False,
        ("dorf", APRIL): True,
    }


def test_a_stand_within_a_month_ends_the_history_on_that_day(golden: Cursor) -> None:
    over_time = progress_over_time(golden, Filters(as_of=date(2021, 4, 15), partners=("dorf",)))
    last = over_time.iloc[-1]
    assert (last["on_date"], bool(last["reported"]), last["done"], last["total"]) == (date(2021, 4, 15), False, 2, 3)
