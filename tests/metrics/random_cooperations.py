"""Random cooperations of a few partners and services, published, and random filters to ask them with."""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
from hypothesis import strategies as st

from ozgdash.model.filters import Filters, Rule
from ozgdash.store.derived import derive
from ozgdash.store.queries import sql

Cursor = duckdb.DuckDBPyConnection
DAY = date(2021, 1, 20)
DAYS = 45
"""Long enough for two month ends, short enough that reports meet on one day."""
KINDS = ("kreisfreie_stadt", "landkreis", "gemeinde")
TOPICS = ("Wohnen", "Verkehr")
DEPARTMENTS = (None, "Amt 1", "Amt 2")
ADDRESSEES = (None, "buerger", "unternehmen", "beide")
flags = st.sampled_from([None, True, False])
days = st.integers(0, DAYS).map(lambda number: DAY + timedelta(days=number))
maybe_days = st.one_of(st.none(), st.sampled_from([date(9999, 12, 31), date(1900, 1, 1)]), days)
services = st.lists(
    st.tuples(
        st.integers(0, 2),  # bundle
        st.sampled_from(TOPICS),
        st.sampled_from(ADDRESSEES),
        flags,  # SDG
        st.tuples(flags, flags, flags),  # who executes
    ),
    min_size=1,
    max_size=6,
)


def cooperations(most_partners: int, most_reports: int) -> st.SearchStrategy[tuple[list, list, list]]:
    """Partners (kind, joined_on), services, and reports in the order in which they were imported."""
    partner = st.tuples(st.sampled_from(KINDS), st.sampled_from([date(2020, 1, 1), date(2021, 2, 3)]))
    report = st.tuples(
        st.integers(0, most_partners - 1),
        st.integers(0, 5),  # service
        days,
        flags,  # responsible
        flags,  # digitisable
        st.sampled_from([None, 0, 1, 2, 3, 4]),  # maturity
        st.sampled_from(["1.1", "2.0"]),
        st.sampled_from(DEPARTMENTS),
        maybe_days,  # planned
    )
    partners = st.lists(partner, min_size=1, max_size=most_partners)
    return st.tuples(partners, services, st.lists(report, max_size=most_reports))


chosen = st.builds(
    Filters,
    as_of=days,
    rule=st.sampled_from(list(Rule)),
    partners=st.sampled_from([(), ("p0",), ("p1",), ("p0", "p2")]),
    topics=st.sampled_from([(), ("Wohnen",), TOPICS]),
    departments=st.sampled_from([(), ("Amt 1",), ("Amt 1", "Amt 2")]),
    addressees=st.sampled_from([(), ("buerger",), ("unternehmen",), ("unternehmen", "buerger"), ("beide",)]),
    deadline=st.sampled_from([None, "alles", "sdg", "unbekannt"]),
)


def published(chosen_partners: list, chosen_services: list, rows: list, *, one_topic: bool) -> Cursor:
    connection = duckdb.connect()
    connection.execute(sql("schema"))
    connection.execute(
        "INSERT INTO deadline VALUES ('alles', 'A', DATE '2022-12-31', NULL, 1, 0), ('sdg', 'S', DATE '2022-12-31', 'sdg', 1, 1)"
    )
    for position, (kind, joined_on) in enumerate(chosen_partners):
        connection.execute(
            "INSERT INTO partner VALUES ($1, $1, $1, $2, '0', $3, NULL, $4)",
            [f"p{position}", kind, joined_on, len(chosen_partners) - position],
        )
    for number, (bundle, topic, addressee, sdg, executes) in enumerate(chosen_services):
        connection.execute(
            "INSERT INTO service VALUES ($1, NULL, $1, $2, $2, $3, 'L', '2', $4, $5, $6, $7, $8, 'data', $9)",
            [
                f"s{number}", f"1000{bundle}", TOPICS[bundle % 2] if one_topic else topic, addressee, sdg, *executes, number
            ],
        )  # fmt: skip
    for import_id, (partner, service, day, responsible, digitisable, level, model, department, planned_on) in enumerate(
        rows
    ):
        if partner < len(chosen_partners) and service < len(chosen_services):
            connection.execute(
                """
                INSERT INTO observation (
                    partner_id, service_id, observed_on, import_id, responsible, digitisable, maturity, maturity_model,
                    department, planned_on
                )
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """,
                [
                    f"p{partner}", f"s{service}", day, import_id, responsible, digitisable, level,
                    model if level is not None else None, department, planned_on,
                ],
            )  # fmt: skip
    derive(connection)
    return connection
