"""Reads data/cooperation.toml: who works together, since when, and by which dates."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ozgdash.errors import SettingsError
from ozgdash.model.cooperation import Cooperation, Deadline, Partner, PartnerKind, Peer
from ozgdash.model.groups import Group
from ozgdash.model.names import folded
from ozgdash.sources import feedback
from ozgdash.sources.partner_groups import GROUP, chosen_groups, groups_by_word, word_of
from ozgdash.sources.toml_table import TomlTable, refuse_rest, take_tables

PARTNER_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
ARS = re.compile(r"\d{12}")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
DEADLINE_KEY = PARTNER_ID
SCOPES = ("sdg",)
PEER = "vergleich"
KINDS = ", ".join(PartnerKind)


def read_cooperation(path: Path) -> Cooperation:
    """The cooperation as the file describes it.

    Raises SettingsError naming file, table, key, what was received and what is allowed.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError("sources.cooperation_missing", file=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError("sources.cooperation_no_toml", file=str(path), reason=str(error)) from error
    head = TomlTable(path.name, "cooperation", raw.pop("cooperation", None))
    tables = _needed(path.name, raw, "partner")
    words = [word_of(table) for table in tables]
    partners = tuple(_partner(table) for table in tables)
    deadlines = tuple(_deadline(table) for table in _needed(path.name, raw, "deadline"))
    lists = chosen_groups(take_tables(path.name, raw, GROUP), partners)
    peers = tuple(_peer(table) for table in take_tables(path.name, raw, PEER))
    groups = (*lists, *groups_by_word(partners, words))
    cooperation = Cooperation(head.words("name"), head.day("start"), partners, deadlines, groups, peers)
    head.finish()
    if feedback.TABLE in raw:
        feedback.feedback(path.name, raw.pop(feedback.TABLE))
    refuse_rest(
        path.name, raw, f"[cooperation], [[partner]], [[deadline]], [[{GROUP}]], [[{PEER}]], [{feedback.TABLE}]"
    )
    _refuse_meeting(path.name, [*_administrations("partner", partners), *_administrations(PEER, peers)])
    _refuse_meeting(path.name, _keyed("deadline", deadlines))
    _refuse_meeting(path.name, _keyed(GROUP, lists))
    return cooperation


def _needed(file: str, raw: dict[str, Any], name: str) -> list[TomlTable]:
    tables = take_tables(file, raw, name)
    if not tables:
        raise SettingsError("sources.setting_missing", file=file, place=f"[[{name}]]", allowed=f"[[{name}]]")
    return tables


def _partner(table: TomlTable) -> Partner:
    kind = table.words("kind", allowed=KINDS)
    if kind not in list(PartnerKind):
        table.refuse("kind", kind, KINDS)
    colour = table.words("colour", shape=COLOUR, allowed="#0072B2") if table.optional("colour") else None
    partner = Partner(
        id=table.words("id", shape=PARTNER_ID, allowed="a–z, 0–9, -, _"),
        name=table.words("name"),
        short_name=table.words("short_name"),
        kind=PartnerKind(kind),
        ars=table.words("ars", shape=ARS, allowed='"031030000000"'),
        joined_on=table.day("joined_on"),
        colour=colour,
    )
    table.finish()
    return partner


def _deadline(table: TomlTable) -> Deadline:
    scope = table.words("scope") if table.optional("scope") else None
    if scope is not None and scope not in SCOPES:
        table.refuse("scope", scope, ", ".join(SCOPES))
    share = table.take("share", 1.0)
    if isinstance(share, bool) or not isinstance(share, int | float) or not 0 < share <= 1:
        table.refuse("share", share, "0.6")
    key = table.words("key", shape=DEADLINE_KEY, allowed="a–z, 0–9, -, _")
    deadline = Deadline(key, table.words("name"), table.day("date"), scope, float(share))
    table.finish()
    return deadline


def _peer(table: TomlTable) -> Peer:
    """One that the outside views are compared with."""
    kind = table.words("kind", allowed=KINDS)
    if kind not in list(PartnerKind):
        table.refuse("kind", kind, KINDS)
    name = table.words("name")
    peer = Peer(
        id=table.words("id", shape=PARTNER_ID, allowed="a–z, 0–9, -, _"),
        name=name,
        short_name=table.words("short_name") if table.optional("short_name") else name,
        kind=PartnerKind(kind),
        ars=table.words("ars", shape=ARS, allowed='"034590000000"'),
    )
    table.finish()
    return peer


@dataclass(frozen=True)
class Entry:
    """A table of the file: where it stands, what a reader calls it, and all names that mean it."""

    place: str
    shown: str
    names: frozenset[str]


def _administrations(table: str, items: Sequence[Partner | Peer]) -> list[Entry]:
    return [
        Entry(f"[{table} {number}]", item.name, frozenset({item.id, item.name, item.short_name, item.ars}))
        for number, item in enumerate(items, start=1)
    ]


def _keyed(table: str, items: Sequence[Deadline | Group]) -> list[Entry]:
    return [
        Entry(f"[{table} {number}]", item.name, frozenset({item.key, item.name}))
        for number, item in enumerate(items, start=1)
    ]


def _refuse_meeting(file: str, entries: Sequence[Entry]) -> None:
    """Everybody who types one of the names must mean one entry alone: names are compared in folded form."""
    taken: dict[str, Entry] = {}
    for entry in entries:
        for name in sorted(entry.names):
            first = taken.setdefault(folded(name), entry)
            if first is not entry:
                places = {"first": first.place, "second": entry.place}
                found = {"received": name, "first_name": first.shown, "second_name": entry.shown}
                raise SettingsError("sources.names_meet", file=file, **places, **found)
