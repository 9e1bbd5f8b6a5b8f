"""For any small cooperation the SQL counts what a plain recount in Python counts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdash.metrics.maturity import maturity
from ozgdash.metrics.progress import Dimension, progress, progress_by
from ozgdash.model.filters import Filters, Rule
from ozgdash.store.derived import derive
from ozgdash.store.queries import sql

DAY = date(2021, 1, 1)
SERVICES = 6
KINDS = ("kreisfreie_stadt", "landkreis", "gemeinde")

observations = st.lists(
    st.tuples(
        st.integers(0, 2),  # partner
        st.integers(0, SERVICES - 1),
        st.integers(0, 4),  # day
        st.sampled_from([None, True, False]),  # responsible
        st.sampled_from([None, True, False]),  # digitisable
        st.sampled_from([None, 0, 1, 2, 3, 4]),  # maturity
    ),
    max_size=25,
)
executed = st.lists(st.sampled_from([None, True, False]), min_size=SERVICES * 3, max_size=SERVICES * 3)


def published(rows: list[tuple], by_kind: list[bool | None]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(sql("schema"))
    for position, kind in enumerate(KINDS):
        connection.execute(
            "INSERT INTO partner VALUES ($1, $1, $1, $2, '0', DATE '2020-01-01', NULL, $3)",
            [f"p{position}", kind, position],
        )
    for number in range(SERVICES):
        flags = by_kind[number * 3 : number * 3 + 3]
        connection.execute(
            "INSERT INTO service VALUES ($1, NULL, $1, $2, $2, $3, 'L', '2', 'beide', NULL, $4, $5, $6, 'data', $7)",
            [f"s{number}", f"1000{number // 2}", f"T{number // 4}", *flags, number],
        )
    for import_id, (partner, service, day, responsible, digitisable, level) in enumerate(rows):
        connection.execute(
            """
            INSERT INTO observation (
                partner_id, service_id, observed_on, import_id, responsible, digitisable, maturity, maturity_model
            )
            VALUES ($1, $2, $3, $4, $5, $6, $7, '1.1')
            """,
            [f"p{partner}", f"s{service}", DAY + timedelta(days=day), import_id, responsible, digitisable, level],
        )
    derive(connection)
    return connection


def recounted(rows: list[tuple], by_kind: list[bool | None], rule: Rule, day: int) -> dict[str, tuple[int, ...]]:
    counts = {}
    for partner in range(3):
        bundles = defaultdict(list)
        for service in range(SERVICES):
            seen = [row for row in rows if row[:2] == (partner, service) and row[2] <= day]
            # The latest day counts; on one day the last import.
            latest = (
                max(enumerate(seen), key=lambda entry: (entry[1][2], entry[0]))[1]
                if seen
                else (0, 0, 0, None, None, None)
            )
            responsible = latest[3] if latest[3] is not None else bool(by_kind[service * 3 + partner])
            standing = "not_responsible" if not responsible else "not_digitisable" if latest[4] is False else "counted"
            key = service if rule.unit == "service" else service // 2
            bundles[key].append((standing, latest[5]))
        done = total = not_responsible = not_digitisable = unknown = 0
        for members in bundles.values():
            levels = [level for standing, level in members if standing == "counted"]
            if levels:
                total += 1
                reached = [level is not None and level >= rule.threshold for level in levels]
                done += any(reached) if rule is Rule.BUNDLE_RG2 else all(reached)
                unknown += all(level is None for level in levels)
            elif any(standing == "not_digitisable" for standing, _ in members):
                not_digitisable += 1
            else:
                not_responsible += 1
        counts[f"p{partner}"] = (done, total, not_responsible, not_digitisable, unknown)
    return counts


@pytest.mark.parametrize("rule", list(Rule))
@given(rows=observations, by_kind=executed, day=st.integers(0, 5))
@settings(max_examples=20, deadline=None)
def test_the_sql_counts_what_a_recount_counts(
    rule: Rule, rows: list[tuple], by_kind: list[bool | None], day: int
) -> None:
    with published(rows, by_kind) as connection:
        filters = Filters(as_of=DAY + timedelta(days=day), rule=rule)
        counted = progress(connection, filters)
        found = {
            row.partner_id: (row.done, row.total, row.not_responsible, row.not_digitisable, row.unknown)
            for row in counted.itertuples()
        }
        assert found == recounted(rows, by_kind, rule, day)
        assert (counted["done"] <= counted["total"]).all()
        everything = counted[["total", "not_responsible", "not_digitisable"]].sum(axis=1)
        assert set(everything) == {SERVICES if rule.unit == "service" else SERVICES // 2}


@given(rows=observations, by_kind=executed)
@settings(max_examples=15, deadline=None)
def test_parts_add_up_to_the_whole(rows: list[tuple], by_kind: list[bool | None]) -> None:
    with published(rows, by_kind) as connection:
        for rule in Rule:
            filters = Filters(as_of=DAY + timedelta(days=9), rule=rule)
            whole = progress(connection, filters)[["done", "total", "unknown"]].sum()
            for together in (True, False):
                parts = progress_by(connection, filters, Dimension.TOPIC, together=together)
                assert parts[["done", "total", "unknown"]].sum().to_dict() == whole.to_dict()
        levels = maturity(connection, Filters(as_of=DAY + timedelta(days=9)))
        totals = progress(connection, Filters(as_of=DAY + timedelta(days=9)))
        assert levels["services"].sum() == totals["total"].sum()
