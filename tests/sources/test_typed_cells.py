"""Cells of a workbook mean what a person sees: formats, days, formulas, merged areas, hidden rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook
from sheets import A1, A2, B1, COLUMNS, only, read, refused, said

from ozgdash.model.days import FIRST_DAY, LAST_DAY
from ozgdash.sources.tabular import read_sheet
from ozgdash.sources.values import moment, serial

NAMES = COLUMNS.split(";")
NEW_YEARS_EVE = date(2026, 12, 31)
BODY = 4
KEYS = (A1, A2, B1)


def at(column: str, row: int = BODY) -> str:
    return f"{chr(ord('A') + NAMES.index(column))}{row}"


def book_with(path: Path, change: Callable[[Worksheet], object], *, rows: int = 3) -> Path:
    """A status sheet with a row for each service, header in row 3; ``change`` fills in its cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    for line in (["Partner", "stadt"], ["Stand", datetime(2026, 10, 31)], NAMES):  # noqa: DTZ001
        sheet.append(line)
    for key in KEYS[:rows]:
        sheet.append([key])
    change(sheet)
    book.save(path)
    return path


def with_cell(path: Path, column: str, value: object, number_format: str = "General") -> Path:
    def change(sheet: Worksheet) -> None:
        cell = sheet[at(column)]
        cell.value = value
        cell.number_format = number_format

    return book_with(path, change, rows=1)


def changed(path: Path, part: str, *pairs: tuple[str, str]) -> Path:
    """The workbook with other XML in a part."""
    source = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode()
            for old, new in pairs if name == part else ():
                assert old in content, content
                content = content.replace(old, new)
            target.writestr(name, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("value", "number_format", "seen"),
    [
        (0.6, "0%", "60 %"),
        (0.5, "0 %", "50 %"),
        (0.0625, "0.00%", "6,25 %"),
        (1, "0%", "100 %"),
        (True, "General", "WAHR"),
        (False, "General", "FALSCH"),
        (NEW_YEARS_EVE, "dd.mm.yyyy", "31.12.2026"),
        (NEW_YEARS_EVE, "dd.mm.yy", "31.12.2026"),
        (NEW_YEARS_EVE, r"dd\.mm\.yyyy", "31.12.2026"),
        (NEW_YEARS_EVE, "[$-407]d. mmmm yyyy", "31.12.2026"),
        (NEW_YEARS_EVE, "mmmm yyyy", "Dezember 2026"),
        (date(2026, 3, 1), "mmm yy", "Mär 26"),
        (42, "0000", "0042"),
        (1234567, "#,##0", "1.234.567"),
        (1234.5, '#,##0.00 "€"', "1.234,50 €"),
        (-5, "0.0", "-5,0"),
        (12, '0 "Fälle"', "12 Fälle"),
        (2.5, "0.##", "2,5"),
        (0.1 + 0.2, "General", "0,3"),
        (3, "General", "3"),
        (3, "0.00E+00", "3"),
        (time(14, 30), "hh:mm", "14:30"),
    ],
)
def test_free_text_is_what_the_spreadsheet_shows(tmp_path: Path, value: object, number_format: str, seen: str) -> None:
    assert only(with_cell(tmp_path / "s.xlsx", "efa_stufe", value, number_format)).efa_stage == seen


def test_a_format_that_is_not_known_gives_the_number_and_a_notice(tmp_path: Path) -> None:
    path = with_cell(tmp_path / "s.xlsx", "bemerkung", 0.5, "# ?/?")
    assert only(path).remark == "0,5"
    assert "Zahlenformat" in said(path)["format_unknown"]


@pytest.mark.parametrize("number_format", ["0", "0.00", "#,##0", '0 "Fälle"', "0000"])
def test_columns_of_numbers_get_the_number_whatever_its_format(tmp_path: Path, number_format: str) -> None:
    assert only(with_cell(tmp_path / "s.xlsx", "faelle_pro_jahr", 1200, number_format)).cases_per_year == 1200
    assert only(with_cell(tmp_path / "s.xlsx", "reifegrad", 3, number_format)).maturity == 3


