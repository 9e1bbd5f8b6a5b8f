"""A partner is found by each name that means it alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ozgdash.model.cooperation import Cooperation, Partner, PartnerKind

START = date(2021, 1, 1)
WOLFSBURG = Partner("wolfsburg", "Stadt Wolfsburg", "Wolfsburg", PartnerKind.CITY, "0", START)
GIFHORN = Partner("gifhorn", "Landkreis Gifhorn", "Gifhorn", PartnerKind.DISTRICT, "1", START)
JOINT = Cooperation("Test", START, (WOLFSBURG, GIFHORN), ())


@pytest.mark.parametrize(
    "name",
    ["gifhorn", "Gifhorn", "Landkreis Gifhorn", "LK Gifhorn", "Lkr. Gifhorn", "LK\u00a0Gifhorn", "Kreis Gifhorn", "Gifhorn, Landkreis",
     "Gifhorn (Landkreis)", "GIFHORN"],
)  # fmt: skip
def test_a_district_is_found_by_its_names(name: str) -> None:
    assert JOINT.named(name) == GIFHORN


@pytest.mark.parametrize(
    "name", ["Stadt Wolfsburg", "Kreisfreie Stadt Wolfsburg", "Wolfsburg, Stadt", "Stadtverwaltung Wolfsburg"]
)
def test_a_city_is_found_by_its_names(name: str) -> None:
    assert JOINT.named(name) == WOLFSBURG


@pytest.mark.parametrize("name", ["Stadt Gifhorn", "LK Wolfsburg", "Samtgemeinde Gifhorn", "Wolf", "LK", ""])
def test_a_name_of_another_kind_means_nobody(name: str) -> None:
    assert JOINT.named(name) is None


def test_a_name_that_two_could_bear_means_nobody() -> None:
    town = replace(WOLFSBURG, id="town", name="Stadt Gifhorn", short_name="Gifhorn (Stadt)")
    other = replace(town, id="other", name="Gifhorn (Stadt)", short_name="GF")
    both = replace(JOINT, partners=(GIFHORN, town, other))
    assert both.named("Kreisfreie Stadt Gifhorn") is None
    assert both.named("Stadt Gifhorn") == town
    assert both.named("Gifhorn") == GIFHORN


def test_partners_whose_short_names_meet_go_by_their_full_names() -> None:
    """An older program may have stored them; a name of both then means neither."""
    town = Partner("town", "Stadt Gifhorn", "Gifhorn ", PartnerKind.CITY, "2", START)
    joint = Cooperation("Test", START, (WOLFSBURG, GIFHORN, town), ())
    assert [partner.short_name for partner in joint.partners] == ["Wolfsburg", "Landkreis Gifhorn", "Stadt Gifhorn"]
    assert [joint.named(name) and joint.named(name).id for name in ("LK Gifhorn", "Stadt Gifhorn", "town")] == [
        "gifhorn", "town", "town",
    ]  # fmt: skip
    assert Cooperation("Test", START, joint.partners, ()) == joint


def test_partners_with_all_names_alike_have_their_id_behind_them() -> None:
    other = replace(GIFHORN, id="other")
    joint = Cooperation("Test", START, (GIFHORN, other), ())
    assert [partner.name for partner in joint.partners] == ["Landkreis Gifhorn (gifhorn)", "Landkreis Gifhorn (other)"]
    assert [partner.short_name for partner in joint.partners] == ["Gifhorn (gifhorn)", "Gifhorn (other)"]
