"""The sheet of one chart in OpenDocument: head, the data with filters, the native chart and its numbers beside it."""

from __future__ import annotations

from collections.abc import Sequence

from ozgdash.drawing.lettering import one_line
from ozgdash.export.odf import cells
from ozgdash.export.odf.block import Block, block_of
from ozgdash.export.odf.cells import column_cm, line_of, text_cell, wrapped_line
from ozgdash.export.odf.chart import DRAWN, sheet_chart
from ozgdash.export.slides.layouts import Box
from ozgdash.export.slides.scale import top_of
from ozgdash.export.workbooks.layout import (
    CHART_HEIGHT,
    CHART_ROWS,
    CHART_WIDTH,
    footer,
    head_lines,
    headers,
    lines_pt,
    table_widths,
)
from ozgdash.model.chart import ChartSpec
from ozgdash.odf.chart import Source
from ozgdash.odf.objects import Frame
from ozgdash.odf.pages import Field, Page
from ozgdash.odf.table import Cell, Column, Drawing, Line, Table
from ozgdash.texts import Lang, text

PT_PER_PX = 0.75
CHART_BOX = Box(0, 0, CHART_WIDTH * PT_PER_PX, CHART_HEIGHT * PT_PER_PX)
OFFSET_CM = (0.1, 0.05)
PAGE_MARK, PAGES_MARK = "\x01", "\x02"


def chart_table(spec: ChartSpec, name: str, *, home: str = "", paper: str = "") -> Table:
    """The sheet ``name``; ``home`` is the one to go back to, ``paper`` says which council paper it belongs to."""
    widths = table_widths(spec)
    head = _head(spec, widths, home)
    header = len(head)
    drawn = spec.kind in DRAWN and not spec.empty and bool(spec.series)
    block = block_of(spec) if spec.series and not spec.empty else Block([], [])
    first = header + (CHART_ROWS + 1 if drawn else 0)
    column = len(widths) + 1
    beside = [cells.GAP_WIDTH, *block.widths] if block.rows else []
    return Table(
        name,
        list(cells.beside([*head, *_data(spec, widths)], block.rows, column, first)),
        [Column(column_cm(width)) for width in (*widths, *beside)],
        frozen=(header + 1, 0),
        filtered=_filtered(spec, header),
        header=header,
        page=page_of(spec.title, spec.lang, paper),
        drawings=(_drawing(spec, Source(name, first, column), header + 1),) if drawn else (),
    )


def page_of(title: str, lang: Lang, paper: str) -> Page:
    """The printed page of a sheet: paper and title, page and how many there are."""
    words = text("workbook.page", lang, page=PAGE_MARK, pages=PAGES_MARK)
    before, _, rest = words.partition(PAGE_MARK)
    between, _, after = rest.partition(PAGES_MARK)
    return Page(footer(title, paper), (before, Field.PAGE, between, Field.PAGES, after))


def _head(spec: ChartSpec, widths: Sequence[float], home: str) -> list[Line]:
    """Title, finding, provenance and method, the way back and an empty row."""
    back = Cell(text("workbook.back", spec.lang), cells.LINK, link=home) if home else cells.GAP
    notes = ((line, cells.EXAMPLE if example else cells.NOTE) for line, example in head_lines(spec))
    return [
        line_of(text_cell(spec.title, cells.TITLE), height_pt=cells.TITLE_PT),
        *(wrapped_line(words, widths, style) for words, style in ((spec.finding, cells.FINDING), *notes)),
        line_of(back),
        line_of(),
    ]


def _data(spec: ChartSpec, widths: Sequence[float]) -> list[Line]:
    """The row with the headers, and the rows of the table."""
    names, lang = headers(spec), spec.lang
    styles = cells.column_styles(lang)
    columns = [(column.type, styles[column.type]) for column in spec.table.columns]
    head = line_of(*(text_cell(name, cells.HEAD) for name in names), height_pt=lines_pt(names, widths[: len(names)]))
    rows = (
        [cells.cell_of(value, kind, style, lang) for value, (kind, style) in zip(row, columns, strict=True)]
        for row in spec.table.rows
    )
    return [head, *(line_of(*row) for row in rows)]


def _filtered(spec: ChartSpec, header: int) -> tuple[int, int, int, int] | None:
    if not (spec.table.rows and spec.table.columns):
        return None
    return (header, 0, header + len(spec.table.rows), len(spec.table.columns) - 1)


def _drawing(spec: ChartSpec, source: Source, row: int) -> Drawing:
    chart = sheet_chart(spec, CHART_BOX, top_of(spec), source)
    title, words = one_line(spec.title), one_line(spec.alt_text)
    frame = Frame(title, chart.width_cm, chart.height_cm, *OFFSET_CM, title, words)
    return Drawing(row, source.column, frame, chart)
