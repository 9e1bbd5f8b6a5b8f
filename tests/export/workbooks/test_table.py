import csv
import io
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from figure_frames import HOSTILE_NAMES, JAN, all_specs, hostile_specs

from ozgdash.drawing.lettering import one_line
from ozgdash.export.workbooks import table
from ozgdash.texts import LANGS

NAMES = ("progress", "maturity", "topics", "matrix", "rules")
FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
JAN_AS_EXCEL = datetime.combine(JAN, datetime.min.time())

IN_FOOTERS = {
    "de": ("Stand ", "Zählweise: ", "Filter: ", "Quelle: "),
    "en": ("As of ", "Counting rule: ", "Filter: ", "Source: "),
}


def csv_rows(spec):
    return list(csv.reader(io.StringIO(table.csv_file(spec).decode("utf-8-sig")), delimiter=";"))


def sheet_of(spec):
    return openpyxl.load_workbook(io.BytesIO(table.xlsx_file(spec))).worksheets[0]


def behind(name, fact):
    """A fact names itself in a footer; in a table its name stands in the cell before."""
    assert fact.startswith(name)
    return fact[len(name) :]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", LANGS)
def test_both_files_carry_title_finding_and_provenance_above_the_table(name, lang):
    spec = all_specs(lang)[name]
    facts, (as_of, rule, filters, source) = spec.provenance, IN_FOOTERS[lang]
    expected = [
        spec.title,
        spec.finding,
        behind(as_of, facts.as_of),
        behind(rule, facts.rule),
        facts.n_of_m,
        behind(filters, facts.filters),
        behind(source, facts.source),
        facts.example_label,
    ]
    assert [row[1] for row in csv_rows(spec)[:8]] == expected
    assert [sheet_of(spec).cell(row, 2).value for row in range(1, 9)] == expected


def test_real_data_has_no_line_about_example_data():
    spec = all_specs(example=False)["topics"]
    assert "Beispieldaten" not in table.csv_file(spec).decode("utf-8-sig")


def test_a_csv_for_a_german_spreadsheet():
    content = table.csv_file(all_specs()["progress"])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = csv_rows(all_specs()["progress"])
    assert rows[8] == []
    assert rows[9][:6] == ["Partner", "Stand", "Gemeldet", "Erreicht", "Gezählt", "Anteil (0 bis 1)"]
    assert rows[10][:6] == ["Stadt Adamsburg", "2023-01-31", "ja", "9", "100", "0,09"]
    assert rows[13] == ["Landkreis Bertatal", "2022-12-31", "nein", "", "", "", "", "", ""]


def test_a_csv_in_english_has_a_decimal_point():
    assert csv_rows(all_specs("en")["progress"])[10][5] == "0.09"


def test_a_workbook_holds_real_numbers_dates_and_empty_cells():
    sheet = sheet_of(all_specs()["progress"])
    assert [cell.value for cell in sheet[11]][:6] == ["Stadt Adamsburg", JAN_AS_EXCEL, "ja", 9, 100, 0.09]
    assert sheet.cell(11, 6).number_format == "0.0\\ %"
    assert sheet.cell(11, 2).number_format == "dd\\.mm\\.yyyy"
    assert sheet.cell(14, 4).value is None
    assert sheet.auto_filter.ref == "A10:I16"


@pytest.mark.parametrize("start", FORMULA_START)
def test_text_that_begins_like_a_formula_gets_an_apostrophe_in_csv(start):
    assert table.inert(f"{start}1+1").startswith("'")


def test_no_cell_of_a_csv_is_a_formula():
    for spec in hostile_specs():
        for row in csv_rows(spec):
            assert not any(cell.startswith(FORMULA_START) for cell in row)


def test_hostile_names_arrive_in_a_workbook_as_text_unchanged():
    spec = next(spec for spec in hostile_specs() if spec.name == "topics")
    sheet = sheet_of(spec)
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {one_line(name) for name in HOSTILE_NAMES} <= {cell.value for cell in cells}
    assert all(cell.data_type != "f" for cell in cells)
    assert all(cell.hyperlink is None for cell in cells)


def test_control_characters_do_not_break_a_workbook():
    spec = all_specs()["topics"]
    sheet = sheet_of(replace(spec, title="a\x00b\x0bc\nd", finding="e" * 40_000))
    assert sheet.cell(1, 2).value == "a b c d"
    assert len(sheet.cell(2, 2).value) == table.MAX_CELL


def test_the_same_chart_gives_the_same_bytes():
    assert table.xlsx_file(all_specs()["progress"]) == table.xlsx_file(all_specs()["progress"])
    assert table.csv_file(all_specs()["progress"]) == table.csv_file(all_specs()["progress"])


def test_an_empty_table_still_says_what_was_asked():
    spec = all_specs()["topics"]
    empty = replace(spec, table=replace(spec.table, rows=()))
    assert sheet_of(empty).cell(1, 2).value == spec.title
    assert csv_rows(empty)[0][1] == spec.title


def test_the_header_row_is_as_high_as_its_longest_header_needs():
    spec = all_specs()["progress"]
    columns = tuple(replace(column, header="ein sehr langer Kopf " * 3) for column in spec.table.columns)
    heights = []
    for table_of in (spec.table, replace(spec.table, columns=columns)):
        sheet = openpyxl.load_workbook(io.BytesIO(table.xlsx_file(replace(spec, table=table_of)))).worksheets[0]
        header = sheet.freeze_panes.replace("A", "")
        heights.append(sheet.row_dimensions[int(header) - 1].height)
    assert heights[0] < heights[1]
