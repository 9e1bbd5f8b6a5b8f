"""The tiles: what stands now, since the month before, and on the day of the deadline."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from figure_frames import ADAM, DEADLINE, DEC, JAN, counts, make_view

from ozgdash.figures.frames import Count
from ozgdash.figures.tiles import tile_days, tiles_of
from ozgdash.model.cooperation import Deadline


def frame(*rows: tuple[date, int, int, int]) -> pd.DataFrame:
    """(day, done, total, unknown) of one partner."""
    return pd.DataFrame(
        [counts(done, total, partner_id="adam", on_date=day, unknown=u) for day, done, total, u in rows]
    )


def test_a_tile_compares_with_the_month_before_and_the_deadline():
    view = make_view(partners=[ADAM], as_of=date(2023, 3, 31))
    assert tile_days(view) == [DEADLINE, date(2023, 2, 28), date(2023, 3, 31)]
    (tile,) = tiles_of(frame((DEC, 4, 100, 0), (date(2023, 2, 28), 6, 100, 0), (date(2023, 3, 31), 9, 101, 2)), view)
    assert (tile.count, tile.change, tile.then, tile.goal) == (Count(9, 101, 2), 3, Count(4, 100, 0), 101)


def test_before_the_deadline_there_is_no_day_of_it():
    view = make_view(partners=[ADAM], as_of=DEADLINE)
    assert tile_days(view) == [date(2022, 11, 30), DEADLINE]
    (tile,) = tiles_of(frame((DEADLINE, 4, 100, 0)), view)
    assert (tile.then, tile.change) == (None, None)


def test_the_goal_of_a_share_is_rounded_up():
    view = make_view(partners=[ADAM], deadline=Deadline("rat", "Rat", date(2027, 12, 31), share=0.6))
    (tile,) = tiles_of(frame((JAN, 4, 7, 0)), view)
    assert tile.goal == 5


def test_a_month_before_and_a_deadline_of_which_nothing_is_known_are_no_zero():
    view = make_view(partners=[ADAM])
    (tile,) = tiles_of(frame((DEC, 0, 100, 100), (JAN, 9, 100, 0)), view)
    assert (tile.change, tile.then) == (None, None)


def test_a_partner_for_whom_nothing_is_counted_has_no_tile():
    assert [tile.partner_id for tile in tiles_of(frame((JAN, 1, 2, 0)), make_view())] == ["adam"]


@pytest.mark.parametrize(
    ("share", "total", "goal"), [(0.6, 5, 3), (0.07, 100, 7), (0.6, 16, 10), (1.0, 9, 9), (0.5, 3, 2), (0.6, 0, 0)]
)
def test_a_goal_is_the_share_in_whole_ones(share, total, goal):
    assert Deadline("k", "n", DEADLINE, share=share).goal(total) == goal
