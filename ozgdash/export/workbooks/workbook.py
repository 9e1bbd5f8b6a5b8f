"""The council package as a workbook: an overview, and a sheet for each chart with data, filter and method."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ozgdash.export.archive import workbook_in
from ozgdash.export.council.package import CouncilPackage, package_subject, package_title, paper_line
from ozgdash.export.council.sheet_names import overview_name, sheet_names
from ozgdash.export.workbooks.layout import (
    MAX_PROPERTY,
    OVERVIEW_COLUMNS,
    example_label,
    lines_pt,
    overview_facts,
    overview_rows,
)
from ozgdash.export.workbooks.sheet import (
    SHEET_OPTIONS,
    Looks,
    link_to,
    set_print,
    write_chart_sheet,
    write_wrapped,
)
from ozgdash.figures import wording
from ozgdash.formats import LANGUAGE_TAGS
from ozgdash.texts import text


def xlsx_file(package: CouncilPackage) -> bytes:
    """The workbook; the same package gives the same bytes: its time is that of the snapshot's publication.

    Numbers and dates are real ones, nothing that came from data is a formula or a link.
    """
    view, buffer = package.view, io.BytesIO()
    title = package_title(package)
    with xlsxwriter.Workbook(buffer, SHEET_OPTIONS) as book:
        book.set_properties(
            {
                "title": title[:MAX_PROPERTY],
                "subject": package_subject(package)[:MAX_PROPERTY],
                "author": text("export.author", view.lang),
                "comments": wording.provenance(view, 0, 0).source,
                "created": view.snapshot.published_at,
            }
        )
        looks, names = Looks(book, view.lang), sheet_names(package)
        overview = book.add_worksheet(overview_name(package))
        for number, (spec, name) in enumerate(zip(package.charts, names, strict=True), start=1):
            sheet = book.add_worksheet(name)
            write_chart_sheet(
                book, sheet, spec, looks, number=number, home=overview_name(package), paper=paper_line(package)
            )
        _write_overview(overview, package, names, looks)
    return workbook_in(buffer.getvalue(), LANGUAGE_TAGS[view.lang])


def _write_overview(sheet: Worksheet, package: CouncilPackage, names: Sequence[str], looks: Looks) -> None:
    """Title, occasion, provenance, what matters, and a row for each sheet with a link to it."""
    lang, last = package.view.lang, len(OVERVIEW_COLUMNS) - 1
    for position, (_, width) in enumerate(OVERVIEW_COLUMNS):
        sheet.set_column(position, position, width)
    widths = [width for _, width in OVERVIEW_COLUMNS]
    sheet.write_string(0, 0, package_title(package), looks.title)
    row = 1
    for line in overview_facts(package):
        style = looks.example if line == example_label(package) else looks.note
        row = write_wrapped(sheet, row, line, widths, style)
    if package.summary:
        sheet.write_string(row + 1, 0, text("deck.summary_title", lang), looks.heading)
        row += 2
        for sentence in package.summary:
            row = write_wrapped(sheet, row, sentence, widths, looks.note)
    row += 1
    for position, (key, _) in enumerate(OVERVIEW_COLUMNS):
        sheet.write_string(row, position, text(f"workbook.column_{key}", lang), looks.head)
    header = row
    for (words, rows), name in zip(overview_rows(package), names, strict=True):
        row += 1
        link_to(sheet, row, 0, name, name, looks)
        for position, part in enumerate(words, start=1):
            sheet.write_string(row, position, part, looks.wrapped)
        sheet.set_row(row, lines_pt(words, widths[1:last]))
        sheet.write_number(row, last, rows, looks.count)
    set_print(sheet, package_title(package), lang, header=header, paper=paper_line(package))
