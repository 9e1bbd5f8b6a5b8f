"""What is worked out for many partners at once is what is said of each of them, and what was counted by hand."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from itertools import pairwise

import duckdb
import numpy as np
import pandas as pd
import pytest
from expected import APRIL
from hypothesis import given, settings
from random_cooperations import chosen, cooperations, published

from ozgdash.metrics import changes, matrix, outlook, pace, quality, slip, synergies, work
from ozgdash.model.days import months_later
from ozgdash.model.filters import PACES, Filters, Rule
from ozgdash.store.snapshots import Store

Cursor = duckdb.DuckDBPyConnection
A1, B1, C1 = "99000000000101", "99000000000201", "99000000000301"
YEAR_END = date(2021, 12, 31)


def plain(value: object) -> object:
    return None if value is None or value != value else value


def same_outlook(cursor: Cursor, filters: Filters, *, window: int = 12, share: float = 1.0) -> None:
    """Each partner's completion, worked out alone and with all others."""
    asked = {"window": window, "share": share, "target_on": YEAR_END}
    alone = outlook.outlook(cursor, filters, **asked)
    together = pace.completions(pace.pasts(cursor, filters), filters, **asked)
    assert together["partner_id"].tolist() == alone["partner_id"].tolist()
    for name in together.columns:
        for one, other in zip(map(plain, alone[name]), map(plain, together[name]), strict=True):
            assert other == (pytest.approx(one) if isinstance(one, float) else one), name


@given(cooperation=cooperations(3, 25), filters=chosen)
@settings(max_examples=12, deadline=None)
def test_the_outlook_of_many_is_that_of_each(cooperation: tuple, filters: Filters) -> None:
    with closing(published(*cooperation, one_topic=True)) as cursor:
        same_outlook(cursor, filters, window=6, share=0.6)


@pytest.mark.parametrize("as_of", [date(2026, 10, 31), date(2026, 9, 15), date(2022, 1, 31), date(2020, 9, 1)], ids=str)
@pytest.mark.parametrize("window", PACES)
def test_the_outlook_of_the_example_is_that_of_each(example_data, as_of: date, window: int) -> None:
    _, connection = Store(example_data / "snapshots").open_current()
    with closing(connection):
        same_outlook(connection, Filters(as_of=as_of, rule=Rule.BUNDLE_RG2), window=window)


def test_a_partner_goes_on_at_its_pace_up_to_its_goal_and_one_without_a_pace_stays(golden: Cursor) -> None:
    # dorf has 3 of 4 and does a third of a service a month: 10/12 in May, all four from July on. stadt (2 of 7) and kreis
    # (3 of 5) are known for too short a time.
    past = pace.pasts(golden, Filters(as_of=APRIL))
    days, ahead = pace.shares_ahead(past, window=12, share=1.0, until=date(2021, 8, 31))
    assert days == tuple(months_later(APRIL, month) for month in range(1, 5))
    assert past.partners.tolist() == ["stadt", "kreis", "dorf"]
    assert ahead[2].tolist() == pytest.approx([10 / 12, 11 / 12, 1.0, 1.0])
    assert ahead[:2].tolist() == [pytest.approx([2 / 7] * 4), pytest.approx([3 / 5] * 4)]
    spread = pace.spread(past, window=12, share=1.0, until=date(2021, 5, 31))
    assert spread["expected"].tolist() == [False] * 4 + [True]
    # In May 2/7, 3/5 and 5/6: the best tenth begins at place 1.8.
    assert spread["median"].iloc[-1] == pytest.approx(3 / 5)
    assert spread["best"].iloc[-1] == pytest.approx(3 / 5 + 0.8 * (5 / 6 - 3 / 5))


@pytest.mark.long
@given(cooperation=cooperations(3, 25), filters=chosen)
@settings(max_examples=12, deadline=None)
def test_sums_over_many_partners_are_those_of_their_lists(cooperation: tuple, filters: Filters) -> None:
    with closing(published(*cooperation, one_topic=False)) as cursor:
        of_changes(cursor, filters)
        of_findings(cursor, filters)
        of_services(cursor, filters)
        of_plans(cursor, filters)
        of_opportunities(cursor, filters)


def of_changes(cursor: Cursor, filters: Filters) -> None:
    before = months_later(filters.as_of, -1)
    each, sums = (ask(cursor, filters, before) for ask in (changes.changes, changes.change_sums))
    counted = {kind: (len(own), own["partner_id"].nunique()) for kind, own in each.groupby("kind")}
    assert {row.kind: (row.services, row.partners) for row in sums.itertuples()} == counted
    assert sums["changed"].unique().tolist() == ([len(each.groupby(["partner_id", "service_id"]))] if len(each) else [])
    first = changes.changes(cursor, filters, before, most=2)
    assert len(first) == min(2, len(each))


