"""What the files must hold: the tables of a snapshot that are not derived, and whether a file's columns fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache

import duckdb
import pyarrow as pa

from ozgdash.errors import UserError
from ozgdash.marts.dialect import derivations
from ozgdash.store.queries import sql

NOT_FROM_FILES = ("meta", "spelling")
"""What a publish writes itself."""
COLUMNS = """
SELECT table_name, column_name, data_type, NOT is_nullable AND column_default IS NULL
FROM duckdb_columns()
WHERE table_name IN (SELECT table_name FROM duckdb_tables())
ORDER BY table_name, column_index
"""


@dataclass(frozen=True)
class Column:
    """A column of a table. ``type`` is DuckDB's name for it; ``required``: it may be neither left out nor empty."""

    name: str
    type: str
    required: bool


@dataclass(frozen=True)
class Type:
    """What stands in files for one of DuckDB's types: what is ``accepted`` there, and what it is cast to."""

    arrow: pa.DataType
    accepted: Callable[[pa.DataType], bool]


def _is_text(received: pa.DataType) -> bool:
    value = received.value_type if pa.types.is_dictionary(received) else received
    return bool(pa.types.is_string(value) or pa.types.is_large_string(value) or pa.types.is_string_view(value))


def _is_list(received: pa.DataType) -> bool:
    return bool(pa.types.is_list(received) or pa.types.is_large_list(received)) and _is_text(received.value_type)


TYPES: Mapping[str, Type] = {
    "VARCHAR": Type(pa.string(), _is_text),
    "INTEGER": Type(pa.int32(), pa.types.is_integer),
    "BIGINT": Type(pa.int64(), pa.types.is_integer),
    "BOOLEAN": Type(pa.bool_(), pa.types.is_boolean),
    "DATE": Type(pa.date32(), pa.types.is_date),
    "DOUBLE": Type(pa.float64(), lambda received: pa.types.is_floating(received) or pa.types.is_integer(received)),
    "TIMESTAMP": Type(pa.timestamp("us"), pa.types.is_timestamp),
    "VARCHAR[]": Type(pa.list_(pa.string()), _is_list),
}


@cache
def tables() -> Mapping[str, tuple[Column, ...]]:
    """The tables of a snapshot with their columns, derived ones included."""
    found: dict[str, list[Column]] = {}
    with closing(duckdb.connect()) as connection:
        connection.execute(sql("schema"))
        for table, *column in connection.execute(COLUMNS).fetchall():
            found.setdefault(table, []).append(Column(*column))
    return {table: tuple(columns) for table, columns in found.items()}


@cache
def input_tables() -> tuple[str, ...]:
    """The tables that come from files."""
    derived = {item.table for item in derivations()}
    return tuple(table for table in tables() if table not in derived and table not in NOT_FROM_FILES)


def check_columns(table: str, schema: pa.Schema, *, file: str) -> tuple[Column, ...]:
    """The columns of the table that the file has values for; one that may be empty may be left out.

    Raises UserError where another one is missing, where there is one that the table does not have, or of another type.
    """
    allowed = {column.name: column for column in tables()[table]}
    missing = [column.name for column in allowed.values() if column.required and column.name not in schema.names]
    strange = [name for name in schema.names if name not in allowed]
    if missing or strange or len(set(schema.names)) < len(schema.names):
        raise UserError(
            "marts.other_columns",
            file=file,
            table=table,
            missing=", ".join(missing) or "–",
            strange=", ".join(strange) or "–",
            allowed=", ".join(allowed),
        )
    for name in schema.names:
        _check_type(allowed[name], schema.field(name).type, file=file)
    given = [column for column in allowed.values() if column.name in schema.names]
    # Arrow writes a column without any value as one without a type, which Spark does not read.
    return tuple(column for column in given if not pa.types.is_null(schema.field(column.name).type))


def _check_type(column: Column, received: pa.DataType, *, file: str) -> None:
    if not pa.types.is_null(received) and not TYPES[column.type].accepted(received):
        raise UserError("marts.other_type", file=file, column=column.name, received=str(received), allowed=column.type)
