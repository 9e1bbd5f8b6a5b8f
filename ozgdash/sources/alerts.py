"""Reads data/hinweise.toml: what is watched, and from when on it is said."""

from __future__ import annotations

import tomllib
from pathlib import Path

from ozgdash.errors import SettingsError
from ozgdash.model.alert import AlertKind, AlertRule
from ozgdash.model.cooperation import Cooperation
from ozgdash.sources.toml_table import TomlTable, refuse_rest, take_tables

TABLE = "alert"
HIGHEST = {AlertKind.NO_REPORT: 3_650, AlertKind.SHARE_FELL: 100}
MOST = 1_000_000
MAX_MONTHS = 120
KINDS = ", ".join(AlertKind)


def read_alerts(path: Path, *, cooperation: Cooperation) -> tuple[AlertRule, ...]:
    """The rules in the order of the file.

    Raises SettingsError naming file, table, key, what was received and what is allowed.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError("sources.alerts_unreadable", file=path.name, reason=str(error)) from error
    tables = take_tables(path.name, raw, TABLE)
    refuse_rest(path.name, raw, f"[[{TABLE}]]")
    return tuple(_rule(table, cooperation) for table in tables)


def _rule(table: TomlTable, cooperation: Cooperation) -> AlertRule:
    word = table.words("rule", allowed=KINDS)
    if word not in tuple(AlertKind):
        table.refuse("rule", word, KINDS)
    kind = AlertKind(word)
    rule = AlertRule(kind, _bound(table, kind), _months(table, kind), _partners(table, cooperation))
    table.finish()
    return rule


def _bound(table: TomlTable, kind: AlertKind) -> float:
    """Days and services are whole numbers; the points of a share need not be."""
    received = table.take(kind.bound)
    highest, is_share = HIGHEST.get(kind, MOST), kind is AlertKind.SHARE_FELL
    lowest = 0.1 if is_share else 1 if kind is AlertKind.NO_REPORT else 0
    is_number = isinstance(received, (int, float) if is_share else int) and not isinstance(received, bool)
    if not is_number or not lowest <= float(str(received)) <= highest:
        table.refuse(kind.bound, received, f"{lowest} – {highest}")
    return float(str(received))


def _months(table: TomlTable, kind: AlertKind) -> int:
    if kind is not AlertKind.SHARE_FELL:
        return 1
    received = table.take("months", 1)
    if not isinstance(received, int) or isinstance(received, bool) or not 1 <= received <= MAX_MONTHS:
        table.refuse("months", received, f"1 – {MAX_MONTHS}")
    return int(received)


def _partners(table: TomlTable, cooperation: Cooperation) -> tuple[str, ...]:
    """The ids of the named partners in the cooperation's order; none where the key is missing."""
    received = table.take("partners", [])
    if not isinstance(received, list):
        table.refuse("partners", received, '["…", "…"]')
    found = set()
    for name in received:
        partner = cooperation.named(name) if isinstance(name, str) else None
        if partner is None:
            table.refuse("partners", name, cooperation.known_ids())
        found.add(partner.id)
    return tuple(partner.id for partner in cooperation.partners if partner.id in found)
