"""Snapshots as folders of Parquet files, and made-up cooperations that hold whatever a table may hold."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from ozgdash.marts.columns import input_tables, tables
from ozgdash.store.connection import open_snapshot
from ozgdash.store.queries import sql
from ozgdash.store.snapshots import Store

DAYS = [date(2021, 1, 31) + timedelta(days=30 * n) for n in range(6)]
DEPARTMENTS = (None, None, "Amt 1", "Amt 1", "amt 1 ", "Ämter für „Größe“ \\ 'x'", "")
PLANNED = (None, None, date(1, 1, 1), date(1500, 2, 28), date(2022, 12, 31), date(9999, 12, 31))


def write_folder(connection: duckdb.DuckDBPyConnection, folder: Path, *, files: int = 2) -> Path:
    """Every table that comes from files, the observations as several; the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in input_tables():
        rows = connection.sql(f'FROM "{table}"').to_arrow_table()
        if table != "observation":
            pq.write_table(rows, folder / f"{table}.parquet")
            continue
        length = -(-rows.num_rows // files) or 1
        for number in range(files):
            pq.write_table(rows.slice(number * length, length), folder / f"observations-{number}.parquet")
    return folder


def changed(file: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    """The file with other rows or columns."""
    pq.write_table(change(pq.read_table(file)), file)


def replaced(rows: pa.Table, column: str, values: pa.Array | pa.ChunkedArray) -> pa.Table:
    """The rows with other values in one column."""
    return rows.set_column(rows.schema.get_field_index(column), column, values)


def vary_types(folder: Path) -> None:
    """The same rows with all that a writer may do: wide integers, dictionaries, zones, columns in another order, without
    a type, or left out."""

    def wide(rows: pa.Table) -> pa.Table:
        rows = replaced(rows, "maturity", rows["maturity"].cast(pa.int64()))
        rows = replaced(rows, "partner_id", rows["partner_id"].dictionary_encode())
        return rows.select(sorted(rows.column_names))

    def without_empty(rows: pa.Table) -> pa.Table:
        empty = [name for name in rows.column_names if rows[name].null_count == len(rows)]
        assert len(empty) > 1
        return replaced(rows, empty[0], pa.nulls(len(rows))).drop_columns(empty[1:])

    changed(folder / "observations-0.parquet", wide)
    changed(folder / "observations-1.parquet", without_empty)
    zone = pa.timestamp("us", tz="UTC")
    changed(folder / "import.parquet", lambda rows: replaced(rows, "imported_at", rows["imported_at"].cast(zone)))


def folder_of(snapshot: Path, folder: Path) -> Path:
    """The tables of a published snapshot."""
    with closing(open_snapshot(snapshot)) as connection:
        return write_folder(connection, folder)


def all_rows(store: Path) -> dict[str, list[tuple]]:
    """Every row of every table but the facts about the publish, in an order that says nothing of who wrote it."""
    _, connection = Store(store).open_current()
    with closing(connection):
        return {
            table: connection.execute(f'SELECT * FROM "{table}" ORDER BY ALL').fetchall()  # noqa: S608 - our own names
            for table in tables()
            if table != "meta"
        }


def made_up(folder: Path, *, partners: int, services: int = 12, seed: int = 1, services_of_a_topic: int = 6) -> Path:
    """A cooperation in which anything that a table can hold comes together; every partner is a case of its own."""
    chance = random.Random(seed)  # noqa: S311 - the same seed, the same rows
    with closing(duckdb.connect()) as connection:
        connection.execute(sql("schema"))
        connection.execute("INSERT INTO cooperation VALUES ('Zufall', DATE '2021-01-01')")
        connection.execute("INSERT INTO deadline VALUES ('ziel', 'Ziel', DATE '2022-12-31', NULL, 1.0, 0)")
        _append(connection, "service", (_service(number, services_of_a_topic, chance) for number in range(services)))
        _append(connection, "partner", (_partner(number, chance) for number in range(partners)))
        reports = [_sheet(partner, services, chance) for partner in range(partners) for _ in range(chance.randrange(8))]
        sheets = list(enumerate(reports, start=1))
        _append(connection, "import", (_import(import_id, rows) for import_id, rows in sheets))
        _append(connection, "observation", (row | {"import_id": number} for number, rows in sheets for row in rows))
        files = list(
            enumerate((_months(partner, services, chance) for partner in range(partners)), start=len(sheets) + 1)
        )
        _append(connection, "import", (_import(import_id, rows) | {"kind": "use"} for import_id, rows in files))
        _append(connection, "use_month", (row | {"import_id": number} for number, rows in files for row in rows))
        return write_folder(connection, folder, files=3)


def _append(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[dict[str, object]]) -> None:
    incoming = pa.Table.from_pylist(list(rows))
    connection.register("incoming", incoming)
    connection.execute(f'INSERT INTO "{table}" BY NAME FROM incoming')
    connection.unregister("incoming")


def _service(number: int, of_a_topic: int, chance: random.Random) -> dict[str, object]:
    return {
        **{"service_id": f"s{number}", "name": f"Leistung {number}", "ozg_id": f"1{number // 3:04}", "ozg_name": "Ö"},
        **{"topic": f"Thema {number // of_a_topic}", "life_situation": "", "leika_type": "2", "origin": "data"},
        **{"addressee": chance.choice([None, "buerger", "unternehmen", "beide"]), "position": number},
        **{name: chance.choice([None, True, False]) for name in ("sdg", "by_city", "by_district", "by_municipality")},
    }


def _partner(number: int, chance: random.Random) -> dict[str, object]:
    return {
        **{
            "partner_id": f"p{number}",
            "name": f"Gemeinde {number}",
            "short_name": f"G {number}",
            "ars": f"{number:012}",
        },
        **{"kind": chance.choice(["kreisfreie_stadt", "landkreis", "gemeinde"]), "position": number},
        "joined_on": chance.choice([DAYS[0], DAYS[2] + timedelta(days=3), DAYS[-1] + timedelta(days=400)]),
    }


def _sheet(partner: int, services: int, chance: random.Random) -> list[dict[str, object]]:
    """One report, maybe on a day of which there is one already, maybe of nothing."""
    cases, priority = chance.choice([True, False]), chance.choice([True, False, None])
    head = {"partner_id": f"p{partner}", "observed_on": chance.choice(DAYS)}
    return [
        {
            **head,
            **{"service_id": f"s{number}", "row_number": number, "cases_given": cases, "priority_given": priority},
            **{
                "responsible": chance.choice([None, True, True, False]),
                "digitisable": chance.choice([None, True, False]),
            },
            **{"maturity": chance.choice([None, 0, 1, 2, 3, 4]), "maturity_model": chance.choice([None, "1.1", "2.0"])},
            **{"department": chance.choice(DEPARTMENTS), "planned_on": chance.choice(PLANNED)},
            **{"stage": chance.choice([None, "online", "planned"]), "obstacle": chance.choice([None, "legal"])},
            **{"cases_per_year": chance.choice([None, 0, 2**31 - 1]) if cases else None},
            **{"cases_digital_given": number % 3 > 0, "cases_digital_per_year": (None, 0, 30)[number % 3]},
            **{"priority": chance.choice([None, "high"]) if priority else None},
            **{
                "url": chance.choice([None, "https://example.org/?a=1&b=%20"]),
                "remark": chance.choice([None, "a\nb\t\0"]),
            },
        }
        for number in sorted(chance.sample(range(services), chance.randrange(services)))
    ]


def _months(partner: int, services: int, chance: random.Random) -> list[dict[str, object]]:
    """Cases of one service by month, maybe of two years, maybe with a month that is missing or small."""
    service, first, cases = chance.randrange(services), chance.choice([0, 13]), chance.choice([40, 2**31 - 1])
    numbers = [number for number in range(first, 24) if number != chance.choice([None, 2, 15])]
    return [
        {
            **{"partner_id": f"p{partner}", "service_id": f"s{service}"},
            "month": date(2020 + number // 12, number % 12 + 1, 1),
            "cases": chance.choice([*[cases] * 40, None, 3, 7]),
            "cases_digital": chance.choice([20, 20, 20, 2, 38, None] if chance.random() < 0.1 else [20]),
        }
        for number in numbers
    ]


def _import(import_id: int, rows: list[dict[str, object]]) -> dict[str, object]:
    return {
        **{"import_id": import_id, "kind": "status_sheet", "file_name": "blatt.csv", "sha256": "0" * 64, "note": ""},
        **{"imported_at": datetime(2022, 2, 1, 9, 30), "imported_by": "test", "row_count": len(rows)},  # noqa: DTZ001 - UTC
        **{"partner_id": rows[0]["partner_id"] if rows else None, "example": False, "left_out": 0},
    }
