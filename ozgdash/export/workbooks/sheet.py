"""The sheet of one chart: head, native chart, the data as an Excel table, and the chart's own numbers beside it."""

from __future__ import annotations

from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ozgdash.drawing.lettering import one_line
from ozgdash.export.slides.layouts import EXAMPLE_COLOUR
from ozgdash.export.workbooks.chart import CHART_TYPES, add_chart
from ozgdash.export.workbooks.chart_block import write_block
from ozgdash.export.workbooks.layout import (
    CHART_ROWS,
    MAX_CELL,
    MAX_HEADER,
    footer,
    head_lines,
    headers,
    lines_pt,
    table_widths,
)
from ozgdash.export.workbooks.table import cell_styles, write_cell
from ozgdash.model.chart import ChartSpec
from ozgdash.texts import Lang, text

SHEET_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
A4 = 9
TABLE_STYLE = "Table Style Light 1"


class Looks:
    """The formats of the workbook's cells, made once."""

    def __init__(self, book: xlsxwriter.Workbook, lang: Lang) -> None:
        top = {"valign": "top", "text_wrap": True}
        self.title: Format = book.add_format({"bold": True, "font_size": 16})
        self.heading: Format = book.add_format({"bold": True, "font_size": 12})
        self.finding: Format = book.add_format({**top, "bold": True, "font_size": 11})
        self.note: Format = book.add_format(top)
        self.wrapped: Format = book.add_format({**top, "bottom": 4, "bottom_color": "#57606A"})
        self.count: Format = book.add_format(
            {"valign": "top", "num_format": "#,##0", "bottom": 4, "bottom_color": "#57606A"}
        )
        self.example: Format = book.add_format({**top, "bold": True, "font_color": EXAMPLE_COLOUR})
        self.head: Format = book.add_format({**top, "bold": True, "bottom": 1})
        self.link: Format = book.add_format({"valign": "top", "font_color": "#0550AE", "underline": 1})
        self.cells = cell_styles(book, lang)


def write_chart_sheet(
    book: xlsxwriter.Workbook,
    sheet: Worksheet,
    spec: ChartSpec,
    looks: Looks,
    *,
    number: int,
    home: str,
    paper: str = "",
) -> None:
    """Fills the sheet; ``number`` makes the table's name unlike all others, ``home`` is the sheet to go back to.

    ``paper`` is the line that says which council paper it belongs to.
    """
    widths = table_widths(spec)
    for position, width in enumerate(widths):
        sheet.set_column(position, position, width)
    header = _write_head(sheet, spec, widths, looks, home)
    _write_table(sheet, spec, header, widths, looks, number)
    if spec.series and not spec.empty:
        first_column = len(widths) + 1
        drawn = spec.kind in CHART_TYPES
        block_row = header + (CHART_ROWS + 1 if drawn else 0)
        block = write_block(book, sheet, spec, row=block_row, column=first_column)
        if drawn:
            add_chart(book, sheet, spec, block, row=header + 1, column=first_column)
    sheet.freeze_panes(header + 1, 0)
    set_print(sheet, spec.title, spec.lang, header=header, paper=paper)


def _write_head(sheet: Worksheet, spec: ChartSpec, widths: Sequence[float], looks: Looks, home: str) -> int:
    """Writes title, finding, provenance and method above the table; returns the row of the table's header."""
    sheet.write_string(0, 0, one_line(spec.title)[:MAX_CELL], looks.title)
    row = write_wrapped(sheet, 1, spec.finding, widths, looks.finding)
    for line, of_example in head_lines(spec):
        row = write_wrapped(sheet, row, line, widths, looks.example if of_example else looks.note)
    link_to(sheet, row, 0, home, text("workbook.back", spec.lang), looks)
    return row + 2


def _write_table(
    sheet: Worksheet, spec: ChartSpec, header: int, widths: Sequence[float], looks: Looks, number: int
) -> None:
    columns, rows = spec.table.columns, spec.table.rows
    names = headers(spec)
    if rows and columns:
        sheet.add_table(
            header,
            0,
            header + len(rows),
            len(columns) - 1,
            {
                "name": f"ozg_{number}",
                "title": one_line(spec.title)[:MAX_HEADER],
                "description": one_line(spec.alt_text)[:MAX_CELL],
                "style": TABLE_STYLE,
                "columns": [{"header": name, "header_format": looks.head} for name in names],
            },
        )
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{header + len(rows) + 1}"})
    sheet.set_row(header, lines_pt(names, widths[: len(names)]))
    for position, column in enumerate(columns):
        if not rows:
            sheet.write_string(header, position, names[position], looks.head)
        for offset, row in enumerate(rows, start=1):
            write_cell(sheet, header + offset, position, row[position], looks.cells[column.type])


def write_wrapped(sheet: Worksheet, row: int, words: str, widths: Sequence[float], style: Format) -> int:
    """Writes a line across the columns in as many lines as it needs, and returns the row after it."""
    line = one_line(words)[:MAX_CELL]
    if len(widths) > 1:
        sheet.merge_range(row, 0, row, len(widths) - 1, "", style)
    sheet.write_string(row, 0, line, style)
    sheet.set_row(row, lines_pt([line], [sum(widths)]))
    return row + 1


def link_to(sheet: Worksheet, row: int, column: int, name: str, words: str, looks: Looks) -> None:
    """A link to the first cell of the sheet ``name``."""
    sheet.write_url(row, column, f"internal:'{name}'!A1", looks.link, words)


def set_print(sheet: Worksheet, title: str, lang: Lang, *, header: int, paper: str = "") -> None:
    """A4 across, one page wide, the header row on every page; paper, title and page number below."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    words = footer(title, paper).replace("&", "&&")
    sheet.set_footer(f"&L{words}&R{text('workbook.page', lang, page='&P', pages='&N')}")
