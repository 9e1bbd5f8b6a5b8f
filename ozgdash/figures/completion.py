"""Tempo and completion by partner: a grid of words, and the pace now beside the pace needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from ozgdash import formats
from ozgdash.figures import outlook_wording, wording
from ozgdash.figures.frames import Count, Row, records
from ozgdash.figures.outlook_wording import pace_of, short_name
from ozgdash.model import palette
from ozgdash.model.chart import Cell, ChartSpec, Column, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.filters import PACES, View
from ozgdash.model.prospect import Prospect
from ozgdash.texts import text

COLUMNS = {
    "partner": ColumnType.TEXT,
    **dict.fromkeys(("done", "total", "goal", "remaining"), ColumnType.COUNT),
    **{f"pace_{months}": ColumnType.RATE for months in PACES},
    "known_months": ColumnType.COUNT,
    "total_change": ColumnType.COUNT,
    "reported_on": ColumnType.DATE,
    "prospect": ColumnType.TEXT,
    **dict.fromkeys(("expected_on", "earliest_on", "latest_on"), ColumnType.DATE),
}
PACE_COLUMNS = {
    "partner": ColumnType.TEXT,
    **dict.fromkeys(("done", "total", "goal", "remaining"), ColumnType.COUNT),
    **dict.fromkeys(("pace_now", "needed"), ColumnType.RATE),
}


def completion_figure(outlook: pd.DataFrame, view: View) -> ChartSpec:
    """A grid with a row per partner: the pace over 6, 12 and 24 months, what is done, and when the goal is reached.

    ``outlook``: the frame of ``metrics.outlook.outlook``. Only what is done has a tint; the other cells are words.
    """
    lang, rows = view.lang, records(outlook)
    finding = outlook_wording.answer(rows, view)
    together = Count.summed(rows)
    done = tuple(Count.of(row) for row in rows)
    paces = [
        Series(
            key=f"pace_{months}",
            name=text("outlook.head_pace", lang, months=months),
            values=tuple(None for _ in rows),
            colour=palette.ACCENT,
            labels=tuple(_pace_cell(row, months, view) for row in rows),
        )
        for months in PACES
    ]
    return ChartSpec(
        name="outlook_completion",
        kind=Kind.MATRIX,
        title=text("outlook.completion_title", lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(short_name(row, view) for row in rows),
        series=(
            *paces,
            Series(
                key="done",
                name=text("outlook.head_done", lang),
                values=tuple(count.share for count in done),
                colour=palette.ACCENT,
                labels=tuple(wording.cell(count, lang) for count in done),
            ),
            Series(
                key="completion",
                name=text("outlook.head_completion", lang),
                values=tuple(None for _ in rows),
                colour=palette.ACCENT,
                labels=tuple(_completion_cell(row, view) for row in rows),
            ),
        )
        if rows
        else (),
        table=outlook_table(rows, COLUMNS, view),
        provenance=wording.provenance(view, together.done, together.total, unknown=together.unknown),
        alt_text=text("outlook.completion_alt", lang, finding=finding) if rows else finding,
        lang=lang,
        method=outlook_wording.method(rows, view),
    )


def pace_figure(outlook: pd.DataFrame, view: View) -> ChartSpec:
    """Two bars per partner: the pace now and the pace that reaches the goal by the target date.

    ``outlook``: the frame of ``metrics.outlook.outlook``. A pace below zero is drawn as no bar and written as it is.
    """
    lang, rows = view.lang, records(outlook)
    paces = [pace_of(row, view) for row in rows]
    finding = _pace_finding(rows, view)
    together = Count.summed(rows)
    series = (
        Series(
            key="now",
            name=text("outlook.pace_now", lang),
            values=tuple(None if value is None else max(value, 0.0) for value in paces),
            colour=palette.ACCENT,
            labels=tuple(_per_month(value, view) for value in paces),
        ),
        Series(
            key="needed",
            name=text("outlook.pace_needed", lang),
            values=tuple(row["needed"] for row in rows),
            colour=palette.GUIDE,
            labels=tuple(_per_month(row["needed"], view) for row in rows),
        ),
    )
    values = "; ".join(
        f"{short_name(row, view)}: " + ", ".join(f"{item.name} {item.label(place)}" for item in series)
        for place, row in enumerate(rows)
    )
    return ChartSpec(
        name="pace_needed",
        kind=Kind.BAR,
        title=text("outlook.needed_title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=tuple(short_name(row, view) for row in rows),
        series=series if rows else (),
        table=outlook_table(rows, PACE_COLUMNS, view),
        provenance=wording.provenance(view, together.done, together.total, unknown=together.unknown),
        alt_text=text("outlook.needed_alt", lang, finding=finding, values=values) if rows else finding,
        lang=lang,
        method=outlook_wording.method(rows, view),
    )


def _pace_finding(rows: Sequence[Row], view: View) -> str:
    lang, day = view.lang, formats.day(view.target, view.lang)
    if not rows:
        return text("charts.no_data", lang)
    if len(rows) == 1:
        return _pace_of_one(rows[0], view)
    behind = [row for row in rows if row["remaining"]]
    if not behind:
        return text("outlook.needed_finding_all_done", lang, count=len(rows), day=day)
    fast = [row for row in rows if not row["remaining"] or _keeps_up(row, view)]
    if fast:
        names = wording.few([short_name(row, view) for row in fast], lang)
        return text("outlook.needed_finding_fast", lang, day=day, names=names, count=len(fast), total=len(rows))
    known = [(row, now) for row in rows if (now := pace_of(row, view)) is not None]
    if not known:
        return text("outlook.needed_finding_unknown", lang, day=day)
    row, now = min(known, key=lambda pair: pair[0]["needed"] - pair[1])
    values = {"needed": outlook_wording.rate(row["needed"], view), "rate": formats.number(now, lang, 1)}
    return text("outlook.needed_finding_slow", lang, day=day, partner=short_name(row, view), **values)


def _keeps_up(row: Row, view: View) -> bool:
    now = pace_of(row, view)
    return now is not None and now >= row["needed"]


def _pace_of_one(row: Row, view: View) -> str:
    lang, now = view.lang, pace_of(row, view)
    key = "outlook.needed_finding_one" if now is not None else "outlook.needed_finding_one_unknown"
    return text(
        key if row["remaining"] else "outlook.needed_finding_one_done",
        lang,
        partner=short_name(row, view),
        day=formats.day(view.target, lang),
        remaining=text(f"outlook.left_{view.filters.rule.unit}", lang, count=row["remaining"]),
        needed=_per_month(row["needed"], view),
        rate=formats.number(now, lang, 1) if now is not None else "",
    )


def _per_month(value: float | None, view: View) -> str:
    if value is None:
        return text("outlook.no_pace", view.lang)
    return text("outlook.per_month", view.lang, rate=formats.number(value, view.lang, 1))


def _pace_cell(row: Row, months: int, view: View) -> str:
    """``4,5``; with a shorter history ``0,3 (3 Monate)``."""
    value, known = row[f"pace_{months}"], int(row["known_months"])
    if value is None:
        return text("outlook.cell_no_pace", view.lang)
    shown = formats.number(value, view.lang, 1)
    return shown if known >= months else text("outlook.cell_short", view.lang, rate=shown, months=known, count=known)


def _completion_cell(row: Row, view: View) -> str:
    """``März 2041 (2038–2046)``, or why there is no month."""
    lang, expected = view.lang, row["expected_on"]
    month = "" if expected is None else f"{text(f'charts.short_month_{expected.month}', lang)} {expected.year}"
    return text(f"outlook.cell_{row['prospect']}", lang, month=month, interval=_years(row, view))


def _years(row: Row, view: View) -> str:
    lang, earliest, latest = view.lang, row["earliest_on"], row["latest_on"]
    if not row["interval"]:
        return text("outlook.years_unknown", lang)
    if earliest is None:
        return text("outlook.years_never", lang)
    if latest is None:
        return text("outlook.years_open", lang, earliest=earliest.year)
    if earliest.year == latest.year:
        return str(earliest.year)
    return text("outlook.years", lang, earliest=earliest.year, latest=latest.year)


def outlook_table(
    rows: Sequence[Row], columns: Mapping[str, ColumnType], view: View, *, of: int | None = None
) -> Table:
    """A row per partner with these columns of the texts; ``of``: how many rows there are in all."""
    heads = tuple(Column(key, text(f"outlook.column_{key}", view.lang), type_) for key, type_ in columns.items())
    return Table(heads, tuple(tuple(_cell(row, key, view) for key in columns) for row in rows), of=of)


def _cell(row: Row, key: str, view: View) -> Cell:
    if key == "partner":
        return view.cooperation.partner(row["partner_id"]).name
    if key == "pace_now":
        return pace_of(row, view)
    if key == "prospect":
        return text(f"outlook.prospect_{Prospect(row['prospect'])}", view.lang)
    value: Cell = row[key]
    return value
