"""The forecast on histories whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from ozgdash.metrics.forecast import Completion, completion, coverage, gain_interval, increments, pace


def test_an_even_pace_has_one_answer() -> None:
    changes = np.full(24, 5.0)
    assert pace(changes, 12) == 5.0
    assert completion(changes, 12, remaining=50) == Completion(expected=10, earliest=10, latest=10)


def test_nothing_left_is_done_now() -> None:
    assert completion(np.full(12, 1.0), 12, remaining=0) == Completion(0, 0, 0)


def test_a_standstill_is_never_done() -> None:
    assert completion(np.zeros(12), 12, remaining=3) == Completion(None, None, None)


def test_too_little_history_gives_no_answer() -> None:
    assert completion(np.full(2, 1.0), 12, remaining=3) is None
    assert pace(np.full(2, 1.0), 12) is None
    assert gain_interval(np.full(2, 1.0), 12, months=6) is None


def test_a_gap_is_spread_evenly_over_its_months() -> None:
    assert increments([0, 0, 0, 6], [True, False, False, True]).tolist() == [2.0, 2.0, 2.0]
    assert increments([4], [True]).tolist() == []


def test_only_the_window_counts() -> None:
    changes = np.concatenate([np.full(24, 9.0), np.full(6, 1.0)])
    assert pace(changes, 6) == 1.0


def test_the_same_history_gives_the_same_answer() -> None:
    changes = np.array([3.0, 0, 5, 2, 2, 4, 1, 3, 0, 6, 2, 3])
    assert completion(changes, 12, 80) == completion(changes, 12, 80)


def test_the_interval_holds_the_expected_month() -> None:
    found = completion(np.array([3.0, 0, 5, 2, -1, 4, 1, 3, 0, 6, 2, 3]), 12, remaining=60)
    assert found is not None
    assert None not in (found.earliest, found.expected, found.latest)
    assert found.earliest < found.expected < found.latest  # type: ignore[operator]


@pytest.mark.parametrize("window", [12, 24])
def test_the_interval_covers_the_truth_about_as_often_as_it_says(window: int) -> None:
    random = np.random.default_rng(7)
    hits = asked = 0
    for _ in range(25):
        found = coverage(random.poisson(3, 73).astype(float), window, months=6)
        hits, asked = hits + found[0], asked + found[1]
    assert 0.72 <= hits / asked <= 0.88
