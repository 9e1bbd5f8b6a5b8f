"""A partner is found by what people know of it, the best match first."""

from __future__ import annotations

from datetime import date

import pytest

from ozgdash.model.cooperation import Cooperation, Partner, PartnerKind
from ozgdash.model.groups import Group, GroupKind
from ozgdash.search.partners import PartnerIndex

START = date(2021, 1, 1)
CITY, DISTRICT, MUNICIPALITY = PartnerKind.CITY, PartnerKind.DISTRICT, PartnerKind.MUNICIPALITY
PARTNERS = tuple(
    Partner(key, name, short, kind, ars, START)
    for key, name, short, kind, ars in (
        ("muelheim", "Stadt Mülheim an der Ruhr", "Mülheim an der Ruhr", CITY, "051170000000"),
        ("gifhorn", "Landkreis Gifhorn", "LK Gifhorn", DISTRICT, "031510000000"),
        ("meine", "Gemeinde Meine", "Meine", MUNICIPALITY, "031515406022"),
        ("gifhorn-stadt", "Stadt Gifhorn", "Gifhorn", MUNICIPALITY, "031510009009"),
        ("neugifhorn", "Gemeinde Neugifhorn", "Neugifhorn", MUNICIPALITY, "010515100015"),
        ("kirchheim", "Gemeinde Kirchheim", "Kirchheim", MUNICIPALITY, "091840131131"),
    )
)
INDEX = PartnerIndex(
    Cooperation("Test", START, PARTNERS, (), (Group("kur", "Kurorte", GroupKind.CHOSEN, ("meine", "kirchheim")),))
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["muelheim", "gifhorn", "meine", "gifhorn-stadt", "neugifhorn", "kirchheim"]),
        ("Gifhorn", ["gifhorn-stadt", "gifhorn", "neugifhorn", "meine"]),
        ("  gifhorn  ", ["gifhorn-stadt", "gifhorn", "neugifhorn", "meine"]),
        ("mülheim", ["muelheim"]),
        ("muelheim", ["muelheim"]),
        ("Mulheim", ["muelheim"]),
        ("Mühlheim", ["muelheim"]),
        ("Kircheim", ["kirchheim"]),
        ("03151", ["gifhorn", "meine", "gifhorn-stadt"]),
        ("051", ["muelheim"]),
        ("03151 gemeinde", ["meine", "gifhorn-stadt"]),
        ("Niedersachsen", ["gifhorn", "meine", "gifhorn-stadt"]),
        ("Niedersaksen", ["gifhorn", "meine", "gifhorn-stadt"]),
        ("Oberbayern", ["kirchheim"]),
        ("bayern gemeinde", ["kirchheim"]),
        ("Regierungsbezirk Oberbayern", ["kirchheim"]),
        ("Statistische Region Braunschweig", ["gifhorn", "meine", "gifhorn-stadt"]),
        ("kreisfreie", ["muelheim"]),
        ("kurorte", ["meine", "kirchheim"]),
        ("Braunschweig Landkreis", ["gifhorn", "meine", "gifhorn-stadt"]),
        ("Atlantis", []),
        ("03999", []),
    ],
)
def test_a_query_finds_partners_the_best_first(query: str, found: list[str]) -> None:
    assert [partner.id for partner in INDEX.found(query)] == found
