"""Age and contradictions of the golden data, counted by hand from tests/golden/sheets."""

from __future__ import annotations

from datetime import date

import duckdb
from expected import APRIL, MARCH

from ozgdash.metrics.quality import KINDS, contradictions, report_ages
from ozgdash.model.filters import Filters

Cursor = duckdb.DuckDBPyConnection
A1, A2, A3, B1, C1, C2 = (f"99000000000{number}" for number in (101, 102, 103, 201, 301, 302))
E1, E2, F1, D1 = "99000000000501", "99000000000502", "99000000000601", "10004:mängelmelder"


def found(cursor: Cursor, filters: Filters) -> set[tuple[str, str, str]]:
    rows = contradictions(cursor, filters)
    return set(zip(rows["partner_id"], rows["kind"], rows["service_id"], strict=True))


def test_the_age_of_each_partner_s_data_and_the_months_without_a_report(golden: Cursor) -> None:
    rows = {row.partner_id: row for row in report_ages(golden, Filters(as_of=APRIL)).itertuples()}
    # stadt: January and March reported, February and April not; kreis: March and April; dorf: January and April.
    assert {p: (r.newest_report, r.age_days, r.months, r.missing_months) for p, r in rows.items()} == {
        "stadt": (MARCH, 30, 4, 2),
        "kreis": (APRIL, 0, 2, 0),
        "dorf": (APRIL, 0, 4, 2),
    }
    assert {p: (r.unknown, r.total) for p, r in rows.items()} == {"stadt": (1, 7), "kreis": (1, 5), "dorf": (0, 4)}


def test_a_partner_that_has_not_reported_yet_has_no_age(golden: Cursor) -> None:
    rows = report_ages(golden, Filters(as_of=date(2021, 3, 20))).set_index("partner_id")
    assert rows.loc["kreis", "newest_report"] is None
    assert rows.loc["kreis", "age_days"] != rows.loc["kreis", "age_days"]  # missing
    assert rows.loc["kreis", "unknown"] == 5


def test_what_contradicts_itself_is_what_was_found_by_hand(golden: Cursor) -> None:
    assert found(golden, Filters(as_of=APRIL)) == {
        ("stadt", "online_without_url", D1),  # RG 4 without an address; a2 has one
        ("stadt", "plan_past", B1),  # planned for 28.02., fallen to RG 2
        ("stadt", "maturity_unknown", C2),
        ("kreis", "online_without_url", A3),
        ("kreis", "online_without_url", C1),
        ("kreis", "online_without_url", C2),
        ("kreis", "never_reported", D1),
        ("dorf", "online_without_url", A1),
        ("dorf", "online_without_url", A2),
        ("dorf", "online_without_url", E2),
    }


def test_the_filters_narrow_what_is_found(golden: Cursor) -> None:
    assert found(golden, Filters(as_of=APRIL, partners=("stadt",), departments=("Bauamt",))) == {
        ("stadt", "plan_past", B1)
    }


def test_a_stage_that_does_not_fit_the_reifegrad_and_a_missing_reason_are_found(golden: Cursor) -> None:
    connection = duckdb.connect()
    for table in ("partner", "service", "deadline", "observation"):
        connection.register("rows", golden.sql(f"FROM {table}").to_arrow_table())
        connection.execute(f"CREATE TABLE {table} AS FROM rows")
    connection.register("rows", golden.sql("FROM state").to_arrow_table())
    connection.execute(
        """CREATE TABLE state AS SELECT * REPLACE (
            CASE WHEN service_id = ? THEN 'not_started' WHEN service_id = ? THEN 'online' ELSE stage END AS stage,
            CASE WHEN service_id = ? THEN NULL ELSE obstacle END AS obstacle
        ) FROM rows""",
        [A2, A3, C1],
    )
    kinds = found(connection, Filters(as_of=APRIL, partners=("stadt",)))
    assert {
        ("stadt", "online_not_begun", A2),
        ("stadt", "stage_online_only", A3),
        ("stadt", "no_reason", C1),
    } <= kinds
    assert {kind for _, kind, _ in kinds} <= set(KINDS)
