"""What a sheet changes, kind by kind and value by value, and what is implausible about it as a whole."""

from __future__ import annotations

from datetime import date

import pytest
from folders import COLUMNS, TODAY, Folder, folder_b, row, sheet
from hypothesis import given
from hypothesis import strategies as st

from ozgdash.errors import PlausibilityError, SourceFormatError
from ozgdash.ingest import difference_wording, import_files
from ozgdash.ingest.difference import REPORTED, Difference, difference
from ozgdash.ingest.plausibility import breaches
from ozgdash.model.change import ChangeKind
from ozgdash.model.cooperation import PartnerKind
from ozgdash.model.observation import OPTIONAL, Observation, Obstacle, Priority, Stage
from ozgdash.model.rights import everything
from ozgdash.model.service import Service
from ozgdash.settings import Settings
from ozgdash.sources.vocabulary import vocabulary
from ozgdash.texts import LANGS, text

JUNE, DECEMBER = date(2027, 6, 30), date(2027, 12, 31)
OURS, NOT_OURS = ((PartnerKind.CITY, True),), ((PartnerKind.CITY, False),)


def a_service(number: int, executed_by=OURS) -> Service:
    key = f"99001001{number:06}"
    return Service(key, f"Leistung {number}", "10001", "Bündel", "Bildung", "Lage", "5", None, executed_by)


SERVICES = {service.id: service for service in map(a_service, range(40))}
KEYS = list(SERVICES)
FOREIGN = a_service(99, NOT_OURS)


def at(level: int | None, number: int = 0, model: str = "1.1", **more) -> Observation:
    return Observation(KEYS[number], maturity=level, maturity_model=model if level is not None else None, **more)


def difference_of(before: Observation | None, after: Observation) -> Difference:
    former = {before.service_id: before} if before else {}
    return difference([after], former, services=SERVICES, partner_kind=PartnerKind.CITY)


def kinds_of(before: Observation | None, after: Observation) -> list[ChangeKind]:
    return [kind for change in difference_of(before, after).changes for kind in change.kinds]


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (at(2), at(3), [ChangeKind.ONLINE]),
        (None, at(3), [ChangeKind.ONLINE, ChangeKind.RATED]),
        (at(2), at(3, model="2.0"), [ChangeKind.ONLINE]),
        (at(1), at(2), [ChangeKind.RAISED]),
        (at(3), at(4), [ChangeKind.RAISED]),
        (at(3), at(2), [ChangeKind.FALLEN_BACK]),
        (at(2), at(1), [ChangeKind.LOWERED]),
        (at(4), at(2, model="2.0"), [ChangeKind.FALLEN_BACK]),
        (None, at(2), [ChangeKind.RATED]),
        (at(None), at(0), [ChangeKind.RATED]),
        (at(2), at(None), [ChangeKind.UNRATED]),
        (at(3), at(None), [ChangeKind.FALLEN_BACK]),
        (at(3), at(5, model="2.0"), [ChangeKind.OTHER_MODEL]),
        (at(3), Observation(KEYS[0], responsible=False), [ChangeKind.OUT_OF_SCOPE]),
        (at(3), Observation(KEYS[0], digitisable=False), [ChangeKind.OUT_OF_SCOPE]),
        (Observation(KEYS[0], digitisable=False), at(3), [ChangeKind.IN_SCOPE]),
        (at(1), at(1, planned_on=JUNE), [ChangeKind.PLANNED]),
        (at(1, planned_on=JUNE), at(1, planned_on=DECEMBER), [ChangeKind.SLIPPED]),
        (at(1, planned_on=DECEMBER), at(1, planned_on=JUNE), [ChangeKind.BROUGHT_FORWARD]),
        (at(1, planned_on=JUNE), at(1), [ChangeKind.UNPLANNED]),
        (at(1, planned_on=JUNE), at(2, planned_on=DECEMBER), [ChangeKind.RAISED, ChangeKind.SLIPPED]),
        (at(3, planned_on=JUNE), at(3, planned_on=DECEMBER), [ChangeKind.OTHER]),
        (at(3), at(3, remark="neu"), [ChangeKind.OTHER]),
        (at(3), at(3), []),
        (None, at(None), []),
    ],
)
def test_a_change_is_of_the_kinds_that_a_reader_would_name(before, after, kinds):
    assert kinds_of(before, after) == kinds


def test_what_the_catalogue_gives_to_others_comes_in_when_the_sheet_claims_it():
    services = SERVICES | {FOREIGN.id: FOREIGN}
    claimed = Observation(FOREIGN.id, responsible=True, maturity=3, maturity_model="1.1")
    silent = Observation(FOREIGN.id, maturity=3, maturity_model="1.1")
    kinds = [
        [change.kinds for change in difference([item], {}, services=services, partner_kind=PartnerKind.CITY).changes]
        for item in (claimed, silent)
    ]
    assert kinds == [[(ChangeKind.IN_SCOPE,)], [(ChangeKind.OTHER,)]]


