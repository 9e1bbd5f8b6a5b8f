"""Example exports of Open-PVOG: what a portal might show of the invented status, with the usual disagreements."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random

from ozgdash.model.cooperation import Partner
from ozgdash.model.observation import Observation
from ozgdash.model.service import Service
from ozgdash.sources.template import TemplateRow

AS_OF = date(2026, 10, 31)
COLUMNS = (
    "leika_key", "leika_bezeichnung", "ars", "ozgid", "url", "online_status", "aktiv",
    "begruendung_nicht_beruecksichtigt", "datenstand_pvog_import",
)  # fmt: skip
ONLINE_FROM = 3
MISSING, NO_ADDRESS, FAULTY, AHEAD = 0.08, 0.03, 0.03, 0.02
"""Of what is reported online: not in the portal, there without address, there with a broken one; of the rest: there."""
UNKNOWN = (
    ("99999001001000", "Leihlastenrad Reservierung"),
    ("99999002001000", "Grünpatenschaft Übernahme"),
    ("99999003001000", "Trinkbrunnen Meldung"),
)
"""Invented services that no catalogue knows; 999 is no group of the LeiKa."""


def write_outside_export(folder: Path, partner: Partner, sheets: Iterable[Sequence[TemplateRow]], seed: int) -> None:
    """Writes ``pvog-2026-10.csv`` for the state after all ``sheets``; marked as example data by its head block."""
    latest = {row.service.id: row for rows in sheets for row in rows}
    random = Random(f"{seed}-pvog-{partner.id}")  # noqa: S311 - example data, nothing secret
    with (folder / f"pvog-{AS_OF:%Y-%m}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerows([("Partner", partner.id), ("Stand", f"{AS_OF:%d.%m.%Y}"), ("Beispieldaten", "ja"), COLUMNS])
        writer.writerows(_rows(partner, list(latest.values()), random))


def _rows(partner: Partner, rows: Sequence[TemplateRow], random: Random) -> Iterator[tuple[str, ...]]:
    for row in rows:
        entry = _entry(row.service, row.observation, partner, random)
        if entry is not None:
            yield _line(partner, row.service.leika_key or "", row.service.name, row.service.ozg_id, *entry)
    for key, name in random.sample(UNKNOWN, 2):
        yield _line(partner, key, name, "", _address(partner, key), "ok", "")


def _entry(service: Service, seen: Observation | None, partner: Partner, random: Random) -> tuple[str, str, str] | None:
    """Address, status and reason; None where the portal has no entry."""
    if service.leika_key is None or seen is None or seen.responsible is False:
        return None
    chance = random.random()
    if seen.maturity is None or seen.maturity < ONLINE_FROM:
        shown = seen.maturity is not None and chance < AHEAD
        return (_address(partner, service.leika_key), "ok", "") if shown else None
    if chance < MISSING:
        return None
    if chance < MISSING + NO_ADDRESS:
        return "", "nicht ok", "kein Onlinedienst hinterlegt"
    if chance < MISSING + NO_ADDRESS + FAULTY:
        return seen.url or _address(partner, service.leika_key), "nicht ok", "Adresse antwortet nicht"
    return seen.url or _address(partner, service.leika_key), "ok", ""


def _address(partner: Partner, key: str) -> str:
    return f"https://{partner.id}.example/dienste/{key}"


def _line(partner: Partner, key: str, name: str, ozg_id: str, url: str, status: str, reason: str) -> tuple[str, ...]:
    return key, name, partner.ars, ozg_id, url, status, "ja", reason, AS_OF.isoformat()
