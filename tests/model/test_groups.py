"""Which partners belong together, and what a group is called."""

from __future__ import annotations

from datetime import date

import pytest

from ozgdash.model.cooperation import Cooperation, Deadline, Partner, PartnerKind
from ozgdash.model.filters import Filters, SnapshotInfo, View
from ozgdash.model.groups import Group, GroupKind

START = date(2021, 1, 1)
PLACES = {
    "gifhorn": "031510000000", "meine": "031515406022", "sassenburg": "031510025025",
    "peine": "031570006006", "hannover": "032410001001", "laatzen": "032410010010",
    "kiel": "010020000000", "koeln": "053150000000", "bonn": "053140000000", "berlin": "110000000000",
}  # fmt: skip
"""Three in the Kreis of Gifhorn, two in the Region Hannover, two in Köln's Regierungsbezirk, two alone in their Land."""


def partner(key: str, ars: str, kind: PartnerKind = PartnerKind.MUNICIPALITY, joined_on: date = START) -> Partner:
    return Partner(key, f"Ort {key}", key, kind, ars, joined_on)


def cooperation(*own: Group, places: dict[str, str] | None = None) -> Cooperation:
    partners = [partner(key, ars) for key, ars in (places or PLACES).items()]
    if partners[0].id == "gifhorn":
        partners[0] = Partner("gifhorn", "Landkreis Gifhorn", "Gifhorn", PartnerKind.DISTRICT, PLACES["gifhorn"], START)
    return Cooperation("Test", START, tuple(partners), (Deadline("ozg", "OZG", date(2022, 12, 31)),), own)


def test_the_ars_makes_groups_of_those_who_share_its_beginning() -> None:
    assert [(group.key, group.name, group.partners) for group in cooperation().groups] == [
        ("land-03", "Niedersachsen", ("gifhorn", "meine", "sassenburg", "peine", "hannover", "laatzen")),
        ("land-05", "Nordrhein-Westfalen", ("koeln", "bonn")),
        ("bezirk-031", "Stat. Region Braunschweig", ("gifhorn", "meine", "sassenburg", "peine")),
        ("bezirk-032", "Stat. Region Hannover", ("hannover", "laatzen")),
        ("kreis-03151", "Landkreis Gifhorn", ("gifhorn", "meine", "sassenburg")),
    ]


def test_a_part_that_is_its_whole_is_no_group_of_its_own() -> None:
    """Köln and Bonn: the Regierungsbezirk tells no more than the Land; of Hannover the Kreis no more than the region."""
    keys = {group.key for group in cooperation().groups}
    assert keys.isdisjoint({"bezirk-053", "kreis-03241"})


def test_nobody_alone_is_a_group_and_all_together_are_none() -> None:
    alike = {f"ort{number}": f"0315100{number:05}" for number in range(12)}
    assert cooperation(places=alike).groups == ()
    apart = {f"ort{number}": f"{number:02}0510000000" for number in range(1, 13)}
    assert cooperation(places=apart).groups == ()


def test_a_few_partners_are_named_one_by_one() -> None:
    few = dict(list(PLACES.items())[:8])
    assert cooperation(places=few).groups == ()
    assert cooperation(places=few | {"bonn": PLACES["bonn"]}).groups != ()


def test_what_has_no_known_name_is_called_by_its_number() -> None:
    places = {f"ort{number}": f"9{number % 2}1{number % 2}{number % 3}0000000" for number in range(12)}
    names = {group.key: group.name for group in cooperation(places=places).groups}
    assert (names["land-90"], names["kreis-90102"]) == ("Land 90", "Kreis 90102")


def test_an_ars_that_is_none_makes_no_group() -> None:
    places = {f"ort{number}": "03" if number < 6 else "0" for number in range(12)}
    assert cooperation(places=places).groups == ()


def test_own_groups_come_first_lists_before_words_and_no_two_have_one_name() -> None:
    word = Group("gruppe-niedersachsen", "Niedersachsen", GroupKind.SHARED_WORD, ("kiel",))
    chosen = Group("mitte", "Mittlere", GroupKind.CHOSEN, ("koeln", "kiel"))
    groups = cooperation(word, chosen).groups
    assert [(group.key, group.name) for group in groups[:3]] == [
        ("mitte", "Mittlere"),
        ("gruppe-niedersachsen", "Niedersachsen (gruppe-niedersachsen)"),
        ("land-03", "Niedersachsen (land-03)"),
    ]
    assert len({group.name for group in groups}) == len(groups)


def test_a_group_is_found_by_key_and_by_name() -> None:
    joint = cooperation()
    found = [joint.group_named(name) for name in ("land-05", "LAND-05", "nordrhein–westfalen", "Atlantis")]
    assert [group and group.key for group in found] == ["land-05", "land-05", "land-05", None]


@pytest.mark.parametrize(
    ("partners", "groups", "chosen"),
    [
        ((), (), None),
        (("berlin",), (), ["berlin"]),
        ((), ("kreis-03151",), ["gifhorn", "sassenburg"]),
        (("berlin", "gifhorn"), ("land-05", "kreis-03151"), ["gifhorn", "sassenburg", "koeln", "bonn", "berlin"]),
    ],
)
def test_a_view_has_those_named_and_those_of_the_groups_each_once(
    partners: tuple[str, ...], groups: tuple[str, ...], chosen: list[str] | None
) -> None:
    joint = cooperation()
    late = {"meine": date(2030, 1, 1)}
    joint = Cooperation(
        joint.name,
        joint.start,
        tuple(partner(p.id, p.ars, p.kind, late.get(p.id, START)) for p in joint.partners),
        joint.deadlines,
    )
    snapshot = SnapshotInfo("x", None, None, None, False)
    view = View(Filters(date(2026, 1, 31), partners=partners, groups=groups), "de", joint, snapshot)
    wanted = [key for key in PLACES if key != "meine"] if chosen is None else chosen
    assert [item.id for item in view.partners] == wanted
    assert ("meine" in [item.id for item in view.chosen]) == ("kreis-03151" in groups)


def test_a_filter_that_does_not_apply_takes_the_groups_with_it() -> None:
    asked = Filters(date(2026, 1, 31), partners=("berlin",), groups=("land-05",))
    assert asked.without(("partner",)) == Filters(date(2026, 1, 31))
