import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from figure_frames import HOSTILE_NAMES
from office_files import a_list, council_package, hostile_package, numbered_list, problems

from ozgdash.charts import by_name
from ozgdash.drawing.lettering import one_line
from ozgdash.export.council.package import CouncilPackage, Occasion, Section
from ozgdash.export.council.sheet_names import sheet_names, unlike
from ozgdash.export.workbooks import workbook
from ozgdash.model.chart import Column, ColumnType, Kind


@pytest.fixture(scope="module")
def council(golden_connection, golden_view):
    return council_package(golden_connection, golden_view)


def opened(package):
    return openpyxl.load_workbook(io.BytesIO(workbook.xlsx_file(package)))


def part(package, name):
    with zipfile.ZipFile(io.BytesIO(workbook.xlsx_file(package))) as archive:
        return archive.read(name).decode()


def listed(spec, package):
    return CouncilPackage(Occasion(), package.view, (), (Section("a", "Liste", (spec,)),))


def rows_of(sheet):
    """The table of a sheet as lists, its header first."""
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]]


def written(sheet):
    return {cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def test_the_overview_names_occasion_summary_and_provenance(council):
    words = written(opened(council).worksheets[0])
    for expected in (
        "Sachstand OZG",
        "Ausschuss für Digitales · Sitzung am 15.06.2021",
        council.view.cooperation.name,
        *council.summary,
    ):
        assert expected in words
    assert any("Stand 30.04.2021" in word for word in words if isinstance(word, str))
    assert any(council.view.snapshot.id in word for word in words if isinstance(word, str))


def test_the_number_of_the_paper_stands_on_the_overview_below_every_sheet_and_in_the_properties(council):
    book = opened(replace(council, occasion=replace(council.occasion, paper="26-12345")))
    assert "Vorlage 26-12345 · Ausschuss für Digitales · Sitzung am 15.06.2021" in written(book.worksheets[0])
    assert all(sheet.oddFooter.left.text.startswith("Vorlage 26-12345 · ") for sheet in book.worksheets)
    assert book.properties.subject == "Vorlage 26-12345 · Ausschuss für Digitales"


def test_the_overview_links_to_every_sheet_and_every_sheet_back(council):
    book = opened(council)
    overview, *sheets = book.worksheets
    links = {cell.value: cell.hyperlink.location for row in overview.iter_rows() for cell in row if cell.hyperlink}
    assert links == {sheet.title: f"'{sheet.title}'!A1" for sheet in sheets}
    for sheet in sheets:
        back = [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink]
        assert back == ["'Übersicht'!A1"]


def test_there_is_a_sheet_per_chart_with_everything_that_must_stand_on_it(council):
    sheets = opened(council).worksheets[1:]
    for sheet, spec in zip(sheets, council.charts, strict=True):
        for line in (spec.title, spec.finding, *spec.provenance.lines, spec.method):
            assert not line or one_line(line) in written(sheet)


def test_the_data_are_real_numbers_and_dates_in_an_excel_table(council):
    book = opened(council)
    sheet, spec = book.worksheets[1], council.charts[0]
    head, *rows = rows_of(sheet)
    assert head == [column.header for column in spec.table.columns]
    as_dates = [[value.date() if isinstance(value, datetime) else value for value in row] for row in rows]
    assert as_dates == [list(row) for row in spec.table.rows]
    cells = [cell for row in sheet[next(iter(sheet.tables.values())).ref] for cell in row]
    assert {cell.number_format for cell in cells} >= {"dd\\.mm\\.yyyy", "#,##0", "0.0\\ %"}


def test_the_full_list_of_services_is_a_table_with_filters(council):
    sheet, spec = opened(council).worksheets[-1], council.charts[-1]
    (table,) = sheet.tables.values()
    assert table.autoFilter.ref == table.ref
    assert len(rows_of(sheet)) == len(spec.table.rows) + 1


def test_a_list_longer_than_any_slide_is_complete(council):
    assert len(rows_of(opened(listed(numbered_list(2300), council)).worksheets[1])) == 2301


@pytest.mark.parametrize(("place", "kind"), [(1, "LineChart"), (2, "BarChart"), (4, "BarChart")])
def test_charts_are_excels_own(council, place, kind):
    sheet, spec = opened(council).worksheets[place], council.charts[place - 1]
    (chart,) = sheet._charts
    assert type(chart).__name__ == kind
    assert len(chart.series) == len(spec.series) + len(spec.reference_lines)


def test_a_line_chart_has_dates_gaps_per_cent_and_the_deadline(council):
    content = part(council, "xl/charts/chart1.xml")
    assert "<c:dateAx>" in content
    assert 'formatCode="[$-407]0\\ %"' in content
    assert content.count("<c:errBars>") == len(council.charts[0].reference_lines) == 1
    assert '<c:lang val="de-DE"/>' in content
    assert "en-US" not in content
    sheet = opened(council).worksheets[1]
    block = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Zahlen der Grafik")
    for offset, item in enumerate(council.charts[0].series, start=1):
        values = [
            sheet.cell(block.row + row, block.column + offset).value
            for row in range(1, len(council.charts[0].categories) + 1)
        ]
        assert values == pytest.approx(list(item.values))


def test_what_is_expected_is_a_dashed_line_of_its_own(council):
    spec = council.charts[0]
    split = replace(spec.series[0], expected_from=1)
    expected = replace(spec, series=(split, *spec.series[1:]))
    content = part(listed(expected, council), "xl/charts/chart1.xml")
    assert content.count("<c:ser>") == len(spec.series) + 1 + len(spec.reference_lines)
    assert f"{split.name} (erwartet)" in content
    assert '<a:prstDash val="dash"/>' in content


def test_a_waterfall_stands_on_bars_that_are_not_seen(golden, golden_view):
    view = replace(golden_view, filters=replace(golden_view.filters, partners=(golden_view.partners[0].id,)))
    spec = by_name.chart("changes_waterfall", golden, view)
    assert spec.kind is Kind.WATERFALL
    book = CouncilPackage(Occasion(), view, (), (Section("a", "Schritte", (spec,)),))
    content = part(book, "xl/charts/chart1.xml")
    assert content.split("<c:ser>")[1].count("<a:noFill/>") == 2
    assert '<c:grouping val="stacked"/>' in content
    names = written(opened(book).worksheets[1])
    assert {f"{name}: {label}" for name, label in zip(spec.categories, spec.category_labels, strict=True)} <= {
        one_line(name) for name in names if isinstance(name, str)
    }


def test_a_matrix_has_its_grid_beside_it(council):
    sheet, spec = opened(council).worksheets[5], council.charts[4]
    assert not sheet._charts
    assert set(spec.categories) <= written(sheet)
    assert len(sheet.conditional_formatting) == len(spec.series)


def test_every_sheet_can_be_printed_and_keeps_its_head_in_sight(council):
    for sheet in opened(council).worksheets[1:]:
        header = next(iter(sheet.tables.values())).ref.split(":")[0]
        row = sheet[header].row
        assert sheet.freeze_panes == f"A{row + 1}"
        assert sheet.print_title_rows == f"${row}:${row}"
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0


@pytest.mark.parametrize(("lang", "tag"), [("de", "de-DE"), ("en", "en-GB")])
def test_title_language_and_time_are_properties_of_the_file(golden, golden_view, lang, tag):
    package = council_package(golden, replace(golden_view, lang=lang))
    facts = opened(package).properties
    assert (facts.title, facts.language) == ("Sachstand OZG", tag)
    assert facts.created == package.view.snapshot.published_at.replace(tzinfo=None, microsecond=0)


def test_the_same_package_gives_the_same_bytes(council, golden, golden_view):
    assert workbook.xlsx_file(council) == workbook.xlsx_file(council_package(golden, golden_view))


def test_a_validator_finds_nothing_to_repair(council, tmp_path):
    assert problems(workbook.xlsx_file(council), tmp_path / "mappe.xlsx") == []


def test_hostile_text_arrives_as_text_and_no_cell_is_a_formula(tmp_path):
    package = hostile_package()
    content = workbook.xlsx_file(package)
    assert problems(content, tmp_path / "mappe.xlsx") == []
    book = openpyxl.load_workbook(io.BytesIO(content))
    names = {sheet.title for sheet in book.worksheets}
    for sheet in book.worksheets:
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert all(cell.data_type != "f" for cell in cells)
        links = [cell.hyperlink for cell in cells if cell.hyperlink]
        assert all(link.target is None for link in links)
        assert {link.location.rsplit("!", 1)[0].strip("'") for link in links} <= names
    last = written(book.worksheets[-1])
    assert {one_line(name) for name in HOSTILE_NAMES} <= last
    assert "zwei Zeilen und tab ]]> &amp; <!-- -->" in last
    assert {one_line(name) for name in HOSTILE_NAMES} <= written(book.worksheets[0])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not any(b"External" in content for name, content in parts.items() if name.endswith(".rels"))
    charts = b"".join(content for name, content in parts.items() if name.startswith("xl/charts/chart"))
    assert b"<c:f>HYPERLINK" not in charts
    assert b"<c:f>SUM" not in charts


def test_an_empty_list_has_its_head_and_no_table(council):
    spec = a_list((), (Column("a", "Name"), Column("b", "Zahl", ColumnType.COUNT)), title="Leer", finding="Nichts.")
    sheet = opened(listed(spec, council)).worksheets[1]
    assert not sheet.tables
    assert {"Name", "Zahl", "Nichts."} <= written(sheet)


def test_headers_that_are_alike_are_told_apart(council):
    columns = (Column("a", "Ort"), Column("b", "ort"), Column("c", "Tag", ColumnType.DATE))
    spec = a_list((("x", "y", date(2026, 1, 2)),), columns, title="Orte", finding="Zwei.")
    head, row = rows_of(opened(listed(spec, council)).worksheets[1])
    assert head == ["Ort", "ort (b)", "Tag"]
    assert [*row[:2], row[2].date()] == ["x", "y", date(2026, 1, 2)]


def test_sheet_names_are_short_plain_and_all_different(council):
    titles = ("Übersicht", "a" * 40, "A" * 40, "History", "[x]:*?/\\'", "", "🏛" * 30, "'")
    specs = tuple(replace(council.charts[0], title=title) for title in titles)
    names = sheet_names(replace(council, sections=(Section("a", "A", specs),)))
    assert names == [
        "Übersicht (2)",
        "a" * 30 + "…",
        "A" * 26 + "… (2)",
        "History (2)",
        "x",
        "1",
        "🏛" * 15 + "…",
        "1 (2)",
    ]
    assert all(len(name.encode("utf-16-le")) <= 62 for name in names)


def test_a_name_that_was_numbered_by_hand_stays_the_only_one():
    assert unlike(["a", "a (2)", "a"], 31) == ["a", "a (2)", "a (3)"]
