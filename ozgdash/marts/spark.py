"""The derived tables on Apache Spark: the same queries over the same files, the rows fetched into the draft.

Only SQL goes to the cluster: its machines need neither Python nor this program. What they work out they write as
Parquet into the staging folder, from where this process reads it batch by batch.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from ozgdash.errors import UserError
from ozgdash.marts.columns import Column, input_tables, tables
from ozgdash.marts.dialect import SPARK_TYPES, derivations, views
from ozgdash.marts.filling import insert
from ozgdash.marts.inputs import Input
from ozgdash.marts.places import Place, readable
from ozgdash.marts.spark_session import spark_session

RESPELLED = {"observation": ("department", "department"), "service": ("topic", "topic")}
"""Table -> the column whose names are spelled as one, and the kind of name it holds; of those that are asked."""


@dataclass(frozen=True)
class Job:
    """What is to be worked out where. ``respelled``: how names are spelled anew, as ``respellings`` gives it."""

    master: str
    inputs: tuple[Input, ...]
    respelled: tuple[dict[str, str], ...]
    staging: Place


def run(job: Job, connection: duckdb.DuckDBPyConnection, _: Collection[str] | None = None) -> None:
    """Fills every derived table of the draft. Raises UserError where the cluster does not do it."""
    with _staged(job.staging):
        with spark_session(job.master) as spark:
            _prepare(spark, job)
            for item in derivations():
                _work_out(spark, item.table, item.query, job.staging)
        for item in derivations():
            _fetch(connection, item.table, job.staging.below(item.table))


@contextmanager
def _staged(folder: Place) -> Iterator[None]:
    """The folder is there, empty, and gone afterwards."""
    with readable(folder.address):
        folder.files.create_dir(folder.path, recursive=True)
        folder.files.delete_dir_contents(folder.path)
    try:
        yield
    finally:
        with readable(folder.address):
            folder.files.delete_dir(folder.path)


def _prepare(spark: Any, job: Job) -> None:
    """Gives the files and views the names that the queries ask for."""
    if job.respelled:
        file = job.staging.below("respelled.parquet")
        pq.write_table(pa.Table.from_pylist(list(job.respelled)), file.path, filesystem=file.files)
        spark.read.parquet(file.for_spark()).createOrReplaceTempView("respelled")
    asked = " ".join([*views().values(), *(item.query for item in derivations())])
    for table in input_tables():
        if table in asked:
            _name_files(spark, job, table)
    spark.sql("SELECT partner_id FROM partner").createOrReplaceTempView("derived_partner")
    for name, query in views().items():
        spark.sql(query).createOrReplaceTempView(name)


def _name_files(spark: Any, job: Job, table: str) -> None:
    """The files of a table under its name, each group of them read in its own types; without files it has no rows."""
    groups = [item for item in job.inputs if item.table == table]
    for number, item in enumerate(groups):
        spark.read.parquet(*(file.for_spark() for file in item.files)).createOrReplaceTempView("incoming")
        spark.sql(_typed(item, respelled=bool(job.respelled))).createOrReplaceTempView(f"{table}_{number}")
    parts = [f"SELECT * FROM {table}_{number}" for number in range(len(groups))]  # noqa: S608 - our own names
    spark.sql(" UNION ALL ".join(parts) or _without_rows(table)).createOrReplaceTempView(table)


def _without_rows(table: str) -> str:
    """The query of a table that may be missing, and is."""
    return f"SELECT {', '.join(_cast(column, 'NULL') for column in tables()[table])} WHERE false"


def _typed(item: Input, *, respelled: bool) -> str:
    """The query that gives the rows of the files as the table has them: its types, null for what they leave out."""
    there = {column.name for column in item.columns}
    columns = tables()[item.table]
    values = {column.name: f"incoming.{column.name}" if column.name in there else "NULL" for column in columns}
    joined = ""
    if respelled and item.table in RESPELLED:
        column, kind = RESPELLED[item.table]
        values[column] = f"coalesce(respelled.name, incoming.{column})"
        joined = f" LEFT JOIN respelled ON respelled.kind = '{kind}' AND respelled.written = incoming.{column}"
    chosen = ", ".join(_cast(column, values[column.name]) for column in columns)
    return f"SELECT {chosen} FROM incoming{joined}"  # noqa: S608 - our own names


def _cast(column: Column, value: str) -> str:
    return f"CAST({value} AS {SPARK_TYPES[column.type]}) AS {column.name}"


def _work_out(spark: Any, table: str, query: str, staging: Place) -> None:
    """Writes a derived table into the staging folder, from where the queries after it read it."""
    target, columns = staging.below(table), tables()[table]
    rows = spark.sql(query).toDF(*(column.name for column in columns))
    typed = rows.selectExpr(*(_cast(column, column.name) for column in columns))
    typed.write.mode("overwrite").parquet(target.for_writing())
    spark.read.parquet(target.for_spark()).createOrReplaceTempView(table)


def _fetch(connection: duckdb.DuckDBPyConnection, table: str, written: Place) -> None:
    item = Input(table, tuple(written.parquet_files()), tables()[table])
    if not item.files:
        raise UserError("marts.staging_apart", staging=written.parent().address)
    insert(connection, table, item.columns, item.batches())
