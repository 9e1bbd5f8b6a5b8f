"""Partners that belong together: by their ARS, by a word that they share, by a list of one's own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from ozgdash.model.names import distinct, lettered

if TYPE_CHECKING:
    from ozgdash.model.cooperation import Partner

ARS_DIGITS = 12
FEW = 8
"""Up to so many partners are chosen by name, and their ARS makes no groups."""


class GroupKind(StrEnum):
    """What makes partners a group, in the order in which groups are offered."""

    CHOSEN = "vergleichsgruppe"
    """A list in cooperation.toml."""
    SHARED_WORD = "gruppe"
    """The same word at each of them in cooperation.toml."""
    LAND = "land"
    REGION = "bezirk"
    DISTRICT = "kreis"


DIGITS: Mapping[GroupKind, int] = {GroupKind.LAND: 2, GroupKind.REGION: 3, GroupKind.DISTRICT: 5}
"""How many of the first digits of their ARS the partners of a group have in common."""
DERIVED = tuple(f"{kind.value}-" for kind in (GroupKind.SHARED_WORD, *DIGITS))
"""How keys begin that nobody gave."""


@dataclass(frozen=True)
class Group:
    """Partners that can be chosen together. ``partners``: their ids in the cooperation's order, at least one."""

    key: str
    name: str
    kind: GroupKind
    partners: tuple[str, ...]


def word_key(word: str) -> str:
    """The key of the group of all partners that have this word; words that differ in case alone are one."""
    return f"{GroupKind.SHARED_WORD.value}-{lettered(word)}"


def groups_of(partners: Sequence[Partner], own: Sequence[Group]) -> tuple[Group, ...]:
    """All groups of a cooperation, no two of one name: its ``own``, then those by ARS, by kind and number."""
    found = sorted(own, key=lambda group: list(GroupKind).index(group.kind)) + by_ars(partners)
    names = distinct([(item.name, f"{item.name} ({item.key})") for item in found])
    return tuple(replace(item, name=name) for item, name in zip(found, names, strict=True))


def by_ars(partners: Sequence[Partner]) -> list[Group]:
    """Land, Regierungsbezirk and Kreis, where that tells partners apart; nothing for partners few enough to be named.

    A group has at least two partners and not all of them, and a part that holds all of the whole it lies in is none.
    """
    if len(partners) <= FEW:
        return []
    members = {kind: _members(partners, digits) for kind, digits in DIGITS.items()}
    seats = district_names(partners)
    return [
        Group(f"{kind.value}-{number}", seats.get(number) or place_name(kind, number), kind, tuple(ids))
        for kind, by_number in members.items()
        for number, ids in sorted(by_number.items())
        if 1 < len(ids) < len(partners) and not _is_its_whole(number, len(ids), members)
    ]


def _members(partners: Sequence[Partner], digits: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for partner in partners:
        if len(partner.ars) == ARS_DIGITS:
            found.setdefault(partner.ars[:digits], []).append(partner.id)
    return found


def _is_its_whole(number: str, count: int, members: Mapping[GroupKind, Mapping[str, Sequence[str]]]) -> bool:
    wider = [kind for kind, digits in DIGITS.items() if digits < len(number)]
    return any(len(members[kind][number[: DIGITS[kind]]]) == count for kind in wider)


def places(partners: Sequence[Partner]) -> dict[str, tuple[str, ...]]:
    """Id of each partner -> what its Kreis, Regierungsbezirk and Land are called, as far as their names are known."""
    seats, names = district_names(partners), _regions()["names"]
    known = {
        partner.id: (seats.get(partner.ars[:5]), names.get(partner.ars[:3]), names.get(partner.ars[:2]))
        for partner in partners
    }
    return {key: tuple(filter(None, found)) for key, found in known.items()}


def district_names(partners: Sequence[Partner]) -> dict[str, str]:
    """First five digits of the ARS -> name of the partner that is that Landkreis or kreisfreie Stadt."""
    return {item.ars[: DIGITS[GroupKind.DISTRICT]]: item.name for item in partners if item.kind.is_district}


def place_name(kind: GroupKind, number: str) -> str:
    """The official name of a Land or Regierungsbezirk, else its number with what it is."""
    regions = _regions()
    return regions["names"].get(number) or regions["numbered"][kind.value].format(number=number)


@cache
def _regions() -> dict[str, dict[str, str]]:
    content = (resources.files("ozgdash.model") / "regions.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = tomllib.loads(content)
    return found
