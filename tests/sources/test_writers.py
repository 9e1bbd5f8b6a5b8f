"""Files that other programs wrote from the same rows are read as the same rows; ``tests/fixtures/writers`` holds them."""

from __future__ import annotations

import json
import tomllib
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from defusedxml import ElementTree

from ozgdash.errors import SourceFormatError
from ozgdash.model.observation import Observation
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.catalogue import read_catalogue
from ozgdash.sources.cells import choice
from ozgdash.sources.cooperation import read_cooperation
from ozgdash.sources.detect import look_into
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.sources.status_sheet import StatusSheet, read_status_sheet
from ozgdash.sources.vocabulary import vocabulary

FOLDER = PROJECT_DIR / "tests" / "fixtures" / "writers"
SHEET = json.loads((FOLDER / "rows.json").read_text(encoding="utf-8"))
STAND, SUMMER_STAND = date.fromisoformat(SHEET["stand"]), date.fromisoformat(SHEET["summer_stand"])
TODAY = date(2026, 11, 28)
LARGEST_FIXTURE = 31_000
AS_WRITTEN = (
    "exceljs-utc.xlsx", "sheetjs-serials-berlin.xlsx", "libreoffice-resaved-booleans.xlsx",
    "gnumeric-resaved-booleans.xlsx", "openpyxl.xlsx", "ozgdash-template.xlsx", "xlsxwriter.xlsx",
    "xlsxwriter-1904.xlsx", "pandas.xlsx", "polars.xlsx", "polars.csv", "pandas.csv", "pandas-german.csv", "r-openxlsx.xlsx",
    "r-openxlsx-resaved-template.xlsx", "perl.xlsx", "ozgdash-template.ods", "libreoffice-resaved-booleans.ods",
    "gnumeric-resaved-booleans.ods", "gnumeric-resaved-template.ods", "pandas.ods", "pyexcel.ods",
)  # fmt: skip
"""Nothing in these files asks for a decision: they are read without a warning."""


@cache
def services() -> ServiceIndex:
    return ServiceIndex(read_catalogue(PROJECT_DIR / "data" / "catalogue" / "leistungen.csv").services)


def read(name: str) -> StatusSheet:
    cooperation = read_cooperation(PROJECT_DIR / "data" / "cooperation.toml")
    return read_status_sheet(look_into(FOLDER / name), cooperation=cooperation, services=services(), today=TODAY)


def observation(row: dict[str, Any]) -> Observation:
    """What a row of ``rows.json`` means, by the words of the vocabulary and without any reader of files."""
    words = vocabulary()
    return Observation(
        service_id=services().find(row["leika_schluessel"], row["ozg_id"], row["leistung"]).id,
        responsible={"ja": True, "nein": False, None: None}[row["zustaendig"]],
        digitisable={"ja": True, "nein": False, None: None}[row["digitalisierbar"]],
        obstacle=choice(row["hindernis"], words.obstacles, shown=""),
        maturity=row["reifegrad"],
        maturity_model=row["reifegradmodell"],
        stage=choice(row["stufe"], words.stages, shown=""),
        planned_on=date.fromisoformat(row["geplant_am"]) if row["geplant_am"] else None,
        department=row["fachbereich"],
        url=row["onlinedienst_url"],
        efa_stage=row["efa_stufe"],
        remark=row["bemerkung"],
        cases_per_year=row["faelle_pro_jahr"],
        priority=choice(row["prioritaet"], words.priorities.values, shown=""),
        row=0,
        cases_given=True,
        priority_given=True,
    )


def written(**changes: dict[int, Any]) -> list[Observation]:
    """The rows that every writer was given; ``changes``: field -> number of the row -> what it says instead."""
    rows = [observation(dict(zip(SHEET["columns"], cells, strict=True))) for cells in SHEET["rows"]]
    for field, values in changes.items():
        for number, value in values.items():
            rows[number] = replace(rows[number], **{field: value})
    return rows


def told(sheet: StatusSheet) -> list[Observation]:
    return [replace(seen, row=0) for seen in sheet.observations]


