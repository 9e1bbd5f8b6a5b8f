"""The numbers behind a chart as XLSX and CSV, with everything that must stand on what leaves the program."""

from __future__ import annotations

import csv
import io
from datetime import date

import xlsxwriter

from ozgdash import formats
from ozgdash.drawing.lettering import one_line
from ozgdash.export.archive import CREATED
from ozgdash.export.workbooks.layout import MAX_CELL, column_width, lines_pt
from ozgdash.model.chart import Cell, ChartSpec, Column, ColumnType
from ozgdash.texts import Lang, text

FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet takes a cell of a CSV file for a formula."""
NUMBER_FORMATS = {
    ("de", ColumnType.SHARE): "0.0\\ %",
    ("en", ColumnType.SHARE): "0.0%",
    ("de", ColumnType.COUNT): "#,##0",
    ("en", ColumnType.COUNT): "#,##0",
    ("de", ColumnType.RATE): "#,##0.0",
    ("en", ColumnType.RATE): "#,##0.0",
    ("de", ColumnType.DATE): "dd\\.mm\\.yyyy",
    ("en", ColumnType.DATE): "d mmm yyyy",
}
"""The points of a day are escaped: some programs read ``dd.mm.yyyy`` as the format of a number, and show one."""
NAMED_IN_FOOTERS = ("as_of", "rule", "filters", "source", "events")
"""Facts that say in a footer what they are."""


def head(spec: ChartSpec) -> list[tuple[str, str]]:
    """Name and value of what stands above the numbers: title, finding, provenance; example data says so."""
    facts = spec.provenance
    rows = [
        ("title", spec.title),
        ("finding", spec.finding),
        ("as_of", facts.as_of),
        ("rule", facts.rule),
        ("n_of_m", facts.n_of_m),
        ("events", facts.events),
        ("filters", facts.filters),
        ("source", facts.source),
        ("address", facts.address),
        ("example", facts.example_label or ""),
    ]
    named = [(key, text(f"export.row_{key}", spec.lang), value) for key, value in rows if value]
    return [(name, _after(name, value) if key in NAMED_IN_FOOTERS else value) for key, name, value in named]


def _after(name: str, value: str) -> str:
    """A footer says ``Stand 31.12.2022``, a table has ``Stand`` and ``31.12.2022`` side by side."""
    return value.removeprefix(f"{name}: ").removeprefix(f"{name} ")


def csv_file(spec: ChartSpec) -> bytes:
    """Semicolon, UTF-8 with byte order mark, lines end in CR LF: what a German Excel opens with a double click.

    The head stands above the table, an empty line between them. Shares are numbers between 0 and 1 with the decimal
    mark of the language, days are ISO dates, a missing value is an empty cell. Text that a spreadsheet would take for a
    formula gets an apostrophe in front.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerows([inert(name), inert(value)] for name, value in head(spec))
    writer.writerow([])
    writer.writerow([inert(_csv_header(column, spec)) for column in spec.table.columns])
    writer.writerows([_csv_cell(value, spec) for value in row] for row in spec.table.rows)
    return buffer.getvalue().encode("utf-8-sig")


def inert(value: str) -> str:
    """One line that no spreadsheet computes."""
    shielded = f"'{value}" if value.startswith(FORMULA_START) else value
    line = one_line(shielded)
    return f"'{line}" if line.startswith(FORMULA_START) else line


def _csv_header(column: Column, spec: ChartSpec) -> str:
    if column.type is ColumnType.SHARE:
        return text("export.share_header", spec.lang, header=column.header)
    return column.header


def _csv_cell(value: Cell, spec: ChartSpec) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return inert(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        plain = f"{formats.rounded(value, 6):f}".rstrip("0").rstrip(".")
        return plain.replace(".", ",") if spec.lang == "de" else plain
    return str(value)


def xlsx_file(spec: ChartSpec) -> bytes:
    """One sheet: the head, an empty row, the table with real numbers and dates, filter and fixed header row.

    Nothing in it is a formula or a link, whatever a text begins with.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties(
            {"title": spec.title, "subject": spec.finding, "comments": spec.alt_text, "created": CREATED}
        )
        sheet = book.add_worksheet(text("export.sheet_name", spec.lang))
        _write_head(book, sheet, spec)
        _write_table(book, sheet, spec, first_row=len(head(spec)) + 1)
    return buffer.getvalue()


def _write_head(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, spec: ChartSpec) -> None:
    bold = book.add_format({"bold": True})
    heading = book.add_format({"bold": True, "font_size": 14})
    example = book.add_format({"bold": True, "font_color": "#9A4A00"})
    for position, (name, value) in enumerate(head(spec)):
        style = heading if position == 0 else example if value == spec.provenance.example_label else None
        sheet.write_string(position, 0, one_line(name), bold)
        sheet.write_string(position, 1, one_line(value)[:MAX_CELL], style)


def _write_table(
    book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, spec: ChartSpec, *, first_row: int
) -> None:
    columns, rows = spec.table.columns, spec.table.rows
    header = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    styles = cell_styles(book, spec.lang)
    for position, column in enumerate(columns):
        sheet.write_string(first_row, position, one_line(column.header), header)
        sheet.set_column(position, position, column_width(spec, position))
        for offset, row in enumerate(rows, start=1):
            write_cell(sheet, first_row + offset, position, row[position], styles[column.type])
    headers = [one_line(column.header) for column in columns]
    sheet.set_row(first_row, lines_pt(headers, [column_width(spec, position) for position in range(len(columns))]))
    if rows and columns:
        sheet.autofilter(first_row, 0, first_row + len(rows), len(columns) - 1)
    sheet.freeze_panes(first_row + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first_row)


def cell_styles(book: xlsxwriter.Workbook, lang: Lang) -> dict[ColumnType, xlsxwriter.format.Format]:
    """How the cells of each type of column show their values."""
    styles: dict[ColumnType, dict[str, str]] = {ColumnType.TEXT: {}}
    for (language, type_), number_format in NUMBER_FORMATS.items():
        if language == lang:
            styles[type_] = {"num_format": number_format, "align": "left" if type_ is ColumnType.DATE else "right"}
    return {type_: book.add_format(style) for type_, style in styles.items()}


def write_cell(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: Cell, style: xlsxwriter.format.Format
) -> None:
    """A real number or date, or text that stays text; a missing value leaves the cell empty."""
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(row, column, one_line(value)[:MAX_CELL], style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, style)
    else:
        sheet.write_number(row, column, value, style)
