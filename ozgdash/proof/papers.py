"""What deck, briefing and workbook say against the CSV files beside them."""

from __future__ import annotations

from collections.abc import Iterator

from ozgdash.proof.claims import Difference
from ozgdash.proof.documents import Document, Part
from ozgdash.proof.drawn import drawn_differences
from ozgdash.proof.facts import Facts
from ozgdash.proof.lines import known_lines, line_differences
from ozgdash.proof.numbers import even
from ozgdash.proof.shown import Table, table_differences
from ozgdash.proof.workbooks import drawn_beside, workbook_differences
from ozgdash.texts import Lang

WORKBOOKS = (".xlsx", ".ods")


def paper_differences(facts: Facts) -> Iterator[Difference]:
    """Every sentence, cell and point of a chart with another number than the CSV files have."""
    known, package = known_lines(facts.package), facts.package
    tables = [Table(sheet, facts.short, package.lang) for sheet in package.sheets.values()]
    for document in package.documents:
        for part in document.parts:
            yield from line_differences(document, part, known)
            # Without them nobody knows what is drawn of whom; of many partners much is drawn that no row has.
            if facts.names and not facts.of_many:
                yield from _shown(document, part, _titled(part, tables), package.lang)
        if document.name.endswith(WORKBOOKS):
            yield from workbook_differences(document, package)


def _titled(part: Part, tables: list[Table]) -> list[Table]:
    """The tables of the charts whose titles a part has."""
    said = [even(word) for word in part.words] if part.tables or part.charts else []
    return [table for table in tables if any(map(table.title.search, said))]


def _shown(document: Document, part: Part, own: list[Table], lang: Lang) -> Iterator[Difference]:
    """Of a part that has the title of a chart."""
    is_workbook = document.name.endswith(WORKBOOKS)
    beside = [chart for rows in part.tables for chart in drawn_beside(rows, lang)] if is_workbook else []
    found = [pair for chart in (*part.charts, *beside) for pair in drawn_differences(chart, own)]
    found += [] if is_workbook else [pair for rows in part.tables for pair in table_differences(rows, own)]
    yield from (Difference(document.name, f"{part.place}: {of}", wrong, "") for of, wrong in found)
