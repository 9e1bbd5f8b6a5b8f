"""Who works together, since when, and by which dates."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Protocol

from ozgdash.model.groups import Group, groups_of
from ozgdash.model.names import distinct, folded


class PartnerKind(StrEnum):
    """The level of administration; it decides which services the catalogue puts in a partner's responsibility."""

    CITY = "kreisfreie_stadt"
    DISTRICT = "landkreis"
    MUNICIPALITY = "gemeinde"

    @property
    def is_district(self) -> bool:
        """True for a Landkreis and for a kreisfreie Stadt, which is one of its own."""
        return self is not PartnerKind.MUNICIPALITY


MOST_SHOWN = 20
"""Ids that a sentence about a wrong one names."""
KIND_WORDS = {
    "lk": (PartnerKind.DISTRICT,),
    "lkr": (PartnerKind.DISTRICT,),
    "kr": (PartnerKind.DISTRICT,),
    "kreis": (PartnerKind.DISTRICT,),
    "landkreis": (PartnerKind.DISTRICT,),
    "kreisverwaltung": (PartnerKind.DISTRICT,),
    "kreisfreie stadt": (PartnerKind.CITY,),
    "stadt": (PartnerKind.CITY, PartnerKind.MUNICIPALITY),
    "stadtverwaltung": (PartnerKind.CITY, PartnerKind.MUNICIPALITY),
    "gemeinde": (PartnerKind.MUNICIPALITY,),
    "samtgemeinde": (PartnerKind.MUNICIPALITY,),
    "sg": (PartnerKind.MUNICIPALITY,),
}
"""What people write before or behind the name of an administration, and the kinds that it can mean."""
WITH_KIND = re.compile(
    rf"(?P<before>{'|'.join(KIND_WORDS)})\.? (?P<name>.+)|(?P<bare>.+?)(?:, ?| \()(?P<behind>{'|'.join(KIND_WORDS)})\)?"
)


def _without_kind(name: str) -> tuple[tuple[PartnerKind, ...], str]:
    """The kinds that a folded name speaks of, none where it speaks of none, and the name without them."""
    found = WITH_KIND.fullmatch(name)
    if found is None:
        return (), name
    return KIND_WORDS[found["before"] or found["behind"]], found["name"] or found["bare"]


@dataclass(frozen=True)
class Partner:
    """One member of the cooperation. ``colour`` is a hex value or None for one from the palette."""

    id: str
    name: str
    short_name: str
    kind: PartnerKind
    ars: str
    joined_on: date
    colour: str | None = None


class Administration(Protocol):
    """Whoever a portal has an export of."""

    @property
    def id(self) -> str:
        """The key by which the program knows it."""

    @property
    def ars(self) -> str:
        """Its Amtlicher Regionalschlüssel, 12 digits."""


@dataclass(frozen=True)
class Peer:
    """An administration outside the cooperation that it compares itself with.

    Nothing but its outside view is ever known of it: it reports nothing, joins no count and is no partner.
    """

    id: str
    name: str
    short_name: str
    kind: PartnerKind
    ars: str


def first_of(ids: Sequence[str]) -> str:
    """The first of many ids, as a sentence names them; all where they are not too many to read."""
    return ", ".join(ids if len(ids) <= MOST_SHOWN else [*ids[:MOST_SHOWN], "…"])


def _told_apart(partners: tuple[Partner, ...]) -> tuple[Partner, ...]:
    names = distinct([(item.name, f"{item.name} ({item.id})", item.id) for item in partners])
    short = distinct([(item.short_name, item.name, f"{item.short_name} ({item.id})", item.id) for item in partners])
    return tuple(
        item if (item.name, item.short_name) == (name, short_name) else replace(item, name=name, short_name=short_name)
        for item, name, short_name in zip(partners, names, short, strict=True)
    )


@dataclass(frozen=True)
class Deadline:
    """A date by which a share of the services in ``scope`` is to be done.

    ``scope`` None: all services; ``sdg``: those that the catalogue marks as SDG. ``share`` is between 0 and 1.
    """

    key: str
    name: str
    date: date
    scope: str | None = None
    share: float = 1.0

    @property
    def partial(self) -> bool:
        """True where less than everything is to be done."""
        return self.share < 1

    def goal(self, total: int) -> int:
        """How many of ``total`` are to be done: the share of them, in whole ones and never less than the share."""
        return math.ceil(Fraction(str(self.share)) * total)


