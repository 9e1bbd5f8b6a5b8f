"""Names are sorted by one rule, in statements and in Python."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdash import formats
from ozgdash.metrics import query
from ozgdash.metrics.choices import choices
from ozgdash.model.filters import View

LETTERS = "aAbBzZäÄöÖüÜßéçÅñ0123456789 -&,.()„“/"


def by_statement(names: list[str]) -> list[str]:
    with duckdb.connect() as connection:
        statement = query.with_order_of_names("SELECT name FROM (SELECT unnest($names) AS name) ORDER BY by_name(name)")
        return [name for (name,) in connection.execute(statement, {"names": names}).fetchall()]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(LETTERS, max_size=25), min_size=1, max_size=30))
def test_a_statement_sorts_as_python_does(names: list[str]):
    assert by_statement(names) == sorted(names, key=formats.by_name)


def test_umlauts_stand_with_their_letters_and_numbers_by_their_size():
    order = ["Amt 2", "Amt 10", "Ämterlotse", "Anmeldung", "Gewerbe", "Öffentlichkeit", "Ordnung", "Zulassung"]
    assert by_statement(order[::-1]) == order
    assert sorted([*order[4:], *order[:4]], key=formats.by_name) == order


@pytest.mark.parametrize("offered", ["topics", "departments"])
def test_what_is_offered_is_in_this_order(offered: str, large: tuple[duckdb.DuckDBPyConnection, View]):
    names = list(getattr(choices(large[0]), offered))
    assert len(names) > 5
    assert names == sorted(names, key=formats.by_name)
