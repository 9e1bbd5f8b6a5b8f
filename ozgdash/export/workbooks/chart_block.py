"""The numbers of a chart as a grid of cells, which Excel's own chart draws; a matrix as tinted cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ozgdash.drawing import theme
from ozgdash.drawing.grid import full_tint
from ozgdash.drawing.lettering import one_line
from ozgdash.export.slides.chart_series import drawn_series
from ozgdash.export.slides.scale import top_of
from ozgdash.export.workbooks.layout import MAX_CELL, block_names, number_type, text_width
from ozgdash.export.workbooks.table import NUMBER_FORMATS
from ozgdash.model.chart import ChartSpec, ColumnType, Kind, Series
from ozgdash.texts import text


@dataclass(frozen=True)
class Block:
    """Where the chart's numbers stand: the cell of the head, and how many rows lie below it."""

    sheet: str
    row: int
    column: int
    rows: int
    series: tuple[Series, ...]

    def categories(self) -> list[Any]:
        """The names or days, as XlsxWriter takes a range."""
        return [self.sheet, self.row + 1, self.column, self.row + self.rows, self.column]

    def values(self, position: int) -> list[Any]:
        """The values of a series."""
        column = self.column + 1 + position
        return [self.sheet, self.row + 1, column, self.row + self.rows, column]

    def name(self, position: int) -> list[Any]:
        """The cell with the name of a series."""
        return [self.sheet, self.row, self.column + 1 + position]

    def source(self, position: int) -> dict[str, Any]:
        """Where a series stands, as XlsxWriter takes it."""
        return {"name": self.name(position), "categories": self.categories(), "values": self.values(position)}


def write_block(book: xlsxwriter.Workbook, sheet: Worksheet, spec: ChartSpec, *, row: int, column: int) -> Block:
    """Writes categories and series as a grid, which the chart draws, under a heading; a matrix gets its tints."""
    series = tuple(drawn_series(spec, top_of(spec)))
    bold = book.add_format({"bold": True, "valign": "top", "bottom": 1})
    over_numbers = book.add_format({"bold": True, "valign": "top", "bottom": 1, "align": "right"})
    number = book.add_format({"num_format": NUMBER_FORMATS[spec.lang, number_type(spec)]})
    day = book.add_format({"num_format": NUMBER_FORMATS[spec.lang, ColumnType.DATE], "align": "left"})
    heading = text("workbook.numbers", spec.lang)
    sheet.write_string(row, column, heading, bold)
    names = block_names(spec)
    sheet.set_column(column, column, text_width([heading, *names]) + 2)
    for offset, category in enumerate(names, start=1):
        if spec.kind is Kind.LINE:
            sheet.write_datetime(row + offset, column, date.fromisoformat(category), day)
        else:
            sheet.write_string(row + offset, column, one_line(category)[:MAX_CELL])
    for position, item in enumerate(series, start=1):
        sheet.set_column(column + position, column + position, text_width([item.name]) + 2)
        sheet.write_string(row, column + position, one_line(item.name)[:MAX_CELL], over_numbers)
        for offset, value in enumerate(item.values, start=1):
            if value is not None:
                sheet.write_number(row + offset, column + position, value, number)
            elif spec.kind is Kind.MATRIX:
                sheet.write_string(row + offset, column + position, one_line(item.label(offset - 1)))
        if spec.kind is Kind.MATRIX:
            _tint(sheet, item, row + 1, column + position, len(spec.categories))
    return Block(sheet.get_name(), row, column, len(spec.categories), series)


def _tint(sheet: Worksheet, item: Series, row: int, column: int, rows: int) -> None:
    tint = full_tint(item.colour, theme.THEMES["light"])
    scale = {"type": "2_color_scale", "min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1}
    sheet.conditional_format(row, column, row + rows - 1, column, {**scale, "min_color": "#FFFFFF", "max_color": tint})
