"""The numbers of a chart as a block of cells beside its table, from which the native chart is drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ozgdash.drawing import theme
from ozgdash.drawing.grid import full_tint
from ozgdash.drawing.lettering import one_line
from ozgdash.export.odf.cells import HEAD, NUMBERS_HEAD, cell_of, column_styles, text_cell
from ozgdash.export.odf.looks import LIGHT
from ozgdash.export.slides.chart_series import drawn_series
from ozgdash.export.slides.scale import top_of
from ozgdash.export.workbooks.layout import block_names, number_type, text_width
from ozgdash.model.chart import ChartSpec, ColumnType, Kind, Series
from ozgdash.odf.styles import CellStyle
from ozgdash.odf.table import Cell
from ozgdash.texts import text


@dataclass(frozen=True)
class Block:
    """Rows of cells, the head first, and the widths of their columns in characters."""

    rows: list[list[Cell]]
    widths: list[float]


def block_of(spec: ChartSpec) -> Block:
    """Categories and series as a grid under a heading; the cells of a matrix have the tint of their share."""
    series = drawn_series(spec, top_of(spec))
    heading, names = text("workbook.numbers", spec.lang), block_names(spec)
    head = [text_cell(heading, HEAD), *(text_cell(item.name, NUMBERS_HEAD) for item in series)]
    columns = [_names(spec, names), *(_values(item, spec) for item in series)]
    widths = [text_width([heading, *names]) + 2, *(text_width([item.name]) + 2 for item in series)]
    return Block([head, *map(list, zip(*columns, strict=True))], widths)


def _names(spec: ChartSpec, names: list[str]) -> list[Cell]:
    if spec.kind is not Kind.LINE:
        return [text_cell(name) for name in names]
    style = column_styles(spec.lang)[ColumnType.DATE]
    return [cell_of(date.fromisoformat(day), ColumnType.DATE, style, spec.lang) for day in names]


def _values(item: Series, spec: ChartSpec) -> list[Cell]:
    kind = number_type(spec)
    style = column_styles(spec.lang)[kind]
    if spec.kind is not Kind.MATRIX:
        return [cell_of(value, kind, style, spec.lang) for value in item.values]
    tint = full_tint(item.colour, LIGHT)
    return [
        text_cell(one_line(item.label(place))) if value is None else _tinted(value, kind, style, tint, spec)
        for place, value in enumerate(item.values)
    ]


def _tinted(value: float, kind: ColumnType, style: CellStyle | None, tint: str, spec: ChartSpec) -> Cell:
    ground = theme.mixed("#FFFFFF", tint, value).lower()
    return cell_of(value, kind, replace(style or CellStyle(), background=ground), spec.lang)
