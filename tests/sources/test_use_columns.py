"""Digital cases, handling time and backlog on a status sheet: optional, and held to what can be true."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from sheets import A1, A2, COLUMNS, csv_sheet, read, row

from ozgdash.errors import SourceFormatError
from ozgdash.sources.cell_error import CellError
from ozgdash.sources.month_cells import month
from ozgdash.sources.number_cells import amount
from ozgdash.sources.number_format import ShownDay

WIDE = f"{COLUMNS};faelle_digital_pro_jahr;bearbeitungsdauer_tage;rueckstand"


def wide(cases: str, *cells: str) -> str:
    return ";".join([row(reifegrad="3", faelle_pro_jahr=cases), *cells])


def refused(folder: Path, line: str) -> str:
    with pytest.raises(SourceFormatError) as error:
        read(csv_sheet(folder, line, columns=WIDE))
    return error.value.message("de")


def test_the_columns_are_read_and_without_them_nothing_is_said(tmp_path: Path) -> None:
    item = read(csv_sheet(tmp_path, wide("1.200", "300", "12,5", "0"), columns=WIDE)).observations[0]
    assert (item.cases_per_year, item.cases_digital_per_year, item.handling_days, item.backlog) == (1200, 300, 12.5, 0)
    assert (item.cases_digital_given, item.handling_given, item.backlog_given) == (True, True, True)
    old = read(csv_sheet(tmp_path, row(reifegrad="3", faelle_pro_jahr="7")))
    item = old.observations[0]
    assert (item.cases_digital_per_year, item.handling_days, item.backlog) == (None, None, None)
    assert (item.cases_given, item.cases_digital_given, item.handling_given, item.backlog_given) == (
        True, False, False, False,
    )  # fmt: skip
    assert not [found for found in old.file.findings if found.severity == "warning"]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (("100", "101", "", ""), ["Zeile 4", "faelle_digital_pro_jahr", "101", "nur 100", "0 bis 100"]),
        (("100", "-1", "", ""), ["Zeile 4", "faelle_digital_pro_jahr", "-1", "ganze Zahl ab 0"]),
        (("100", "12,5", "", ""), ["faelle_digital_pro_jahr", "12,5", "ganze Zahl ab 0"]),
        (("100", "", "-3", ""), ["Zeile 4", "bearbeitungsdauer_tage", "-3", "0 bis 10000"]),
        (("100", "", "1.200", ""), ["bearbeitungsdauer_tage", "1.200"]),
        (("100", "", "2 Wochen", ""), ["bearbeitungsdauer_tage", "2 Wochen"]),
        (("100", "", "", "7,5"), ["Zeile 4", "rueckstand", "7,5"]),
    ],
)
def test_what_cannot_be_true_is_refused_with_what_is_allowed(
    tmp_path: Path, cells: tuple[str, ...], words: list[str]
) -> None:
    said = refused(tmp_path, wide(*cells))
    assert all(word in said for word in words), said


def test_digital_cases_without_all_cases_are_kept_with_a_warning(tmp_path: Path) -> None:
    sheet = read(csv_sheet(tmp_path, wide("", "5", "", ""), columns=WIDE))
    assert sheet.observations[0].cases_digital_per_year == 5
    assert "kein Anteil" in "".join(item.message("de") for item in sheet.file.findings if item.severity == "warning")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Fälle digital pro Jahr", "faelle_digital_pro_jahr"),
        ("davon digital", "faelle_digital_pro_jahr"),
        ("Bearbeitungszeit", "bearbeitungsdauer_tage"),
        ("Rückstände", "rueckstand"),
    ],
)
def test_a_column_by_another_name_is_taken_or_asked_for(tmp_path: Path, name: str, meant: str) -> None:
    path = csv_sheet(tmp_path, f"{row(reifegrad='3', faelle_pro_jahr='9')};5", columns=f"{COLUMNS};{name}")
    if name == "Fälle digital pro Jahr":
        assert read(path).observations[0].cases_digital_per_year == 5
        return
    with pytest.raises(SourceFormatError) as error:
        read(path)
    assert meant in error.value.message("de")


def test_two_rows_are_held_each_to_its_own_cases(tmp_path: Path) -> None:
    second = ";".join([row(A2, reifegrad="3", faelle_pro_jahr="9"), "9", "", ""])
    found = read(csv_sheet(tmp_path, wide("5", "5", "", ""), second, columns=WIDE)).observations
    assert [(item.service_id, item.cases_digital_per_year) for item in found] == [(A1, 5), (A2, 9)]


@pytest.mark.parametrize(
    "written",
    [
        "2026-10", "10/2026", "10.2026", "202610", 202610.0, "Oktober 2026", "Okt. 2026", "Okt 26", "2026-10-01",
        "31.10.2026", date(2026, 10, 1), datetime(2026, 10, 1), ShownDay(date(2026, 10, 17), "Okt 26"),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_a_month_is_read_however_a_program_writes_it(written: object) -> None:
    assert month(written) == date(2026, 10, 1)


@pytest.mark.parametrize(
    "written", ["2026", "2026-13", "17.10.2026", date(2026, 10, 17), "Herbst 2026", 3.0, True, "1999-01"]
)
def test_what_is_no_month_is_refused(written: object) -> None:
    with pytest.raises(CellError):
        month(written)


def test_days_may_have_decimals_and_are_kept_to_two() -> None:
    assert [amount(value) for value in ("0", "12", "12,5", "12.25", 3.0, 1 / 3, None)] == [
        0,
        12,
        12.5,
        12.25,
        3,
        0.33,
        None,
    ]
    for value in (True, "-1", "1.200", "12 Tage", 10_001.0):
        with pytest.raises(CellError):
            amount(value)
