"""Finds partners by what people know of them: name, ARS, kind, Kreis, Regierungsbezirk, Land and own groups."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from rapidfuzz import fuzz

from ozgdash.model.cooperation import Cooperation, Partner
from ozgdash.model.groups import places
from ozgdash.search.matching import folded, matches

SPELLED_OUT = (("_", " "), ("Reg.-Bez.", "Regierungsbezirk"), ("Stat. Region", "Statistische Region"))


class PartnerIndex:
    """The partners of a cooperation, to be searched again and again."""

    def __init__(self, cooperation: Cooperation) -> None:
        self._partners = cooperation.partners
        self._cooperation = cooperation

    def found(self, query: str) -> tuple[Partner, ...]:
        """The partners in which every word of the query is found, the best first; all in their order for no word.

        Umlauts and typing errors are forgiven; digits that an ARS begins with are found there alone. Best are those who
        are called so, then those whose name begins so, has it in it (the most alike first), and whose places or groups
        are called so.
        """
        words = query.split()
        beginnings = [word for word in words if self._is_ars(word)]
        names = " ".join(word for word in words if word not in beginnings)
        kept = [place for place, partner in enumerate(self._partners) if _begins(partner.ars, beginnings)]
        kept = [kept[place] for place in matches(names, [self._words[place] for place in kept])]
        return tuple(self._partners[place] for place in (self._ordered(names, kept) if names else kept))

    def _ordered(self, query: str, kept: Sequence[int]) -> list[int]:
        asked, named = folded(query), {kept[at] for at in matches(query, [self._names[place] for place in kept])}

        def rank(place: int) -> tuple[int, float]:
            own = self._called[place]
            if asked in own:
                return 0, 0
            if any(name.startswith(asked) for name in own):
                return 1, 0
            return (2, -max(fuzz.ratio(asked, name) for name in own)) if place in named else (3, 0)

        return sorted(kept, key=rank)

    def _is_ars(self, word: str) -> bool:
        return word.isascii() and word.isdigit() and any(partner.ars.startswith(word) for partner in self._partners)

    @cached_property
    def _called(self) -> list[tuple[str, ...]]:
        return [tuple(map(folded, (item.short_name, item.name))) for item in self._partners]

    @cached_property
    def _names(self) -> list[str]:
        return [" ".join(dict.fromkeys((item.short_name, item.name, item.id))) for item in self._partners]

    @cached_property
    def _words(self) -> list[str]:
        """Everything by which each partner is found."""
        found, own = places(self._partners), self._own_groups
        return [
            _spelled_out(" ".join((names, partner.kind.value, *found[partner.id], *own.get(partner.id, ()))))
            for partner, names in zip(self._partners, self._names, strict=True)
        ]

    @cached_property
    def _own_groups(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for group in self._cooperation.own_groups:
            for partner_id in group.partners:
                found.setdefault(partner_id, []).append(group.name)
        return found


def _begins(ars: str, beginnings: Sequence[str]) -> bool:
    return all(ars.startswith(word) for word in beginnings)


def _spelled_out(words: str) -> str:
    for short, long in SPELLED_OUT:
        words = words.replace(short, long)
    return words
