"""What a publish prepares of digital cases gives what the months and sheets themselves give."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from counted_live import live
from golden_use import lines
from golden_use import published as golden_cases
from hypothesis import given, settings
from hypothesis import strategies as st
from random_use import cooperations, filters, published

from ozgdash.metrics.query import chosen, scope
from ozgdash.metrics.use import (
    LIMITS,
    Group,
    Listed,
    digital_share,
    digital_shares,
    raised,
    unused,
    use_over_time,
    used,
)
from ozgdash.model.demand import EXAMPLE_FROM, ONLINE_FROM, SHOWN_FROM, SPLIT_FROM, STAND_IN
from ozgdash.model.filters import Filters
from ozgdash.settings import Settings
from ozgdash.store.queries import sql
from ozgdash.store.snapshots import Store

Cursor = duckdb.DuckDBPyConnection
COMPARED = date(2025, 6, 30)


def same(found: pd.DataFrame, wanted: pd.DataFrame, *, types: bool = True) -> None:
    pd.testing.assert_frame_equal(found, wanted, check_dtype=types and len(wanted) > 0)


def shares(cursor: Cursor, asked: Filters, by: Group = Group.PARTNER, *, together: bool = False) -> pd.DataFrame:
    return live(cursor, "use_counts", by=by.value, together=together, **scope(cursor, asked), **LIMITS)


def listed(cursor: Cursor, asked: Filters, *, below: int | None, only_raised: bool, most: int | None) -> pd.DataFrame:
    everybody = replace(asked, partners=(), departments=())
    own = {"takers": chosen(cursor, asked), "their_departments": list(asked.departments), "example_from": EXAMPLE_FROM}
    own |= {"below": below, "raised": only_raised, "compared": COMPARED, "most": most}
    return live(cursor, "use_services", **own, **scope(cursor, everybody), **LIMITS)


def same_list(cursor: Cursor, asked: Filters, found: Listed, wanted: pd.DataFrame) -> None:
    same(found.rows, wanted)
    together = shares(cursor, asked, together=True).drop(columns=["partner_id", "name"])
    if len(together):
        same(found.together, together)
    else:
        assert found.together["services"].tolist() == [0]


def compare(cursor: Cursor, asked: Filters) -> None:
    for by in Group:
        for together in (True, False):
            same(digital_share(cursor, asked, by, together=together), shares(cursor, asked, by, together=together))
    for by in (Group.TOPIC, Group.DEPARTMENT):
        of_groups, of_partners = digital_shares(cursor, asked, by)
        same(of_groups, shares(cursor, asked, by, together=True), types=False)
        same(of_partners, shares(cursor, asked), types=False)
    for together in (True, False):
        over_time = live(cursor, "use_over_time", together=together, **scope(cursor, asked), **LIMITS)
        same(use_over_time(cursor, asked, together=together), over_time)
    for most in (None, 1):
        found = unused(cursor, asked, below=30, compared=COMPARED, most=most)
        same_list(cursor, asked, found, listed(cursor, asked, below=30, only_raised=False, most=most))
        found = raised(cursor, asked, compared=COMPARED, most=most)
        same_list(cursor, asked, found, listed(cursor, asked, below=None, only_raised=True, most=most))
        found = used(cursor, asked, compared=COMPARED, most=most)
        same_list(cursor, asked, found, listed(cursor, asked, below=None, only_raised=False, most=most))


@given(cooperation=cooperations, asked=filters)
@settings(max_examples=3, deadline=None)
def test_what_is_prepared_of_use_is_what_is_counted(cooperation: tuple, asked: Filters) -> None:
    with closing(published(*cooperation)) as cursor:
        compare(cursor, asked)


@pytest.mark.long
@given(cooperation=cooperations, asked=st.lists(filters, min_size=4, max_size=4))
@settings(max_examples=100, deadline=None)
def test_what_is_prepared_of_use_is_what_is_counted_in_many_worlds(cooperation: tuple, asked: list[Filters]) -> None:
    with closing(published(*cooperation)) as cursor:
        for item in asked:
            compare(cursor, item)


@pytest.mark.parametrize("as_of", [date(2026, 1, 30), date(2027, 3, 1)])
def test_of_the_golden_cases_too_on_any_day(as_of: date) -> None:
    with closing(golden_cases(lines("reports"), lines("months"))) as cursor:
        compare(cursor, Filters(as_of))


def test_of_the_example_data_too(example_data: Path) -> None:
    _, example = Store(Settings(data_dir=example_data).snapshots_dir).open_current()
    compare(example, Filters(date(2026, 10, 31)))


def test_the_prepared_months_are_those_replaced_by_hand() -> None:
    sheet = {"partner": "nord", "service": "u1", "cases": "900", "digital": "400", "handling": "", "backlog": ""}
    # Online from July on; nine months as these, the others small in one way each.
    months = dict.fromkeys(range(1, 14), (40, 20)) | {2: (40, 2), 8: (40, 2), 9: (40, 38), 10: (7, 3)}
    given_months = [
        {
            **sheet,
            "month": f"{2025 + (number - 1) // 12}-{(number - 1) % 12 + 1:02}-01",
            "cases": str(c),
            "digital": str(d),
        }
        for number, (c, d) in months.items()
    ]
    reports = [sheet | {"day": "2024-12-01", "maturity": "2"}, sheet | {"day": "2025-07-10", "maturity": "4"}]
    with closing(golden_cases(reports, given_months)) as cursor:
        told = cursor.execute("SELECT * EXCLUDE (partner_id, service_id) FROM told_month ORDER BY month").fetchall()
        of_sheet = cursor.execute(
            "SELECT valid_from, cases_per_year, cases_digital_per_year FROM state WHERE cases_per_year = 900 ORDER BY ALL"
        )
        # Of the year that ends with July a month was given, of the one that ends with 2024 none.
        assert of_sheet.fetchall() == [(date(2024, 12, 1), 900, 400), (date(2025, 7, 10), 900, None)]
    full = ("Amt nord", "known", 40, 20, None, None)
    # 440: eleven months of 40; 200: eight of 20, none of February, 3 of August, 37 of September.
    wanted = [full] * 11 + [(*full[:4], 440, 200)] * 2
    wanted[1] = (*full[:3], 0, None, None)
    wanted[7], wanted[8] = (*full[:3], 3, None, None), (*full[:3], 37, None, None)
    wanted[9] = ("Amt nord", "few", None, None, None, None)
    assert [row[2:] for row in told] == wanted
    assert [row[1] for row in told] == [row[0] for row in told[1:]] + [date(9999, 12, 31)]


def test_nothing_small_stands_in_what_is_prepared() -> None:
    with closing(golden_cases(lines("reports"), lines("months"))) as cursor:
        told = "SELECT DISTINCT cases, cases_digital FROM told_month WHERE given = 'known'"
        for cases, digital in cursor.execute(told).fetchall():
            assert cases >= SPLIT_FROM
            assert digital in (0, STAND_IN) or SHOWN_FROM <= digital <= cases - STAND_IN
        hidden = "SELECT count(*) FROM told_month WHERE given IS DISTINCT FROM 'known' AND coalesce(cases, cases_digital) IS NOT NULL"
        assert cursor.execute(hidden).fetchall() == [(0,)]


def test_the_limits_of_the_statement_are_those_of_the_model() -> None:
    text = sql("told_months")
    found = set(map(int, re.findall(r"(?:<|>=|- |THEN )\s*(\d+)\b", text)))
    assert found == {1, SHOWN_FROM, STAND_IN, SPLIT_FROM, ONLINE_FROM}  # 1: flags