@pytest.mark.parametrize("column", ["faelle_pro_jahr", "reifegrad"])
@pytest.mark.parametrize(("value", "number_format"), [(0.6, "0%"), (1, "0%"), (0.6, "0"), (True, "General")])
def test_a_share_or_a_half_is_no_number_of_anything(
    tmp_path: Path, column: str, value: object, number_format: str
) -> None:
    assert f"Spalte „{column}“" in refused(with_cell(tmp_path / "s.xlsx", column, value, number_format))


@pytest.mark.parametrize("column", ["faelle_pro_jahr", "reifegrad"])
def test_a_date_where_a_number_is_meant_says_how_that_comes_about(tmp_path: Path, column: str) -> None:
    message = refused(with_cell(tmp_path / "s.xlsx", column, date(2026, 1, 1), "dd.mm.yyyy"))
    assert f"Spalte „{column}“: „01.01.2026“ ist hier ein Datum" in message
    assert "als Text formatieren" in message


@pytest.mark.parametrize("number_format", ["General", "0", "0.00E+00", "#,##0"])
def test_a_key_that_is_a_number_is_read_by_its_digits(tmp_path: Path, number_format: str) -> None:
    path = with_cell(tmp_path / "s.xlsx", "leika_schluessel", int(A1), number_format)
    assert only(path).service_id == A1


def test_a_key_that_lost_digits_as_a_number_says_so(tmp_path: Path) -> None:
    message = refused(with_cell(tmp_path / "s.xlsx", "leika_schluessel", 9.9e13, "0.00E+00"))
    assert "99000000000000" in message
    assert "als Text" in message


def test_yes_and_no_may_be_truth_values(tmp_path: Path) -> None:
    assert only(with_cell(tmp_path / "s.xlsx", "zustaendig", False)).responsible is False


# Days


@pytest.mark.parametrize(
    ("written", "day", "notice"),
    [
        (datetime(2026, 12, 30, 23), NEW_YEARS_EVE, "day_next_day"),  # noqa: DTZ001
        (datetime(2026, 6, 29, 22), date(2026, 6, 30), "day_next_day"),  # noqa: DTZ001
        (datetime(2026, 12, 30, 23, 59, 44), NEW_YEARS_EVE, "day_next_day"),  # noqa: DTZ001
        (datetime(2026, 12, 31, 5), NEW_YEARS_EVE, "day_time_dropped"),  # noqa: DTZ001
        (datetime(2026, 12, 31, 14, 30), NEW_YEARS_EVE, "day_time_dropped"),  # noqa: DTZ001
        (datetime(2026, 12, 31), NEW_YEARS_EVE, None),  # noqa: DTZ001
        (46387, NEW_YEARS_EVE, "day_serial"),
        (46386.958333333336, NEW_YEARS_EVE, "day_serial"),
    ],
)  # fmt: skip
def test_a_time_of_day_does_not_move_the_day_that_was_meant(
    tmp_path: Path, written: object, day: date, notice: str | None
) -> None:
    """Programs that take midnight in Berlin for UTC write 23:00, in summer 22:00, of the day before."""
    number_format = "dd.mm.yyyy" if isinstance(written, datetime) else "General"
    path = with_cell(tmp_path / "s.xlsx", "geplant_am", written, number_format)
    assert only(path).planned_on == day
    assert [key for key in said(path) if key.startswith("day_")] == ([notice] if notice else [])
    if notice:
        assert "31.12.2026" in said(path)[notice] or "30.06.2026" in said(path)[notice]


