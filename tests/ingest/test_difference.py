"""What a sheet changes, effect by effect, and what is implausible about it as a whole."""

from __future__ import annotations

import pytest
from folders import TODAY, Folder, row, sheet

from ozgdash.errors import PlausibilityError, SourceFormatError
from ozgdash.ingest import import_files
from ozgdash.ingest.difference import Effect, difference
from ozgdash.ingest.plausibility import breaches
from ozgdash.model.cooperation import PartnerKind
from ozgdash.model.observation import Observation
from ozgdash.model.rights import everything
from ozgdash.model.service import Service
from ozgdash.settings import Settings

OURS, NOT_OURS = ((PartnerKind.CITY, True),), ((PartnerKind.CITY, False),)


def a_service(number: int, executed_by=OURS) -> Service:
    key = f"99001001{number:06}"
    return Service(key, f"Leistung {number}", "10001", "Bündel", "Bildung", "Lage", "5", None, executed_by)


SERVICES = {service.id: service for service in map(a_service, range(40))}
KEYS = list(SERVICES)
FOREIGN = a_service(99, NOT_OURS)


def at(level: int | None, number: int = 0, model: str = "1.1", **more) -> Observation:
    return Observation(KEYS[number], maturity=level, maturity_model=model if level is not None else None, **more)


def effect_of(before: Observation | None, after: Observation) -> Effect | None:
    former = {before.service_id: before} if before else {}
    found = difference([after], former, services=SERVICES, partner_kind=PartnerKind.CITY).changes
    return found[0].effect if found else None


@pytest.mark.parametrize(
    ("before", "after", "effect"),
    [
        (at(2), at(3), Effect.NEWLY_ONLINE),
        (None, at(3), Effect.NEWLY_ONLINE),
        (at(2), at(3, model="2.0"), Effect.NEWLY_ONLINE),
        (at(1), at(2), Effect.RAISED),
        (at(3), at(4), Effect.RAISED),
        (at(3), at(2), Effect.FALLEN),
        (at(2), at(1), Effect.FALLEN),
        (at(4), at(2, model="2.0"), Effect.FALLEN),
        (None, at(2), Effect.FIRST_RATED),
        (at(None), at(0), Effect.FIRST_RATED),
        (at(2), at(None), Effect.NO_LONGER_RATED),
        (at(3), at(5, model="2.0"), Effect.OTHER_MODEL),
        (at(3), Observation(KEYS[0], responsible=False), Effect.OUT_OF_SCOPE),
        (at(3), Observation(KEYS[0], digitisable=False), Effect.OUT_OF_SCOPE),
        (Observation(KEYS[0], digitisable=False), at(3), Effect.INTO_SCOPE),
        (at(3), at(3), None),
        (at(3), at(3, remark="neu"), None),
        (None, at(None), None),
    ],
)
def test_a_change_has_the_effect_that_a_reader_would_name(before, after, effect):
    assert effect_of(before, after) is effect


def test_what_the_catalogue_gives_to_others_is_no_change_until_the_sheet_claims_it():
    services = SERVICES | {FOREIGN.id: FOREIGN}
    claimed = Observation(FOREIGN.id, responsible=True, maturity=3, maturity_model="1.1")
    silent = Observation(FOREIGN.id, maturity=3, maturity_model="1.1")
    kinds = [
        [change.effect for change in difference([item], {}, services=services, partner_kind=PartnerKind.CITY).changes]
        for item in (claimed, silent)
    ]
    assert kinds == [[Effect.INTO_SCOPE], []]


def test_services_that_were_there_before_and_are_not_in_the_sheet_are_named():
    former = {item.service_id: item for item in (at(1, 0), at(2, 1), at(3, 2))}
    found = difference([at(1, 1)], former, services=SERVICES, partner_kind=PartnerKind.CITY)
    assert found.missing == (KEYS[0], KEYS[2])
    assert not found.first
    assert found.counts()[Effect.FALLEN] == 1
    assert sum(found.counts().values()) == 1


def settings(tmp_path, **limits) -> Settings:
    return Settings(data_dir=tmp_path, **limits)


def found_breaches(new, former, settings) -> list[str]:
    known = {item.service_id: item for item in former}
    return [
        found.key for found in breaches(new, known, services=SERVICES, partner_kind=PartnerKind.CITY, settings=settings)
    ]


FORTY = [at(2, number) for number in range(40)]


