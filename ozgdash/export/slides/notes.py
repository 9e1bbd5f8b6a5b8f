"""What the speaker finds under a slide: the finding, how it was counted, where from, and the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ozgdash import formats
from ozgdash.drawing.lettering import one_line
from ozgdash.model.chart import Cell, ChartSpec, Column, ColumnType, Kind
from ozgdash.texts import Lang, text

MAX_NOTE_ROWS = 40


def notes(spec: ChartSpec, rows: Sequence[Sequence[Cell]] | None = None) -> tuple[str, ...]:
    """The paragraphs of the notes; ``rows``: those of the table that the slide shows, None for all of them.

    Of a chart over time the newest day comes first, so that the numbers that the slide names are among those that fit.
    """
    facts = [spec.finding, spec.method, *spec.provenance.lines, text("export.notes_numbers", spec.lang)]
    chosen = _newest_first(spec) if rows is None else rows
    shown = chosen[:MAX_NOTE_ROWS]
    numbers = [
        ", ".join(
            f"{column.header}: {written(value, column, spec.lang)}"
            for column, value in zip(spec.table.columns, row, strict=True)
            if value is not None
        )
        for row in shown
    ]
    left = len(chosen) - len(shown)
    more = [text("export.notes_more", spec.lang, count=left)] if left else []
    return tuple(one_line(line) for line in (*facts, *numbers, *more) if line)


def _newest_first(spec: ChartSpec) -> Sequence[Sequence[Cell]]:
    days = [place for place, column in enumerate(spec.table.columns) if column.type is ColumnType.DATE]
    if spec.kind is not Kind.LINE or not days:
        return spec.table.rows
    return sorted(spec.table.rows, key=lambda row: str(row[days[0]]), reverse=True)


def written(value: Cell, column: Column, lang: Lang) -> str:
    """A value of a table column as a reader of that language writes it; a missing one is a dash."""
    if isinstance(value, float):
        return formats.percent(value, lang) if column.type is ColumnType.SHARE else formats.number(value, lang, 1)
    if isinstance(value, int):
        return formats.number(value, lang)
    if isinstance(value, date):
        return formats.day(value, lang)
    return value or formats.DASH