def test_the_notice_of_days_counts_them_and_gives_an_example(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        for number in range(3):
            sheet[at("geplant_am", BODY + number)] = datetime(2026, 12, 30, 23)  # noqa: DTZ001

    message = said(book_with(tmp_path / "s.xlsx", change))["day_next_day"]
    assert "Zeile 4, Spalte „geplant_am“: 3 Tage" in message
    assert "30.12.2026 23:00" in message


def test_the_stand_is_taken_as_a_planned_day_is(tmp_path: Path) -> None:
    for written, day in ((datetime(2026, 10, 30, 23), "day_next_day"), (46326, "day_serial")):  # noqa: DTZ001

        def change(sheet: Worksheet, value: object = written) -> None:
            sheet["B2"] = value
            sheet["B2"].number_format = "General" if value == 46326 else "dd.mm.yyyy"

        path = book_with(tmp_path / "s.xlsx", change)
        assert read(path).file.as_of == date(2026, 10, 31)
        assert "Zeile 2, Spalte „Stand“" in said(path)[day]


def test_a_fault_in_the_head_block_names_row_and_field(tmp_path: Path) -> None:
    for cell, value, place in (
        ("B2", "gestern", "Zeile 2, Spalte „Stand“"),
        ("B1", "Entenhausen", "Zeile 1, Spalte „Partner“"),
        ("B2", "01.01.2033", "Zeile 2, Spalte „Stand“"),
    ):
        path = book_with(tmp_path / "s.xlsx", lambda sheet, cell=cell, value=value: sheet.__setitem__(cell, value))
        assert place in refused(path)


@pytest.mark.parametrize("value", [12.0, 70_000_000.0, 0.5, -3])
def test_a_number_that_stands_for_no_day_is_refused(tmp_path: Path, value: float) -> None:
    assert "ist kein Tag" in refused(with_cell(tmp_path / "s.xlsx", "geplant_am", value))


@pytest.mark.parametrize(
    "written",
    [
        "2026-12-31T00:00:00.000Z",
        "2026-12-31",
        "2026-12-31T00:00:00",
        "2026-12-31T00:00:00+01:00",
        "2026-12-30T23:00:00Z",
    ],
)
def test_a_day_that_is_written_out_in_the_file_is_that_day(tmp_path: Path, written: str) -> None:
    path = with_cell(tmp_path / "s.xlsx", "geplant_am", 7)
    cell = f'<c r="{at("geplant_am")}" t="n"><v>7</v></c>'
    changed(path, SHEET, (cell, f'<c r="{at("geplant_am")}" t="d"><v>{written}</v></c>'))
    assert only(path).planned_on == NEW_YEARS_EVE


def test_a_cell_without_a_style_has_that_of_its_row_or_column(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet[at("geplant_am")] = NEW_YEARS_EVE

    for place in ("col", "row"):
        path = book_with(tmp_path / "s.xlsx", change, rows=1)
        content = zipfile.ZipFile(path).read(SHEET).decode()
        style = content.split(f'r="{at("geplant_am")}" s="')[1].split('"')[0]
        bare = (f'r="{at("geplant_am")}" s="{style}"', f'r="{at("geplant_am")}"')
        column = NAMES.index("geplant_am") + 1
        if place == "col":
            changed(
                path,
                SHEET,
                bare,
                ("<sheetData>", f'<cols><col min="{column}" max="{column}" style="{style}"/></cols><sheetData>'),
            )
        else:
            changed(path, SHEET, bare, (f'<row r="{BODY}"', f'<row r="{BODY}" s="{style}" customFormat="1"'))
        assert only(path).planned_on == NEW_YEARS_EVE
        assert said(path) == {}


def test_bare_numbers_of_days_heed_the_days_of_old_macs(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.parent.epoch = CALENDAR_MAC_1904
        sheet[at("geplant_am")] = 46387 - 1462

    assert only(book_with(tmp_path / "s.xlsx", change, rows=1)).planned_on == NEW_YEARS_EVE


@given(day=st.dates(FIRST_DAY, LAST_DAY), since_1904=st.booleans())
def test_a_day_is_the_same_after_the_way_through_its_number(day: date, since_1904: bool) -> None:
    assert moment(serial(day, since_1904=since_1904), since_1904=since_1904) == day
    noon = datetime.combine(day, time(12))
    assert moment(serial(noon, since_1904=since_1904), since_1904=since_1904) == noon


# Formulas


def formula_book(path: Path, **cells: tuple[str, object]) -> Path:
    """As XlsxWriter writes it: marked to be calculated, and with 0 where no result is given."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Status")
        for number, line in enumerate((["Partner", "stadt"], ["Stand", "31.10.2026"], NAMES, [A1])):
            sheet.write_row(number, 0, line)
        sheet.write_row("T1", [2, 5, "online"])
        for column, (formula, result) in cells.items():
            place = at(column) if column in NAMES else column
            if formula.startswith("="):
                sheet.write_formula(place, formula, None, result)
            else:
                sheet.write(place, formula)
    return path


def unmarked(path: Path, program: str = "LibreOffice/24.2") -> Path:
    """As another program saves it that drops the mark and keeps the results."""
    changed(path, "xl/workbook.xml", (' fullCalcOnLoad="1"', ""))
    return changed(path, "docProps/app.xml", ("Microsoft Excel", program))


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("=1+2", 3),
        ("=T1+1", 3),
        ("=$T$1*2-1", 3),
        ("=(U1-T1)", 3),
        ("=SUM(T1:U1)-4", 3),
        ("=IF(T1>1,3,0)", 3),
        ("=ROUND(2.5,0)", 3),
        ("=6/T1", 3),
        ("=300%", 3),
        ("=-(-3)", 3),
    ],
)
def test_a_result_that_the_formula_gives_is_believed_and_any_other_refused(
    tmp_path: Path, formula: str, result: int
) -> None:
    path = tmp_path / "s.xlsx"
    assert only(formula_book(path, reifegrad=(formula, result))).maturity == 3
    assert only(unmarked(path)).maturity == 3
    for wrong in (0, 2):
        for finish in (lambda path: path, unmarked):
            message = refused(finish(formula_book(path, reifegrad=(formula, wrong))))
            assert f"Zelle {at('reifegrad')}" in message
            assert "nie berechnet" in message


def test_a_result_of_text_or_of_a_day_is_compared_too(tmp_path: Path) -> None:
    path = tmp_path / "s.xlsx"
    assert only(formula_book(path, bemerkung=('=V1&"!"', "online!"))).remark == "online!"
    assert at("bemerkung") in refused(formula_book(path, bemerkung=('=V1&"!"', 0)))
    assert only(formula_book(path, geplant_am=("=DATE(2026,12,31)", 46387))).planned_on == NEW_YEARS_EVE
    assert at("geplant_am") in refused(formula_book(path, geplant_am=("=DATE(2026,12,31)", 0)))


def test_what_cannot_be_worked_out_is_believed_unless_it_is_0_or_marked(tmp_path: Path) -> None:
    path = tmp_path / "s.xlsx"
    lookup = "=VLOOKUP(A4,Daten!A:B,2,FALSE)"
    assert at("faelle_pro_jahr") in refused(formula_book(path, faelle_pro_jahr=(lookup, 12)))
    assert only(unmarked(formula_book(path, faelle_pro_jahr=(lookup, 12)))).cases_per_year == 12
    assert at("faelle_pro_jahr") in refused(unmarked(formula_book(path, faelle_pro_jahr=(lookup, 0))))


def test_what_excel_itself_calculated_is_believed_also_where_it_is_0(tmp_path: Path) -> None:
    path = formula_book(tmp_path / "s.xlsx", faelle_pro_jahr=("=VLOOKUP(A4,Daten!A:B,2,FALSE)", 0))
    changed(path, "docProps/app.xml", ("12.0000", "16.0300"))
    assert only(changed(path, "xl/workbook.xml", (' fullCalcOnLoad="1"', ""))).cases_per_year == 0


def test_a_formula_that_rests_on_one_never_calculated_is_not_believed_either(tmp_path: Path) -> None:
    path = formula_book(tmp_path / "s.xlsx", X1=("=T1+1", 0), reifegrad=("=X1", 0))
    assert at("reifegrad") in refused(unmarked(path))


def test_formulas_that_turn_in_a_circle_come_to_an_end(tmp_path: Path) -> None:
    path = formula_book(tmp_path / "s.xlsx", X1=("=Y1", 0), Y1=("=X1", 0), reifegrad=("=X1", 0))
    assert at("reifegrad") in refused(unmarked(path))


def test_formulas_and_errors_in_columns_that_are_not_read_do_no_harm(tmp_path: Path) -> None:
    path = formula_book(tmp_path / "s.xlsx", reifegrad=("3", None), Z4=("=1+2", 0), Z5=("=NA()", "#N/A"))
    assert only(path).maturity == 3


def test_a_workbook_with_the_mark_and_without_formulas_lands(tmp_path: Path) -> None:
    path = formula_book(tmp_path / "s.xlsx", fachbereich=("FB 1", None))
    assert "fullCalcOnLoad" in zipfile.ZipFile(path).read("xl/workbook.xml").decode()
    assert only(path).department == "FB 1"


# Merged cells, hidden rows


def departments(path: Path) -> list[str | None]:
    return [seen.department for seen in read(path).observations]


def merged(*areas: str, **cells: object) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        for place, value in cells.items():
            sheet[place] = value
        for area in areas:
            sheet.merge_cells(area)

    return change


@given(cuts=st.lists(st.booleans(), min_size=2, max_size=2))
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_merged_value_holds_for_every_row_of_its_area(tmp_path: Path, cuts: list[bool]) -> None:
    """Each way to divide the three rows into areas."""
    starts = [0, *(number for number, cut in enumerate(cuts, start=1) if cut), 3]
    areas = [(first, last - 1) for first, last in pairwise(starts)]
    cells = {at("fachbereich", BODY + first): f"FB {first}" for first, _ in areas}
    names = [
        f"{at('fachbereich', BODY + first)}:{at('fachbereich', BODY + last)}" for first, last in areas if last > first
    ]
    path = book_with(tmp_path / "s.xlsx", merged(*names, **cells))
    assert departments(path) == [f"FB {first}" for first, last in areas for _ in range(first, last + 1)]


@pytest.mark.parametrize(
    ("area", "cells"),
    [
        ("J4:K4", {"J4": "x", "N4": "y"}),
        ("K4:L6", {"K4": "FB 1"}),
        ("K3:K5", {}),
        ("A5:A6", {}),
        ("B4:C5", {"B4": "10001"}),
    ],
)
def test_an_area_without_one_meaning_is_an_error_that_names_it(
    tmp_path: Path, area: str, cells: dict[str, object]
) -> None:
    message = refused(book_with(tmp_path / "s.xlsx", merged(area, **cells)))
    assert f"({area})" in message
    assert "verbunden" in message


def test_merged_cells_around_the_table_do_no_harm(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Umsetzungsstand"
        sheet.merge_cells("A1:P2")
        sheet["R6"] = "Notiz"
        sheet.merge_cells("R6:T8")

    assert len(read(book_with(tmp_path / "s.xlsx", change)).observations) == 3


def test_a_header_of_two_rows_with_merged_names_is_found(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.insert_rows(3)
        for number, name in enumerate(NAMES, start=1):
            if name not in ("reifegrad", "reifegradmodell"):
                sheet.cell(3, number, name)
                sheet.cell(4, number).value = None
                sheet.merge_cells(start_row=3, end_row=4, start_column=number, end_column=number)
        sheet["G3"] = "Reife"
        sheet.merge_cells("G3:H3")
        sheet["G5"], sheet["K5"] = 3, "FB 1"

    seen = read(book_with(tmp_path / "s.xlsx", change)).observations
    assert (seen[0].maturity, seen[0].department) == (3, "FB 1")


def test_hidden_and_filtered_rows_are_read_and_named(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.auto_filter.ref = "A3:P6"
        for number in (5, 6, 40):
            sheet.row_dimensions[number].hidden = True
        sheet.column_dimensions["K"].hidden = True

    path = book_with(tmp_path / "s.xlsx", change)
    assert len(read(path).observations) == 3
    assert "2 Zeilen sind ausgeblendet oder gefiltert und wurden mitgelesen: 5, 6." in said(path)["hidden_rows"]
    assert said(path)["hidden_columns"].endswith("fachbereich.")


# Another reader as a witness


VALUES = st.one_of(
    st.none(),
    st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=12),
    st.integers(-(10**9), 10**9),
    st.floats(-1e6, 1e6).map(lambda value: round(value, 4)),
    st.booleans(),
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 31)).map(lambda found: found.replace(microsecond=0)),  # noqa: DTZ001
)


@given(rows=st.lists(st.lists(VALUES, min_size=1, max_size=6), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_value_is_what_another_reader_reads(tmp_path: Path, rows: list[list[object]]) -> None:
    path = tmp_path / "s.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        moments = book.add_format({"num_format": "dd.mm.yyyy hh:mm:ss"})
        sheet.write_string(0, 0, "Anfang")
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                sheet.write(number, column, value, moments if isinstance(value, datetime) else None)
    witness = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    found = read_sheet(path).by_number
    for number, row in enumerate(witness, start=1):
        ours = found.get(number)
        for column, value in enumerate(row):
            expected = (value.strip() or None) if isinstance(value, str) else value
            assert same_value(ours.cell(column) if ours else None, expected), (number, column)


def same_value(ours: object, other: object) -> bool:
    if isinstance(other, datetime) and isinstance(ours, date):
        at_midnight = ours if isinstance(ours, datetime) else datetime.combine(ours, time())
        return abs(at_midnight - other) < timedelta(seconds=1)
    return ours == other
