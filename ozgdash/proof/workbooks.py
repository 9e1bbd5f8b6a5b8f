"""The cells of a workbook against the CSV files, row by row below the header that both have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import takewhile

from ozgdash.proof.claims import SHARE_NOISE, Difference
from ozgdash.proof.documents import Document, Drawn, Rows
from ozgdash.proof.numbers import even, iso_day, plain
from ozgdash.proof.reading import Package, Sheet
from ozgdash.texts import Lang, text

CUT = 50
"""So many rows of a list of many partners are in the package; the workbook has all."""
EXCEL_BEGINS = date(1899, 12, 30)
Row = tuple[str, ...]


def workbook_differences(document: Document, package: Package) -> Iterator[Difference]:
    """Every cell that is another than that of the CSV file of the chart whose title the sheet has."""
    by_header: dict[Row, list[Sheet]] = defaultdict(list)
    for sheet in package.sheets.values():
        by_header[_headers(sheet)].append(sheet)
    for part in document.parts:
        titles = set(map(even, part.words))
        for rows in part.tables:
            headers = [_first_block(row) for row in rows]
            for sheet in (sheet for header in headers for sheet in by_header.get(header, ())):
                start = headers.index(_headers(sheet))
                if even(sheet.facts.get("title", "")) in titles:
                    yield from _rows(document, sheet, rows[start + 1 : start + 1 + len(sheet.rows)])
            yield from _lengths(document, package, rows)


def _first_block(row: Row) -> Row:
    """The cells up to the first empty one: behind it may stand what a chart reads."""
    return tuple(map(even, takewhile(bool, row)))


def _lengths(document: Document, package: Package, rows: Rows) -> Iterator[Difference]:
    """How many rows each sheet has, as the overview says it."""
    counted = defaultdict(set)
    for sheet in package.sheets.values():
        if len(sheet.rows) != CUT:
            counted[even(sheet.facts.get("title", ""))].add(float(len(sheet.rows)))
    place = text("workbook.column_rows", package.lang)
    start = next((at for at, row in enumerate(rows) if place in row), len(rows))
    for row in rows[start + 1 :]:
        known = next((counted[even(cell)] for cell in reversed(row) if even(cell) in counted), None)
        said = plain(row[-1]) if row else None
        if known and said is not None and said not in known:
            yield Difference(document.name, row[0], row[-1], f"{max(known):g}")


def drawn_beside(rows: Rows, lang: Lang) -> Iterator[Drawn]:
    """What a chart of the sheet reads: a block beside or below the table, with its own names and categories."""
    name = text("workbook.numbers", lang)
    for at, row in enumerate(rows):
        if name in row:
            place = row.index(name)
            below = takewhile(any, (other[place : place + 1] for other in rows[at + 1 :]))
            yield Drawn(tuple(other[place:] for other in rows[at : at + 1 + len(list(below))]), is_line=True)


def _headers(sheet: Sheet) -> Row:
    """Those of the workbook, which does not say that a share lies between 0 and 1."""
    return tuple(even(re.sub(r" \(0 (?:bis|to) 1\)$", "", header)) for header in sheet.columns)


def _rows(document: Document, sheet: Sheet, below: tuple[Row, ...]) -> Iterator[Difference]:
    if len(below) < len(sheet.rows):
        yield Difference(document.name, sheet.facts["title"], str(len(below)), str(len(sheet.rows)))
    for theirs, ours in zip(below, sheet.rows, strict=False):
        for place, said in enumerate(ours):
            got = theirs[place] if place < len(theirs) else ""
            if not _is_same(got, said):
                where = f"{sheet.facts['title']}: {ours[0]}, {sheet.columns[place]}"
                yield Difference(document.name, where, got, said)


def _is_same(got: str, said: str) -> bool:
    """A cell of a workbook and one of a CSV file: the same number, day or words."""
    if got == said:
        return True
    day, number = iso_day(said), plain(said)
    if day is not None:
        return got == str((day - EXCEL_BEGINS).days)
    if number is not None:
        return _close(got, number)
    return even(got) == even(said.removeprefix("'"))


def _close(got: str, number: float) -> bool:
    try:
        return abs(float(got) - number) <= SHARE_NOISE
    except ValueError:
        return got == f"{number:g}"
