"""Tables of a snapshot as Parquet files, written and read piece by piece so that any size fits into memory.

Which files there are stands in docs/SCALE.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from ozgdash.errors import UserError
from ozgdash.store.queries import sql
from ozgdash.store.trouble import reading

OBSERVATIONS = "observations-*.parquet"
TABLES = ("cooperation", "partner", "deadline", "service", "maturity_level", "import", "component")
"""What a snapshot needs beside the observations, each one file."""
BATCH = 2 * 122_880
"""Rows that are in memory at once: two of DuckDB's row groups."""


def load_parquet(connection: duckdb.DuckDBPyConnection, folder: Path, observations: Sequence[Path] = ()) -> None:
    """Appends everything that a folder of Parquet files holds to the empty tables of a draft.

    ``observations``: their files; none: those of the folder. The columns of all files are compared before anything is
    written. Raises UserError naming the file where one is missing, is no Parquet, has other columns than the table, or
    values that do not go into it.
    """
    files = [*observations] or sorted(folder.glob(OBSERVATIONS))
    if not files:
        raise UserError("store.parquet_missing", file=str(folder / OBSERVATIONS))
    wanted = [*((table, folder / f"{table}.parquet") for table in TABLES), *(("observation", path) for path in files)]
    for table, path in wanted:
        _check(path, expected=table_names(connection, table))
    for table, path in wanted:
        _append(connection, table, path)


def table_names(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """The names of the columns of a table, in its order."""
    return [column[0] for column in connection.table(table).description]


def write_parquet(path: Path, pieces: Iterable[pa.Table]) -> None:
    """One file of these pieces, at least one; equal pieces give equal bytes."""
    writer: pq.ParquetWriter | None = None
    for piece in pieces:
        writer = writer or pq.ParquetWriter(path, piece.schema, compression="zstd")
        writer.write_table(piece)
    if writer is not None:
        writer.close()


def _check(path: Path, *, expected: Sequence[str]) -> None:
    with _opened(path) as file:
        given = file.schema_arrow.names
    missing = [name for name in expected if name not in given]
    unknown = [name for name in given if name not in expected]
    if missing or unknown:
        names = {"missing": ", ".join(missing) or "–", "unknown": ", ".join(unknown) or "–"}
        raise UserError("store.parquet_columns", file=path.name, **names)


def _append(connection: duckdb.DuckDBPyConnection, table: str, path: Path) -> None:
    for batch in _batches(path):
        connection.register("incoming", batch)
        try:
            connection.execute(sql(f"insert_{table}"))
        except (duckdb.ConversionException, duckdb.ConstraintException, duckdb.BinderException) as error:
            raise UserError("store.parquet_values", file=path.name, reason=str(error).splitlines()[0]) from error
        finally:
            connection.unregister("incoming")


def _batches(path: Path) -> Iterator[pa.Table]:
    with _opened(path) as file:
        for batch in file.iter_batches(batch_size=BATCH):
            yield pa.Table.from_batches([batch])


def _opened(path: Path) -> pq.ParquetFile:
    try:
        with reading(path):
            return pq.ParquetFile(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UserError("store.parquet_missing", file=str(path)) from error
    except pa.ArrowException as error:
        raise UserError("store.parquet_unreadable", file=path.name) from error
