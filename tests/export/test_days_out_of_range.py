"""Days that no sheet may name any more, in a snapshot that holds them: nothing grows with them and nothing fails."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from ozgdash.charts import by_name
from ozgdash.export import registry
from ozgdash.metrics.outlook import outlook_path
from ozgdash.metrics.plan import planned_over_time
from ozgdash.metrics.work import open_work
from ozgdash.model.chart import Kind
from ozgdash.model.days import FIRST_DAY, LAST_DAY, month_before, month_ends, months_later
from ozgdash.model.filters import View
from ozgdash.settings import PROJECT_DIR
from ozgdash.store import read

MONTHS = (LAST_DAY.year - FIRST_DAY.year + 1) * 12
FAR, EARLY, LAST = date(9999, 12, 31), date(1899, 12, 31), LAST_DAY
A_DAY = re.compile(r"DATE '(\d{4}-\d\d-\d\d)'")


@pytest.fixture(scope="module")
def old(golden_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The golden snapshot as an older program may have left it: every service is planned for a day out of range."""
    copy = tmp_path_factory.mktemp("old") / "old.duckdb"
    shutil.copy(golden_path, copy)
    with closing(duckdb.connect(str(copy))) as connection:
        for table in ("observation", "state"):
            connection.execute(
                f"UPDATE {table} SET planned_on = CASE WHEN service_id LIKE '%1' THEN $1 ELSE $2 END",  # noqa: S608
                [FAR, EARLY],
            )
        connection.execute(
            "INSERT INTO component VALUES ('stadt', DATE '2021-01-31', 1, 1, 1, 'specialist', 'EWO', 'MESO', NULL, NULL,"
            " $1, NULL, NULL), ('stadt', DATE '2021-01-31', 1, 2, 2, 'specialist', 'Kfz', NULL, NULL, NULL, $2, NULL,"
            " NULL)",
            [FAR, EARLY],
        )
        yield connection.cursor()


@pytest.mark.parametrize("name", by_name.CHARTS)
@pytest.mark.parametrize("partners", [(), ("stadt",)])
@pytest.mark.parametrize("target", [None, FAR])
def test_every_chart_is_made_and_stays_small(old, golden_view: View, name, partners, target):
    view = replace(golden_view, filters=replace(golden_view.filters, partners=partners), target_on=target)
    spec = by_name.chart(name, old, view)
    assert len(spec.categories) <= MONTHS
    forms = ("csv", "xlsx") if spec.kind is Kind.TABLE or spec.empty else ("csv", "xlsx", "pptx", "svg")
    assert all(registry.write(spec, form) for form in forms)


def test_a_planned_date_out_of_range_is_none(old, golden_view: View):
    work = open_work(old, golden_view.filters)
    assert work["unplanned"].tolist() == work["open"].tolist()
    assert planned_over_time(old, replace(golden_view.filters, partners=("stadt",))).empty
    known = read.latest_observations(old, partner_id="stadt", as_of=golden_view.filters.as_of)
    assert {item.planned_on for item in known.values()} == {None}


def test_the_last_day_that_may_be_named_is_planned_for(old, golden_view: View):
    filters = replace(golden_view.filters, partners=("stadt",))
    old.execute("BEGIN")
    old.execute("UPDATE state SET planned_on = $1", [LAST])
    days = planned_over_time(old, filters)["on_date"].tolist()
    old.execute("ROLLBACK")
    assert (days[0], days[-1]) == (filters.as_of, LAST)
    assert len(days) <= MONTHS


def test_the_way_to_a_target_far_away_ends_with_the_days_there_are(old, golden_view: View):
    path = outlook_path(old, golden_view.filters, window=12, share=1.0, until=FAR)
    assert path["on_date"].max() <= LAST_DAY if len(path) else True
    assert len(path) <= 3 * MONTHS


@pytest.mark.parametrize("day", [date.min, FIRST_DAY, LAST_DAY, date.max])
@pytest.mark.parametrize("months", [-100_000, -1, 0, 1, 100_000])
def test_a_month_ahead_or_back_never_leaves_the_days_there_are(day, months):
    assert FIRST_DAY <= months_later(day, months) <= LAST_DAY
    assert FIRST_DAY <= month_before(day) <= LAST_DAY


@pytest.mark.parametrize("day", [FIRST_DAY, FIRST_DAY.replace(day=15), FIRST_DAY.replace(month=2)])
def test_no_day_is_compared_with_a_later_one(day):
    assert month_before(day) <= day
    assert months_later(day, -3) <= day


def test_the_months_between_any_two_days_are_bounded():
    assert len(month_ends(date.min, date.max)) == MONTHS
    assert month_ends(date(2150, 1, 1), FAR) == month_ends(FAR, EARLY) == []


def test_the_days_in_the_queries_are_those_of_the_model():
    files = [*PROJECT_DIR.glob("ozgdash/metrics/sql/*.sql"), PROJECT_DIR / "ozgdash/store/latest_observations.sql"]
    named = {day for file in files for day in A_DAY.findall(file.read_text(encoding="utf-8"))}
    assert named == {FIRST_DAY.isoformat(), LAST_DAY.isoformat()}
