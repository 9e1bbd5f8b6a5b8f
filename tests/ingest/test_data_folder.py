from __future__ import annotations

import re
import shutil

import duckdb
import pytest
from folders import DOG_TAX, LICENCE, TODAY, Folder, folder_b, row, sheet

from ozgdash.errors import SettingsError, SnapshotDamagedError, SnapshotMissingError, SourceFormatError, UserError
from ozgdash.ingest import build
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.store.connection import SCHEMA_VERSION
from ozgdash.store.hashing import file_hash

A_TOWN = """[[partner]]
id = "goslar"
name = "Stadt Goslar"
short_name = "Goslar"
kind = "gemeinde"
ars = "031535401005"
joined_on = 2024-01-01

"""


def keys(report) -> list[str]:
    return [finding.key for finding in report.findings]


def drop_service(folder: Folder, key: str) -> None:
    catalogue = folder.path / "catalogue" / "leistungen.csv"
    lines = catalogue.read_text(encoding="utf-8").splitlines(keepends=True)
    catalogue.write_text("".join(line for line in lines if not line.startswith(key)), encoding="utf-8")


def damage(path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0xFF
    path.write_bytes(content)


def test_cooperation_and_catalogue_alone_make_a_snapshot(tmp_path):
    report = folder_b(tmp_path / "data").build()
    assert report.published
    assert (report.partners, report.services, report.real_sheets, report.example_sheets) == (3, 5, 0, 0)
    assert report.findings == ()


def test_building_twice_publishes_once(folder):
    before = folder.files()
    report = folder.build()
    assert not report.published
    assert report.snapshot_id == folder.store.current().id
    assert folder.files() == before


def test_a_changed_file_makes_a_new_snapshot_and_keeps_what_was_imported(folder, tmp_path):
    folder.bring_in(sheet(tmp_path / "s.csv", row(DOG_TAX, 3)))
    toml = folder.path / "cooperation.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("Ratsziel", "Beschluss"), encoding="utf-8")
    report = folder.build()
    assert report.published
    assert report.real_sheets == 1
    assert folder.maturities() == {DOG_TAX: 3}
    assert folder.rows("SELECT name FROM deadline WHERE position = 0") == [("Beschluss",)]


def test_an_editor_s_lock_file_is_not_part_of_the_data(folder):
    (folder.path / "demo").mkdir()
    (folder.path / "demo" / ".~lock.status.xlsx").write_text("x")
    (folder.path / "demo" / "~$status.xlsx").write_text("x")
    assert not folder.build().published


def test_a_service_that_left_the_catalogue_stays_while_somebody_reported_on_it(folder, tmp_path):
    folder.bring_in(sheet(tmp_path / "s.csv", row(DOG_TAX, 3)))
    drop_service(folder, DOG_TAX)
    drop_service(folder, LICENCE)
    report = folder.build()
    assert keys(report) == ["ingest.service_kept"]
    assert "Hundesteuer Anmeldung" in report.findings[0].message("de")
    assert report.services == 4
    assert folder.maturities() == {DOG_TAX: 3}
    assert LICENCE not in [service for (service,) in folder.rows("SELECT service_id FROM service")]


def test_a_kept_service_survives_the_next_build_too(folder, tmp_path):
    folder.bring_in(sheet(tmp_path / "s.csv", row(DOG_TAX, 3)))
    drop_service(folder, DOG_TAX)
    folder.build()
    drop_service(folder, LICENCE)
    assert keys(folder.build()) == ["ingest.service_kept"]
    assert folder.maturities() == {DOG_TAX: 3}


def test_a_partner_with_imported_sheets_cannot_vanish_from_the_file(folder, tmp_path):
    folder.bring_in(sheet(tmp_path / "s.csv", row(DOG_TAX, 3)))
    before = folder.content()
    toml = folder.path / "cooperation.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('"auenstadt"', '"auen"'), encoding="utf-8")
    with pytest.raises(SettingsError, match=r"auenstadt.*auen, heidekreis-nord, moordorf"):
        folder.build()
    assert folder.content() == before


def test_example_sheets_are_taken_while_no_real_sheet_is_there(folder):
    sheet(folder.path / "demo" / "b" / "feb.csv", row(DOG_TAX, 2), as_of="28.02.2026", example="ja")
    sheet(folder.path / "demo" / "a.csv", row(DOG_TAX, 1), example="ja")
    sheet(folder.path / "demo" / "z.csv", row(DOG_TAX, 0), partner="Moordorf", example="ja")
    report = folder.build()
    assert report.example_sheets == 3
    assert folder.maturities() == {DOG_TAX: 2}
    assert folder.rows("SELECT file_name, partner_id, example, imported_by FROM import ORDER BY import_id") == [
        ("a.csv", "auenstadt", True, "build"),
        ("z.csv", "moordorf", True, "build"),
        ("feb.csv", "auenstadt", True, "build"),
    ]


def test_what_is_noticed_in_an_example_sheet_names_partner_and_file(folder):
    sheet(folder.path / "demo" / "b" / "feb.csv", row(DOG_TAX, 1, digitalisierbar="nein"), example="ja")
    (finding,) = folder.build().findings
    assert finding.message("de").startswith("Blatt „auenstadt/feb.csv“, Zeile")


def test_example_sheets_stay_away_once_a_real_sheet_was_imported(folder, tmp_path):
    folder.bring_in(sheet(tmp_path / "s.csv", row(DOG_TAX, 3)))
    sheet(folder.path / "demo" / "a.csv", row(LICENCE, 1), example="ja")
    report = folder.build()
    assert (report.real_sheets, report.example_sheets) == (1, 0)
    assert folder.maturities() == {DOG_TAX: 3}


def test_a_real_sheet_in_the_example_folder_is_refused(folder):
    before = folder.content()
    sheet(folder.path / "demo" / "a.csv", row(DOG_TAX, 1))
    with pytest.raises(UserError, match=r"demo/a\.csv.*python -m ozgdash import"):
        folder.build()
    assert folder.content() == before


def test_a_faulty_example_sheet_publishes_nothing(folder):
    before = folder.content()
    sheet(folder.path / "demo" / "a.csv", row(DOG_TAX, 9), example="ja")
    with pytest.raises(SourceFormatError, match=r"a\.csv"):
        folder.build()
    assert folder.content() == before


def test_a_faulty_catalogue_publishes_nothing(folder):
    before = folder.content()
    (folder.path / "catalogue" / "leistungen.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(SourceFormatError):
        folder.build()
    assert folder.content() == before


@pytest.mark.parametrize("name", ["cooperation.toml", "catalogue/leistungen.csv"])
def test_a_missing_file_is_named(folder, name):
    (folder.path / name).unlink()
    with pytest.raises(UserError, match=name.rsplit("/", 1)[-1].replace(".", r"\.")):
        folder.build()


def test_a_data_folder_that_is_not_there_is_named(tmp_path):
    settings = Settings(data_dir=tmp_path / "nowhere")
    with pytest.raises(UserError, match=r"cooperation\.toml"):
        build(settings, today=TODAY)
    assert not (tmp_path / "nowhere").exists()


def test_a_damaged_snapshot_is_rebuilt_with_what_the_one_before_it_held(folder, tmp_path):
    folder.bring_in(sheet(tmp_path / "s.csv", row(DOG_TAX, 3)))
    sound = folder.store.current()
    folder.bring_in(sheet(tmp_path / "t.csv", row(LICENCE, 2), as_of="28.02.2026"))
    damage(folder.store.current().path)
    report = folder.build()
    assert keys(report) == ["ingest.former_damaged", "ingest.carried_from"]
    assert sound.path.name in report.findings[1].message("de")
    assert folder.maturities() == {DOG_TAX: 3}
    assert folder.store.verify() == ()


def test_where_no_snapshot_is_sound_the_build_says_that_imports_are_lost(folder, tmp_path):
    folder.bring_in(sheet(tmp_path / "s.csv", row(DOG_TAX, 3)))
    for file in folder.store.files():
        damage(file.path)
    report = folder.build()
    assert keys(report) == ["ingest.former_damaged", "ingest.former_damaged", "ingest.not_carried"]
    assert report.real_sheets == 0
    assert folder.store.verify() == ()


def test_a_pointer_to_nothing_is_mended_by_the_build(folder, tmp_path):
    folder.bring_in(sheet(tmp_path / "s.csv", row(DOG_TAX, 3)))
    (folder.settings.snapshots_dir / "CURRENT").write_text("nonsense")
    report = folder.build()
    assert keys(report)[0] == "ingest.pointer_broken"
    assert folder.maturities() == {DOG_TAX: 3}


def test_an_older_schema_is_carried_over(folder, tmp_path):
    """A snapshot of a program whose tables had fewer columns."""
    folder.bring_in(sheet(tmp_path / "s.csv", row(DOG_TAX, 3)))
    current = folder.store.current()
    with duckdb.connect(str(current.path)) as connection:
        connection.execute("DROP VIEW report")
        for column in ("remark", "cases_per_year", "priority", "cases_given", "priority_given"):
            connection.execute(f"ALTER TABLE observation DROP COLUMN {column}")
        connection.execute("DROP TABLE component")
        connection.execute("DROP TABLE initiative")
        connection.execute("DROP TABLE word_group")
        connection.execute("DROP TABLE partner_group")
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'schema_version'")
    renamed = current.path.with_name(f"{current.id[:-12]}{file_hash(current.path)}.duckdb")
    current.path.rename(renamed)
    (folder.settings.snapshots_dir / "CURRENT").write_text(f"{renamed.name}\n")
    with pytest.raises(SnapshotDamagedError, match=rf"Format 1, .* Format {SCHEMA_VERSION}.* python -m ozgdash build"):
        folder.store.open_current()
    report = folder.build()
    assert report.findings == ()
    assert folder.maturities() == {DOG_TAX: 3}
    folder.bring_in(sheet(tmp_path / "t.csv", row(DOG_TAX, 4, faelle_pro_jahr="7"), as_of="28.02.2026"))
    assert folder.rows("SELECT cases_per_year FROM state WHERE observed_on IS NOT NULL ORDER BY valid_from") == [
        (None,),
        (7,),
    ]


def test_importing_before_the_first_build_points_to_the_build(tmp_path):
    folder = folder_b(tmp_path / "data")
    with pytest.raises(SnapshotMissingError, match="python -m ozgdash build"):
        folder.bring_in(sheet(tmp_path / "s.csv", row(DOG_TAX, 3)))


def test_the_project_s_own_configuration_and_catalogue_build(tmp_path):
    source = PROJECT_DIR / "data"
    target = tmp_path / "data"
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("snapshots", "demo"))
    report = Folder(target).build()
    assert report.partners == 4
    assert report.services > 500
    assert [finding for finding in report.findings if finding.severity == "error"] == []


def test_the_readme_names_all_that_speaks_of_the_four_partners(tmp_path):
    readme = (PROJECT_DIR / "README.md").read_text(encoding="utf-8")
    (gone,) = re.findall(r"^rm -rf (.*?) +#", readme, re.MULTILINE)
    shutil.copytree(PROJECT_DIR / "data", tmp_path / "ozg")
    for name in gone.split():
        path = tmp_path / name.removeprefix("../")
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    own = tmp_path / "ozg" / "cooperation.toml"
    before, _, deadlines = own.read_text(encoding="utf-8").partition("[[partner]]")
    deadlines = deadlines[deadlines.index("[[deadline]]") :]
    own.write_text(f"{before}{A_TOWN}{deadlines}", encoding="utf-8")
    report = Folder(tmp_path / "ozg").build()
    assert (report.partners, report.example_sheets) == (1, 0)
