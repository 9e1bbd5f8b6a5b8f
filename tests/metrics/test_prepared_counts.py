"""What a publish prepares gives every count that counting anew gives."""

from __future__ import annotations

import csv
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import duckdb
import pandas as pd
import pytest
from counted_live import counted, live, over_time, planned
from expected import GOLDEN, as_text
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from random_cooperations import chosen, cooperations, published

from ozgdash.metrics.left_out import left_out
from ozgdash.metrics.maturity import maturity
from ozgdash.metrics.plan import planned_over_time
from ozgdash.metrics.progress import COUNTS, Dimension, progress_by, progress_on, progress_over_time
from ozgdash.metrics.query import scope
from ozgdash.model.filters import Filters, Rule
from ozgdash.store.derived import derive
from ozgdash.store.queries import sql

Cursor = duckdb.DuckDBPyConnection


def same(found: pd.DataFrame, wanted: pd.DataFrame) -> None:
    assert_frame_equal(found, wanted[list(found.columns)], check_dtype=len(wanted) > 0)


def compare(cursor: Cursor, filters: Filters) -> None:
    """Every count in this filter, prepared and counted anew."""
    asked = sorted({filters.as_of - timedelta(days=9), filters.as_of, date(2019, 5, 1), date(2099, 5, 1)})
    same(progress_on(cursor, filters, asked), counted(cursor, filters, asked))
    same(progress_over_time(cursor, filters), over_time(cursor, filters))
    for dimension in Dimension:
        for together in (True, False):
            found = progress_by(cursor, filters, dimension, together=together)
            wanted = counted(cursor, filters, dimension=dimension.value, together=together)
            same(found, wanted.rename(columns={"group_name": dimension.value}))
    same(maturity(cursor, filters), live(cursor, "maturity", **scope(cursor, filters)))
    same(left_out(cursor, filters), live(cursor, "left_out", **scope(cursor, filters)))
    same(planned_over_time(cursor, filters), planned(cursor, filters))


@pytest.mark.parametrize("one_topic", [True, False], ids=["bundles of one topic", "bundles of any topics"])
@given(cooperation=cooperations(3, 25), asked=st.lists(chosen, min_size=3, max_size=3))
@settings(max_examples=6, deadline=None)
def test_what_is_prepared_is_what_is_counted(one_topic: bool, cooperation: tuple, asked: list[Filters]) -> None:
    with closing(published(*cooperation, one_topic=one_topic)) as connection:
        for filters in asked:
            compare(connection, filters)


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("as_of", [date(2021, 4, 30), date(2021, 3, 20), date(2021, 1, 1), date(1995, 6, 30)])
def test_of_the_golden_cooperation_too_on_any_day(golden: Cursor, rule: Rule, as_of: date) -> None:
    everything = Filters(as_of=as_of, rule=rule)
    for filters in (
        everything,
        replace(everything, departments=("Bürgeramt",)),
        replace(everything, addressees=("unternehmen", "buerger"), deadline="sdg"),
        replace(everything, topics=("Wohnen", "Verkehr"), partners=("kreis",)),
    ):
        compare(golden, filters)


def test_the_prepared_services_are_those_counted_by_hand(golden: Cursor) -> None:
    assert rows(golden, "service_tally", "department IS NULL") == hand_counted("service_tally")


def test_the_prepared_shares_are_those_counted_by_hand(golden: Cursor) -> None:
    assert rows(golden, "share_tally", "true") == hand_counted("share_tally")


def test_the_prepared_bundles_are_those_counted_by_hand(golden: Cursor) -> None:
    asked = "(addressees, sdg_only) IN (('', false), ('', true), ('unternehmen', false))"
    assert rows(golden, "bundle_tally", asked) == hand_counted("bundle_tally")


def test_bundles_with_parts_in_several_topics_are_not_prepared(golden: Cursor) -> None:
    with closing(duckdb.connect()) as copy:
        copy.execute(sql("schema"))
        for table in ("partner", "service", "observation", "deadline"):
            content = golden.sql(f"FROM {table}").to_arrow_table()  # noqa: F841 - read by the next line
            copy.execute(f"INSERT INTO {table} FROM content")
        copy.execute("UPDATE service SET topic = 'Verkehr' WHERE name = 'Wohngeld'")
        derive(copy)
        assert copy.execute("SELECT count(*) FROM bundle_tally").fetchall() == [(0,)]
        filters = Filters(as_of=date(2021, 4, 30), rule=Rule.BUNDLE_RG2)
        assert progress_on(copy, filters, [filters.as_of])[list(COUNTS)].equals(
            progress_on(golden, filters, [filters.as_of])[list(COUNTS)]
        )


def rows(golden: Cursor, table: str, where: str) -> list[dict[str, str]]:
    """What was prepared of the Landkreis, in the order and with the columns of the file counted by hand."""
    columns = list(hand_counted(table)[0])
    relation = golden.table(table).filter(f"partner_id = 'kreis' AND {where}")
    frame = relation.to_arrow_table().to_pandas(date_as_object=True)
    return sorted(as_text(frame, columns), key=lambda row: tuple(row.values()))


def hand_counted(table: str) -> list[dict[str, str]]:
    with (GOLDEN / f"expected_{table}_kreis.csv").open(encoding="utf-8") as file:
        return sorted(csv.DictReader(file), key=lambda row: tuple(row.values()))
