"""The forecast on histories whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from ozgdash.metrics.forecast import Completion, Interval, band, chance, completion, coverage, increments, pace

UNEVEN = np.array([3.0, 0, 5, 2, -1, 4, 1, 3, 0, 6, 2, 3] * 4)


def test_an_even_pace_has_one_answer() -> None:
    changes = np.full(36, 5.0)
    assert pace(changes, 12) == 5.0
    assert completion(changes, 12, remaining=50) == Completion(10, Interval(10, 10))
    assert completion(changes, 12, remaining=51) == Completion(11, Interval(11, 11))


def test_what_is_left_divided_by_the_pace_is_what_is_expected() -> None:
    found = completion(UNEVEN, 12, remaining=70)
    assert found is not None
    assert found.expected == 30  # 28 in twelve months: 2 1/3 a month


def test_nothing_left_is_done_now() -> None:
    assert completion(np.full(12, 1.0), 12, remaining=0) == Completion(0, Interval(0, 0))
    assert completion(np.zeros(0), 12, remaining=-2) == Completion(0, Interval(0, 0))


def test_a_standstill_is_never_done() -> None:
    assert completion(np.zeros(36), 12, remaining=3) == Completion(None, Interval(None, None))


def test_setbacks_are_never_done_but_a_pace_that_turned_may_turn_again() -> None:
    falling = np.concatenate([np.full(24, 2.0), np.full(12, -1.0)])
    found = completion(falling, 12, remaining=30)
    assert found is not None
    assert found.expected is None
    assert found.interval is not None
    assert found.interval.earliest is not None
    assert found.interval.latest is None


def test_further_away_than_fifty_years_is_not_within_the_horizon() -> None:
    changes = np.array([1.0, *[0.0] * 11] * 3)
    found = completion(changes, 12, remaining=60)
    assert found is not None
    assert found.expected is None


def test_too_little_history_gives_no_answer() -> None:
    assert completion(np.full(2, 1.0), 12, remaining=3) is None
    assert pace(np.full(2, 1.0), 12) is None


def test_a_short_history_has_a_pace_but_no_interval() -> None:
    changes = np.array([2.0, 3, 1, 2])
    assert pace(changes, 12) == 2.0
    assert completion(changes, 12, remaining=9) == Completion(5, None)
    assert band(changes, 12, months=6) is None
    # A window, a year after it, and two months more: three places to compare the paces at.
    assert band(UNEVEN[:25], 12, months=6) is None
    assert band(UNEVEN[:26], 12, months=6) is not None


def test_a_gap_is_spread_evenly_over_its_months() -> None:
    assert increments([0, 0, 0, 6], [True, False, False, True]).tolist() == [2.0, 2.0, 2.0]
    assert increments([4], [True]).tolist() == []


def test_months_before_the_first_and_after_the_last_report_are_not_known() -> None:
    assert increments([0, 0, 4, 5, 5], [False, False, True, True, False]).tolist() == [1.0]


def test_a_setback_is_a_negative_change() -> None:
    assert increments([3, 5, 2], [True, True, True]).tolist() == [2.0, -3.0]


def test_only_the_window_counts_for_the_pace() -> None:
    changes = np.concatenate([np.full(24, 9.0), np.full(6, 1.0)])
    assert pace(changes, 6) == 1.0


def test_the_same_history_gives_the_same_answer() -> None:
    assert completion(UNEVEN, 12, 80) == completion(UNEVEN, 12, 80)


def test_the_interval_holds_the_expected_month() -> None:
    for window in (6, 12, 24):
        found = completion(UNEVEN, window, remaining=60)
        assert found is not None
        assert found.interval is not None
        assert found.expected is not None
        assert (found.interval.earliest or 0) <= found.expected <= (found.interval.latest or 601)


def test_a_pace_that_has_changed_before_makes_the_interval_wider() -> None:
    steady = np.array([2.0, 4.0] * 24)
    changing = np.concatenate([np.array([0.0, 2.0] * 12), np.array([2.0, 4.0] * 12)])
    ends = [band(changes, 12, months=12) for changes in (steady, changing)]
    widths = [float(end[1][-1] - end[0][-1]) for end in ends if end]
    assert widths[1] > 2 * widths[0]


@pytest.mark.parametrize("window", [6, 12])
def test_the_interval_covers_the_truth_about_as_often_as_it_says(window: int) -> None:
    random = np.random.default_rng(7)
    hits = asked = 0
    for _ in range(25):
        found = coverage(random.poisson(3, 73).astype(float), window, horizons=(6,))[6]
        hits, asked = hits + found[0], asked + found[1]
    assert 0.72 <= hits / asked <= 0.88


def test_the_backtest_asks_only_where_there_is_history_before_and_truth_after() -> None:
    assert coverage(np.full(25, 2.0), 12, (6, 12)) == {6: (0, 0), 12: (0, 0)}
    assert coverage(np.full(40, 2.0), 12, (6, 12)) == {6: (9, 9), 12: (3, 3)}


@pytest.mark.parametrize("remaining", [10, 30, 60])
def test_the_chance_of_a_month_agrees_with_the_interval_of_the_completion(remaining: int) -> None:
    found = completion(UNEVEN, 12, remaining)
    assert found is not None
    assert found.interval is not None
    earliest, latest = found.interval.earliest, found.interval.latest
    assert earliest is not None
    assert latest is not None
    chances = [chance(UNEVEN, 12, remaining, months) or 0.0 for months in range(1, latest + 1)]
    assert chances == sorted(chances)
    assert chances[latest - 1] >= 0.9
    assert chances[earliest - 1] >= 0.1
    assert earliest == 1 or chances[earliest - 2] < 0.1


def test_what_is_done_is_certain_and_a_short_history_says_no_chance() -> None:
    assert chance(np.zeros(0), 12, remaining=0, months=3) == 1.0
    assert chance(np.full(36, 5.0), 12, remaining=50, months=9) == 0.0
    assert chance(np.full(36, 5.0), 12, remaining=50, months=10) == 1.0
    assert chance(np.full(12, 5.0), 12, remaining=50, months=10) is None
    assert chance(np.full(36, 5.0), 12, remaining=1, months=0) is None
