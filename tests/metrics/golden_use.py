"""The golden cooperation of digital cases in a database of its own."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date

import duckdb

from ozgdash.settings import PROJECT_DIR
from ozgdash.store.derived import derive
from ozgdash.store.queries import sql

Cursor = duckdb.DuckDBPyConnection
GOLDEN = PROJECT_DIR / "tests" / "golden_use"
STAND, COMPARED = date(2026, 1, 30), date(2025, 10, 30)
PARTNERS = ("nord", "sued", "west", "ost")
Line = dict[str, str]


def lines(name: str) -> list[Line]:
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=";"))


def published(reports: Iterable[Line], months: Iterable[Line]) -> Cursor:
    connection = duckdb.connect()
    connection.execute(sql("schema"))
    connection.execute("INSERT INTO deadline VALUES ('ziel', 'Ziel', DATE '2025-12-31', NULL, 1, 0)")
    for position, partner in enumerate(PARTNERS):
        connection.execute(
            "INSERT INTO partner VALUES ($1, $1, $1, 'gemeinde', '0', DATE '2020-01-01', NULL, $2)", [partner, position]
        )
    for number in range(1, 7):
        connection.execute(
            """
            INSERT INTO service VALUES (
                $1, NULL, 'Leistung ' || $1, $1, $1, $2, 'L', '2', 'beide', false, true, true, true, 'data', $3
            )
            """,
            [f"u{number}", "Bauen" if number <= 3 else "Verkehr", number],
        )
    for import_id, line in enumerate(reports):
        values = [line[name] or None for name in ("maturity", "cases", "digital", "handling", "backlog")]
        connection.execute(
            """
            INSERT INTO observation (
                partner_id, service_id, observed_on, import_id, department, maturity_model, maturity, cases_per_year,
                cases_digital_per_year, handling_days, backlog, cases_given, cases_digital_given, handling_given,
                backlog_given, priority_given
            )
            VALUES ($1, $2, $3, $4, 'Amt ' || $1, '1.1', $5, $6, $7, $8, $9, true, true, true, true, true)
            """,
            [line["partner"], line["service"], line["day"], import_id, *values],
        )
    for line in months:
        connection.execute(
            """
            INSERT INTO use_month (partner_id, service_id, month, cases, cases_digital, import_id)
            VALUES ($1, $2, $3, $4, $5, 0)
            """,
            [line["partner"], line["service"], line["month"], line["cases"] or None, line["digital"] or None],
        )
    derive(connection)
    return connection