def test_services_that_were_there_before_and_are_not_in_the_sheet_are_named():
    former = {item.service_id: item for item in (at(1, 0), at(2, 1), at(3, 2))}
    found = difference([at(1, 1)], former, services=SERVICES, partner_kind=PartnerKind.CITY)
    assert found.missing == (KEYS[0], KEYS[2])
    assert not found.first
    assert found.counts()[ChangeKind.LOWERED] == 1
    assert sum(found.counts().values()) == 1


VALUES = {
    "responsible": st.sampled_from([None, True, False]),
    "digitisable": st.sampled_from([None, True, False]),
    "obstacle": st.sampled_from([None, *Obstacle]),
    "maturity": st.sampled_from([None, 0, 2, 3, 4]),
    "maturity_model": st.sampled_from(["1.1", "2.0"]),
    "stage": st.sampled_from([None, *Stage]),
    "planned_on": st.sampled_from([None, JUNE, DECEMBER]),
    "department": st.sampled_from([None, "Bürgeramt", "Bauamt"]),
    "url": st.sampled_from([None, "https://example.org"]),
    "efa_stage": st.sampled_from([None, "Rollout"]),
    "remark": st.sampled_from([None, "=1+1"]),
    "cases_per_year": st.sampled_from([None, 0, 120]),
    "cases_digital_per_year": st.sampled_from([None, 0, 100]),
    "handling_days": st.sampled_from([None, 0.5, 12.0]),
    "backlog": st.sampled_from([None, 0, 7]),
    "priority": st.sampled_from([None, *Priority]),
}
GIVEN = st.fixed_dictionaries(dict.fromkeys(OPTIONAL.values(), st.booleans()))


def test_the_values_tried_are_all_that_a_partner_reports():
    assert set(VALUES) == set(REPORTED) == set(difference_wording.FIELD_NAMES)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Observation | None, Observation]:
    """What held and what a sheet says; often only a few values differ."""
    values = draw(st.fixed_dictionaries(VALUES))
    changed = values | draw(st.fixed_dictionaries({}, optional=VALUES))
    before = draw(st.none() | st.just(Observation(KEYS[0], **values).continuing(None)))
    return before, Observation(KEYS[0], **changed, **draw(GIVEN))


@given(pairs())
def test_a_service_is_named_exactly_if_a_value_of_it_differs_and_each_of_them_is_shown(pair):
    before, given_ = pair
    after = given_.continuing(before)
    known = before or Observation(KEYS[0])
    differing = {name for name in REPORTED if getattr(known, name) != getattr(after, name)}
    found = difference_of(before, given_)
    assert [{field.field for field in change.fields} for change in found.changes] == [differing] * bool(differing)
    assert all(change.kinds for change in found.changes)
    for lang in LANGS:
        shown = difference_wording.lines(found, lang)
        assert len(shown) == len(found.changes)
        names = {text(difference_wording.FIELD_NAMES[name], lang) for name in differing - {"maturity"}}
        assert all(f"{name}: " in line[difference_wording.COLUMNS.index("facts")] for name in names for line in shown)


FULL = "99001001001000;;;ja;ja;rechtlich;2;1.1;im Test;30.06.2027;Bürgeramt;https://a.example.org;Rollout;alt;100;hoch;40;12,5;7"
WIDE = f"{COLUMNS};faelle_digital_pro_jahr;bearbeitungsdauer_tage;rueckstand"
OTHER_CELLS = {
    "zustaendig": "nein", "digitalisierbar": "nein", "hindernis": "personell", "reifegrad": "1",
    "reifegradmodell": "2.0", "stufe": "online", "geplant_am": "31.12.2027", "fachbereich": "Bauamt",
    "onlinedienst_url": "https://b.example.org", "efa_stufe": "Pilot", "bemerkung": "neu", "faelle_pro_jahr": "101",
    "prioritaet": "niedrig", "faelle_digital_pro_jahr": "41", "bearbeitungsdauer_tage": "13", "rueckstand": "8",
}  # fmt: skip


@pytest.fixture(scope="module")
def reported(tmp_path_factory) -> Folder:
    """A folder in which one service is reported with a value in every column."""
    folder = folder_b(tmp_path_factory.mktemp("reported") / "data")
    folder.build()
    folder.bring_in(sheet(folder.path.parent / "alt.csv", FULL, columns=WIDE))
    return folder


@pytest.mark.parametrize("column", OTHER_CELLS)
@pytest.mark.parametrize("emptied", [False, True])
def test_another_cell_in_any_column_is_counted_and_shown_before_it_is_published(reported: Folder, column, emptied):
    place = WIDE.split(";").index(column)
    cells = FULL.split(";")
    cells[place] = "" if emptied else OTHER_CELLS[column]
    path = sheet(reported.path.parent / "neu.csv", ";".join(cells), as_of="28.02.2026", columns=WIDE)
    report = reported.bring_in(path, dry_run=True)
    unchanged = emptied and column == "reifegradmodell"  # an empty cell stands for this model
    assert (report.changed, len(report.difference.changes)) == ((0, 0) if unchanged else (1, 1))


def test_every_column_of_the_sheet_is_tried():
    assert set(vocabulary().columns) == set(WIDE.split(";")) == {"leika_schluessel", "ozg_id", "leistung", *OTHER_CELLS}


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
    assert report.difference.counts()[ChangeKind.ONLINE] == 30


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
