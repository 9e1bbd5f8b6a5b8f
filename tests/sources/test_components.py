"""A list of components is read as strictly as a status sheet: in the workbook, or as a file of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sheets import A1, COLUMNS, HEAD, TODAY, cooperation, read, services

from ozgdash.errors import SourceFormatError
from ozgdash.model.component import Component, ComponentArea, ComponentStatus
from ozgdash.sources.components import ComponentList, read_component_list
from ozgdash.sources.detect import SourceKind, detect, look_into
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.sources.template import TemplateRow, write_component_csv, write_template

COMPONENT_COLUMNS = "bereich;name;produkt;version;anbieter;vertragsende;status;domaene"
MESO = Component(
    ComponentArea.SPECIALIST, "Einwohnerwesen", "VOIS|MESO", "8.2", "HSH", date(2027, 12, 31), ComponentStatus.IN_USE, "10001"
)  # fmt: skip
PAYMENT = Component(ComponentArea.BASE_SERVICE, "Bezahldienst", "pmPayment")


def component_file(folder: Path, *rows: str, head: str = HEAD, columns: str = COMPONENT_COLUMNS) -> Path:
    path = folder / "komponenten.csv"
    path.write_text("\n".join([head + columns, *rows]) + "\n", encoding="utf-8")
    return path


def listed(path: Path, **options) -> ComponentList:
    return read_component_list(
        look_into(path), cooperation=cooperation(), services=ServiceIndex(services()), today=TODAY, **options
    )


def workbook(path: Path, *rows: list[object], header: list[str] | None = None, name: str = "Komponenten") -> Path:
    book = openpyxl.Workbook()
    for line in (["Partner", "stadt"], ["Stand", "31.10.2026"], COLUMNS.split(";"), [A1, "", "", "", "", "", 3, "1.1"]):
        book.active.append(line)
    sheet = book.create_sheet(name)
    for line in (header or COMPONENT_COLUMNS.split(";"), *rows):
        sheet.append(line)
    book.save(path)
    return path


def test_a_row_becomes_a_component(tmp_path: Path) -> None:
    rows = [
        "Fachverfahren;Einwohnerwesen;VOIS|MESO;8.2;HSH;31.12.2027;in Betrieb;10001",
        "basisdienst;Bezahldienst;pmPayment;;;;;",
    ]
    given = listed(component_file(tmp_path, *rows))
    assert (given.file.partner_id, given.file.as_of, given.file.example) == ("stadt", date(2026, 10, 31), False)
    assert [(item.row, item.area, item.name) for item in given.components] == [
        (4, ComponentArea.SPECIALIST, "Einwohnerwesen"),
        (5, ComponentArea.BASE_SERVICE, "Bezahldienst"),
    ]
    assert given.components[0].contract_end == date(2027, 12, 31)
    assert given.components[1].status is None
    assert given.file.findings == ()


def test_a_file_of_components_is_told_by_its_content(tmp_path: Path) -> None:
    assert detect(component_file(tmp_path, "Fachverfahren;Kfz;;;;;;")) is SourceKind.COMPONENTS
    assert detect(component_file(tmp_path, "Kfz;X", head="", columns="name;produkt")) is SourceKind.COMPONENTS
    assert detect(workbook(tmp_path / "s.xlsx", ["Fachverfahren", "Kfz"])) is SourceKind.STATUS_SHEET


def test_the_workbook_s_own_sheet_is_read_with_the_status(tmp_path: Path) -> None:
    path = workbook(tmp_path / "s.xlsx", ["Fachverfahren", "Kfz", "OK.VERKEHR", 12, "AKDB", date(2028, 6, 30)])
    sheet = read(path)
    assert len(sheet.observations) == 1
    (component,) = sheet.components
    assert (component.product, component.version, component.contract_end) == ("OK.VERKEHR", "12", date(2028, 6, 30))


@pytest.mark.parametrize(("rows", "keys"), [([], ["sources.components_kept"]), ([[None]], ["sources.components_kept"])])
def test_a_sheet_without_rows_says_nothing(tmp_path: Path, rows: list[list[object]], keys: list[str]) -> None:
    sheet = read(workbook(tmp_path / "s.xlsx", *rows))
    assert sheet.components == ()
    assert [finding.key for finding in sheet.file.findings] == keys


def test_faults_of_both_sheets_are_named_together_with_their_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path / "s.xlsx", ["Fachanwendung", "Kfz"], ["Fachverfahren", "Kfz", "X", "", "", "irgendwann"])
    book = openpyxl.load_workbook(path)
    book["Sheet"]["G4"] = 9
    book.save(path)
    with pytest.raises(SourceFormatError) as caught:
        read(path)
    message = caught.value.message("de")
    for part in ("3 Fehler", "Blatt „Sheet“, Zeile 4", "Blatt „Komponenten“, Zeile 2, Spalte „bereich“", "Fachanwendung",
                 "Basisdienst, Online-Dienst, Fachverfahren, Schnittstelle", "Blatt „Komponenten“, Zeile 3", "irgendwann"):  # fmt: skip
        assert part in message


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Fachverfahren;;X;;;;;", ["Zeile 4", "name", "Pflichtfeld"]),
        (";Kfz;X;;;;;", ["Zeile 4", "bereich", "Pflichtfeld"]),
        ("Fachverfahren;Kfz;X;;;31.02.2027;;", ["Zeile 4", "vertragsende", "31.02.2027"]),
        ("Fachverfahren;Kfz;X;;;;läuft;", ["Zeile 4", "status", "läuft", "geplant, in Einführung, in Betrieb, abgelöst"]),
        ("Fachverfahren;" + "K" * 121 + ";;;;;;", ["Zeile 4", "name", "121", "120"]),
    ],
)  # fmt: skip
def test_a_bad_row_is_refused(tmp_path: Path, line: str, said: list[str]) -> None:
    with pytest.raises(SourceFormatError) as caught:
        listed(component_file(tmp_path, line))
    for part in said:
        assert part in caught.value.message("de")


def test_the_same_component_and_product_twice_is_refused_other_products_are_not(tmp_path: Path) -> None:
    given = listed(component_file(tmp_path, "Fachverfahren;Kita;Little Bird;;;;;", "Fachverfahren;Kita;webKITA;;;;;"))
    assert len(given.components) == 2
    with pytest.raises(SourceFormatError, match=r"Zeile 5.*Zeile 4"):
        listed(component_file(tmp_path, "Fachverfahren;Kita;Little Bird;;;;;", "Fachverfahren;kita;LITTLE BIRD;;;;;"))


def test_a_file_without_rows_or_with_a_missing_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceFormatError, match="mindestens eine Zeile"):
        listed(component_file(tmp_path))
    with pytest.raises(SourceFormatError, match="Spalte „bereich“: Die Spalte fehlt"):
        listed(component_file(tmp_path, "Kfz;X", columns="name;produkt"))


def test_what_a_component_belongs_to_is_compared_with_the_catalogue(tmp_path: Path) -> None:
    given = listed(component_file(tmp_path, 'Fachverfahren;Kfz;;;;;;"10001,99999; Nirgendwo"'))
    assert given.components[0].domain == "10001, 99999, Nirgendwo"
    assert [(finding.severity, finding.key) for finding in given.file.findings] == [
        ("warning", "sources.domain_unknown")
    ]
    assert "99999; Nirgendwo" in given.file.findings[0].message("de")


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_writing_then_reading_gives_the_same_components(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"k.{kind}"
    stand, partner = date(2026, 10, 31), cooperation().partner("stadt")
    if kind != "csv":
        rows = [TemplateRow(service, None) for service in services()]
        components = (MESO, PAYMENT)
        write_template(
            path,
            partner=partner,
            as_of=stand,
            rows=rows,
            components=components,
            example=False,
            lang="de",
            file_format=kind,
        )
        components = read(path).components
    else:
        write_component_csv(path, partner=partner, as_of=stand, components=(MESO, PAYMENT), example=False)
        components = listed(path).components
    assert [Component(**vars(item) | {"row": None}) for item in components] == [MESO, PAYMENT]


def test_the_component_sheet_has_drop_downs_and_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "vorlage.xlsx"
    partner = cooperation().partner("stadt")
    write_template(path, partner=partner, as_of=TODAY, rows=[], components=(MESO,), example=False, lang="de")
    book = openpyxl.load_workbook(path)
    sheet = book["Komponenten"]
    assert [cell.value for cell in sheet[1]] == COMPONENT_COLUMNS.split(";")
    lists = {str(entry.sqref): entry.formula1 for entry in sheet.data_validations.dataValidation}
    assert lists["A2:A202"] == '"Basisdienst,Online-Dienst,Fachverfahren,Schnittstelle"'
    assert lists["G2:G202"] == '"geplant,in Einführung,in Betrieb,abgelöst"'
    explained = [cell.value for cell in book["Hilfe"]["A"]]
    assert set(COMPONENT_COLUMNS.split(";")) <= set(explained)
