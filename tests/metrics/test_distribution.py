"""How the shares of many partners lie beside each other, against numbers by hand and a recount in plain Python."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from datetime import date
from fractions import Fraction
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest
from expected import APRIL, FEBRUARY, JANUARY, MARCH, expected
from hypothesis import given, settings
from hypothesis import strategies as st
from random_cooperations import KINDS, TOPICS, chosen, cooperations, published

from ozgdash.metrics.distribution import (
    MARKS,
    SUMS,
    distribution_all_rules,
    distribution_by,
    distribution_on,
    distribution_over_time,
    marks,
    ranking,
)
from ozgdash.metrics.maturity import maturity_by_quarter
from ozgdash.metrics.progress import Dimension, progress_over_time
from ozgdash.model.filters import Filters, Rule

Cursor = duckdb.DuckDBPyConnection
Counted = dict[str, tuple[int, int, int]]
"""Partner id -> done, total, unknown."""
NUMBERS = ["partners", *MARKS, *SUMS]


def numbers(row: Any) -> list[float]:
    return [float(row[name]) for name in NUMBERS]


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("day", [JANUARY, MARCH, APRIL])
def test_the_distribution_is_the_one_counted_by_hand(golden: Cursor, day: date, rule: Rule) -> None:
    (row,) = distribution_on(golden, Filters(as_of=APRIL, rule=rule), [day]).to_dict("records")
    (wanted,) = expected("distribution", on_date=day.isoformat(), rule=rule.value)
    assert numbers(row) == pytest.approx(numbers(wanted), abs=1e-6)


def test_within_each_topic_it_is_the_one_counted_by_hand(golden: Cursor) -> None:
    rows = distribution_by(golden, Filters(as_of=APRIL), Dimension.TOPIC).to_dict("records")
    wanted = expected("distribution_topics_2021-04-30")
    assert [row["topic"] for row in rows] == [row["topic"] for row in wanted]
    for row, by_hand in zip(rows, wanted, strict=True):
        assert numbers(row) == pytest.approx(numbers(by_hand), abs=1e-6)


def test_over_time_it_has_the_days_of_progress(golden: Cursor) -> None:
    filters = Filters(as_of=date(2021, 4, 15))
    over_time = distribution_over_time(golden, filters)
    assert over_time["on_date"].tolist() == sorted(set(progress_over_time(golden, filters)["on_date"]))
    assert over_time["on_date"].tolist()[-2:] == [MARCH, date(2021, 4, 15)]
    assert over_time["median"].iloc[-2] == pytest.approx(0.4)


def test_a_partner_of_which_nothing_is_known_has_no_voice(golden: Cursor) -> None:
    (row,) = distribution_on(golden, Filters(as_of=APRIL), [date(2021, 3, 15)]).to_dict("records")
    assert (row["partners"], row["total"], row["unknown"]) == (2, 16, 6)
    (alone,) = distribution_on(golden, Filters(as_of=APRIL, partners=("kreis",)), [date(2021, 3, 15)]).to_dict(
        "records"
    )
    assert alone["partners"] == 0
    assert np.isnan([alone[name] for name in MARKS]).all()


def test_where_nothing_is_there_over_time_is_empty(golden: Cursor) -> None:
    for rule in Rule:
        for filters in (
            Filters(as_of=date(2019, 1, 1), rule=rule),
            Filters(as_of=APRIL, rule=rule, topics=("Keines",)),
            Filters(as_of=APRIL, rule=rule, departments=("Keines",)),
        ):
            assert distribution_over_time(golden, filters).empty
            assert distribution_by(golden, filters, Dimension.TOPIC).empty
            assert ranking(golden, filters, MARCH).empty


def test_the_ranking_by_hand(golden: Cursor) -> None:
    rows = ranking(golden, Filters(as_of=APRIL), FEBRUARY)
    assert rows["partner_id"].tolist() == ["dorf", "kreis", "stadt"]
    assert rows["rank"].tolist() == [1, 2, 3]
    assert rows["done"].tolist() == [3, 3, 2]
    assert rows["share"].tolist() == [3 / 4, 3 / 5, 2 / 7]
    assert rows["change"].fillna(-99).tolist() == [1, -99, -1]


def test_whoever_reported_nothing_comes_last_and_has_no_rank(golden: Cursor) -> None:
    rows = ranking(golden, Filters(as_of=date(2021, 3, 15)), JANUARY)
    assert rows["partner_id"].tolist() == ["dorf", "stadt", "kreis"]
    assert rows["rank"].fillna(0).tolist() == [1, 2, 0]
    assert rows[["done", "share", "change"]].iloc[-1].isna().all()
    assert rows["unknown"].iloc[-1] == rows["total"].iloc[-1] == 5


def test_equal_shares_have_one_rank_and_the_next_ranks_are_left_out() -> None:
    city = ("kreisfreie_stadt", date(2020, 1, 1))
    services = [(0, TOPICS[0], None, None, (True, True, True)), (0, TOPICS[0], None, None, (True, True, True))]
    reports = [
        (partner, service, date(2021, 1, 20), None, None, 4 if service < done else 0, "1.1", None, None)
        for partner, done in enumerate((1, 2, 0, 1))
        for service in range(2)
    ]
    with closing(published([city] * 4, services, reports, one_topic=True)) as connection:
        rows = ranking(connection, Filters(as_of=date(2021, 3, 1)), date(2020, 12, 31))
    assert rows["rank"].tolist() == [1, 2, 2, 4]
    # Positions run the other way round: the partner that was made last stands first.
    assert rows["partner_id"].tolist() == ["p1", "p3", "p0", "p2"]


@given(
    st.lists(st.lists(st.one_of(st.none(), st.fractions(0, 1, max_denominator=9)), min_size=2, max_size=2), max_size=30)
)
def test_the_marks_are_those_of_a_sorted_list(rows: list[list[Fraction | None]]) -> None:
    values = np.array([[np.nan if v is None else float(v) for v in row] for row in rows], dtype=float).reshape(-1, 2)
    found = marks(values)
    for column in range(2):
        known = [row[column] for row in rows if row[column] is not None]
        assert found["partners"][column] == len(known)
        for name, part in MARKS.items():
            wanted = naive_mark(known, part)
            assert found[name][column] == pytest.approx(float("nan") if wanted is None else float(wanted), nan_ok=True)


@pytest.mark.parametrize("one_topic", [True, False], ids=["bundles of one topic", "bundles of any topics"])
@given(cooperation=cooperations(6, 40), asked=st.lists(chosen, min_size=3, max_size=3))
@settings(max_examples=15, deadline=None)
def test_it_is_the_distribution_of_a_plain_recount(one_topic: bool, cooperation: tuple, asked: list[Filters]) -> None:
    with closing(published(*cooperation, one_topic=one_topic)) as connection:
        for filters in asked:
            compare(connection, cooperation, filters, one_topic=one_topic)


def compare(connection: Cursor, cooperation: tuple, filters: Filters, *, one_topic: bool) -> None:
    before = date(2021, 1, 25)
    for row in distribution_over_time(connection, filters).to_dict("records"):
        same(row, naive(cooperation, filters, row["on_date"], one_topic=one_topic))
    for row in distribution_by(connection, filters, Dimension.TOPIC).to_dict("records"):
        of_topic = naive(cooperation, filters, filters.as_of, one_topic=one_topic, topic=row["topic"])
        same(row, of_topic)
    now = naive(cooperation, filters, filters.as_of, one_topic=one_topic)
    then = naive(cooperation, filters, before, one_topic=one_topic)
    found = ranking(connection, filters, before)
    assert [(row.partner_id, row.rank, row.change) for row in found.fillna(-99).itertuples()] == naive_ranks(now, then)


def same(row: dict[Any, Any], counted: Counted) -> None:
    """The row of a frame holds what was counted partner by partner."""
    shares = [Fraction(done, total) for done, total, unknown in counted.values() if unknown < total]
    assert row["partners"] == len(shares)
    for name, part in MARKS.items():
        wanted = naive_mark(shares, part)
        assert row[name] == pytest.approx(float("nan") if wanted is None else float(wanted), nan_ok=True)
    sums = [sum(values) for values in zip(*counted.values(), strict=True)] or [0, 0, 0]
    assert [row["done"], row["total"], row["unknown"]] == sums


def naive_mark(values: list[Fraction], part: float) -> Fraction | None:
    """Where that part of the values lies below, between two of them in proportion."""
    if not values:
        return None
    ordered, place = sorted(values), Fraction(str(part)) * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def naive_ranks(now: Counted, then: Counted) -> list[tuple[str, float, float]]:
    """Partner, rank and change in order; -99 for what is missing."""
    shares = {p: Fraction(done, total) for p, (done, total, unknown) in now.items() if unknown < total}
    ranks = {p: 1 + sum(other > share for other in shares.values()) for p, share in shares.items()}
    gained = {p: now[p][0] - then[p][0] for p in shares if p in then and then[p][2] < then[p][1]}
    present = [p for p in now if now[p][1]]
    # Partners stand in the cooperation's order from the last one to the first.
    present.sort(key=lambda p: (ranks.get(p, 99), -now[p][1], -int(p[1:])))
    return [(p, ranks.get(p, -99), gained.get(p, -99)) for p in present]


def naive(cooperation: tuple, filters: Filters, day: date, *, one_topic: bool, topic: str | None = None) -> Counted:
    """The count of each partner on a day, service by service."""
    partners, services, reports = cooperation
    counted: Counted = {}
    for number, (kind, joined_on) in enumerate(partners):
        partner = f"p{number}"
        if joined_on > day or (filters.partners and partner not in filters.partners):
            continue
        bundles: dict[object, list[tuple[str, int | None]]] = defaultdict(list)
        for place, service in enumerate(services):
            last = latest(reports, number, place, day)
            own_topic = TOPICS[service[0] % 2] if one_topic else service[1]
            if is_asked(filters, service, own_topic, last[4]) and topic in (None, own_topic):
                key = place if filters.rule.unit == "service" else service[0]
                bundles[key].append((standing(service, kind, *last[:2]), last[2]))
        counted[partner] = judged(list(bundles.values()), filters.rule)
    return counted


def latest(reports: list[tuple], partner: int, service: int, day: date) -> tuple:
    """Responsible, digitisable, level, model, department of the last report; of one day the last import counts."""
    seen = [(report[2], place) for place, report in enumerate(reports) if report[:2] == (partner, service)]
    until = [entry for entry in seen if entry[0] <= day]
    return reports[max(until)[1]][3:8] if until else (None,) * 5


def is_asked(filters: Filters, service: tuple, topic: str, department: str | None) -> bool:
    _, _, addressee, sdg, _ = service
    return (
        (not filters.topics or topic in filters.topics)
        and (not filters.departments or department in filters.departments)
        and (not filters.addressees or addressee in {*filters.addressees, "beide"})
        and (filters.deadline != "sdg" or sdg is True)
    )


def standing(service: tuple, kind: str, responsible: bool | None, digitisable: bool | None) -> str:
    by_catalogue = service[4][KINDS.index(kind)]
    if not (by_catalogue if responsible is None else responsible):
        return "not_responsible"
    return "not_digitisable" if digitisable is False else "counted"


def judged(bundles: list[list[tuple[str, int | None]]], rule: Rule) -> tuple[int, int, int]:
    levels = [[level for where, level in members if where == "counted"] for members in bundles]
    counted = [own for own in levels if own]
    reached = [[level is not None and level >= rule.threshold for level in own] for own in counted]
    done = [any(own) if rule is Rule.BUNDLE_RG2 else all(own) for own in reached]
    return sum(done), len(counted), sum(all(level is None for level in own) for own in counted)


def test_a_hundred_partners_read_as_one_row_a_day() -> None:
    city = ("kreisfreie_stadt", date(2020, 1, 1))
    services = [(0, TOPICS[0], None, None, (True, True, True)) for _ in range(6)]
    reports = [
        (partner, service, date(2021, 1, 20), None, None, 3 if service < partner % 7 else 0, "1.1", None, None)
        for partner in range(100)
        for service in range(6)
    ]
    with closing(published([city] * 100, services, reports, one_topic=True)) as connection:
        rows = distribution_over_time(connection, Filters(as_of=date(2021, 3, 1)))
    last = rows.iloc[-1]
    wanted = pd.Series([partner % 7 / 6 for partner in range(100)])
    assert (last["partners"], last["median"]) == (100, pytest.approx(wanted.quantile(0.5)))
    assert last["best"] == pytest.approx(wanted.quantile(0.9))


def test_every_rule_has_its_own_distribution(golden: Cursor) -> None:
    rows = distribution_all_rules(golden, Filters(as_of=APRIL, rule=Rule.BUNDLE_RG2))
    assert rows["rule"].tolist() == [rule.value for rule in Rule]
    assert rows["median"].tolist() == pytest.approx([0.6, 0.8, 0.5])


def test_levels_by_quarter_hold_every_counted_service_once(golden: Cursor) -> None:
    rows = maturity_by_quarter(golden, Filters(as_of=APRIL))
    numbers_of = rows.drop(columns="maturity_model").fillna(-1)
    found = [(row.quarter, row.partners, row.maturity, row.services) for row in numbers_of.itertuples()]
    # By shares: dorf (3/4), kreis (3/5), stadt (2/7); of three partners the fourth quarter stays empty.
    assert found == [
        (1, 1, 2, 1), (1, 1, 3, 3),
        (2, 1, -1, 1), (2, 1, 2, 1), (2, 1, 3, 2), (2, 1, 5, 1),
        (3, 1, -1, 1), (3, 1, 1, 1), (3, 1, 2, 3), (3, 1, 3, 1), (3, 1, 4, 1),
    ]  # fmt: skip
    before = maturity_by_quarter(golden, Filters(as_of=date(2021, 3, 15)))
    assert before[before["quarter"].isna()][["partners", "services"]].values.tolist() == [[1, 5]]
