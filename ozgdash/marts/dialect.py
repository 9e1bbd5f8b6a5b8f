"""The one place that knows how DuckDB and Spark differ: the statements of `store` are written so that both take them.

What a statement must not hold stands in dialect.toml, and as a table in docs/SCALE.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import duckdb

from ozgdash.store.derived import STATEMENTS
from ozgdash.store.queries import sql

COMMENT = re.compile(r"--[^\n]*")
INSERT = re.compile(r"\s*INSERT\s+INTO\s+(?P<table>\w+)\s+(?P<query>(?:WITH|SELECT)\b.*?)\s*;?\s*", re.DOTALL)
DELETE = re.compile(r"\s*DELETE\s+FROM\s+\w+\s+WHERE\s+partner_id\s+IN\s+\(SELECT.*\)\s*;?\s*", re.DOTALL)
VIEW = re.compile(r"\s*CREATE\s+VIEW\s+(?P<view>\w+)\s+AS\s+(?P<query>.*?)\s*;?\s*", re.DOTALL)

SPARK_TYPES: Mapping[str, str] = {
    "VARCHAR": "STRING",
    "INTEGER": "INT",
    "BIGINT": "BIGINT",
    "BOOLEAN": "BOOLEAN",
    "DATE": "DATE",
    "DOUBLE": "DOUBLE",
    "TIMESTAMP": "TIMESTAMP_NTZ",
    "VARCHAR[]": "ARRAY<STRING>",
}
"""Spark's names for the types of our tables."""


@dataclass(frozen=True)
class Derivation:
    """A query whose rows make a whole derived table when ``derived_partner`` holds every partner."""

    table: str
    query: str


@cache
def derivations() -> tuple[Derivation, ...]:
    """The derived tables in the order in which they are worked out; a later one may ask an earlier one.

    Raises ValueError for a statement that is neither ``INSERT INTO table query`` nor a DELETE of the same partners.
    """
    return tuple(item for name in STATEMENTS for item in _derivations(name))


def _derivations(name: str) -> list[Derivation]:
    found = []
    for statement in duckdb.extract_statements(sql(name)):
        text = COMMENT.sub("", statement.query)
        insert = INSERT.fullmatch(text)
        if insert:
            found.append(Derivation(insert["table"], insert["query"]))
        elif not DELETE.fullmatch(text):
            raise ValueError(f"{name}.sql: Spark has no tables to change, only queries: {text.strip()[:60]}")
    return found


@cache
def views() -> Mapping[str, str]:
    """The views of schema.sql by name."""
    texts = (COMMENT.sub("", statement.query) for statement in duckdb.extract_statements(sql("schema")))
    return {found["view"]: found["query"] for found in map(VIEW.fullmatch, texts) if found}


@dataclass(frozen=True)
class Difference:
    """What a statement keeps away from: ``pattern`` finds it (None: not to be told from the text).

    ``example`` is a query, ``duckdb`` and ``spark`` its first value there, as text, or ``error``; ``instead``: what to
    write.
    """

    name: str
    example: str
    duckdb: str
    spark: str
    instead: str
    pattern: str | None = None


@cache
def differences() -> tuple[Difference, ...]:
    """The rows of dialect.toml."""
    text = (resources.files("ozgdash.marts") / "dialect.toml").read_text(encoding="utf-8")
    return tuple(Difference(name, **entry) for name, entry in tomllib.loads(text).items())
