"""A made-up piece of the country: kreisfreie Städte, Landkreise and their Gemeinden, mixed as they really are.

Of an ARS only the first two digits, the Land, are real. Names are made of words that no place is called by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np

from ozgdash.model.cooperation import Cooperation, Deadline, Partner, PartnerKind
from ozgdash.model.days import month_ends

START, END = date(2020, 9, 1), date(2026, 10, 31)
MONTHS = month_ends(START, END)
LATE = 1 / 3
"""Share of the partners that join later, up to three years."""
PARTNERS_OF_A_LAND = 200
DEADLINES = (
    Deadline("ozg", "OZG-Frist", date(2022, 12, 31)),
    Deadline("sdg", "SDG-Verordnung", date(2023, 12, 12), "sdg"),
)
STEMS = ("Muster", "Beispiel", "Proben", "Fabel", "Schein", "Wunsch", "Traum", "Märchen", "Sagen", "Irgend", "Nirgend",
         "Anders")  # fmt: skip
ENDINGS = ("hausen", "dorf", "stedt", "feld", "bach", "heim", "ingen", "rode", "burg", "tal", "au", "büttel",
           "kirchen", "berg", "brück", "furt", "hagen", "horst", "leben", "loh", "moor", "see", "stadt", "wald",
           "werder")  # fmt: skip
BEFORE = ("", "Alt", "Neu", "Ober", "Unter", "Nieder", "Groß ", "Klein ", "Hohen", "Bad ")
BEHIND = ("", " am Berg", " im Tal", " am Wald", " an der Heide", " am Moor", " im Bruch", " auf der Höhe")
SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class Land:
    """How a Land is divided: digits of its Regierungsbezirke (0: none), Landkreise, Städte, Gemeinden of a Kreis."""

    code: str
    regions: str
    districts: int
    cities: int
    municipalities: int


LAENDER = (
    Land("01", "0", 11, 4, 98),
    Land("02", "0", 0, 1, 0),
    Land("03", "1234", 37, 8, 25),
    Land("04", "0", 0, 2, 0),
    Land("05", "13579", 31, 22, 12),
    Land("06", "456", 21, 5, 20),
    Land("07", "123", 24, 12, 95),
    Land("08", "1234", 35, 9, 31),
    Land("09", "1234567", 71, 25, 29),
    Land("10", "0", 6, 0, 9),
    Land("11", "0", 0, 1, 0),
    Land("12", "0", 14, 4, 29),
    Land("13", "0", 6, 2, 120),
    Land("14", "567", 10, 3, 41),
    Land("15", "0", 11, 3, 20),
    Land("16", "0", 17, 5, 35),
)


def cooperation(partners: int, *, seed: int) -> Cooperation:
    """So many partners in the order of their ARS; a small cooperation lies in one Land, 11,000 partners in all."""
    random = np.random.default_rng([seed, partners])
    places = sorted(_places(partners, random))
    names = _names(random)
    members = tuple(_partner(ars, kind, next(names), _joined(random), random) for ars, kind in places)
    return Cooperation(f"Erfundener Verbund mit {partners} Partnern", START, members, DEADLINES)


def _places(wanted: int, random: np.random.Generator) -> list[tuple[str, PartnerKind]]:
    """(ARS, kind) of each partner: whole Kreise one after the other, the last one as far as it is needed."""
    found: list[tuple[str, PartnerKind]] = []
    for kreis, size in _kreise(wanted, random):
        if size:
            found.append((f"{kreis}0000000", PartnerKind.DISTRICT))
            found += [(f"{kreis}{number:04}{number:03}", PartnerKind.MUNICIPALITY) for number in range(1, size + 1)]
        else:
            found.append((f"{kreis}0000000", PartnerKind.CITY))
        if len(found) >= wanted:
            return found[:wanted]
    whole = [ars[:5] for ars, kind in found if kind is PartnerKind.DISTRICT]
    rest = wanted - len(found)
    added = [(whole[place % len(whole)], 500 + place // len(whole)) for place in range(rest)]
    return found + [(f"{kreis}{number:04}{number:03}", PartnerKind.MUNICIPALITY) for kreis, number in added]


def _kreise(wanted: int, random: np.random.Generator) -> Iterator[tuple[str, int]]:
    """Five digits of a Kreis and how many Gemeinden it has, none for a kreisfreie Stadt; one of each comes first."""
    divided = [land for land in LAENDER if land.districts]
    order = [divided[place] for place in random.permutation(len(divided))]
    order += [land for land in LAENDER if not land.districts]
    count = min(len(order), 1 + wanted // PARTNERS_OF_A_LAND)
    for lands in (order[:count], *([land] for land in order[count:])):
        units = [unit for land in lands for unit in _units(land, wanted, random)]
        cities, districts = [unit for unit in units if not unit[1]], [unit for unit in units if unit[1]]
        first = [*cities[:1], *districts[:1]]
        yield from first
        others = [unit for unit in units if unit not in first]
        yield from (others[place] for place in random.permutation(len(others)))


def _units(land: Land, wanted: int, random: np.random.Generator) -> list[tuple[str, int]]:
    numbers = {region: iter(range(1, 100)) for region in land.regions}
    units = []
    for place in range(land.cities + land.districts):
        region = land.regions[place % len(land.regions)]
        size = round(land.municipalities * float(random.uniform(0.6, 1.4))) if place >= land.cities else 0
        units.append((f"{land.code}{region}{next(numbers[region]):02}", min(size, max(2, wanted // 4))))
    return units


def _names(random: np.random.Generator) -> Iterator[str]:
    """Names that no place has, 24,000 of them: first short ones, then with what they lie at."""
    plain = [
        before + (stem if before.endswith(" ") or not before else stem.lower()) + ending
        for before, stem, ending in product(BEFORE, STEMS, ENDINGS)
    ]
    for behind in BEHIND:
        yield from (plain[place] + behind for place in random.permutation(len(plain)))


def _joined(random: np.random.Generator) -> date:
    late, month = random.random() < LATE, int(random.integers(1, 36))
    return MONTHS[month] if late else START


def _partner(ars: str, kind: PartnerKind, name: str, joined_on: date, random: np.random.Generator) -> Partner:
    called = {PartnerKind.CITY: "Stadt", PartnerKind.DISTRICT: "Landkreis"}.get(kind)
    called = called or ("Stadt" if random.random() < 0.2 else "Gemeinde")
    short = f"LK {name}" if kind is PartnerKind.DISTRICT else name
    return Partner(_id(short), f"{called} {name}", short, kind, ars, joined_on)


def _id(name: str) -> str:
    return re.sub("[^a-z0-9]+", "-", name.lower().translate(SPELLED_OUT))


def written(cooperation: Cooperation) -> str:
    """The cooperation as ``cooperation.toml`` has it."""
    tables = [f'[cooperation]\nname = "{cooperation.name}"\nstart = {cooperation.start}\n']
    for partner in cooperation.partners:
        names = [("id", partner.id), ("name", partner.name), ("short_name", partner.short_name)]
        texts = [*names, ("kind", partner.kind.value), ("ars", partner.ars)]
        tables.append(_table("partner", texts, [f"joined_on = {partner.joined_on}"]))
    for deadline in cooperation.deadlines:
        texts = [("key", deadline.key), ("name", deadline.name)]
        scope = [f'scope = "{deadline.scope}"'] if deadline.scope else []
        tables.append(_table("deadline", texts, [f"date = {deadline.date}", *scope]))
    return "\n".join(tables)


def _table(name: str, texts: Sequence[tuple[str, str]], others: Sequence[str]) -> str:
    lines = [f'{key} = "{value}"' for key, value in texts]
    return "\n".join([f"[[{name}]]", *lines, *others, ""])
