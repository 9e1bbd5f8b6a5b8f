from __future__ import annotations

from datetime import date

import pytest
from folders import COLUMNS, DOG_TAX, FESTIVAL, LICENCE, TRADE, row, sheet

from ozgdash.errors import SourceFormatError, UserError

OFFICIAL = "leika_schluessel;leistung;leika_typ;ozg_id;ozg_leistung;lage;themenfeld"
CATALOGUE = f"{OFFICIAL};adressat;vollzug_kreisfreie_stadt;vollzug_landkreis;vollzug_gemeinde"


def test_a_status_sheet_lands_with_its_origin(folder, tmp_path):
    report = folder.bring_in(sheet(tmp_path / "s.csv", row(DOG_TAX, 3), row(FESTIVAL, 1)), note="Erste Meldung")
    assert (report.published, report.rows, report.changed, report.partner_id) == (True, 2, 2, "auenstadt")
    assert folder.maturities() == {DOG_TAX: 3, FESTIVAL: 1}
    query = "SELECT kind, file_name, length(sha256), imported_by, row_count, example, note FROM import"
    assert folder.rows(query) == [("status_sheet", "s.csv", 64, "test", 2, False, "Erste Meldung")]
    assert folder.rows("SELECT service_id, row_number FROM observation ORDER BY row_number") == [
        (DOG_TAX, 5),
        (FESTIVAL, 6),
    ]
    assert folder.store.list()[0].note == "Erste Meldung"


def test_services_that_a_sheet_leaves_out_keep_their_state(folder, tmp_path):
    folder.bring_in(sheet(tmp_path / "a.csv", row(DOG_TAX, 3), row(TRADE, 2)))
    folder.bring_in(sheet(tmp_path / "b.csv", row(DOG_TAX, 4), as_of="28.02.2026"))
    assert folder.maturities() == {DOG_TAX: 4, TRADE: 2}


def test_a_correction_of_the_same_day_supersedes_and_stays_in_the_history(folder, tmp_path):
    folder.bring_in(sheet(tmp_path / "a.csv", row(DOG_TAX, 3)))
    report = folder.bring_in(sheet(tmp_path / "b.csv", row(DOG_TAX, 2)))
    assert report.changed == 1
    assert folder.maturities() == {DOG_TAX: 2}
    assert folder.rows("SELECT import_id, maturity FROM observation ORDER BY import_id") == [(1, 3), (2, 2)]


def test_the_same_file_again_publishes_nothing(folder, tmp_path):
    path = sheet(tmp_path / "a.csv", row(DOG_TAX, 3))
    first = folder.bring_in(path)
    before = folder.content()
    again = folder.bring_in(path)
    assert (again.already_imported, again.published, again.snapshot_id) == (True, False, first.snapshot_id)
    assert folder.content() == before


def test_a_correction_can_be_taken_back_by_importing_the_first_file_again(folder, tmp_path):
    first = sheet(tmp_path / "a.csv", row(DOG_TAX, 3))
    folder.bring_in(first)
    folder.bring_in(sheet(tmp_path / "b.csv", row(DOG_TAX, 2)))
    assert folder.bring_in(first).published
    assert folder.maturities() == {DOG_TAX: 3}


def test_the_same_file_for_another_day_is_another_report(folder, tmp_path):
    path = sheet(tmp_path / "a.csv", row(DOG_TAX, 3))
    folder.bring_in(path)
    report = folder.bring_in(path, as_of=date(2026, 2, 28))
    assert report.published
    assert (report.rows, report.changed) == (1, 0)


def test_a_dry_run_reports_everything_and_publishes_nothing(folder, tmp_path):
    before, files = folder.content(), folder.files()
    report = folder.bring_in(sheet(tmp_path / "a.csv", row(DOG_TAX, 3)), dry_run=True)
    assert (report.dry_run, report.published, report.rows, report.changed) == (True, False, 1, 1)
    assert folder.content() == before
    assert folder.files() == files


def test_the_first_real_sheet_removes_all_example_data(folder, tmp_path):
    sheet(folder.path / "demo" / "a.csv", row(DOG_TAX, 1), example="ja")
    sheet(folder.path / "demo" / "m.csv", row(DOG_TAX, 1), partner="moordorf", example="ja")
    folder.build()
    example = folder.store.current()
    report = folder.bring_in(sheet(tmp_path / "s.csv", row(LICENCE, 3)))
    assert report.examples_removed == 2
    assert folder.maturities() == {LICENCE: 3}
    assert folder.maturities("moordorf") == {}
    assert folder.rows("SELECT count(*) FROM import WHERE example") == [(0,)]
    folder.store.rollback(example.id)
    assert folder.maturities() == {DOG_TAX: 1}


def test_an_example_sheet_joins_example_data(folder, tmp_path):
    sheet(folder.path / "demo" / "a.csv", row(DOG_TAX, 1), example="ja")
    folder.build()
    report = folder.bring_in(sheet(tmp_path / "b.csv", row(DOG_TAX, 2), as_of="28.02.2026", example="ja"))
    assert (report.published, report.example, report.examples_removed) == (True, True, 0)
    assert folder.maturities() == {DOG_TAX: 2}


