"""Cells of an OpenDocument spreadsheet mean what those of a workbook of Excel mean: the same words, days and findings."""

from __future__ import annotations

import csv
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook
from sheets import (
    A1,
    A2,
    B1,
    COLUMNS,
    GOLDEN,
    TODAY,
    cooperation,
    csv_sheet,
    only,
    read,
    read_or_refused,
    refused,
    row,
    said,
    services,
)

from ozgdash.errors import SourceFormatError
from ozgdash.odf import number_styles
from ozgdash.odf.number_styles import NumberStyle
from ozgdash.odf.spreadsheet import Spreadsheet, spreadsheet_file
from ozgdash.odf.styles import CellStyle
from ozgdash.odf.table import Cell, Column, Line, Table
from ozgdash.sources.catalogue import read_catalogue
from ozgdash.sources.components import read_component_list
from ozgdash.sources.detect import SourceKind, look_into
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.sources.tabular import read_sheet

NAMES = COLUMNS.split(";")
NEW_YEARS_EVE = date(2026, 12, 31)
KEYS = (A1, A2, B1)
HEAD = (["Partner", "stadt"], ["Stand", date(2026, 10, 31)], NAMES)
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ods(path: Path, *tables: Table) -> Path:
    path.write_bytes(spreadsheet_file(Spreadsheet("Status", tables, datetime(2026, 1, 1))))  # noqa: DTZ001
    return path


def lines(cells: list[list[object]], styles: dict[tuple[int, int], NumberStyle] | None = None) -> list[Line]:
    def cell(number: int, column: int, value: object) -> Cell:
        look = (styles or {}).get((number, column))
        return Cell(value, CellStyle(number=look) if look else None)

    return [Line([cell(n, c, value) for c, value in enumerate(line)]) for n, line in enumerate(cells)]


def with_cell(path: Path, column: str, value: object, look: NumberStyle | None = None) -> Path:
    cells: list[object] = [None] * len(NAMES)
    cells[0], cells[NAMES.index(column)] = A1, value
    styles = {(3, NAMES.index(column)): look} if look else None
    return ods(path, Table("Status", lines([*map(list, HEAD), cells], styles)))


SCIENTIFIC = NumberStyle("number-style", '<number:scientific-number number:decimal-places="2"/>')
SIGNS = NumberStyle("number-style", '<number:number number:decimal-places="0"/><number:text> Fälle</number:text>')
FULL = NumberStyle("number-style", '<number:number number:decimal-places="2" number:min-decimal-places="0"/>')
GENERAL = NumberStyle("number-style", '<number:number number:min-integer-digits="1"/>')


@pytest.mark.parametrize(
    ("value", "look", "seen"),
    [
        (0.6, number_styles.percentage(), "60 %"),
        (0.0625, number_styles.percentage(2), "6,25 %"),
        (1, number_styles.percentage(), "100 %"),
        (True, None, "WAHR"),
        (False, number_styles.BOOLEAN, "FALSCH"),
        (1, number_styles.BOOLEAN, "WAHR"),
        (NEW_YEARS_EVE, None, "31.12.2026"),
        (NEW_YEARS_EVE, number_styles.day("dd.mm.yy"), "31.12.2026"),
        (NEW_YEARS_EVE, number_styles.day("d. mmmm yyyy"), "31.12.2026"),
        (NEW_YEARS_EVE, number_styles.day("mmmm yyyy"), "Dezember 2026"),
        (date(2026, 3, 1), number_styles.day("mmm yy"), "Mär 26"),
        (datetime(2026, 12, 31, 14, 30), number_styles.day("dd.mm.yyyy hh:nn"), "31.12.2026 14:30"),  # noqa: DTZ001
        (42, number_styles.number(digits=4), "0042"),
        (99_000_000_000_101, number_styles.number(digits=14), "99000000000101"),
        (1_234_567, number_styles.number(grouped=True), "1.234.567"),
        (1234.5, number_styles.amount(), "1.234,50 €"),
        (-5, number_styles.number(1), "-5,0"),
        (12, SIGNS, "12 Fälle"),
        (2.5, FULL, "2,5"),
        (0.1 + 0.2, GENERAL, "0,3"),
        (0.1 + 0.2, None, "0,3"),
        (3, number_styles.TEXT, "3"),
        (3, SCIENTIFIC, "3"),
    ],
)
def test_free_text_is_what_the_spreadsheet_shows(tmp_path: Path, value: object, look: NumberStyle, seen: str) -> None:
    assert only(with_cell(tmp_path / "s.ods", "efa_stufe", value, look)).efa_stage == seen