@pytest.mark.parametrize("name", AS_WRITTEN)
def test_a_file_of_another_program_says_what_was_written(name: str) -> None:
    sheet = read(name)
    assert (sheet.file.partner_id, sheet.file.as_of, sheet.file.example) == (SHEET["partner"], STAND, True)
    assert told(sheet) == written()
    assert [finding for finding in sheet.file.findings if finding.severity != "notice"] == []


def test_a_day_changed_by_openpyxl_in_our_template_is_the_day_that_was_set() -> None:
    assert told(read("openpyxl-resaved-template.xlsx")) == written(planned_on={0: date(2027, 6, 30)})


FORMULAS = (
    "xlsxwriter-formulas.xlsx", "libreoffice-resaved-formulas.xlsx", "gnumeric-resaved-formulas.xlsx",
    "libreoffice-resaved-formulas.ods", "gnumeric-resaved-formulas.ods",
)  # fmt: skip


@pytest.mark.parametrize("name", FORMULAS)
def test_formulas_that_nobody_calculated_are_refused_by_their_cells(name: str) -> None:
    """XlsxWriter stores 0 for "not calculated"; the others drop its mark and keep the 0."""
    with pytest.raises(SourceFormatError, match=r"5 Zellen eine Formel.*die erste ist G5"):
        read(name)


@pytest.mark.parametrize(
    ("name", "stand"),
    [
        ("exceljs-berlin-winter.xlsx", STAND),
        ("exceljs-berlin-summer.xlsx", SUMMER_STAND),
        ("sheetjs-berlin.ods", STAND),
        ("sheetjs-berlin.fods", STAND),
    ],
)
def test_midnight_in_berlin_that_was_written_as_the_evening_before_is_the_day_that_was_set(
    name: str, stand: date
) -> None:
    sheet = read(name)
    assert (sheet.file.as_of, told(sheet)) == (stand, written())
    assert [finding.key for finding in sheet.file.findings].count("sources.day_next_day") == 2


@pytest.mark.parametrize(
    ("name", "notices"),
    [
        ("exceljs-new-york.xlsx", {"sources.day_time_dropped": 2}),
        ("sheetjs-cell-dates-berlin.xlsx", {}),
        ("sheetjs-cell-dates-utc.xlsx", {"sources.day_time_dropped": 2}),
        ("sheetjs-resaved-template.xlsx", {"sources.day_serial": 2}),
        ("sheetjs-resaved-template.ods", {"sources.day_serial": 2}),
        ("gnumeric-resaved-template.xlsx", {}),
    ],
)
def test_days_without_a_format_or_with_a_time_are_the_days_that_were_set(name: str, notices: dict[str, int]) -> None:
    """One notice for the Stand, one for the planned days; none where the column or the kind of cell says that it is a day."""
    sheet = read(name)
    assert (sheet.file.as_of, told(sheet)) == (STAND, written())
    assert Counter(finding.key for finding in sheet.file.findings if finding.key.startswith("sources.day_")) == notices


TYPED = {
    "efa_stage": {0: "60,00 %", 1: "50,00 %", 2: "WAHR"},
    "remark": {0: "31.12.2026", 2: "6,25 %", 3: "1.250,50 €"},
    "cases_per_year": {1: 1200},
}
"""What was typed into LibreOffice, as it shows it: row -> what stands there instead of what every writer was given."""


@pytest.mark.parametrize("name", ["libreoffice-typed.xlsx", "libreoffice-typed.ods", "libreoffice-typed.fods"])
def test_what_was_typed_in_german_is_read_as_it_is_seen(name: str) -> None:
    sheet = read(name)
    assert (sheet.file.as_of, told(sheet), sheet.file.findings) == (STAND, written(**TYPED), ())


def test_a_sheet_saved_as_csv_says_what_was_shown() -> None:
    """With a no-break blank before the percent sign (an EfA stage is a name and has plain ones), and days with a short year."""
    shown = TYPED | {"remark": {0: "31.12.26", 2: "6,25\u00a0%", 3: "1.250,50 €"}}
    sheet = read("libreoffice-typed.csv")
    assert (sheet.file.as_of, told(sheet), sheet.file.findings) == (STAND, written(**shown), ())