@pytest.mark.parametrize(
    ("new", "keys"),
    [
        ([], []),
        ([at(3, number) for number in range(19)], []),
        ([at(3, number) for number in range(20)], ["ingest.maturity_jumped"]),
        ([at(None, number) for number in range(4)], []),
        ([at(None, number) for number in range(5)], ["ingest.coverage_shrank"]),
        ([Observation(KEYS[number], responsible=False) for number in range(4)], []),
        ([Observation(KEYS[number], responsible=False) for number in range(5)], ["ingest.scope_shrank"]),
    ],
)
def test_a_sheet_that_changes_too_much_at_once_is_implausible(tmp_path, new, keys):
    assert found_breaches(new, FORTY, settings(tmp_path)) == keys


def test_a_handful_of_services_may_change_as_they_like(tmp_path):
    assert found_breaches([at(None, number) for number in range(19)], FORTY[:19], settings(tmp_path)) == []


def test_the_limits_are_settings(tmp_path):
    new = [at(None, number) for number in range(5)]
    assert found_breaches(new, FORTY, settings(tmp_path, max_shrink=0.2)) == []
    assert found_breaches([at(3, 0)], FORTY, settings(tmp_path, max_jump=0.02)) == ["ingest.maturity_jumped"]


@pytest.fixture
def wide(folder: Folder) -> Folder:
    """A folder whose partner has reported on thirty services."""
    catalogue = folder.path / "catalogue" / "leistungen.csv"
    lines = catalogue.read_text(encoding="utf-8-sig").splitlines()
    first = lines[1].split(";")
    more = [";".join([f"990010010{number:05}", f"Leistung {number}", *first[2:]]) for number in range(10, 40)]
    catalogue.write_text("\n".join([*lines, *more]) + "\n", encoding="utf-8")
    folder.build()
    folder.bring_in(sheet(folder.path.parent / "a.csv", *(row(f"990010010{n:05}", 2) for n in range(10, 40))))
    return folder


def jump(wide: Folder, **more):
    path = wide.path.parent / "b.csv"
    sheet(path, *(row(f"990010010{n:05}", 3) for n in range(10, 40)), as_of="28.02.2026")
    return wide.bring_in(path, **more)


def test_an_implausible_sheet_publishes_nothing_and_says_what_is_implausible(wide: Folder):
    before = wide.content()
    with pytest.raises(PlausibilityError, match=r"30 von 30 Leistungen \(100 %\).*") as caught:
        jump(wide)
    assert "--reason" in str(caught.value)
    assert wide.content() == before


def test_a_trial_shows_the_breach_and_the_difference(wide: Folder):
    report = jump(wide, dry_run=True)
    assert [found.key for found in report.breaches] == ["ingest.maturity_jumped"]
    assert report.difference.counts()[Effect.NEWLY_ONLINE] == 30


def test_with_a_reason_it_is_published_and_the_reason_is_kept(wide: Folder):
    assert jump(wide, reason="Umzug auf das neue Portal").published
    assert wide.rows("SELECT override_reason FROM import ORDER BY import_id") == [
        (None,),
        ("Umzug auf das neue Portal",),
    ]


def test_example_data_that_leaves_is_nothing_to_compare_with(folder: Folder):
    sheet(folder.path / "demo" / "a.csv", row("99001001001000", 1), example="ja")
    folder.build()
    report = folder.bring_in(sheet(folder.path.parent / "echt.csv", row("99001001001000", 3)), dry_run=True)
    assert report.difference.first


def test_several_sheets_land_as_one_snapshot(folder: Folder, tmp_path):
    files = len(folder.files())
    paths = [
        sheet(tmp_path / "a.csv", row("99001001001000", 3)),
        sheet(tmp_path / "b.csv", row("99001001001000", 2), as_of="28.02.2026"),
    ]
    reports = import_files(folder.settings, paths, by=everything("test"), today=TODAY)
    assert [report.published for report in reports] == [True, True]
    assert len(folder.files()) == files + 1
    assert folder.maturities() == {"99001001001000": 2}


def test_one_faulty_sheet_among_several_stops_them_all(folder: Folder, tmp_path):
    before = folder.content()
    paths = [
        sheet(tmp_path / "a.csv", row("99001001001000", 3)),
        sheet(tmp_path / "b.csv", row("99001001001000", 9), as_of="28.02.2026"),
    ]
    with pytest.raises(SourceFormatError):
        import_files(folder.settings, paths, by=everything("test"), today=TODAY)
    assert folder.content() == before


def test_a_sheet_among_several_that_is_known_already_is_left_out(folder: Folder, tmp_path):
    first = sheet(tmp_path / "a.csv", row("99001001001000", 3))
    folder.bring_in(first)
    second = sheet(tmp_path / "b.csv", row("99001001001000", 2), as_of="28.02.2026")
    reports = import_files(folder.settings, [first, second], by=everything("test"), today=TODAY)
    assert [(report.already_imported, report.published) for report in reports] == [(True, False), (False, True)]
    assert folder.rows("SELECT count(*) FROM import") == [(2,)]