def test_a_format_that_is_not_known_gives_the_number_and_a_notice(tmp_path: Path) -> None:
    path = with_cell(tmp_path / "s.ods", "bemerkung", 0.5, SCIENTIFIC)
    assert only(path).remark == "0,5"
    assert "Zahlenformat" in said(path)["format_unknown"]


@pytest.mark.parametrize("column", ["faelle_pro_jahr", "reifegrad"])
@pytest.mark.parametrize(("value", "look"), [(0.6, number_styles.percentage()), (1, number_styles.percentage()), (0.6, None), (True, None)])  # fmt: skip
def test_a_share_or_a_half_is_no_number_of_anything(
    tmp_path: Path, column: str, value: object, look: NumberStyle
) -> None:
    assert f"Spalte „{column}“" in refused(with_cell(tmp_path / "s.ods", column, value, look))


@pytest.mark.parametrize(
    ("written", "day", "notice"),
    [
        (datetime(2026, 12, 30, 23), NEW_YEARS_EVE, "day_next_day"),  # noqa: DTZ001
        (datetime(2026, 6, 29, 22), date(2026, 6, 30), "day_next_day"),  # noqa: DTZ001
        (datetime(2026, 12, 31, 14, 30), NEW_YEARS_EVE, "day_time_dropped"),  # noqa: DTZ001
        (datetime(2026, 12, 31), NEW_YEARS_EVE, None),  # noqa: DTZ001
        (46387, NEW_YEARS_EVE, "day_serial"),
    ],
)
def test_a_time_of_day_does_not_move_the_day(tmp_path: Path, written: object, day: date, notice: str | None) -> None:
    path = with_cell(tmp_path / "s.ods", "geplant_am", written)
    assert only(path).planned_on == day
    assert [key for key in said(path) if key.startswith("day_")] == ([notice] if notice else [])


def test_a_merged_value_holds_for_every_row_of_its_area(tmp_path: Path) -> None:
    body = [[key, *[None] * (len(NAMES) - 1)] for key in KEYS]
    body[0][NAMES.index("fachbereich")] = "FB 1"
    rows = lines([*map(list, HEAD), *body])
    at = NAMES.index("fachbereich")
    merged = [list(line.cells) for line in rows]
    merged[3][at] = Cell("FB 1", rows=3)
    merged[4][at] = merged[5][at] = Cell(covered=True)
    path = ods(tmp_path / "s.ods", Table("Status", [Line(cells) for cells in merged]))
    assert [seen.department for seen in read(path).observations] == ["FB 1"] * 3


def test_an_area_without_one_meaning_is_an_error_that_names_it(tmp_path: Path) -> None:
    merged = [list(line.cells) for line in lines([*map(list, HEAD), [A1, *[None] * (len(NAMES) - 1)]])]
    merged[3][9:11] = [Cell("x", columns=2), Cell(covered=True)]
    message = refused(ods(tmp_path / "s.ods", Table("Status", [Line(cells) for cells in merged])))
    assert "(J4:K4)" in message


def test_hidden_rows_are_read_and_named_and_hidden_tables_are_not_read(tmp_path: Path) -> None:
    rows = lines([*map(list, HEAD), *([key] for key in KEYS)])
    rows[4] = Line(rows[4].cells, hidden=True)
    other = Table("Alt", lines([*map(list, HEAD), [A1]]), displayed=False)
    path = ods(tmp_path / "s.ods", other, Table("Status", rows))
    assert len(read(path).observations) == 3
    assert "mitgelesen: 5." in said(path)["hidden_rows"]
    assert "„Alt“ (ausgeblendet" in said(path)["tabs_not_read"]


