"""A made-up cooperation as Parquet files, and the snapshot of such files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from ozgdash.ingest.fingerprint import BENCHMARKS, MATURITY_LEVELS, SYNONYMS, fingerprint
from ozgdash.marts.filling import fill
from ozgdash.marts.inputs import find_inputs
from ozgdash.model.cooperation import Cooperation, Partner
from ozgdash.model.service import Service
from ozgdash.settings import Settings
from ozgdash.sources.reference import read_benchmarks, read_maturity_levels
from ozgdash.sources.synonyms import read_synonyms
from ozgdash.store import described, load
from ozgdash.store.connection import set_meta
from ozgdash.store.queries import sql
from ozgdash.store.records import ImportKind
from ozgdash.store.snapshots import Store
from tools.scale_region import END
from tools.scale_reports import components, observations

PARQUET = "parquet"
"""The folder of the files, within the data folder."""
OBSERVATIONS = "observations-{number:05}.parquet"
PARTNERS_OF_A_FILE = 500
IMPORTED_AT = datetime(2026, 11, 1)  # noqa: DTZ001 - UTC without a zone, as the store keeps it


class Written:
    """The rows of ``import`` and ``component`` that come about while the observations are written."""

    def __init__(self, services: Sequence[Service], *, seed: int, months: int) -> None:
        self.services, self.seed, self.months = services, seed, months
        self.imports: list[dict[str, Any]] = []
        self.components: list[dict[str, Any]] = []

    def of(self, place: int, partner: Partner) -> pa.Table:
        """The observations of the partner at this place, with the ids of their imports."""
        random = np.random.default_rng([self.seed, place])
        rows = observations(partner, self.services, random, months=self.months)
        days, counts = np.unique(rows["observed_on"].to_numpy(), return_counts=True)
        first = len(self.imports) + 1
        for day, count in zip(days.tolist(), counts.tolist(), strict=True):
            self._import(partner, ImportKind.STATUS_SHEET, day, count)
        ids = np.repeat(np.arange(first, first + len(days), dtype=np.int32), counts)
        self._components(partner, random)
        return rows.append_column("import_id", pa.array(ids))

    def _components(self, partner: Partner, random: np.random.Generator) -> None:
        listed = components(self.services, random)
        import_id = self._import(partner, ImportKind.COMPONENTS, END, len(listed))
        for position, item in enumerate(listed):
            self.components.append(load.component_row(item, partner.id, END, import_id, position))

    def _import(self, partner: Partner, kind: ImportKind, day: date, rows: int) -> int:
        import_id = len(self.imports) + 1
        name = f"{day:%Y-%m}.csv" if kind is ImportKind.STATUS_SHEET else f"komponenten-{day:%Y-%m}.csv"
        content = f"{self.seed} {partner.id} {name}"
        self.imports.append(
            {
                "import_id": import_id,
                "kind": kind.value,
                "file_name": name,
                "sha256": hashlib.sha256(content.encode()).hexdigest(),
                "imported_at": IMPORTED_AT,
                "imported_by": "make_scale",
                "partner_id": partner.id,
                "as_of": day,
                "row_count": rows,
                "example": True,
                "note": "",
                "left_out": 0,
                "override_reason": None,
            }
        )
        return import_id


def write_tables(folder: Path, whole: Cooperation, services: Sequence[Service], *, seed: int, months: int) -> None:
    """The Parquet files of a cooperation, observations in files of 500 partners."""
    target = folder / PARQUET
    target.mkdir(parents=True)
    written = Written(services, seed=seed, months=months)
    with closing(duckdb.connect()) as tables:
        tables.execute(sql("schema"))
        names = tables.table("observation").columns
        for first in range(0, len(whole.partners), PARTNERS_OF_A_FILE):
            path = target / OBSERVATIONS.format(number=first // PARTNERS_OF_A_FILE + 1)
            write_parquet(path, _known(_observations(whole, first, written), names))
        _fill(tables, folder, whole, services)
        for table in ("cooperation", "partner", "deadline", "service", "maturity_level"):
            write_parquet(target / f"{table}.parquet", [tables.table(table).to_arrow_table()])
        for table, listed in (("import", written.imports), ("component", written.components)):
            schema = tables.table(table).to_arrow_table().schema
            write_parquet(target / f"{table}.parquet", [pa.Table.from_pylist(listed, schema=schema)])


def _known(pieces: Iterable[pa.Table], names: Sequence[str]) -> Iterator[pa.Table]:
    """The pieces with the columns of the table in its order; those that nothing is made for are missing."""
    return (piece.select([name for name in names if name in piece.column_names]) for piece in pieces)


def write_parquet(path: Path, pieces: Iterable[pa.Table]) -> None:
    """One file of these pieces, at least one; equal pieces give equal bytes."""
    writer: pq.ParquetWriter | None = None
    for piece in pieces:
        writer = writer or pq.ParquetWriter(path, piece.schema, compression="zstd")
        writer.write_table(piece)
    if writer is not None:
        writer.close()


def _observations(whole: Cooperation, first: int, written: Written) -> Iterator[pa.Table]:
    """Those of the partners of one file, some partners a piece: row groups of one partner would be too small."""
    last = min(first + PARTNERS_OF_A_FILE, len(whole.partners))
    for begin in range(first, last, 100):
        found = [written.of(place, whole.partners[place]) for place in range(begin, min(begin + 100, last))]
        yield pa.concat_tables(found)


def _fill(tables: duckdb.DuckDBPyConnection, folder: Path, whole: Cooperation, services: Sequence[Service]) -> None:
    described.write_cooperation(tables, whole)
    load.add_services(tables, services, origin="data")
    described.write_reference(tables, maturity_levels=read_maturity_levels(folder / MATURITY_LEVELS), benchmarks=())


def publish(folder: Path) -> Store:
    """Publishes a snapshot of the Parquet files of a data folder; its store. Raises what `find_inputs`, `fill` do."""
    store = Store(Settings(data_dir=folder).snapshots_dir, keep=2)
    with store.draft(note="make_scale", empty=True) as draft:
        set_meta(draft.connection, "data_hash", fingerprint(folder))
        fill(draft.connection, find_inputs([str(folder / PARQUET)]))
        described.write_reference(draft.connection, maturity_levels=(), benchmarks=read_benchmarks(folder / BENCHMARKS))
        described.write_word_groups(draft.connection, read_synonyms(folder / SYNONYMS))
    return store
