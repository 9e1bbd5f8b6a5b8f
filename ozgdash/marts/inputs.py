"""The Parquet files of one cooperation: the observations that were named, the other tables beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from ozgdash.errors import UserError
from ozgdash.marts.columns import TYPES, Column, check_columns, input_tables
from ozgdash.marts.places import Place, place, readable

OBSERVATIONS = "observation*.parquet"
"""The names of the files of observations in a folder."""
NEEDED = ("cooperation", "partner", "deadline", "service", "import")
"""Without these there is no snapshot; the others are empty where there is no file."""
READ_AHEAD = 2
"""Batches that are read before they are needed: pyarrow's own 16 are a gigabyte."""


@dataclass(frozen=True)
class Input:
    """Files of one table that have the same ``columns`` in the same types; a table may have several such groups."""

    table: str
    files: tuple[Place, ...]
    columns: tuple[Column, ...]

    def batches(self) -> pa.RecordBatchReader:
        """The rows in the types of the table, a few batches at a time."""
        dataset = ds.dataset([file.path for file in self.files], filesystem=self.files[0].files, format="parquet")
        wanted = {column.name: ds.field(column.name).cast(TYPES[column.type].arrow) for column in self.columns}
        return dataset.scanner(wanted, batch_readahead=READ_AHEAD, fragment_readahead=1).to_reader()


def find_inputs(observations: Sequence[str]) -> tuple[Input, ...]:
    """The tables that are there, each with its files, looked at but not read.

    ``observations``: files of observations, or folders that hold such; the other tables lie in the folder of the first
    one, ``partner.parquet`` and so on, each a file or a folder of files. Raises UserError where a file is missing, is
    no Parquet, or has other columns.
    """
    entries = [entry for address in observations for entry in _observation_entries(place(address))]
    folder = entries[0].parent()
    found = _inputs("observation", [file for entry in entries for file in _files(entry)])
    for table in input_tables():
        beside = folder.below(f"{table}.parquet")
        if table == "observation" or (table not in NEEDED and not beside.exists()):
            continue
        found += _inputs(table, _files(beside))
    return tuple(found)


def _observation_entries(given: Place) -> list[Place]:
    if not given.is_folder() or fnmatch(given.name, OBSERVATIONS):
        return [given]
    named = [entry for entry in given.entries() if fnmatch(entry.name, OBSERVATIONS)]
    if not named:
        raise UserError("marts.no_observations", folder=given.address, allowed=OBSERVATIONS)
    return named


def _files(given: Place) -> Iterator[Place]:
    if not given.exists():
        raise UserError("marts.no_file", file=given.address)
    files = given.parquet_files()
    if not files:
        raise UserError("marts.no_file", file=given.below("*.parquet").address)
    yield from files


def _inputs(table: str, files: Iterable[Place]) -> list[Input]:
    """The files in groups: neither pyarrow nor Spark reads files of different types as one."""
    groups: dict[tuple[tuple[str, str], ...], list[Place]] = {}
    columns: dict[tuple[tuple[str, str], ...], tuple[Column, ...]] = {}
    for file in files:
        schema = _schema(file)
        found = check_columns(table, schema, file=file.address)
        kind = tuple((column.name, str(schema.field(column.name).type)) for column in found)
        groups.setdefault(kind, []).append(file)
        columns[kind] = found
    return [Input(table, tuple(group), columns[kind]) for kind, group in groups.items()]


def _schema(file: Place) -> pa.Schema:
    with readable(file.address):
        return pq.read_schema(file.path, filesystem=file.files)
