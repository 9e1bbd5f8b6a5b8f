"""What strangers put into cells, rows and tabs: nothing of it is lost or changed without a word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sheets import A1, A2, COLUMNS, GOLDEN, HEAD, csv_sheet, read, refused, row

from ozgdash.errors import SettingsError
from ozgdash.sources.cooperation import read_cooperation

Rows = list[list[object]]
TOP: Rows = [["Partner", "stadt"], ["Stand", "31.10.2026"]]
STATUS: Rows = [["leika_schluessel", "reifegrad", "reifegradmodell", "fachbereich"], [A1, 3, "1.1", "FB 1"]]
LIST: Rows = [["bereich", "name", "produkt"], ["Fachverfahren", "Kfz", "X"]]


def workbook(path: Path, tabs: dict[str, Rows]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in tabs.items():
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(cells)
    book.save(path)
    return path


def keys(sheet: object) -> list[str]:
    return [found.key.removeprefix("sources.") for found in sheet.file.findings]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        ([["Partner", "kreis"]], "„K“: kreis, 31.10.2026"),
        ([["Stand", "30.09.2026"]], "„K“: stadt, 30.09.2026"),
    ],
)
def test_a_list_of_components_of_somebody_else_is_not_taken_over(tmp_path: Path, head: Rows, shown: str) -> None:
    said = refused(workbook(tmp_path / "s.xlsx", {"S": [*TOP, *STATUS], "K": [*head, *LIST]}))
    assert "„S“: stadt, 31.10.2026" in said
    assert shown in said


def test_the_head_of_a_list_of_components_counts_for_the_status_sheet_without_one(tmp_path: Path) -> None:
    sheet = read(workbook(tmp_path / "s.xlsx", {"K": [*TOP, *LIST], "S": STATUS}))
    assert (sheet.file.partner_id, sheet.file.as_of, len(sheet.components)) == ("stadt", date(2026, 10, 31), 1)


def test_what_is_found_in_the_head_is_said_once_and_where_it_stands(tmp_path: Path) -> None:
    head: Rows = [["Partner", "stadt"], ["Stand", 46326]]
    sheet = read(workbook(tmp_path / "s.xlsx", {"K": LIST, "S": [*head, *STATUS]}))
    (notice,) = [found for found in sheet.file.findings if found.key == "sources.day_serial"]
    assert (notice.sheet, notice.row) == ("S", 2)
    head[0][1] = "Nirgendwo"
    assert refused(workbook(tmp_path / "t.xlsx", {"K": LIST, "S": [*head, *STATUS]})).count("Nirgendwo") == 1
    assert refused(workbook(tmp_path / "u.xlsx", {"K": LIST, "S": STATUS})).count("Es fehlt der Stand") == 1


def test_an_empty_status_tab_beside_a_filled_one_is_a_notice(tmp_path: Path) -> None:
    sheet = read(workbook(tmp_path / "s.xlsx", {"Leer": STATUS[:1], "S": [*TOP, *STATUS]}))
    assert [seen.service_id for seen in sheet.observations] == [A1]
    assert "no_rows_here" in keys(sheet)
    assert "keine Leistung" in refused(workbook(tmp_path / "t.xlsx", {"Leer": [*TOP, *STATUS[:1]]}))


def test_a_component_twice_names_the_other_tab(tmp_path: Path) -> None:
    said = refused(workbook(tmp_path / "s.xlsx", {"S": [*TOP, *STATUS], "K1": LIST, "K2": LIST}))
    assert "Blatt „K2“, Zeile 2" in said
    assert "im Blatt „K1“, Zeile 2" in said


def test_a_row_of_a_csv_that_is_longer_than_its_header_is_refused(tmp_path: Path) -> None:
    columns = "leika_schluessel;reifegrad;bemerkung"
    said = refused(csv_sheet(tmp_path, f"{A1};3;vorläufig", f"{A2};2;offen; siehe Vermerk", columns=columns))
    assert "Zeile 5" in said
    assert "„siehe Vermerk“" in said
    sheet = read(csv_sheet(tmp_path, f"{A1};3;vorläufig;;;", columns=columns))
    assert sheet.observations[0].remark == "vorläufig"


def test_cells_without_a_column_name_are_counted(tmp_path: Path) -> None:
    sheet = read(workbook(tmp_path / "s.xlsx", {"S": [*TOP, STATUS[0], [*STATUS[1], None, "Rückfrage"]]}))
    (notice,) = [found for found in sheet.file.findings if found.key == "sources.cells_without_column"]
    assert (notice.row, "„Rückfrage“" in notice.message("de")) == (4, True)


def test_a_text_that_was_kept_from_becoming_a_number_is_that_text(tmp_path: Path) -> None:
    sheet = read(csv_sheet(tmp_path, row(f'="{A1}"', fachbereich='="32"', geplant_am='="31.12.2026"')))
    (seen,) = sheet.observations
    assert (seen.service_id, seen.department, seen.planned_on) == (A1, "32", date(2026, 12, 31))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_the_same_text(tmp_path: Path, end: str) -> None:
    path = csv_sheet(tmp_path, row(bemerkung='"erst\ndann"'))
    path.write_bytes(path.read_bytes().replace(b"\n", end.encode()))
    assert read(path).observations[0].remark == "erst\ndann"


@pytest.mark.parametrize(
    ("line", "place"), [(f'{A2};2;"FB 1', "Zeile 5"), (f'{A2};2;"FB" 1', "Zeile 5"), ('"a","b"', "Zeile 5")]
)
def test_a_csv_that_cannot_be_read_on_says_from_where(tmp_path: Path, line: str, place: str) -> None:
    said = refused(csv_sheet(tmp_path, f"{A1};3;FB", line, columns="leika_schluessel;reifegrad;fachbereich"))
    assert f"{place}: Ab dieser Zeile" in said
    assert "Semikolon" in said


@pytest.mark.parametrize("written", ["12,000", "1,000", "1,200"])
def test_a_number_that_may_be_a_thousand_times_as_large_is_refused(tmp_path: Path, written: str) -> None:
    assert f"„{written}“" in refused(csv_sheet(tmp_path, row(faelle_pro_jahr=written)))


@pytest.mark.parametrize(("written", "right"), [("1.200,00", 1200), ("12,0", 12), ("12,00", 12), ("12.000", 12_000)])
def test_a_number_with_one_meaning_is_read(tmp_path: Path, written: str, right: int) -> None:
    assert read(csv_sheet(tmp_path, row(faelle_pro_jahr=written))).observations[0].cases_per_year == right


@pytest.mark.parametrize("written", ["#WERT!", "#BEZUG!", "#NAME?", "#DIV/0!", "#REF!", "Err:502", "#####"])
@pytest.mark.parametrize("column", ["fachbereich", "bemerkung", "stufe"])
def test_an_error_value_is_no_word(tmp_path: Path, column: str, written: str) -> None:
    said = refused(csv_sheet(tmp_path, row(**{column: written})))
    assert f"Spalte „{column}“: „{written}“ ist der Fehlerwert" in said


@pytest.mark.parametrize("written", ["dito", "s. o.", "''", "„", "https://stadt.de/amt"])
def test_what_is_no_name_is_no_department(tmp_path: Path, written: str) -> None:
    assert f"„{written}“" in refused(csv_sheet(tmp_path, row(fachbereich=written)))


@pytest.mark.parametrize("written", ["0", "keine", "N. N.", "-/-", "(-)", "------", "·", "noch offen", "tba"])
def test_signs_and_words_for_nothing_are_no_department(tmp_path: Path, written: str) -> None:
    sheet = read(csv_sheet(tmp_path, row(fachbereich=written)))
    assert sheet.observations[0].department is None
    assert "read_as_empty" in keys(sheet)


def test_a_looked_up_nothing_is_nothing_and_a_counted_zero_is_zero(tmp_path: Path) -> None:
    names: Rows = [["leika_schluessel", "reifegrad", "faelle_pro_jahr", "fachbereich"], [A1, 0, 0, 0]]
    (seen,) = read(workbook(tmp_path / "s.xlsx", {"S": [*TOP, *names]})).observations
    assert (seen.maturity, seen.cases_per_year, seen.department) == (0, 0, None)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("Fallzahl", "faelle_pro_jahr"),
        ("Prio", "prioritaet"),
        ("RG-Modell", "reifegradmodell"),
        ("URL", "onlinedienst_url"),
    ],
)
def test_a_well_known_name_of_a_missing_column_is_asked_for(tmp_path: Path, name: str, column: str) -> None:
    said = refused(csv_sheet(tmp_path, f"{A1};3;2", columns=f"leika_schluessel;reifegrad;{name}"))
    assert f"„{column}“" in said
    there = csv_sheet(tmp_path, row() + ";x", columns=f"{COLUMNS};{name}")
    assert "columns_ignored" in keys(read(there))


def test_a_date_cell_that_shows_a_month_says_which_day_it_holds(tmp_path: Path) -> None:
    rows: Rows = [["leika_schluessel", "reifegrad", "geplant_am"], [A1, 2, date(2026, 12, 1)]]
    path = workbook(tmp_path / "s.xlsx", {"S": [*TOP, *rows]})
    book = openpyxl.load_workbook(path)
    book["S"]["C4"].number_format = "mmm yy"
    book.save(path)
    sheet = read(path)
    assert sheet.observations[0].planned_on == date(2026, 12, 1)
    (notice,) = [found for found in sheet.file.findings if found.key == "sources.day_part_shown"]
    assert "„Dez 26“" in notice.message("de")
    assert "01.12.2026" in notice.message("de")


@pytest.mark.parametrize("written", ["46387", "46387.0", "46387,0"])
def test_a_day_left_as_a_number_in_a_csv_is_the_day(tmp_path: Path, written: str) -> None:
    sheet = read(csv_sheet(tmp_path, row(geplant_am=written), head=HEAD.replace("31.10.2026", "46326")))
    assert (sheet.file.as_of, sheet.observations[0].planned_on) == (date(2026, 10, 31), date(2026, 12, 31))
    assert keys(sheet).count("day_serial") == 2


def test_a_rounded_level_is_named_as_it_is(tmp_path: Path) -> None:
    path = workbook(tmp_path / "s.xlsx", {"S": [*TOP, STATUS[0], [A1, 2.6, "1.1", "FB 1"]]})
    book = openpyxl.load_workbook(path)
    book["S"]["B4"].number_format = "0"
    book.save(path)
    assert "„2,6“" in refused(path)


@pytest.mark.parametrize("written", ["LeiKa {}", "LeiKa-ID: {}", "Leika-Schlüssel {}", "LEIKA {}"])
def test_a_key_with_its_label_is_the_key(tmp_path: Path, written: str) -> None:
    assert read(csv_sheet(tmp_path, row(written.format(A1)))).observations[0].service_id == A1


def test_two_partners_with_one_ars_are_refused(tmp_path: Path) -> None:
    text = (GOLDEN / "cooperation.toml").read_text(encoding="utf-8")
    numbers = [line for line in text.splitlines() if line.startswith("ars = ")]
    path = tmp_path / "cooperation.toml"
    path.write_text(text.replace(numbers[1], numbers[0]), encoding="utf-8")
    with pytest.raises(SettingsError, match="ARS"):
        read_cooperation(path)
