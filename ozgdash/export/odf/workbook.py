"""The council package, or a single chart, as a spreadsheet of OpenDocument."""

from __future__ import annotations

from itertools import chain

from ozgdash.drawing.lettering import one_line
from ozgdash.export.archive import CREATED
from ozgdash.export.council.package import CouncilPackage, package_subject, package_title, paper_line
from ozgdash.export.council.sheet_names import overview_name, sheet_names
from ozgdash.export.odf import cells
from ozgdash.export.odf.cells import column_cm, line_of, text_cell, wrapped_line
from ozgdash.export.odf.looks import count_style, locale
from ozgdash.export.odf.sheet import chart_table, page_of
from ozgdash.export.workbooks.layout import (
    OVERVIEW_COLUMNS,
    example_label,
    lines_pt,
    overview_facts,
    overview_rows,
)
from ozgdash.figures import wording
from ozgdash.model.chart import ChartSpec, ColumnType
from ozgdash.odf.spreadsheet import Spreadsheet, spreadsheet_file
from ozgdash.odf.styles import CellStyle
from ozgdash.odf.table import Cell, Column, Line, Table
from ozgdash.texts import text

WIDTHS = [width for _, width in OVERVIEW_COLUMNS]


def ods_file(package: CouncilPackage) -> bytes:
    """The workbook; the same package gives the same bytes: its time is that of the snapshot's publication.

    An overview, and a sheet for each chart, as in the workbook of Excel. Numbers and dates are real ones, nothing that
    came from data is a formula or a link.
    """
    view, names, paper = package.view, sheet_names(package), paper_line(package)
    home, (language, country) = overview_name(package), locale(view.lang)
    charts = [chart_table(spec, name, home=home, paper=paper) for spec, name in zip(package.charts, names, strict=True)]
    content = Spreadsheet(
        package_title(package),
        chain([_overview(package, names)], charts),
        view.snapshot.published_at.replace(tzinfo=None),
        language=language,
        country=country,
        subject=package_subject(package),
        creator=text("export.author", view.lang),
        description=wording.provenance(view, 0, 0).source,
    )
    return spreadsheet_file(content)


def ods_of_chart(spec: ChartSpec) -> bytes:
    """A spreadsheet of this chart alone: head, data and native chart. The same chart gives the same bytes."""
    language, country = locale(spec.lang)
    content = Spreadsheet(
        one_line(spec.title),
        [chart_table(spec, text("export.sheet_name", spec.lang))],
        CREATED,
        language=language,
        country=country,
        subject=one_line(spec.finding),
        description=one_line(spec.alt_text),
    )
    return spreadsheet_file(content)


def _overview(package: CouncilPackage, names: list[str]) -> Table:
    """Title, occasion, provenance, what matters, and a row for each sheet with a link to it."""
    lang = package.view.lang
    heads = (text_cell(text(f"workbook.column_{key}", lang), cells.HEAD) for key, _ in OVERVIEW_COLUMNS)
    above = [*_facts(package), *_summary(package), line_of()]
    return Table(
        overview_name(package),
        [*above, line_of(*heads), *_sheets(package, names)],
        [Column(column_cm(width)) for width in WIDTHS],
        header=len(above),
        page=page_of(package_title(package), lang, paper_line(package)),
    )


def _facts(package: CouncilPackage) -> list[Line]:
    label = example_label(package)
    title = line_of(text_cell(package_title(package), cells.TITLE), height_pt=cells.TITLE_PT)
    lines = overview_facts(package)
    return [title, *(wrapped_line(line, WIDTHS, cells.EXAMPLE if line == label else cells.NOTE) for line in lines)]


def _summary(package: CouncilPackage) -> list[Line]:
    if not package.summary:
        return []
    heading = text_cell(text("deck.summary_title", package.view.lang), cells.HEADING)
    return [line_of(), line_of(heading), *(wrapped_line(line, WIDTHS, cells.NOTE) for line in package.summary)]


def _sheets(package: CouncilPackage, names: list[str]) -> list[Line]:
    lang = package.view.lang
    counts = CellStyle(number=count_style(lang), top=True, below=cells.LIGHT_LINE)
    lines = []
    for (words, rows), name in zip(overview_rows(package), names, strict=True):
        link = Cell(name, cells.LINK, link=name)
        count = cells.cell_of(rows, ColumnType.COUNT, counts, lang)
        parts = (text_cell(part, cells.LISTED) for part in words)
        lines.append(line_of(link, *parts, count, height_pt=lines_pt(words, WIDTHS[1:-1])))
    return lines
