"""Random cooperations whose partners give cases by the year and by the month, and random filters to ask them with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
from hypothesis import strategies as st

from ozgdash.model.filters import Filters
from ozgdash.store.derived import derive
from ozgdash.store.queries import sql

PARTNERS, SERVICES = ("p0", "p1", "p2"), ("s0", "s1", "s2")
JOINED = (date(2020, 1, 1), date(2020, 1, 1), date(2025, 3, 15))
TOPICS = ("Bauen", "Verkehr", "Bauen")
ADDRESSEES, SDG = ("beide", "buerger", None), (True, False, None)
DEPARTMENTS = (None, "Amt 1", "Amt 2")
FIRST = 2024 * 12
counts = st.one_of(st.none(), st.integers(0, 12), st.integers(10, 300))
pairs = st.one_of(
    st.tuples(counts, counts), st.integers(10, 90).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))
)
days = st.dates(date(2024, 1, 1), date(2026, 6, 30))
months = st.integers(0, 29)


@dataclass(frozen=True)
class Report:
    """One row of a status sheet."""

    partner: str
    service: str
    observed_on: date
    maturity: int | None
    responsible: bool | None
    digitisable: bool | None
    department: str | None
    year: tuple[int | None, int | None]
    cases_given: bool
    digital_given: bool
    backlog: int | None


@dataclass(frozen=True)
class Series:
    """Months in a row of one service, some of them other than the rest; a part of them imported once more."""

    partner: str
    service: str
    first: int
    length: int
    pair: tuple[int | None, int | None]
    others: dict[int, tuple[int | None, int | None] | None]
    again: dict[int, tuple[int | None, int | None]]


reports = st.builds(
    Report,
    partner=st.sampled_from(PARTNERS),
    service=st.sampled_from(SERVICES),
    observed_on=st.one_of(days, st.sampled_from([date(2024, 2, 29), date(2025, 1, 31), date(2025, 2, 1)])),
    maturity=st.sampled_from([None, 1, 3, 4]),
    responsible=st.sampled_from([None, None, True, False]),
    digitisable=st.sampled_from([None, True, True, False]),
    department=st.sampled_from(DEPARTMENTS),
    year=pairs,
    cases_given=st.booleans(),
    digital_given=st.booleans(),
    backlog=counts,
)
series = st.builds(
    Series,
    partner=st.sampled_from(PARTNERS),
    service=st.sampled_from(SERVICES),
    first=st.integers(0, 12),
    length=st.sampled_from([1, 11, 12, 13, 18, 25]),
    pair=pairs,
    others=st.dictionaries(months, st.one_of(st.none(), pairs), max_size=2),
    again=st.dictionaries(months, pairs, max_size=2),
)
cooperations = st.tuples(
    st.lists(reports, max_size=12), st.lists(series, max_size=6, unique_by=lambda s: (s.partner, s.service))
)
filters = st.builds(
    Filters,
    as_of=days,
    partners=st.sampled_from([(), (), ("p0",), ("p1", "p2")]),
    topics=st.sampled_from([(), (), ("Bauen",)]),
    departments=st.sampled_from([(), (), ("Amt 1",), ("Amt 1", "Amt 2")]),
    addressees=st.sampled_from([(), (), ("buerger",), ("unternehmen",)]),
    deadline=st.sampled_from([None, "alles", "sdg"]),
)


def day_of(number: int) -> date:
    return date((FIRST + number) // 12, (FIRST + number) % 12 + 1, 1)


def published(given: list[Report], months_given: list[Series]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(sql("schema"))
    connection.execute("INSERT INTO deadline VALUES ('alles', 'A', DATE '2026-12-31', NULL, 1, 0)")
    connection.execute("INSERT INTO deadline VALUES ('sdg', 'S', DATE '2026-12-31', 'sdg', 1, 1)")
    for place, (partner, joined) in enumerate(zip(PARTNERS, JOINED, strict=True)):
        connection.execute(
            "INSERT INTO partner VALUES ($1, $1, $1, 'gemeinde', '0', $2, NULL, $3)", [partner, joined, 3 - place]
        )
    for place, service in enumerate(SERVICES):
        values = [service, TOPICS[place], ADDRESSEES[place], SDG[place], place < 2, place]
        connection.execute(
            "INSERT INTO service VALUES ($1, NULL, $1, $1, $1, $2, 'L', '2', $3, $4, false, false, $5, 'data', $6)",
            values,
        )
    for import_id, row in enumerate(given):
        _insert(connection, "observation", _observation(row) | {"import_id": import_id})
    for item in months_given:
        for row in _months(item):
            _insert(connection, "use_month", row)
    derive(connection)
    return connection


def _observation(row: Report) -> dict[str, Any]:
    cases, digital = row.year
    return {
        **{
            "partner_id": row.partner,
            "service_id": row.service,
            "observed_on": row.observed_on,
            "maturity_model": "1.1",
        },
        **{"maturity": row.maturity, "responsible": row.responsible, "digitisable": row.digitisable},
        **{"department": row.department, "handling_days": 7.5, "backlog": row.backlog},
        **{"handling_given": True, "backlog_given": True, "priority_given": False},
        **{"cases_given": row.cases_given, "cases_per_year": cases if row.cases_given else None},
        **{"cases_digital_given": row.digital_given, "cases_digital_per_year": digital if row.digital_given else None},
    }


def _months(item: Series) -> list[dict[str, Any]]:
    said = dict.fromkeys(range(item.first, item.first + item.length), item.pair)
    said |= {number: pair for number, pair in item.others.items() if number in said and pair}
    left_out = {number for number, pair in item.others.items() if pair is None}
    first = [(100, number, pair) for number, pair in said.items() if number not in left_out]
    again = [(200, number, pair) for number, pair in item.again.items()]
    return [
        {
            **{"partner_id": item.partner, "service_id": item.service, "month": day_of(number), "import_id": import_id},
            **{"cases": pair[0], "cases_digital": pair[1]},
        }
        for import_id, number, pair in first + again
    ]


def _insert(connection: duckdb.DuckDBPyConnection, table: str, row: dict[str, Any]) -> None:
    names, places = ", ".join(row), ", ".join(f"${number}" for number in range(1, len(row) + 1))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", list(row.values()))  # noqa: S608 - our own
