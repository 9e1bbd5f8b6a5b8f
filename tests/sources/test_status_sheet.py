"""A status sheet is read whole or refused with a message that says what, where, received, allowed and what to do."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sheets import A1, A2, B1, COLUMNS, HEAD, csv_sheet, read, refused, row

from ozgdash.errors import SourceFormatError
from ozgdash.model.observation import Observation, Obstacle, Priority, Stage


def keys(sheet) -> list[str]:
    return [finding.key for finding in sheet.file.findings]


def test_a_row_becomes_an_observation(tmp_path: Path) -> None:
    line = row(
        A1, ozg_id="10001", leistung="Wohnsitz anmelden", zustaendig="ja", digitalisierbar="ja", hindernis="Schriftform/Signatur",
        reifegrad="2", reifegradmodell="1.1", stufe="in Umsetzung", geplant_am="31.12.2027", fachbereich="Bürgerservice",
        onlinedienst_url="https://stadt.example/anmelden", efa_stufe="Anbindung", bemerkung="ä; ö", faelle_pro_jahr="1.200",
        prioritaet="hoch",
    ).replace("ä; ö", '"ä; ö"')  # fmt: skip
    sheet = read(csv_sheet(tmp_path, line))
    assert (sheet.file.partner_id, sheet.file.as_of, sheet.file.example) == ("stadt", date(2026, 10, 31), False)
    assert sheet.observations == (
        Observation(
            service_id=A1, responsible=True, digitisable=True, obstacle=Obstacle.WRITTEN_FORM, maturity=2, maturity_model="1.1",
            stage=Stage.IN_PROGRESS, planned_on=date(2027, 12, 31), department="Bürgerservice",
            url="https://stadt.example/anmelden", efa_stage="Anbindung", remark="ä; ö", cases_per_year=1200,
            priority=Priority.HIGH, row=4,
        ),
    )  # fmt: skip
    assert sheet.file.findings == ()


def test_an_empty_reifegrad_is_unknown_and_not_zero(tmp_path: Path) -> None:
    first, second = read(csv_sheet(tmp_path, row(A1), row(A2, reifegrad="0"))).observations
    assert (first.maturity, first.maturity_model) == (None, None)
    assert (second.maturity, second.maturity_model) == (0, "1.1")


@pytest.mark.parametrize("written", ["2022-12-31", "31.12.2022"])
def test_german_and_iso_dates_mean_the_same(tmp_path: Path, written: str) -> None:
    assert read(csv_sheet(tmp_path, row(geplant_am=written))).observations[0].planned_on == date(2022, 12, 31)


def test_a_service_without_key_is_found_by_ozg_id_and_name(tmp_path: Path) -> None:
    sheet = read(csv_sheet(tmp_path, row("", ozg_id="10004", leistung="mängelmelder ", reifegrad="3")))
    assert sheet.observations[0].service_id == "10004:mängelmelder"


def test_a_byte_order_mark_changes_nothing(tmp_path: Path) -> None:
    path = csv_sheet(tmp_path, row(reifegrad="3"))
    plain = read(path).observations
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read(path).observations == plain


def test_options_go_before_the_head_block_and_it_is_said(tmp_path: Path) -> None:
    sheet = read(csv_sheet(tmp_path, row()), partner="kreis", as_of=date(2026, 9, 30))
    assert (sheet.file.partner_id, sheet.file.as_of) == ("kreis", date(2026, 9, 30))
    assert keys(sheet) == ["sources.option_wins", "sources.option_wins"]


def test_partner_and_stand_may_come_from_the_options_alone(tmp_path: Path) -> None:
    sheet = read(csv_sheet(tmp_path, row(), head=""), partner="Stadt Zählheim", as_of=date(2026, 9, 30))
    assert sheet.file.partner_id == "stadt"


def test_unknown_columns_are_reported_and_ignored(tmp_path: Path) -> None:
    sheet = read(csv_sheet(tmp_path, row() + ";Frau Beispiel", columns=COLUMNS + ";ansprechperson"))
    assert keys(sheet) == ["sources.columns_ignored"]
    assert "ansprechperson" in sheet.file.findings[0].message("de")


def test_missing_optional_columns_are_named(tmp_path: Path) -> None:
    path = tmp_path / "status.csv"
    path.write_text(HEAD + f"leika_schluessel;reifegrad\n{A1};3\n", encoding="utf-8")
    sheet = read(path)
    assert sheet.observations[0].maturity == 3
    (absent,) = [finding for finding in sheet.file.findings if finding.key == "sources.columns_absent"]
    assert "fachbereich" in absent.message("de")
    assert "faelle_pro_jahr" not in absent.message("de")


def test_an_optional_column_that_is_absent_says_nothing_and_an_empty_cell_says_not_known(tmp_path: Path) -> None:
    short = COLUMNS.removesuffix(";faelle_pro_jahr;prioritaet")
    without = read(csv_sheet(tmp_path, row().removesuffix(";;"), columns=short)).observations[0]
    assert (without.cases_given, without.priority_given) == (False, False)
    empty = read(csv_sheet(tmp_path, row())).observations[0]
    assert (empty.cases_given, empty.cases_per_year) == (True, None)
    former = Observation(A1, cases_per_year=7, priority=Priority.LOW)
    assert (without.continuing(former).cases_per_year, empty.continuing(former).cases_per_year) == (7, None)
    assert without.continuing(None).priority is None


def test_a_sheet_without_the_optional_columns_gets_no_warning(tmp_path: Path) -> None:
    short = COLUMNS.removesuffix(";faelle_pro_jahr;prioritaet")
    assert read(csv_sheet(tmp_path, row().removesuffix(";;"), columns=short)).file.findings == ()


def test_a_reifegrad_without_model_is_one_of_model_1_1_and_it_is_said_once(tmp_path: Path) -> None:
    sheet = read(csv_sheet(tmp_path, row(A1, reifegrad="3"), row(A2, reifegrad="4")))
    assert [observation.maturity_model for observation in sheet.observations] == ["1.1", "1.1"]
    assert keys(sheet) == ["sources.model_assumed"]


def test_not_digitisable_without_reason_is_a_warning(tmp_path: Path) -> None:
    sheet = read(csv_sheet(tmp_path, row(digitalisierbar="nein")))
    assert sheet.observations[0].digitisable is False
    assert [(f.severity, f.key) for f in sheet.file.findings] == [("warning", "sources.no_reason")]


def test_the_example_mark_is_read_from_the_head_block(tmp_path: Path) -> None:
    assert read(csv_sheet(tmp_path, row(), head=HEAD + "Beispieldaten;ja\n")).file.example is True


BAD_CELLS = [
    ({"key": "9900000000010"}, ["Zeile 4", "leika_schluessel", "9900000000010", "13 Stellen", "14 Ziffern"]),
    ({"key": "88000000000101"}, ["Zeile 4", "88000000000101", "99"]),
    ({"key": "99999999999999"}, ["Zeile 4", "99999999999999", "nicht im Katalog", "import"]),
    ({"reifegrad": "7"}, ["Zeile 4", "reifegrad", "7", "Modell 1.1", "0 bis 4"]),
    ({"reifegrad": "drei"}, ["Zeile 4", "reifegrad", "drei", "ganze Zahl"]),
    ({"reifegrad": "3", "reifegradmodell": "3.0"}, ["Zeile 4", "reifegradmodell", "3.0", "1.1, 2.0"]),
    ({"stufe": "fertig"}, ["Zeile 4", "stufe", "fertig", "in Umsetzung", "zurückgestellt"]),
    ({"hindernis": "keine Lust"}, ["Zeile 4", "hindernis", "keine Lust", "rechtlich", "wartet auf EfA-Dienst"]),
    ({"zustaendig": "vielleicht"}, ["Zeile 4", "zustaendig", "vielleicht", "ja, nein"]),
    ({"digitalisierbar": "ja?"}, ["Zeile 4", "digitalisierbar", "ja?", "ja, nein"]),
    ({"geplant_am": "31.13.2022"}, ["Zeile 4", "geplant_am", "31.13.2022", "31.12.2022"]),
    ({"onlinedienst_url": "javascript:alert(1)"}, ["Zeile 4", "onlinedienst_url", "javascript", "https://"]),
    ({"bemerkung": "x" * 2001}, ["Zeile 4", "bemerkung", "2001", "2000"]),
    ({"ozg_id": "10002"}, ["Zeile 4", "10002", "10001"]),
    ({"faelle_pro_jahr": "-3"}, ["Zeile 4", "faelle_pro_jahr", "-3", "ganze Zahl ab 0"]),
    ({"faelle_pro_jahr": "12,5"}, ["Zeile 4", "faelle_pro_jahr", "12,5"]),
    ({"faelle_pro_jahr": "< 5"}, ["Zeile 4", "faelle_pro_jahr", "< 5"]),
    ({"prioritaet": "dringend"}, ["Zeile 4", "prioritaet", "dringend", "hoch, mittel, niedrig"]),
    ({"key": "", "ozg_id": "10004", "leistung": "Maengel"}, ["Zeile 4", "Maengel", "10004", "Schreibweise"]),
    ({"key": "", "leistung": "Mängelmelder"}, ["Zeile 4", "LeiKa-Schlüssel", "OZG-ID und Name"]),
]


@pytest.mark.parametrize(("cells", "said"), BAD_CELLS)
def test_a_bad_cell_is_refused_with_place_received_and_allowed(
    tmp_path: Path, cells: dict[str, str], said: list[str]
) -> None:
    message = refused(csv_sheet(tmp_path, row(**cells)))
    assert "nichts veröffentlicht" in message
    for part in said:
        assert part in message


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    message = refused(csv_sheet(tmp_path, row(A1, reifegrad="9"), row(A2, stufe="fertig"), row(B1, reifegrad="3")))
    assert "2 Fehler" in message
    assert "Zeile 4" in message
    assert "Zeile 5" in message


def test_a_service_twice_is_refused_with_both_rows(tmp_path: Path) -> None:
    message = refused(csv_sheet(tmp_path, row(A1), row(A2), row(A1)))
    assert "Zeile 6" in message
    assert "Zeile 4" in message


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("Partner;stadt\nStand;24.11.2026\n", ["2026-11-24", "Zukunft", "2026-11-23"]),
        ("Partner;stadt\nStand;31.10.1926\n", ["1926-10-31", "2015-01-01"]),
        ("Partner;stadt\n", ["Stand", "--as-of"]),
        ("Stand;31.10.2026\n", ["Partner", "stadt, kreis, dorf", "--partner"]),
        ("Partner;goslar\nStand;31.10.2026\n", ["goslar", "nicht zur Kooperation", "stadt, kreis, dorf"]),
        ("Partner;stadt\nStand;gestern\n", ["gestern", "31.12.2022"]),
        (HEAD + "Beispieldaten;vielleicht\n", ["vielleicht", "ja, nein"]),
    ],
)
def test_a_bad_head_is_refused(tmp_path: Path, head: str, said: list[str]) -> None:
    message = refused(csv_sheet(tmp_path, row(), head=head))
    for part in said:
        assert part in message


@pytest.mark.parametrize("mark", [",", "\t", "|"])
def test_a_sheet_may_be_separated_as_other_programs_do(tmp_path: Path, mark: str) -> None:
    path = csv_sheet(tmp_path, row(reifegrad="3", bemerkung='"a; b, c | d"', geplant_am="31.12.2026"))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=mark).writerows(rows)
    (seen,) = read(path).observations
    assert (seen.maturity, seen.planned_on, seen.remark) == (3, date(2026, 12, 31), "a; b, c | d")


def test_a_comma_without_quotation_marks_is_refused_where_commas_separate(tmp_path: Path) -> None:
    line = f"{A1},3,FB 1, Bürgeramt"
    said = refused(
        csv_sheet(
            tmp_path, line, head="Partner,stadt\nStand,31.10.2026\n", columns="leika_schluessel,reifegrad,fachbereich"
        )
    )
    assert "Bürgeramt" in said
    assert "Anführungszeichen" in said


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (COLUMNS.replace("reifegrad;", "reifegrat;"), ["reifegrad", "reifegrat", "Spalte fehlt"]),
        (COLUMNS.replace("leika_schluessel;ozg_id;", "schluessel;id;"), ["leika_schluessel", "fehlt"]),
        (COLUMNS + ";reifegrad", ["reifegrad", "zweimal"]),
        ("a;b;c", ["keiner bekannten Datei", "leika_schluessel"]),
    ],
)
def test_wrong_columns_are_refused(tmp_path: Path, columns: str, said: list[str]) -> None:
    message = refused(csv_sheet(tmp_path, row(), columns=columns))
    for part in said:
        assert part in message


def test_a_sheet_without_rows_is_refused(tmp_path: Path) -> None:
    message = refused(csv_sheet(tmp_path))
    assert "mindestens eine Zeile" in message


def test_the_english_reader_gets_an_english_message(tmp_path: Path) -> None:
    with pytest.raises(SourceFormatError) as caught:
        read(csv_sheet(tmp_path, row(stufe="fertig")))
    assert "row 4, column “stufe”: “fertig” is no known value." in caught.value.message("en")


def workbook(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for line in rows:
        book.active.append(line)
    book.save(path)
    return path


def test_a_workbook_as_a_coordinator_leaves_it(tmp_path: Path) -> None:
    """A merged title row, real dates and numbers, a hidden column, a hidden row, a filter, blank rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "Statusmeldung für den Oktober"
    sheet.merge_cells("A1:F1")
    sheet["A3"], sheet["B3"] = "Partner:", "Zählheim"
    sheet["A4"], sheet["B4"] = "Stand", date(2026, 10, 31)
    for position, column in enumerate(COLUMNS.split(";"), start=1):
        sheet.cell(6, position, column.upper().replace("_", " "))
    sheet.cell(7, 1, int(A1))
    sheet.cell(7, 7, 3)
    sheet.cell(7, 8, 1.1)
    sheet.cell(7, 10, date(2027, 6, 30))
    sheet.cell(9, 1, A2)
    sheet.cell(9, 7, "2")
    sheet.cell(9, 11, "Bürgerservice & Öffentlichkeit")
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[9].hidden = True
    sheet.auto_filter.ref = "A6:N9"
    path = tmp_path / "status.xlsx"
    book.save(path)
    read_back = read(path)
    assert (read_back.file.partner_id, read_back.file.as_of) == ("stadt", date(2026, 10, 31))
    first, second = read_back.observations
    assert (first.service_id, first.maturity, first.maturity_model, first.planned_on, first.row) == (
        A1,
        3,
        "1.1",
        date(2027, 6, 30),
        7,
    )
    assert (second.service_id, second.maturity, second.department, second.row) == (
        A2,
        2,
        "Bürgerservice & Öffentlichkeit",
        9,
    )
    assert keys(read_back) == [
        "sources.hidden_rows",
        "sources.hidden_columns",
        "sources.row_before_header",
        "sources.model_assumed",
    ]


def test_a_workbook_names_sheet_and_row(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "s.xlsx",
        [["Partner", "stadt"], ["Stand", "31.10.2026"], COLUMNS.split(";"), [A1, "", "", "", "", "", 9]],
    )
    message = refused(path)
    assert "Blatt „Sheet“, Zeile 4, Spalte „reifegrad“" in message
