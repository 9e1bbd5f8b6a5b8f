"""Cooperations of any size, reported on the way authorities do: same seed, same rows."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from bench.enriched import enrich
from ozgdash.model.cooperation import Cooperation, Deadline, Partner, PartnerKind
from ozgdash.model.days import month_ends
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.catalogue import read_catalogue
from ozgdash.store import described, load
from ozgdash.store.queries import sql
from ozgdash.store.snapshots import Store

START, END = date(2020, 9, 1), date(2026, 10, 31)
MONTHS = month_ends(START, END)
IMPORTED_AT = datetime(2026, 11, 1)  # noqa: DTZ001 - UTC without a zone, as the store keeps it
CHANGED = 0.015
"""Share of the services that a sheet reports anew."""
REPORTED = 0.95
"""Share of the months in which a partner hands in a sheet."""
DEPARTMENTS = 8
PRODUCTS = ("Alpha", "Beta", "Gamma", "Delta")


def publish(folder: Path, partners: int, *, seed: int = 1, rich: bool = False) -> Store:
    """A published snapshot of so many partners over six years, written past the importer; its store.

    A third of the partners join up to three years late. Each begins with a report on most of its services; after that a
    sheet holds one or two services in a hundred, most of them better than before, and some months bring none. ``rich``:
    with what the pages show beside Reifegrad and plan.
    """
    store, random = Store(folder), np.random.default_rng(seed)
    catalogue = read_catalogue(PROJECT_DIR / "data" / "catalogue" / "leistungen.csv").services
    cooperation = _cooperation(partners, random)
    with store.draft(note="bench", empty=True) as draft:
        described.write_cooperation(draft.connection, cooperation)
        load.add_services(draft.connection, catalogue, origin="data")
        imports: list[dict[str, Any]] = []
        for partner in cooperation.partners:
            sheets = _sheets(partner, [item.id for item in catalogue], random, first_import=_next(imports))
            _append(draft.connection, "insert_observation", sheets)
            imports += _imports(sheets)
        topics = sorted({item.topic for item in catalogue})
        parts = [row for p in cooperation.partners for row in _components(p, topics, random, _next(imports))]
        imports.append(_import_row(_next(imports), None, START, len(parts)) | {"kind": "components"})
        _append(draft.connection, "insert_import", pa.Table.from_pylist(imports))
        _append(draft.connection, "insert_component", pa.Table.from_pylist(parts))
        if rich:
            enrich(draft.connection)
    return store


def _cooperation(partners: int, random: np.random.Generator) -> Cooperation:
    kinds = random.choice(list(PartnerKind), size=partners, p=[0.2, 0.2, 0.6])
    joined = [MONTHS[int(month)] if late else START for late, month in zip(
        random.random(partners) < 1 / 3, random.integers(1, 36, partners), strict=True
    )]  # fmt: skip
    members = tuple(
        Partner(f"p{i:05}", f"Gemeinde {i:05}", f"G {i:05}", PartnerKind(kinds[i]), _ars(i), joined[i])
        for i in range(partners)
    )
    return Cooperation("Messung", START, members, (Deadline("ozg", "OZG", date(2022, 12, 31)),))


def _ars(place: int) -> str:
    """Thirty partners make a Kreis; the Kreise go round three Länder of two Regierungsbezirke each."""
    kreis, number = divmod(place, 30)
    land, region, district = ("03", "05", "09")[kreis % 3], "13"[kreis // 3 % 2], kreis // 6 + 1
    return f"{land}{region}{district:02}{number + 1:04}{number + 1:03}"


def _sheets(partner: Partner, services: list[str], random: np.random.Generator, *, first_import: int) -> pa.Table:
    months = [day for day in MONTHS if day >= partner.joined_on]
    told = [day for place, day in enumerate(months) if place == 0 or random.random() < REPORTED]
    level = np.zeros(len(services), dtype=np.int64)
    level[:] = random.integers(0, 3, len(services))
    department = random.integers(0, DEPARTMENTS, len(services))
    rows: dict[str, list[Any]] = {name: [] for name in ("service_id", "observed_on", "import_id", "maturity")}
    rows |= {"department": [], "planned_on": []}
    for place, day in enumerate(told):
        picked = np.flatnonzero(random.random(len(services)) < (0.9 if place == 0 else CHANGED))
        if place:
            level[picked] = np.clip(level[picked] + random.choice([-1, 1, 1, 1], len(picked)), 0, 4)
        ahead = random.integers(1, 24, len(picked))
        rows["service_id"] += [services[i] for i in picked]
        rows["observed_on"] += [day] * len(picked)
        rows["import_id"] += [first_import + place] * len(picked)
        rows["maturity"] += level[picked].tolist()
        rows["department"] += [f"Amt {number}" for number in department[picked]]
        rows["planned_on"] += [
            MONTHS[(MONTHS.index(day) + int(later)) % len(MONTHS)] if level[i] < 3 else None
            for i, later in zip(picked, ahead, strict=True)
        ]
    count = len(rows["service_id"])
    rows |= {"partner_id": [partner.id] * count, "maturity_model": ["1.1"] * count, "row_number": [2] * count}
    return pa.table(rows)


def _next(imports: list[dict[str, Any]]) -> int:
    return int(imports[-1]["import_id"]) + 1 if imports else 1


def _imports(sheets: pa.Table) -> list[dict[str, Any]]:
    counted = sheets.group_by(["import_id", "partner_id", "observed_on"]).aggregate([([], "count_all")]).to_pylist()
    counted.sort(key=lambda row: row["import_id"])
    return [_import_row(row["import_id"], row["partner_id"], row["observed_on"], row["count_all"]) for row in counted]


def _import_row(import_id: int, partner_id: str | None, as_of: date, rows: int) -> dict[str, Any]:
    return {
        **{"import_id": import_id, "kind": "status_sheet", "file_name": "blatt.csv", "sha256": "0" * 64},
        **{"imported_at": IMPORTED_AT, "imported_by": "bench", "partner_id": partner_id, "as_of": as_of},
        **{"row_count": rows, "example": False, "note": "", "left_out": 0, "override_reason": None},
    }


def _components(
    partner: Partner, topics: list[str], random: np.random.Generator, import_id: int
) -> list[dict[str, Any]]:
    return [
        {
            **{"partner_id": partner.id, "reported_on": START, "import_id": import_id, "row_number": 2},
            **{"position": int(partner.id[1:]) * 10 + place, "area": "specialist", "name": f"Fachverfahren {place}"},
            **{"product": str(random.choice(PRODUCTS)), "version": None, "provider": None, "contract_end": None},
            **{"status": "in_use", "domain": topic},
        }
        for place, topic in enumerate(random.choice(topics, 3, replace=False))
    ]


def _append(connection: Any, statement: str, rows: pa.Table) -> None:
    connection.register("incoming", rows)
    connection.execute(sql(statement))
    connection.unregister("incoming")
