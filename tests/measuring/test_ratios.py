"""The statistics of the measurements."""

from __future__ import annotations

import pytest

from bench.compared import ratios

ROUNDS = [
    {"floor": {"click": 100.0}, "now": {"click": 50.0}},
    {"floor": {"click": 400.0}, "now": {"click": 100.0}},
    {"floor": {"click": 200.0}, "now": {"click": 180.0, "touch": 7.0}},
    {"now": {"click": 9.0}},
]


def test_a_ratio_is_of_values_of_the_same_round():
    found = ratios.paired(ROUNDS, ("now", "click"), ("floor", "click"))
    assert found == [0.5, 0.25, 0.9]
    assert ratios.spread(found) == ratios.Spread(median=0.5, least=0.25, most=0.9, count=3)


def test_a_ratio_may_be_of_two_figures_of_one_subject():
    assert ratios.paired(ROUNDS, ("now", "touch"), ("now", "click")) == [7 / 180]


def test_a_floor_of_nothing_gives_no_ratio():
    rounds = [{"floor": {"cpu": 0.0}, "now": {"cpu": 10.0}}]
    assert ratios.paired(rounds, ("now", "cpu"), ("floor", "cpu")) == []


def test_what_a_subject_does_not_have_is_missing_and_not_zero():
    assert ratios.values(ROUNDS, "now", "touch") == [7.0]
    assert ratios.spread(ratios.values(ROUNDS, "floor", "touch")) is None


@pytest.mark.parametrize(
    ("percent", "expected"), [(1, 1.0), (50, 10.0), (95, 19.0), (96, 20.0), (100, 20.0)], ids=lambda value: str(value)
)
def test_a_percentile_is_a_value_that_was_measured(percent: float, expected: float):
    assert ratios.percentile([float(n) for n in range(20, 0, -1)], percent) == expected


def test_the_percentile_of_one_value_is_that_value_and_of_none_an_error():
    assert ratios.percentile([3.0], 95) == 3.0
    with pytest.raises(ValueError, match="no values"):
        ratios.percentile([], 95)


def test_everybody_comes_first_in_turn_and_nobody_is_left_out():
    names = ["hello", "minimal", "now"]
    orders = [ratios.in_turns(names, number) for number in range(3)]
    assert [order[0] for order in orders] == names
    assert all(sorted(order) == sorted(names) for order in orders)