@pytest.mark.parametrize("name", ["libreoffice-formulas.xlsx", "libreoffice-formulas.ods"])
def test_results_of_formulas_that_were_calculated_are_taken(name: str) -> None:
    sheet = read(name)
    assert told(sheet) == written(**TYPED | {"cases_per_year": {}})
    assert sheet.file.findings == ()


@pytest.mark.parametrize(("ending", "share"), [("xlsx", "60,00 %"), ("ods", "60 %")])
def test_our_template_with_cells_typed_in_libreoffice_says_what_is_seen(ending: str, share: str) -> None:
    """The older one had no cells of text: LibreOffice made a number of the share."""
    changes = {"planned_on": {0: date(2026, 12, 31)}, "efa_stage": {1: share}, "remark": {2: "31.12.2026"}}
    assert told(read(f"libreoffice-resaved-template.{ending}")) == written(**changes)


@pytest.mark.parametrize(
    ("name", "shares", "remarks"),
    [
        ("typed-in-german.csv", ["60 %", "6,25 %", "0,5"], ["WAHR", "1.250,50 €", "31.12.2026"]),
        # The import of LibreOffice keeps no format for an amount in euros, and so shows none.
        ("libreoffice-reopened-csv.xlsx", ["60,00 %", "6,25 %", "0,5"], ["WAHR", "1250,5", "31.12.2026"]),
    ],
)
def test_a_german_csv_says_the_same_as_the_workbook_that_libreoffice_makes_of_it(
    name: str, shares: list[str], remarks: list[str]
) -> None:
    unsaid = {field: dict.fromkeys(range(3)) for field in ("digitisable", "obstacle", "url", "priority")}
    changes = unsaid | {"efa_stage": dict(enumerate(shares)), "remark": dict(enumerate(remarks))}
    given = [replace(row, priority_given=False) for row in written(**changes)[:3]]
    assert told(read(name)) == given


def test_what_r_writes_for_nothing_is_nothing() -> None:
    """NA in an optional column is an empty cell, and each column says once how many there were."""
    sheet = read("r-write-csv2.csv")
    assert (sheet.file.as_of, told(sheet)) == (STAND, written())
    empty = Counter(
        column for row in SHEET["rows"] for column, cell in zip(SHEET["columns"], row, strict=True) if cell is None
    )
    counts = {finding.column: dict(finding.values)["count"] for finding in sheet.file.findings}
    assert {finding.key for finding in sheet.file.findings} == {"sources.read_as_empty"}
    assert counts == empty


def entries() -> list[dict[str, str]]:
    return tomllib.loads((FOLDER / "manifest.toml").read_text(encoding="utf-8"))["file"]


def test_the_manifest_names_every_file_and_no_other() -> None:
    on_disk = sorted(path.name for path in FOLDER.iterdir() if path.suffix in {".xlsx", ".csv", ".ods", ".fods"})
    assert sorted(entry["name"] for entry in entries()) == on_disk
    assert all(entry[key] for entry in entries() for key in ("writer", "version", "platform", "special"))


def test_the_files_are_small_and_name_nobody() -> None:
    for path in sorted([*FOLDER.glob("*.xlsx"), *FOLDER.glob("*ods")]):
        assert path.stat().st_size < LARGEST_FIXTURE, path.name
        assert authors(path) <= {"", "Unknown", "openpyxl"}, path.name


def authors(path: Path) -> set[str]:
    """Who made and who last changed a workbook, as it says itself."""
    if path.suffix == ".fods":
        core = ElementTree.parse(path).getroot()
    else:
        with zipfile.ZipFile(path) as archive:
            name = next((name for name in ("docProps/core.xml", "meta.xml") if name in archive.namelist()), None)
            if name is None:
                return set()
            core = ElementTree.fromstring(archive.read(name))
    made = ("}creator", "}lastModifiedBy", "}initial-creator")
    return {(part.text or "").strip() for part in core.iter() if part.tag.endswith(made)}