@dataclass(frozen=True)
class Cooperation:
    """The partners in the order of the file and the deadlines, the first of which is the default.

    No two partners have one name or one short name, no two deadlines one name, whatever they were called: where short
    names meet the full names stand for them, where these meet the ids stand behind them. Readers, widgets, columns and
    categories know them by these names alone.

    ``own_groups``: those that the file makes; ``groups`` has the others, too. ``peers``: with whom the outside views
    are compared, in the order of the file.
    """

    name: str
    start: date
    partners: tuple[Partner, ...]
    deadlines: tuple[Deadline, ...]
    own_groups: tuple[Group, ...] = ()
    peers: tuple[Peer, ...] = ()

    def __post_init__(self) -> None:
        """Files are refused where names meet; a snapshot of an older program may hold such names all the same."""
        object.__setattr__(self, "partners", _told_apart(self.partners))
        names = distinct([(item.name, f"{item.name} ({item.key})", item.key) for item in self.deadlines])
        deadlines = (replace(item, name=name) for item, name in zip(self.deadlines, names, strict=True))
        object.__setattr__(self, "deadlines", tuple(deadlines))

    def partner(self, partner_id: str) -> Partner:
        """The partner with this id; KeyError where there is none."""
        return self._by_id[partner_id]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the partners in their order."""
        return tuple(self._by_id)

    @cached_property
    def short_names(self) -> Mapping[str, str]:
        """Partner id -> short name, in their order."""
        return {partner.id: partner.short_name for partner in self.partners}

    @cached_property
    def _by_id(self) -> Mapping[str, Partner]:
        return {partner.id: partner for partner in self.partners}

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """All groups of partners, no two of one name, in the order in which they are offered; mostly none."""
        return groups_of(self.partners, self.own_groups)

    @cached_property
    def groups_by_key(self) -> Mapping[str, Group]:
        """Key -> group."""
        return {group.key: group for group in self.groups}

    def group_named(self, name: str) -> Group | None:
        """The group with this key, else with this name, compared in folded form; None where there is none."""
        wanted = folded(name)
        by_name = (group for group in self.groups if folded(group.name) == wanted)
        return self.groups_by_key.get(wanted) or next(by_name, None)

    def members(self, partner_ids: Iterable[str], group_keys: Iterable[str]) -> tuple[Partner, ...]:
        """The partners that are named, by themselves or by a group, in the cooperation's order.

        Ids of nobody are left out; KeyError for a key of no group.
        """
        ids = {*partner_ids, *(member for key in group_keys for member in self.groups_by_key[key].partners)}
        return tuple(partner for partner in self.partners if partner.id in ids)

    def named(self, name: str) -> Partner | None:
        """The partner with this id, name or short name, compared in folded form; None where there is none.

        Else the one that is meant by a name with its kind (``LK Gifhorn``, ``Gifhorn, Landkreis``), where only one is.
        """
        wanted = folded(name)
        exact = self._by_name.get(wanted)
        if exact is not None:
            return exact
        kinds, bare = _without_kind(wanted)
        meant = [partner for partner in self._by_bare_name.get(bare, ()) if partner.kind in kinds]
        return meant[0] if len(meant) == 1 else None

    @cached_property
    def _by_name(self) -> Mapping[str, Partner]:
        """Where two answer to one name, the first of them does."""
        found: dict[str, Partner] = {}
        for partner in self.partners:
            for name in (partner.id, partner.name, partner.short_name):
                found.setdefault(folded(name), partner)
        return found

    @cached_property
    def _by_bare_name(self) -> Mapping[str, Sequence[Partner]]:
        found: dict[str, list[Partner]] = {}
        for partner in self.partners:
            for name in {_without_kind(folded(name))[1] for name in (partner.name, partner.short_name)}:
                found.setdefault(name, []).append(partner)
        return found

    def known_ids(self) -> str:
        """The ids of the partners, as a sentence names what is allowed: of many the first."""
        return first_of(self.ids)

    def known_groups(self) -> str:
        """The keys of the groups, in the same way."""
        return first_of([group.key for group in self.groups])

    def deadline(self, key: str | None) -> Deadline:
        """The deadline with this key; the default one for None or a key that is not (or no longer) there."""
        return next((item for item in self.deadlines if item.key == key), self.deadlines[0])