def changed(path: Path, *pairs: tuple[str, str]) -> Path:
    """The spreadsheet with other XML in its content."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for old, new in pairs:
        assert old in parts["content.xml"], parts["content.xml"]
        parts["content.xml"] = parts["content.xml"].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def test_hidden_columns_are_read_and_named(tmp_path: Path) -> None:
    columns = [Column(2.0, hidden=name in ("reifegrad", "stufe")) for name in NAMES]
    rows = lines([*map(list, HEAD), [A1, *[None] * 5, 3, "1.1", "online"]])
    path = ods(tmp_path / "s.ods", Table("Status", rows, columns))
    assert only(path).maturity == 3
    assert said(path)["hidden_columns"].endswith("reifegrad; stufe.")


def test_rows_of_a_group_that_is_folded_are_hidden(tmp_path: Path) -> None:
    path = ods(tmp_path / "s.ods", Table("Status", lines([*map(list, HEAD), *([key] for key in KEYS)])))
    row = '<table:table-row table:style-name="ro1"><table:table-cell office:value-type="string"><text:p>{key}'
    folded = '<table:table-row-group table:display="false"><table:table-row-group>'
    end = "</table:table-row></table:table-row-group></table:table-row-group>"
    first, last = (row.format(key=key) for key in (A2, B1))
    changed(path, (first, folded + first), ("</table:table-row>" + last, end + last))
    assert "mitgelesen: 5." in said(path)["hidden_rows"]


@pytest.mark.parametrize(("value", "seen"), [(1234.5, "1.234,50 €"), (0, "0,00 €"), (-1234.5, "(1.234,50 €)")])
def test_a_look_that_depends_on_the_sign_is_that_of_the_sign(tmp_path: Path, value: float, seen: str) -> None:
    """As LibreOffice writes the amounts of accountants: the style itself is that of what the condition leaves."""
    usual = number_styles.amount()
    other = f"<number:text>(</number:text>{usual.content}<number:text>)</number:text>"
    condition = '<style:map style:condition="value()&gt;=0" style:apply-style-name="N1"/>'
    styles = {(0, 2): usual, (3, NAMES.index("efa_stufe")): NumberStyle("currency-style", other + condition)}
    cells: list[object] = [A1, *[None] * 11, value]
    path = ods(
        tmp_path / "s.ods", Table("Status", lines([["Partner", "stadt", 1], *map(list, HEAD[1:]), cells], styles))
    )
    assert only(path).efa_stage == seen


def test_bare_numbers_of_days_heed_the_days_of_old_macs(tmp_path: Path) -> None:
    path = with_cell(tmp_path / "s.ods", "geplant_am", 46387 - 1462)
    settings_of = (
        '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    )
    changed(path, ("<office:spreadsheet>", f"<office:spreadsheet>{settings_of}"))
    assert only(path).planned_on == NEW_YEARS_EVE


def test_row_numbers_count_repeated_rows(tmp_path: Path) -> None:
    rows = lines([*map(list, HEAD), [A1, *[None] * 5, "x"]])
    path = ods(tmp_path / "s.ods", Table("Status", [*rows[:3], Line(repeated=500), *rows[3:]]))
    assert "Zeile 504, Spalte „reifegrad“" in refused(path)


def test_lists_of_services_and_of_components_are_read_as_their_csv_is(tmp_path: Path) -> None:
    official = GOLDEN / "catalogue" / "leistungen.csv"
    with official.open(encoding="utf-8-sig", newline="") as file:
        cells = [[part or None for part in line] for line in csv.reader(file, delimiter=";")]
    path = ods(tmp_path / "leistungen.ods", Table("Leistungen", lines(cells)))
    assert look_into(path).kind is SourceKind.CATALOGUE
    assert read_catalogue(path).services == read_catalogue(official).services
    parts = [["Partner", "stadt"], ["Stand", date(2026, 10, 31)], ["bereich", "name"], ["Fachverfahren", "MESO"]]
    source = look_into(ods(tmp_path / "k.ods", Table("Komponenten", lines(parts))))
    known = ServiceIndex(services())
    found = read_component_list(source, cooperation=cooperation(), services=known, today=TODAY)
    assert [(item.name, item.row) for item in found.components] == [("MESO", 4)]


# The same sheet in every format


WORDS = {
    "zustaendig": st.sampled_from([None, "ja", "NEIN", True, False]),
    "hindernis": st.sampled_from([None, "rechtlich", "fast"]),
    "reifegrad": st.sampled_from([None, 0, 3, 4.0, "RG 2", "2,0", 7, 0.5]),
    "reifegradmodell": st.sampled_from([None, "1.1", 1.1, "2.0"]),
    "stufe": st.sampled_from([None, "online", "in-Umsetzung", "gestern"]),
    "geplant_am": st.sampled_from([None, NEW_YEARS_EVE, "31.12.2026", "2027-02-29", 46387]),
    "fachbereich": st.sampled_from([None, "FB 1", "fb  1", " FB 1", "k. A.", "#NV"]),
    "bemerkung": st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=12)
    | st.sampled_from(["a\nb", "a  b", " a", "a\tb", "=1+1"]),
    "faelle_pro_jahr": st.sampled_from([None, 120, 120.0, "1.200", -1]),
}


def as_xlsx(path: Path, cells: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    sheet: Worksheet = book.active
    for number, line in enumerate(cells, start=1):
        for column, value in enumerate(line, start=1):
            cell = sheet.cell(number, column, value)
            cell.data_type = "s" if isinstance(value, str) else cell.data_type
    book.save(path)
    return path


def as_csv(path: Path, cells: list[list[object]]) -> Path:
    def field(value: object) -> str:
        if isinstance(value, bool):
            return "WAHR" if value else "FALSCH"
        if isinstance(value, date):
            return f"{value:%d.%m.%Y}"
        return "" if value is None else str(value).replace(".", ",") if isinstance(value, float) else str(value)

    quoted = (";".join('"' + field(value).replace('"', '""') + '"' for value in line) for line in cells)
    path.write_text("\n".join(quoted) + "\n", encoding="utf-8", newline="")
    return path


def outcome(path: Path) -> object:
    """What was read, or the refusals; without the name of the file, and of the tab, which a CSV has not."""
    try:
        sheet = read(path)
    except SourceFormatError as error:
        return [(found.key, found.row, found.column, dict(found.values)) for found in error.findings]
    found = [(item.key, item.row, item.column, dict(item.values)) for item in sheet.file.findings]
    return sheet.file.partner_id, sheet.file.as_of, sheet.observations, found


@given(data=st.data())
@FEW
def test_a_sheet_lands_equally_as_xlsx_ods_and_csv(tmp_path: Path, data: st.DataObject) -> None:
    rows = [
        [key if name == "leika_schluessel" else data.draw(WORDS.get(name, st.none())) for name in NAMES] for key in KEYS
    ]
    cells = [*map(list, HEAD), *rows]
    one = outcome(as_xlsx(tmp_path / "s.xlsx", cells))
    assert outcome(ods(tmp_path / "s.ods", Table("Status", lines(cells)))) == one
    if not any(isinstance(value, int | float) for line in rows for value in line):
        # A CSV has no numbers: a sentence quotes what was typed, and 46387 is not said to be a day of its own kind.
        assert outcome(as_csv(tmp_path / "s.csv", cells)) == one


def test_a_sheet_of_text_lands_equally_as_ods_and_csv(tmp_path: Path) -> None:
    line = row(A1, reifegrad="RG 3", reifegradmodell="1.1", stufe="online", geplant_am="31.12.26", bemerkung="NA")
    cells = [
        [part or None for part in text.split(";")] for text in ("Partner;stadt", "Stand;31.10.2026", COLUMNS, line)
    ]
    assert outcome(csv_sheet(tmp_path, line)) == outcome(ods(tmp_path / "s.ods", Table("Status", lines(cells))))


# Another reader as a witness


VALUES = st.one_of(
    st.none(),
    st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=12),
    st.integers(-(10**9), 10**9),
    st.floats(-1e6, 1e6).map(lambda value: round(value, 4)),
    st.booleans(),
    st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 31)).map(lambda found: found.replace(microsecond=0)),  # noqa: DTZ001
)


@given(rows=st.lists(st.lists(VALUES, min_size=1, max_size=6), min_size=1, max_size=6))
@FEW
def test_every_value_is_what_another_reader_reads(tmp_path: Path, rows: list[list[object]]) -> None:
    path = ods(tmp_path / "s.ods", Table("T", lines([["Anfang"], *rows])))
    witness = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    found = read_sheet(path).by_number
    for number, line in enumerate(witness, start=1):
        ours = found.get(number)
        for column, value in enumerate(line):
            expected = (value.strip() or None) if isinstance(value, str) else value
            assert same_value(ours.cell(column) if ours else None, expected), (number, column)


def same_value(ours: object, other: object) -> bool:
    if isinstance(ours, date) and isinstance(other, date):
        one, two = (
            value if isinstance(value, datetime) else datetime.combine(value, time()) for value in (ours, other)
        )
        return abs(one - two) < timedelta(seconds=1)
    return ours == other


@given(data=st.data())
@FEW
def test_a_spreadsheet_with_changed_bytes_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    path = ods(tmp_path / "s.ods", Table("Status", lines([*map(list, HEAD), [A1]])))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(1, len(content)))])
    assert read_or_refused(path)


@given(data=st.data())
@FEW
def test_a_spreadsheet_with_changed_xml_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    path = ods(tmp_path / "s.ods", Table("Status", lines([*map(list, HEAD), [A1, *[None] * 5, 3, "1.1"]])))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    content = bytearray(parts["content.xml"])
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in (parts | {"content.xml": bytes(content)}).items():
            archive.writestr(name, part)
    assert read_or_refused(path)
