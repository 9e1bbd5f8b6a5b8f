"""A file of cases by month is read as strictly as a status sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sheets import A1, A2, HEAD, TODAY, cooperation, services

from ozgdash.errors import SourceFormatError
from ozgdash.model.use import MonthUse
from ozgdash.sources.detect import SourceKind, detect, look_into
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.sources.template import write_use_csv
from ozgdash.sources.use_sheet import UseSheet, read_use

USE_COLUMNS = "leika_schluessel;monat;faelle;faelle_digital;quelle"
ALONE = "partner;leika_schluessel;monat;faelle;faelle_digital;quelle"


def use_file(folder: Path, *rows: str, head: str = HEAD, columns: str = USE_COLUMNS) -> Path:
    path = folder / "nutzung.csv"
    path.write_text("\n".join([head + columns, *rows]) + "\n", encoding="utf-8")
    return path


def listed(path: Path, **options) -> UseSheet:
    return read_use(
        look_into(path), cooperation=cooperation(), services=ServiceIndex(services()), today=TODAY, **options
    )


def refused(path: Path, **options) -> str:
    with pytest.raises(SourceFormatError) as error:
        listed(path, **options)
    return error.value.message("de")


def test_a_row_becomes_the_month_of_a_service(tmp_path: Path) -> None:
    given = listed(use_file(tmp_path, f"{A1};2026-09;1.200;300;ZSK", f"{A1};10/2026;90;;"))
    assert (given.file.partner_id, given.file.as_of, given.file.example) == ("stadt", date(2026, 10, 31), False)
    assert given.months == (
        MonthUse(A1, date(2026, 9, 1), 1200, 300, A1, "ZSK", 4),
        MonthUse(A1, date(2026, 10, 1), 90, None, A1, None, 5),
    )


def test_without_a_head_the_column_says_whose_it_is_and_the_newest_month_of_when(tmp_path: Path) -> None:
    path = use_file(tmp_path, f"Stadt;{A1};2026-08;10;1;", f"stadt;{A2};2026-09;10;1;", head="", columns=ALONE)
    given = listed(path)
    assert (given.file.partner_id, given.file.as_of, len(given.months)) == ("stadt", date(2026, 9, 30), 2)
    assert listed(path, as_of=date(2026, 10, 5)).file.as_of == date(2026, 10, 5)


def test_a_name_that_nobody_has_is_named_with_its_row(tmp_path: Path) -> None:
    said = refused(use_file(tmp_path, f"Atlantis;{A1};2026-08;10;1;", head="", columns=ALONE))
    assert "Zeile 2, Spalte „partner“: " in said
    assert "„Atlantis“" in said
    assert cooperation().known_ids() in said


def test_it_is_told_by_its_columns_and_is_no_status_sheet(tmp_path: Path) -> None:
    assert detect(use_file(tmp_path, f"{A1};2026-09;1;1;")) is SourceKind.USE
    assert detect(use_file(tmp_path, f"{A1};2026-09;1", columns="LeiKa-Schlüssel;Monat;Fälle")) is SourceKind.USE
    book = openpyxl.Workbook()
    for line in (["Partner", "stadt"], ALONE.split(";"), ["stadt", A1, date(2026, 9, 1), 12, 3, "Zählung"]):
        book.active.append(line)
    book.save(tmp_path / "n.xlsx")
    assert listed(tmp_path / "n.xlsx").months[0] == MonthUse(A1, date(2026, 9, 1), 12, 3, A1, "Zählung", 3)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([f"{A1};2026-09;10;11;"], ["Zeile 4", "faelle_digital", "11", "nur 10", "0 bis 10"]),
        ([f"{A1};2026-09;10,5;1;"], ["Zeile 4", "faelle", "10,5", "ganze Zahl ab 0"]),
        ([f"{A1};Herbst;10;1;"], ["Zeile 4", "monat", "Herbst", "2026-10"]),
        ([f"{A1};2026-11;10;1;"], ["Zeile 4", "monat", "2026-11", "31.10.2026", "noch nicht zu Ende"]),
        ([f"{A1};;10;1;"], ["Zeile 4", "monat"]),
        (["99123456789012;2026-09;10;1;"], ["Zeile 4", "99123456789012"]),
        ([f"{A1};2026-09;;;x"], ["Zeile 4", "Weder", "faelle_digital"]),
        (
            [f"{A1};2026-09;1;1;", f"{A1};09/2026;2;1;"],
            ["Zeile 5", "schon in Zeile 4", "eine Zeile je Leistung und Monat"],
        ),
        ([], ["kein Monat"]),
    ],
)
def test_every_error_is_named_with_its_row_and_what_is_allowed(
    tmp_path: Path, rows: list[str], words: list[str]
) -> None:
    said = refused(use_file(tmp_path, *rows))
    assert all(word in said for word in words), said


def test_a_file_is_of_one_partner(tmp_path: Path) -> None:
    path = use_file(
        tmp_path, f"stadt;{A1};2026-09;1;1;", f"kreis;{A1};2026-08;1;1;", f"x;{A1};2026-07;1;1;", columns=ALONE
    )
    said = refused(path)
    assert "Zeile 5, Spalte „partner“" in said
    assert "Zeile 6, Spalte „partner“" in said
    assert "Spalte „partner“" in refused(use_file(tmp_path, f"kreis;{A1};2026-09;1;1;", columns=ALONE), partner="stadt")


@pytest.mark.parametrize("columns", ["leika_schluessel;monat;quelle", "monat;faelle;faelle_digital"])
def test_a_column_without_which_rows_mean_nothing_is_asked_for(tmp_path: Path, columns: str) -> None:
    said = refused(use_file(tmp_path, ";".join([A1, "2026-09", "1"]), columns=columns))
    assert "faelle" in said if "quelle" in columns else "leika_schluessel" in said


def test_one_count_alone_is_taken_with_a_warning(tmp_path: Path) -> None:
    given = listed(use_file(tmp_path, f"{A1};2026-09;7", columns="leika_schluessel;monat;faelle"))
    assert given.months[0].cases_digital is None
    [warning] = [item.message("de") for item in given.file.findings if item.severity == "warning"]
    assert warning.startswith("Zeile 3, Spalte „faelle“: ")
    assert warning.endswith("Bitte die andere ergänzen, wenn sie bekannt ist.")


def test_a_month_that_two_tabs_name_is_found_in_the_other_tab(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Quartal 3"
    for tab in (book.active, book.create_sheet("Korrektur")):
        for line in (["Partner", "stadt"], USE_COLUMNS.split(";"), [A1, date(2026, 9, 1), 12, 3]):
            tab.append(line)
    book.save(tmp_path / "n.xlsx")
    said = refused(tmp_path / "n.xlsx")
    assert "Blatt „Korrektur“, Zeile 3, Spalte „monat“" in said
    assert "schon im Blatt „Quartal 3“, Zeile 3" in said


def test_writing_then_reading_is_the_identity(tmp_path: Path) -> None:
    months = (MonthUse(A1, date(2026, 9, 1), 12, 0, A1, "Z"), MonthUse(A2, date(2026, 9, 1), None, 4, A2, None))
    write_use_csv(
        tmp_path / "n.csv",
        partner=cooperation().partner("stadt"),
        as_of=date(2026, 10, 31),
        months=months,
        example=True,
    )
    given = listed(tmp_path / "n.csv")
    assert given.file.example
    assert [(item.service_id, item.cases, item.cases_digital, item.source) for item in given.months] == [
        (A1, 12, 0, "Z"), (A2, None, 4, None),
    ]  # fmt: skip
