"""A page reads alike counts once, whatever it asks first."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from ozgdash.metrics.once import MOST, MOST_LASTING, Lasting, keep, lasting, once
from ozgdash.metrics.progress import progress_on, progress_over_time
from ozgdash.model.filters import Filters, Rule

days = st.dates(date(2020, 6, 1), date(2021, 6, 30))
questions = st.builds(
    Filters,
    days,
    rule=st.sampled_from(Rule),
    partners=st.sampled_from([(), ("stadt",), ("dorf", "stadt")]),
    addressees=st.sampled_from([(), ("buerger",)]),
)


@pytest.mark.long
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(questions, st.lists(days, max_size=3, unique=True).map(sorted)), min_size=1, max_size=8))
def test_a_kept_cursor_answers_as_a_new_one_in_every_order(golden_connection: duckdb.DuckDBPyConnection, asked):
    with closing(keep(golden_connection.cursor())) as kept:
        for filters, on in asked:
            with closing(golden_connection.cursor()) as new:
                assert_frame_equal(progress_on(kept, filters, on), progress_on(new, filters, on))
                assert_frame_equal(progress_over_time(kept, filters), progress_over_time(new, filters))


def test_only_a_kept_cursor_reads_once_and_it_does_not_grow_for_ever(golden_connection: duckdb.DuckDBPyConnection):
    asked: list[int] = []

    def read(number: int) -> int:
        asked.append(number)
        return number

    with closing(golden_connection.cursor()) as plain, closing(keep(golden_connection.cursor())) as kept:
        assert [once(plain, "a", lambda: read(1)), once(plain, "a", lambda: read(2))] == [1, 2]
        assert [once(kept, "a", lambda: read(3)), once(kept, "a", lambda: read(4))] == [3, 3]
        for number in range(MOST):
            once(kept, number, lambda: read(0))
        assert once(kept, "a", lambda: read(5)) == 5
    assert asked[:3] == [1, 2, 3]


def test_what_lasts_is_read_once_for_all_cursors_that_share_it(golden_connection: duckdb.DuckDBPyConnection):
    asked: list[int] = []

    def read() -> int:
        asked.append(1)
        return len(asked)

    answers = Lasting()
    with closing(golden_connection.cursor()) as one, closing(golden_connection.cursor()) as other:
        assert [lasting(keep(cursor, answers), "key", read) for cursor in (one, other)] == [1, 1]
    with closing(keep(golden_connection.cursor())) as alone:
        assert lasting(alone, "key", read) == 2
    assert len(asked) == 2


def test_of_what_lasts_that_goes_first_which_nobody_asked_for_longest():
    answers, asked = Lasting(), []
    for key in (*range(MOST_LASTING), 0, MOST_LASTING, 0, 1):
        answers.get(key, lambda key=key: asked.append(key))
    assert asked == [*range(MOST_LASTING + 1), 1]
