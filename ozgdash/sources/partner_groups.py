"""Reads the groups of cooperation.toml: ``gruppe`` of a partner, and the lists ``[[vergleichsgruppe]]``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NoReturn

from ozgdash.errors import SettingsError
from ozgdash.model.cooperation import Partner, first_of
from ozgdash.model.groups import DERIVED, Group, GroupKind, word_key
from ozgdash.model.names import cleaned, lettered
from ozgdash.sources.toml_table import TomlTable

GROUP = GroupKind.CHOSEN.value
WORD = GroupKind.SHARED_WORD.value
KEY = re.compile(r"[a-z][a-z0-9_-]{0,39}")
ARS_DIGITS = (2, 3, 5, 9, 12)
"""Land, Regierungsbezirk, Kreis, Gemeindeverband, Gemeinde."""


def word_of(table: TomlTable) -> str | None:
    """The word of a ``[[partner]]``, None where it has none; SettingsError for one without a letter or digit."""
    if not table.optional(WORD):
        return None
    word = table.words(WORD)
    if not lettered(word):
        table.refuse(WORD, word, "Mittelzentren")
    return word


def groups_by_word(partners: Sequence[Partner], words: Sequence[str | None]) -> list[Group]:
    """One group per word, by name; of words that differ in case alone the first is its name."""
    names: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for partner, word in zip(partners, words, strict=True):
        if word is not None:
            key = word_key(word)
            names.setdefault(key, word)
            members.setdefault(key, []).append(partner.id)
    return [Group(key, names[key], GroupKind.SHARED_WORD, tuple(members[key])) for key in sorted(members)]


def chosen_groups(tables: Sequence[TomlTable], partners: Sequence[Partner]) -> list[Group]:
    """The lists in the order of the file.

    Raises SettingsError for a key that is none or that a derived group may have, for a list that names nobody, and for
    a partner or an ARS that is none.
    """
    by_id = {partner.id: partner for partner in partners}
    return [_group(table, by_id) for table in tables]


def _group(table: TomlTable, partners: Mapping[str, Partner]) -> Group:
    key = table.words("key", shape=KEY, allowed="a–z, 0–9, -, _")
    if key.startswith(DERIVED):
        _refuse(table, "group_key", received=key, beginnings=", ".join(f"{word}…" for word in DERIVED))
    name = table.words("name")
    received = table.take("partner")
    if not isinstance(received, list) or not received:
        _refuse(table, "group_empty", name=name)
    table.finish()
    ids = {member for entry in received for member in _meant(table, entry, partners)}
    return Group(key, name, GroupKind.CHOSEN, tuple(member for member in partners if member in ids))


def _meant(table: TomlTable, entry: object, partners: Mapping[str, Partner]) -> Iterator[str]:
    """The ids that one entry stands for: a partner's own, or those of all whose ARS begins with it."""
    said = cleaned(entry) if isinstance(entry, str) else ""
    if said.isascii() and said.isdigit():
        if len(said) not in ARS_DIGITS:
            _refuse(table, "group_ars", received=said)
        found = [key for key, partner in partners.items() if partner.ars.startswith(said)]
        if not found:
            _refuse(table, "group_ars_nobody", received=said)
        yield from found
    elif said in partners:
        yield said
    else:
        _refuse(table, "group_partner", received=entry, known=first_of(list(partners)))


def _refuse(table: TomlTable, fault: str, **values: object) -> NoReturn:
    raise SettingsError(f"sources.{fault}", file=table.file, place=f"[{table.name}]", **values)
