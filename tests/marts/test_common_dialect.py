"""The statements that derive keep to what DuckDB and Spark both take, as far as can be told without Spark."""

from __future__ import annotations

import re

import duckdb
import pytest

from ozgdash.marts.columns import TYPES, tables
from ozgdash.marts.dialect import SPARK_TYPES, Difference, derivations, differences, views
from ozgdash.settings import PROJECT_DIR

QUERIES = {item.table: item.query for item in derivations()} | dict(views())
TEXT = re.compile(r"'[^'\\]*'")
ORDER = re.compile(r"\bORDER\s+BY\s+([^()]+?)(?=\)|$|\bLIMIT\b|\bWINDOW\b|\b(?:ROWS|RANGE)\b)", re.DOTALL)
NEVER_NULL = {column.name for columns in tables().values() for column in columns if column.required}
SCALE = (PROJECT_DIR / "docs" / "SCALE.md").read_text(encoding="utf-8")


def found(pattern: str, query: str) -> str | None:
    """The piece of the query that the pattern finds; what stands in a text is no SQL, but for a backslash."""
    hit = re.search(pattern, TEXT.sub("''", query), re.IGNORECASE)
    return hit[0] if hit else None


def ordered_by(query: str) -> list[str]:
    return [" ".join(key.split()) for order in ORDER.findall(query) for key in order.split(",")]


def of_any_null(query: str) -> list[str]:
    """The columns that rows are ordered by and that may be null, without a word where those go."""
    plain = [re.sub(r" (?:ASC|DESC)$", "", key) for key in ordered_by(query) if " NULLS " not in key]
    return [key for key in plain if key.split(".")[-1] not in NEVER_NULL]


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_holds_nothing_that_the_two_take_differently(name: str) -> None:
    hits = {item.name: found(item.pattern, QUERIES[name]) for item in differences() if item.pattern}
    assert {what: hit for what, hit in hits.items() if hit} == {}


@pytest.mark.parametrize("name", QUERIES)
def test_what_rows_are_ordered_by_is_never_null(name: str) -> None:
    assert ordered_by(QUERIES[name])
    assert of_any_null(QUERIES[name]) == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT 1 FROM state ORDER BY partner_id, department DESC", ["department"]),
        ("SELECT lag(x) OVER (PARTITION BY y ORDER BY state.planned_on) FROM state", ["state.planned_on"]),
        ("SELECT 1 FROM state ORDER BY planned_on NULLS LAST, partner_id", []),
    ],
)
def test_an_order_by_what_may_be_null_is_told(query: str, told: list[str]) -> None:
    assert of_any_null(query) == told


@pytest.mark.parametrize("item", differences(), ids=lambda item: item.name)
def test_an_example_shows_what_it_is_for(item: Difference) -> None:
    assert item.duckdb != item.spark or item.name == "parameters"
    if item.pattern:
        assert found(item.pattern, item.example)
        assert not found(item.pattern, item.instead)


@pytest.mark.parametrize("item", differences(), ids=lambda item: item.name)
def test_duckdb_gives_what_is_said_of_it(item: Difference) -> None:
    try:
        value = str(duckdb.execute(item.example).fetchall()[0][0])
    except duckdb.Error:
        value = "error"
    assert value == item.duckdb


def test_every_type_of_a_table_has_a_name_in_spark_and_in_files() -> None:
    used = {column.type for columns in tables().values() for column in columns}
    assert used <= set(TYPES) & set(SPARK_TYPES)


def test_the_document_says_what_the_list_says() -> None:
    missing = [line for line in map(row_of, differences()) if line not in SCALE.splitlines()]
    assert missing == []


def row_of(item: Difference) -> str:
    cells = (item.name, f"`{item.example}`", item.duckdb or "(empty)", item.spark or "(empty)", item.instead)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
