"""Between two days the database finds the kinds of change that the one definition in the model names."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import product

import duckdb

from ozgdash.metrics.changes import changes
from ozgdash.model.change import Situation, kinds_between
from ozgdash.model.filters import Filters
from ozgdash.store.derived import derive
from ozgdash.store.queries import sql

BEFORE, AFTER = date(2024, 1, 31), date(2024, 2, 29)
LEVELS = [(None, None), *((level, "1.1") for level in (1, 2, 3, 4)), (2, "2.0"), (5, "2.0")]
PLANS = [None, date(2025, 6, 30), date(2025, 12, 31)]
STANDINGS = [(True, None), (False, None), (True, False)]
"""Responsible and digitisable."""
STATES = list(product(STANDINGS, LEVELS, PLANS))
PAIRS = list(product(STATES, STATES))


def situation(state) -> Situation:
    (responsible, digitisable), (level, model), planned = state
    return Situation(responsible and digitisable is not False, level, model, planned)


def observation(number: int, day: date, state) -> tuple:
    (responsible, digitisable), (level, model), planned = state
    return ("p", f"s{number}", day, 1 + (day == AFTER), responsible, digitisable, level, model, planned)


def snapshot() -> duckdb.DuckDBPyConnection:
    """A service for every pair of states: one is reported on the earlier day, the other on the later one."""
    connection = duckdb.connect()
    connection.execute(sql("schema"))
    connection.execute(
        "INSERT INTO partner VALUES ('p', 'p', 'p', 'kreisfreie_stadt', '0', DATE '2020-01-01', NULL, 0)"
    )
    connection.execute(
        """
        INSERT INTO service
        SELECT 's' || n, NULL, 's' || n, '10001', 'B', 'T', 'L', '2', 'beide', NULL, true, true, true, 'data', n
        FROM range($1) AS numbers (n)
        """,
        [len(PAIRS)],
    )
    rows = [
        observation(number, day, state)
        for number, pair in enumerate(PAIRS)
        for day, state in zip((BEFORE, AFTER), pair, strict=True)
    ]
    columns = "partner_id, service_id, observed_on, import_id, responsible, digitisable, maturity, maturity_model"
    whole = ", ".join("(" + ", ".join(map(_literal, row)) + ")" for row in rows)
    connection.execute(f"INSERT INTO observation ({columns}, planned_on) VALUES {whole}")  # noqa: S608 - our own words
    derive(connection)
    return connection


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, date):
        return f"DATE '{value}'"
    return str(value) if isinstance(value, int) else f"'{value}'"


def test_the_database_names_the_same_kinds_for_every_pair_of_states():
    with snapshot() as connection:
        rows = changes(connection, Filters(as_of=AFTER + timedelta(days=1)), BEFORE)
    found = defaultdict(set)
    for row in rows.itertuples():
        found[int(row.service_id[1:])].add(row.kind)
    expected = {
        number: kinds
        for number, (before, after) in enumerate(PAIRS)
        if (kinds := {kind.value for kind in kinds_between(situation(before), situation(after), target=3)})
    }
    assert dict(found) == expected
