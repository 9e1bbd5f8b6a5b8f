"""Tables of the briefing: which rows stand where, how wide their columns are, and their cells as words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from ozgdash import formats
from ozgdash.drawing.lettering import longest, width
from ozgdash.export.briefing.words import note, one_line, words
from ozgdash.figures import wording
from ozgdash.model.chart import Cell, ChartSpec, Column, ColumnType, Kind, Provenance
from ozgdash.texts import Lang, text

PAGE_PT = 467.0
"""The width of the text on an upright page."""
WIDE_PAGE_PT = 714.0
"""The same on a page laid across, with its edges."""
INLINE_ROWS = 14
"""Longer lists go to the appendix."""
EXCERPT_ROWS = 8
APPENDIX_ROWS = 60
"""What is longer than two pages is for the workbook, unless somebody asked for it as the appendix."""
SIZE, SMALL_SIZE = 8.0, 7.5
"""Font sizes in points, in the body and in the appendix."""
PADDING_PT = 7.0
BOLD = 1.06
TEXT_EM = (4.0, 22.0)
"""Bounds for the width that a column of text asks for."""
COMFORTABLE_EM = 12.0
LEAST_COLUMNS = 3
LONGEST_EM = 9.0
"""What is longer is divided, headers and keys as well."""
LONGEST_WORD_EM = 5.5
"""From here on a word in a cell may be divided where room is short."""
GROUPED = 3
"""A first column whose values stand in so many rows each on average becomes headings between the rows."""


def is_long(spec: ChartSpec) -> bool:
    """True for a list of which only the first rows stand where it belongs."""
    return spec.kind is Kind.TABLE and len(spec.table.rows) > INLINE_ROWS


def goes_to_appendix(spec: ChartSpec) -> bool:
    """True for a list that is too long for its place and short enough for a paper."""
    return is_long(spec) and not spec.brief and spec.table.total <= APPENDIX_ROWS


def excerpt(spec: ChartSpec) -> dict[str, Any]:
    """The list as it stands in the body: whole, or its first rows and a word on where the whole is."""
    rows = spec.table.rows
    count = formats.number(len(rows), spec.lang)
    if not rows:
        return {"kind": "words", "note": text("charts.empty", spec.lang)}
    if not is_long(spec):
        return {"kind": "rows", **_table(spec, rows, PAGE_PT, SIZE, grouped=_grouped(spec))}
    if spec.brief:
        pointer = text("briefing.whole_in_workbook", spec.lang, rows=count)
        return {"kind": "rows", "pointer": pointer, **_table(spec, spec.brief, PAGE_PT, SIZE)}
    shown = formats.number(EXCERPT_ROWS, spec.lang)
    key = "briefing.more_in_appendix" if goes_to_appendix(spec) else "briefing.more_in_workbook"
    pointer = text(key, spec.lang, shown=shown, rows=count, page="{page}")
    if spec.table.of is not None:
        pointer = wording.first_rows(EXCERPT_ROWS, spec.table.of, spec.lang)
    return {
        "kind": "rows",
        "pointer": pointer,
        **_table(_fitting(spec), rows[:EXCERPT_ROWS], PAGE_PT, SIZE, grouped=_grouped(spec)),
    }


def _fitting(spec: ChartSpec) -> ChartSpec:
    """The list without those of its last columns for which an upright page has no room."""
    columns, grouped = spec.table.columns, _grouped(spec)
    rows = spec.table.rows[:EXCERPT_ROWS]
    needs = [_comfortable(column, at, rows, spec.lang, SIZE) for at, column in enumerate(columns)]
    count = len(columns)
    while count > LEAST_COLUMNS and sum(needs[grouped:count]) > PAGE_PT:
        count -= 1
    return replace(spec, table=replace(spec.table, columns=columns[:count]))


def whole(spec: ChartSpec, facts: Provenance) -> tuple[dict[str, Any], bool]:
    """The whole list for the appendix, and whether its columns need a page laid across."""
    rows, grouped = spec.table.rows, _grouped(spec)
    columns = list(enumerate(spec.table.columns))[grouped:]
    wide = sum(_comfortable(column, at, rows, spec.lang, SMALL_SIZE) for at, column in columns) > PAGE_PT
    table = _table(spec, rows, WIDE_PAGE_PT if wide else PAGE_PT, SMALL_SIZE, grouped=grouped)
    head = {"title": words(spec.title), "finding": words(spec.finding), "note": words(note(spec, facts))}
    return {**head, **table}, wide


def _grouped(spec: ChartSpec) -> bool:
    """Whether equal values of the first column stand together in long runs."""
    if len(spec.table.columns) < 2 or spec.table.columns[0].type is not ColumnType.TEXT:
        return False
    runs = [value for value, _ in groupby(row[0] for row in spec.table.rows)]
    return len(runs) == len(set(runs)) and len(runs) * GROUPED <= len(spec.table.rows)


def _table(
    spec: ChartSpec, rows: Sequence[tuple[Cell, ...]], room: float, size: float, *, grouped: bool = False
) -> dict[str, Any]:
    """Columns with their widths, and the rows in groups: under headings from the first column, or one without."""
    columns = spec.table.columns[grouped:]
    wide = _widths(columns, [row[grouped:] for row in rows], spec.lang, room, size)
    groups = groupby(rows, key=lambda row: row[0] if grouped else None)
    return {
        "columns": [
            {"header": words(column.header), "number": column.type is not ColumnType.TEXT, "width": round(points, 2)}
            for column, points in zip(columns, wide, strict=True)
        ],
        "groups": [
            {
                "name": words(cell(name, spec.table.columns[0], spec.lang)) if grouped else None,
                "rows": [_row(row[grouped : len(spec.table.columns)], columns, spec.lang) for row in group],
            }
            for name, group in groups
        ],
    }


def _row(row: Sequence[Cell], columns: Sequence[Column], lang: Lang) -> list[str]:
    return [words(cell(value, column, lang)) for value, column in zip(row, columns, strict=True)]


def cell(value: Cell, column: Column, lang: Lang) -> str:
    """A value as words; a missing one is a dash."""
    if value is None:
        return formats.DASH
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return formats.day(value, lang)
    if column.type is ColumnType.SHARE:
        return formats.percent(value, lang)
    return formats.number(value, lang, 0 if column.type is ColumnType.COUNT else 1)


def _widths(
    columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]], lang: Lang, room: float, size: float
) -> list[float]:
    """Points per column that add up to ``room``: what each needs at least, the rest by what each asks for."""
    least = [_least(column, at, rows, lang, size) for at, column in enumerate(columns)]
    asked = [
        max(low, _asked(column, at, rows, lang, size))
        for at, (column, low) in enumerate(zip(columns, least, strict=True))
    ]
    spare = room - sum(least)
    if spare <= 0:
        return [low * room / sum(least) for low in least]
    more = [want - low for want, low in zip(asked, least, strict=True)]
    if sum(more) >= spare:
        return [low + part * spare / sum(more) for low, part in zip(least, more, strict=True)]
    return [want * room / sum(asked) for want in asked]


def _least(column: Column, at: int, rows: Sequence[tuple[Cell, ...]], lang: Lang, size: float) -> float:
    """Room for the longest word that is not to be divided; a number or a day is one word."""
    cells = _cells(column, at, rows, lang)
    if column.type is not ColumnType.TEXT:
        return max(longest(cells, size), _header(column, size)) + PADDING_PT
    parts = {part for said in cells for part in said.split(" ")}
    keys = longest((part for part in parts if not part.isalpha()), size)
    names = longest((part for part in parts if part.isalpha()), size)
    inside = max(min(keys, size * LONGEST_EM), min(names, size * LONGEST_WORD_EM))
    return max(inside, min(_header(column, size), size * LONGEST_EM)) + PADDING_PT


def _header(column: Column, size: float) -> float:
    return longest(one_line(column.header).split(" "), size * BOLD)


def _comfortable(column: Column, at: int, rows: Sequence[tuple[Cell, ...]], lang: Lang, size: float) -> float:
    """Room in which a long text can still be read with ease."""
    asked = min(_asked(column, at, rows, lang, size), size * COMFORTABLE_EM + PADDING_PT)
    return max(_least(column, at, rows, lang, size), asked)


def _asked(column: Column, at: int, rows: Sequence[tuple[Cell, ...]], lang: Lang, size: float) -> float:
    """Room for nine cells of ten on one line, within bounds."""
    wide = sorted(width(said, size) for said in _cells(column, at, rows, lang)) or [0.0]
    low, high = TEXT_EM
    return min(max(wide[len(wide) * 9 // 10], low * size), high * size) + PADDING_PT


def _cells(column: Column, at: int, rows: Sequence[tuple[Cell, ...]], lang: Lang) -> list[str]:
    return [one_line(cell(row[at], column, lang)) for row in rows]