def test_an_example_sheet_is_refused_beside_real_data(folder, tmp_path):
    folder.bring_in(sheet(tmp_path / "a.csv", row(DOG_TAX, 3)))
    before = folder.content()
    with pytest.raises(UserError, match="Beispieldaten"):
        folder.bring_in(sheet(tmp_path / "b.csv", row(DOG_TAX, 2), example="ja"))
    assert folder.content() == before


@pytest.mark.parametrize(
    "make",
    [
        lambda path: sheet(path, row(DOG_TAX, 3), row(DOG_TAX, 2)),
        lambda path: sheet(path, row(DOG_TAX, 3), row(LICENCE, 9)),
        lambda path: sheet(path, row(DOG_TAX, 3), row("9900100100100", 1)),
        lambda path: sheet(path, row(DOG_TAX, 3), row("99777777777777", 1)),
        lambda path: sheet(path, row(DOG_TAX, 3), as_of="31.12.2099"),
        lambda path: sheet(path, row(DOG_TAX, 3), partner="Atlantis"),
        lambda path: sheet(path, row(DOG_TAX, 3), columns=COLUMNS.replace("reifegrad;", "reife;")),
        lambda path: sheet(path, row(DOG_TAX, 3, stufe="fast fertig")),
        lambda path: sheet(path),
    ],
    ids=["twice", "level", "13 digits", "unknown key", "future", "stranger", "column", "stage", "no row"],
)
def test_a_faulty_sheet_changes_nothing(folder, tmp_path, make):
    before, files = folder.content(), folder.files()
    with pytest.raises(SourceFormatError, match=r"a\.csv"):
        folder.bring_in(make(tmp_path / "a.csv"))
    assert folder.content() == before
    assert folder.files() == files


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 no workbook", b"a;b\n1;2\n"])
def test_a_file_that_is_none_of_ours_changes_nothing(folder, tmp_path, content):
    before = folder.content()
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"a\.xlsx"):
        folder.bring_in(path)
    assert folder.content() == before


def test_a_file_that_is_not_there_is_named(folder, tmp_path):
    with pytest.raises(UserError, match=r"nix\.csv"):
        folder.bring_in(tmp_path / "nix.csv")


def test_an_official_list_adds_services_and_lets_the_data_folder_win(folder, tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text(
        f"{OFFICIAL}\n"
        f"{DOG_TAX};Anders benannt;5;10001;Hundesteuer;Tierhaltung;Engagement & Hobby\n"
        "99009009009000;Angelschein Ausstellung;4;10009;Angeln;Freizeit;Engagement & Hobby\n",
        encoding="utf-8",
    )
    report = folder.bring_in(path)
    assert (report.services_added, report.services_updated, report.services_kept) == (1, 0, 1)
    assert "ingest.service_from_data" in [finding.key for finding in report.findings]
    assert folder.rows("SELECT name, origin FROM service ORDER BY position")[-1] == ("Angelschein Ausstellung", "1")
    assert ("Hundesteuer Anmeldung", "data") in folder.rows("SELECT name, origin FROM service")
    assert folder.rows("SELECT kind, row_count FROM import") == [("official_list", 1)]
    again = folder.bring_in(path)
    assert (again.published, again.already_imported) == (False, True)


def test_services_of_an_imported_list_survive_a_rebuild_and_can_be_reported_on(folder, tmp_path):
    path = tmp_path / "liste.csv"
    line = "99009009009000;Angelschein;4;10009;Angeln;Freizeit;Engagement & Hobby;buerger;ja;nein;nein"
    path.write_text(f"{CATALOGUE}\n{line}\n", encoding="utf-8")
    assert folder.bring_in(path).services_added == 1
    folder.bring_in(sheet(tmp_path / "s.csv", row("99009009009000", 2)))
    toml = folder.path / "cooperation.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    report = folder.build()
    assert (report.published, report.services, report.findings) == (True, 6, ())
    assert folder.maturities() == {"99009009009000": 2}


def test_a_list_imported_again_updates_the_services_it_brought(folder, tmp_path):
    path = tmp_path / "liste.csv"
    line = "99009009009000;Angelschein;4;10009;Angeln;Freizeit;Engagement & Hobby;buerger;ja;nein;nein"
    path.write_text(f"{CATALOGUE}\n{line}\n", encoding="utf-8")
    folder.bring_in(path)
    path.write_text(f"{CATALOGUE}\n{line.replace('Angelschein', 'Fischereischein')}\n", encoding="utf-8")
    report = folder.bring_in(path)
    assert (report.services_added, report.services_updated) == (0, 1)
    assert folder.rows("SELECT name, origin FROM service ORDER BY position")[-1] == ("Fischereischein", "2")


def test_partner_and_day_do_not_belong_to_a_list_of_services(folder, tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text(f"{OFFICIAL}\n{DOG_TAX};Hund;5;10001;Hundesteuer;Tier;Engagement & Hobby\n", encoding="utf-8")
    with pytest.raises(UserError, match="--partner"):
        folder.bring_in(path, partner="auenstadt")
