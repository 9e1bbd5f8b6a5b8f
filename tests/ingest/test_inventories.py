"""The newest list of components on or before a day is a partner's whole inventory."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import openpyxl
import pytest
from folders import DOG_TAX, component_file, row, sheet

from ozgdash.errors import SourceFormatError, UserError
from ozgdash.ingest import template
from ozgdash.store import read

MESO = "Fachverfahren;Einwohnerwesen;VOIS|MESO;8;HSH;31.12.2027;in Betrieb;10001"
PAYMENT = "Basisdienst;Bezahldienst;pmPayment;;GovConnect;;;"


def inventory(folder, as_of=date(2026, 12, 31), partner="auenstadt") -> list[tuple]:
    _, connection = folder.store.open_current()
    with closing(connection):
        found = read.latest_components(connection, partner_id=partner, as_of=as_of)
    return [(item.name, item.product) for item in found]


def write_template(folder, path, as_of=date(2026, 2, 28)):
    template(folder.settings, path, partner="auenstadt", as_of=as_of, lang="de")
    return path


def test_a_list_lands_with_its_origin(folder, tmp_path):
    report = folder.bring_in(component_file(tmp_path / "k.csv", MESO, PAYMENT))
    assert (report.kind.value, report.rows, report.changed, report.partner_id) == ("components", 2, 2, "auenstadt")
    assert folder.rows("SELECT kind, row_count, as_of FROM import") == [("components", 2, date(2026, 1, 31))]
    assert folder.rows("SELECT name, area, status, row_number FROM component ORDER BY position") == [
        ("Einwohnerwesen", "specialist", "in_use", 5),
        ("Bezahldienst", "base_service", None, 6),
    ]
    assert folder.store.verify() == ()


def test_the_newest_list_on_or_before_the_day_is_the_whole_inventory(folder, tmp_path):
    folder.bring_in(component_file(tmp_path / "a.csv", MESO, PAYMENT))
    report = folder.bring_in(component_file(tmp_path / "b.csv", MESO.replace("8;", "9;"), as_of="31.03.2026"))
    assert report.changed == report.components_changed == 2  # a new version, and a component that is gone
    assert inventory(folder, date(2026, 1, 30)) == []
    assert inventory(folder, date(2026, 2, 28)) == [("Einwohnerwesen", "VOIS|MESO"), ("Bezahldienst", "pmPayment")]
    assert inventory(folder) == [("Einwohnerwesen", "VOIS|MESO")]
    assert inventory(folder, partner="moordorf") == []


def test_a_correction_of_the_same_day_replaces_the_list_and_the_same_file_is_not_taken_twice(folder, tmp_path):
    path = component_file(tmp_path / "a.csv", MESO)
    folder.bring_in(path)
    assert folder.bring_in(path).already_imported
    folder.bring_in(component_file(tmp_path / "b.csv", PAYMENT))
    assert inventory(folder) == [("Bezahldienst", "pmPayment")]
    assert folder.bring_in(path).published


def test_a_list_does_not_touch_the_status_and_a_sheet_without_components_keeps_the_list(folder, tmp_path):
    folder.bring_in(sheet(tmp_path / "s.csv", row(DOG_TAX, 3)))
    folder.bring_in(component_file(tmp_path / "k.csv", MESO))
    folder.bring_in(sheet(tmp_path / "t.csv", row(DOG_TAX, 4), as_of="28.02.2026"))
    assert inventory(folder) == [("Einwohnerwesen", "VOIS|MESO")]
    assert folder.maturities() == {DOG_TAX: 4}


def test_the_template_brings_the_components_back(folder, tmp_path):
    folder.bring_in(component_file(tmp_path / "k.csv", MESO, PAYMENT))
    path = write_template(folder, tmp_path / "t.xlsx")
    report = folder.bring_in(path)
    assert (report.kind.value, report.components) == ("status_sheet", 2)
    assert inventory(folder) == [("Einwohnerwesen", "VOIS|MESO"), ("Bezahldienst", "pmPayment")]
    assert folder.rows("SELECT DISTINCT reported_on FROM component ORDER BY 1") == [
        (date(2026, 1, 31),),
        (date(2026, 2, 28),),
    ]


def test_a_workbook_without_the_sheet_or_without_rows_keeps_the_former_list(folder, tmp_path):
    folder.bring_in(component_file(tmp_path / "k.csv", MESO))
    path = write_template(folder, tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(path)
    book["Komponenten"].delete_rows(2, 5)
    book.save(tmp_path / "empty.xlsx")
    report = folder.bring_in(tmp_path / "empty.xlsx")
    assert [finding.key for finding in report.findings] == ["sources.components_kept", "sources.tabs_not_read"]
    del book["Komponenten"]
    book.save(tmp_path / "none.xlsx")
    assert folder.bring_in(tmp_path / "none.xlsx").findings[0].key == "sources.tabs_not_read"
    assert inventory(folder) == [("Einwohnerwesen", "VOIS|MESO")]


def test_a_faulty_component_in_a_workbook_publishes_nothing_of_it(folder, tmp_path):
    folder.bring_in(component_file(tmp_path / "k.csv", MESO))
    book = openpyxl.load_workbook(write_template(folder, tmp_path / "t.xlsx"))
    book["Komponenten"]["A2"] = "Fachanwendung"
    book.save(tmp_path / "u.xlsx")
    before = folder.content()
    with pytest.raises(SourceFormatError, match="Blatt „Komponenten“, Zeile 2, Spalte „bereich“"):
        folder.bring_in(tmp_path / "u.xlsx")
    assert folder.content() == before


def test_a_rebuild_keeps_real_lists(folder, tmp_path):
    folder.bring_in(component_file(tmp_path / "k.csv", MESO))
    toml = folder.path / "cooperation.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert folder.build().published
    assert inventory(folder) == [("Einwohnerwesen", "VOIS|MESO")]
    toml.write_text(toml.read_text(encoding="utf-8").replace('"auenstadt"', '"auen"'), encoding="utf-8")
    with pytest.raises(UserError, match="auenstadt"):
        folder.build()


INITIATIVES = """id;titel;bereich;federfuehrung;mitglieder;status;seit;ziel;adressat;bitte;beispiel
B1;Ausgedacht;;;;Idee;;;;;ja
I1;Echt;Basisdienst;auenstadt;auenstadt, moordorf;läuft;01.02.2026;Ziel;Land;Bitte;
"""


def initiatives(folder) -> list[tuple]:
    return folder.rows("SELECT initiative_id, state, members, addressee FROM initiative ORDER BY position")


def test_example_lists_and_example_initiatives_leave_with_the_first_real_report(folder, tmp_path):
    (folder.path / "initiativen.csv").write_text(INITIATIVES, encoding="utf-8")
    sheet(folder.path / "demo" / "a.csv", row(DOG_TAX, 1), example="ja")
    component_file(folder.path / "demo" / "komponenten.csv", MESO, example="ja")
    assert folder.build().example_sheets == 1
    assert inventory(folder) == [("Einwohnerwesen", "VOIS|MESO")]
    assert [key for key, *_ in initiatives(folder)] == ["B1", "I1"]
    report = folder.bring_in(component_file(tmp_path / "k.csv", PAYMENT))
    assert report.examples_removed == 1
    assert inventory(folder) == [("Bezahldienst", "pmPayment")]
    assert folder.maturities() == {}
    real = [("I1", "running", "auenstadt, moordorf", "state")]
    assert initiatives(folder) == real
    (folder.path / "initiativen.csv").write_text(INITIATIVES + "\n", encoding="utf-8")
    assert folder.build().published
    assert initiatives(folder) == real
    assert inventory(folder) == [("Bezahldienst", "pmPayment")]
    with pytest.raises(UserError, match="Beispieldaten"):
        folder.bring_in(component_file(tmp_path / "l.csv", MESO, example="ja"))


def test_initiatives_are_optional_strict_and_part_of_the_content(folder):
    before = folder.content()
    path = folder.path / "initiativen.csv"
    path.write_text(INITIATIVES.replace("auenstadt, moordorf", "Atlantis"), encoding="utf-8")
    with pytest.raises(SourceFormatError, match=r"Zeile 3, Spalte „mitglieder“.*Atlantis.*auenstadt"):
        folder.build()
    assert folder.content() == before
    path.write_text(INITIATIVES, encoding="utf-8")
    assert folder.build().published
    assert not folder.build().published
    path.unlink()
    assert folder.build().published
    assert initiatives(folder) == []


def test_synonyms_are_optional_strict_and_part_of_the_content(folder):
    def groups() -> list[tuple]:
        return folder.rows("SELECT everyday, official FROM word_group ORDER BY position")

    before = folder.content()
    assert groups() == []
    path = folder.path / "catalogue" / "synonyme.csv"
    path.write_text("alltag;amtlich\nHund;\n", encoding="utf-8")
    with pytest.raises(SourceFormatError, match=r"(?s)synonyme.csv.*Zeile 2, Spalte „amtlich“"):
        folder.build()
    assert folder.content() == before
    path.write_text("alltag;amtlich\nWauwau;Hund, Hundesteuer\n", encoding="utf-8")
    assert folder.build().published
    assert groups() == [(["Wauwau"], ["Hund", "Hundesteuer"])]
    assert not folder.build().published
    path.unlink()
    assert folder.build().published
    assert groups() == []
