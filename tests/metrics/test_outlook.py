"""The outlook of the golden cooperation, counted by hand, and the backtest over the example history."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from expected import APRIL, JANUARY, MARCH

from ozgdash.metrics.outlook import backtest, outlook, outlook_path
from ozgdash.model.filters import Filters, Rule
from ozgdash.model.prospect import Prospect
from ozgdash.settings import Settings
from ozgdash.store.snapshots import Store

Cursor = duckdb.DuckDBPyConnection
YEAR_END = date(2021, 12, 31)


def rows(cursor: Cursor, filters: Filters, *, share: float = 1.0, window: int = 12) -> pd.DataFrame:
    return outlook(cursor, filters, window=window, share=share, target_on=YEAR_END).set_index("partner_id")


def test_the_golden_cooperation_as_counted_by_hand(golden: Cursor) -> None:
    # dorf: 2 of 3 on 31.01., no report in February and March, 3 of 4 on 30.04.: three increments of a third; one is
    # left, so three months from April. stadt: 3 done in January, 2 in March, no report in April: two increments. kreis:
    # 2 in March, 3 in April: one increment.
    found = rows(golden, Filters(as_of=APRIL))
    assert found.index.tolist() == ["stadt", "kreis", "dorf"]
    assert found["done"].tolist() == [2, 3, 3]
    assert found["remaining"].tolist() == [5, 2, 1]
    assert found["known_months"].tolist() == [2, 1, 3]
    assert found["prospect"].tolist() == [Prospect.TOO_LITTLE, Prospect.TOO_LITTLE, Prospect.EXPECTED]
    assert found["reported_on"].tolist() == [MARCH, APRIL, APRIL]
    dorf = found.loc["dorf"]
    assert dorf["pace_12"] == pytest.approx(1 / 3)
    assert dorf["expected_on"] == date(2021, 7, 31)
    assert not dorf["interval"]
    assert dorf["total_change"] == 1
    # 245 days to the end of the year are 8.05 months.
    assert dorf["needed"] == pytest.approx(1 / (245 / 365.25 * 12))


def test_a_share_as_goal_is_a_number_of_services_rounded_up(golden: Cursor) -> None:
    found = rows(golden, Filters(as_of=APRIL), share=0.6)
    assert found["goal"].tolist() == [5, 3, 3]
    assert found["prospect"].tolist() == [Prospect.TOO_LITTLE, Prospect.DONE, Prospect.DONE]
    assert found["needed"].tolist() == [pytest.approx(3 / (245 / 365.25 * 12)), 0.0, 0.0]


def test_the_rule_decides_what_is_counted(golden: Cursor) -> None:
    assert rows(golden, Filters(as_of=APRIL, rule=Rule.BUNDLE_RG2)).loc["dorf", "prospect"] == Prospect.DONE


def test_a_partner_that_has_reported_nothing_is_not_at_a_standstill(golden: Cursor) -> None:
    found = rows(golden, Filters(as_of=date(2021, 3, 15), partners=("kreis",))).iloc[0]
    assert found["prospect"] == Prospect.UNREPORTED
    assert found["reported_on"] is None


def test_a_month_that_has_only_begun_makes_no_increment(golden: Cursor) -> None:
    within = rows(golden, Filters(as_of=date(2021, 5, 10)))
    assert within.loc["dorf", "known_months"] == 3
    assert within.loc["dorf", "expected_on"] == date(2021, 7, 31)


def test_a_completion_that_is_past_for_want_of_reports_is_set_to_the_stand(golden: Cursor) -> None:
    assert rows(golden, Filters(as_of=date(2021, 9, 30))).loc["dorf", "expected_on"] == date(2021, 9, 30)


def test_nothing_to_count_is_no_row(golden: Cursor) -> None:
    assert rows(golden, Filters(as_of=APRIL, partners=("kreis",), topics=("Wirtschaft",))).empty
    assert rows(golden, Filters(as_of=date(2020, 1, 1))).empty


def test_the_path_runs_from_the_last_report_to_the_goal(golden: Cursor) -> None:
    path = outlook_path(golden, Filters(as_of=APRIL), window=12, share=1.0, until=date(2021, 9, 30))
    assert path["partner_id"].unique().tolist() == ["dorf"]
    assert path["on_date"].tolist()[:2] == [APRIL, date(2021, 5, 31)]
    assert path["expected"].tolist() == pytest.approx([3, 3 + 1 / 3, 3 + 2 / 3, 4, 4, 4])
    assert path["low"].isna().all()


@pytest.fixture(scope="module")
def example(example_data: Path) -> Iterator[Cursor]:
    _, connection = Store(Settings(data_dir=example_data).snapshots_dir).open_current()
    with closing(connection):
        yield connection


NEWEST = Filters(as_of=date(2026, 10, 31))
# The cases overlap: four partners with four years to ask in hold about sixteen years that do not, and the share of hits
# among sixteen has a standard error of 0.10 where 0.80 is true. So the default window must lie within one of it.
TOLERANCE = 0.10


def test_on_the_example_history_the_interval_is_right_about_as_often_as_it_says(example: Cursor) -> None:
    found = backtest(example, NEWEST).set_index(["window", "horizon"])
    assert (found["asked"] > 80).all()
    for horizon in (6, 12):
        assert found.loc[(12, horizon), "share"] == pytest.approx(0.80, abs=TOLERANCE)
    # The other windows must not promise more than they hold; with 24 months the interval is rather too wide.
    assert (found["share"] >= 0.80 - TOLERANCE).all()
    assert (found["share"] <= 0.80 + 2 * TOLERANCE).all()
    together = found["hits"].sum() / found["asked"].sum()
    assert together == pytest.approx(0.80, abs=TOLERANCE)


def test_every_partner_of_the_example_has_a_date_and_an_interval_around_it(example: Cursor) -> None:
    for window in (6, 12, 24):
        found = outlook(example, NEWEST, window=window, share=1.0, target_on=date(2029, 12, 31))
        assert len(found) == 4
        assert (found["prospect"] == Prospect.EXPECTED).all()
        assert found["interval"].all()
        assert (found["earliest_on"] <= found["expected_on"]).all()
        assert (found["pace_12"] < found["needed"]).all()


def test_the_path_of_the_example_ends_at_the_expected_month(example: Cursor) -> None:
    filters = Filters(as_of=NEWEST.as_of, partners=("braunschweig",))
    expected_on = outlook(example, filters, window=12, share=1.0, target_on=date(2029, 12, 31))["expected_on"].iloc[0]
    path = outlook_path(example, filters, window=12, share=1.0, until=expected_on)
    assert path["expected"].iloc[-1] == path["total"].iloc[-1]
    assert path["expected"].iloc[-2] < path["total"].iloc[-1]
    assert (path["low"] <= path["expected"]).all()
    assert (path["expected"] <= path["high"]).all()


def test_a_history_of_four_months_is_too_short_for_a_backtest(golden: Cursor) -> None:
    found = backtest(golden, Filters(as_of=APRIL))
    assert found["asked"].sum() == 0
    assert found["share"].isna().all()
    assert len(outlook_path(golden, Filters(as_of=JANUARY), window=12, share=1.0, until=YEAR_END)) == 0