def of_findings(cursor: Cursor, filters: Filters) -> None:
    each, sums = quality.contradictions(cursor, filters), quality.contradiction_counts(cursor, filters)
    counted = each.groupby(["partner_id", "kind"]).size().to_dict()
    assert {(row.partner_id, row.kind): row.findings for row in sums.itertuples()} == counted
    departments = each.groupby("partner_id")["department"].nunique().to_dict()
    assert {row.partner_id: row.departments for row in sums.itertuples()} == departments
    worst = [quality.KINDS.index(kind) for kind in quality.contradictions(cursor, filters, most=3)["kind"]]
    assert worst == sorted(map(quality.KINDS.index, each["kind"]))[:3]


def of_services(cursor: Cursor, filters: Filters) -> None:
    each, levels = matrix.service_matrix(cursor, filters), matrix.service_levels(cursor, filters)
    done = each[(each["standing"] == "counted") & (each["maturity"] >= 3)].groupby("service_id").size().to_dict()
    found = levels[(levels["standing"] == "counted") & (levels["maturity"] >= 3)]
    assert found.groupby("service_id")["partners"].sum().to_dict() == done
    assert levels.groupby("service_id")["partners"].sum().to_dict() == each.groupby("service_id").size().to_dict()
    assert list(dict.fromkeys(levels["service_id"])) == list(dict.fromkeys(each["service_id"]))
    staged, kinds = work.pipeline(cursor, filters), work.pipeline_of_kinds(cursor, filters)
    assert kinds["services"].sum() == staged["services"].sum()
    assert sum(kinds.groupby("kind")["partners"].first()) == staged["partner_id"].nunique()


def of_plans(cursor: Cursor, filters: Filters) -> None:
    each, spread = slip.plan_history(cursor, filters), slip.plan_history_spread(cursor, filters).set_index("on_date")
    sums = each.groupby("on_date")[["planned", "done", "total", "unknown"]].sum()
    for row in sums.itertuples():
        found = spread.loc[row.Index]
        assert (found["planned"], found["done"], found["total"], found["unknown"]) == tuple(row)[1:]
        own = each[(each["on_date"] == row.Index) & (each["unknown"] < each["total"])]
        assert found["partners"] == len(own)
        if len(own):
            assert found["upper"] == pytest.approx(np.quantile(own["share"].astype(float), 0.75))
    moved, together = slip.plan_slip(cursor, filters), slip.plan_slip_together(cursor, filters)
    for name in ("planned", "later", "earlier", "moves_later", "moves_earlier"):
        assert together[name].sum() == moved[name].sum()


def of_opportunities(cursor: Cursor, filters: Filters) -> None:
    each, sums = synergies.opportunities(cursor, filters), synergies.opportunity_sums(cursor, filters)
    for name in ("service_id", "since", "gain", "unknown", "efa", "same_software"):
        assert sums[name].tolist() == each[name].tolist()
    givers = [ids.split(", ") for ids in each["givers"]]
    assert sums["givers"].tolist() == list(map(len, givers))
    assert [list(ids) for ids in sums["first_givers"]] == [ids[: synergies.NAMED] for ids in givers]
    assert [list(ids) for ids in sums["first_takers"]] == [ids.split(", ")[: synergies.NAMED] for ids in each["takers"]]
    pairs = synergies.opportunity_counts(cursor, filters).set_index(["taker_id", "giver_id"])
    ends = synergies.opportunity_ends(cursor, filters)
    for row in ends.itertuples():
        wanted = pairs.loc[(row.taker_id, row.giver_id)]
        assert (row.services, row.missing, row.unknown) == tuple(wanted[["services", "missing", "unknown"]])
    gains = ends.drop_duplicates("taker_id")["gain"].tolist()
    assert all(first >= later for first, later in pairwise(gains))
    given_by = {
        key for key in each["service_id"] if "p0" in ",".join(each.set_index("service_id").loc[[key], "givers"])
    }
    assert given_by <= synergies.given_services(cursor, filters, "p0")


def test_where_partners_stand_with_a_service_is_what_was_counted_by_hand(golden: Cursor) -> None:
    levels = matrix.service_levels(golden, Filters(as_of=APRIL)).set_index("service_id")
    rows = {
        key: [(row.standing, plain(row.maturity), plain(row.maturity_model), row.partners) for row in own.itertuples()]
        for key, own in levels.loc[[A1, B1, C1]].groupby("service_id")
    }
    assert rows == {
        A1: [("counted", 2, "1.1", 1), ("counted", 3, "1.1", 1), ("not_responsible", None, None, 1)],
        B1: [("counted", 2, "1.1", 2), ("not_responsible", None, None, 1)],
        C1: [("counted", 5, "2.0", 1), ("not_digitisable", None, None, 1), ("not_responsible", None, None, 1)],
    }


def test_lists_that_are_cut_hold_the_first_rows(example_data) -> None:
    _, connection = Store(example_data / "snapshots").open_current()
    with closing(connection):
        for ask in (work.late, work.due, work.obstacle_services):
            whole: pd.DataFrame = ask(connection, Filters(as_of=date(2026, 9, 30)))
            assert len(whole) > 3
            pd.testing.assert_frame_equal(
                ask(connection, Filters(as_of=date(2026, 9, 30)), most=3), whole.head(3), check_dtype=False
            )
