"""From the files into the tables of a draft, and the checks that the program's own importer makes on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum

import duckdb
import pyarrow as pa

from ozgdash.errors import UserError
from ozgdash.marts.columns import Column
from ozgdash.marts.inputs import Input
from ozgdash.marts.values import check_values
from ozgdash.model.alert import AlertKind
from ozgdash.model.component import ComponentArea, ComponentStatus
from ozgdash.model.cooperation import PartnerKind
from ozgdash.model.event import EventKind
from ozgdash.model.groups import GroupKind
from ozgdash.model.initiative import AskAddressee, InitiativeState
from ozgdash.model.observation import Obstacle, Priority, Stage
from ozgdash.model.outside import LinkOutcome
from ozgdash.model.service import Addressee
from ozgdash.model.target import Measure
from ozgdash.store.records import ImportKind

WORDS: dict[tuple[str, str], type[StrEnum]] = {
    ("partner", "kind"): PartnerKind,
    ("partner_group", "kind"): GroupKind,
    ("service", "addressee"): Addressee,
    ("import", "kind"): ImportKind,
    ("observation", "stage"): Stage,
    ("observation", "obstacle"): Obstacle,
    ("observation", "priority"): Priority,
    ("component", "area"): ComponentArea,
    ("component", "status"): ComponentStatus,
    ("initiative", "area"): ComponentArea,
    ("initiative", "state"): InitiativeState,
    ("initiative", "addressee"): AskAddressee,
    ("link_check", "outcome"): LinkOutcome,
    ("target", "measure"): Measure,
    ("event", "kind"): EventKind,
    ("alert_rule", "kind"): AlertKind,
}
"""Columns that hold one of few words: another one would end a page in the middle."""


def fill(connection: duckdb.DuckDBPyConnection, inputs: Iterable[Input]) -> None:
    """Puts the rows of the files into the empty tables. Raises UserError where a value does not fit its column."""
    for item in inputs:
        with _fitting(item.table):
            insert(connection, item.table, item.columns, item.batches())
    _check_words(connection)
    check_values(connection)


def insert(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Iterable[Column], rows: pa.RecordBatchReader
) -> None:
    """Appends the rows, read batch by batch, whose columns have the names of the table's."""
    names = ", ".join(f'"{column.name}"' for column in columns)
    connection.register("incoming", rows)
    try:
        connection.execute(f'INSERT INTO "{table}" ({names}) SELECT {names} FROM incoming')  # noqa: S608 - our own names
    finally:
        connection.unregister("incoming")


@contextmanager
def _fitting(table: str) -> Iterator[None]:
    try:
        yield
    except (duckdb.DataError, duckdb.IntegrityError, duckdb.InvalidInputException, pa.ArrowException) as error:
        raise UserError("marts.not_filled", table=table, reason=str(error).splitlines()[0].rstrip(".")) from error


def _check_words(connection: duckdb.DuckDBPyConnection) -> None:
    for (table, column), words in WORDS.items():
        query = f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'  # noqa: S608 - our own names
        strange = sorted({value for (value,) in connection.execute(query).fetchall()} - set(words))
        if strange:
            allowed = ", ".join(words)
            raise UserError("marts.other_word", table=table, column=column, received=strange[0], allowed=allowed)
