"""From Parquet files to a published snapshot, derived tables included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from ozgdash.errors import Finding, SnapshotDamagedError, UserError
from ozgdash.marts import cluster, spark
from ozgdash.marts.columns import tables
from ozgdash.marts.filling import fill
from ozgdash.marts.inputs import Input, find_inputs
from ozgdash.marts.places import place
from ozgdash.store.connection import open_snapshot
from ozgdash.store.draft import Draft
from ozgdash.store.folder import SnapshotFile
from ozgdash.store.publishing import DRAFT_PATTERN
from ozgdash.store.snapshots import Store
from ozgdash.store.spellings import respellings
from ozgdash.texts import DEFAULT_LANG, Lang, text

STAGED = DRAFT_PATTERN.replace("*", "marts")
"""Where Spark puts its tables if no other place is named: the next publish removes what a dead process left."""


class Engine(StrEnum):
    """Who works the derived tables out."""

    DUCKDB = "duckdb"
    SPARK = "spark"


@dataclass(frozen=True)
class Order:
    """What is to be made of which files, and where it is published.

    ``out``: the folder of snapshots; ``replace``: it may hold some already, the new one becomes the current one.
    ``master`` and ``staging`` concern Spark alone; ``staging``: a folder that its processes and this one reach.
    """

    observations: tuple[str, ...]
    out: Path
    engine: Engine = Engine.DUCKDB
    master: str = cluster.THIS_MACHINE
    staging: str | None = None
    replace: bool = False
    keep: int | None = None


class UnsoundInputError(UserError):
    """The files do not fit each other; ``problems`` says in what."""

    def __init__(self, problems: tuple[Finding, ...]) -> None:
        self.problems = problems
        super().__init__("marts.unsound")

    def message(self, lang: Lang) -> str:
        """One line with everything that was found."""
        return text(self.key, lang, faults=" ".join(problem.message(lang) for problem in self.problems))


@dataclass(frozen=True)
class MartsReport:
    """What came of it: the published snapshot, and how many rows each of its tables has."""

    snapshot: SnapshotFile
    rows: dict[str, int]


def make(order: Order) -> MartsReport:
    """Publishes a snapshot of the files, with the checks of every publish.

    Raises UserError, and nothing is published: for files that are missing, damaged or hold something else, a folder
    that has a snapshot, a cluster that does not answer, a missing Java or PySpark.
    """
    store = Store(order.out, keep=order.keep)
    _refuse_taken(store, replace=order.replace)
    inputs = find_inputs(order.observations)
    if order.engine is Engine.SPARK:
        cluster.check(order.master)
    note = text("marts.note", DEFAULT_LANG, engine=order.engine)
    with _unsound_input(), store.draft(note=note, empty=True) as draft:
        fill(draft.connection, inputs)
        if order.engine is Engine.SPARK:
            _derive_on_spark(draft, inputs, order)
    return _report(draft.result())


@contextmanager
def _unsound_input() -> Iterator[None]:
    """What does not pass the check of a publish is no fault of the program here: the files do not fit each other."""
    try:
        yield
    except SnapshotDamagedError as error:
        if error.key != "store.draft_unsound":
            raise
        raise UnsoundInputError(error.values["problems"]) from error


def _refuse_taken(store: Store, *, replace: bool) -> None:
    if store.directory.exists() and not store.directory.is_dir():
        raise UserError("marts.out_no_folder", out=str(store.directory))
    if not replace and store.current() is not None:
        raise UserError("marts.out_taken", out=str(store.directory))


def _derive_on_spark(draft: Draft, inputs: Sequence[Input], order: Order) -> None:
    """From the spellings that the publish joins on its way: the cluster reads the files as they are."""
    staging = place(order.staging) if order.staging else place(str(order.out))
    job = spark.Job(order.master, tuple(inputs), tuple(respellings(draft.connection)), staging.below(STAGED))
    draft.derive = partial(spark.run, job)


def _report(snapshot: SnapshotFile) -> MartsReport:
    with closing(open_snapshot(snapshot.path)) as connection:
        counted = {
            table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchall()[0][0]  # noqa: S608 - our own names
            for table in tables()
        }
    return MartsReport(snapshot, counted)
