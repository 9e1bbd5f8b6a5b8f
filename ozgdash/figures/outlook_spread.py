"""Where does the progress of many partners lead if their present paces go on?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from ozgdash import formats
from ozgdash.figures import crowd, outlook_wording, spread, wording
from ozgdash.figures.crowd import Marks
from ozgdash.figures.frames import Count, Row, day_of, records
from ozgdash.figures.outlook_crowd import VOICELESS, without
from ozgdash.model.chart import ChartSpec, Column, ColumnType, Kind, ReferenceLine, Table, Unit
from ozgdash.model.filters import View
from ozgdash.texts import text


def outlook_spread_figure(frame: pd.DataFrame, completions: pd.DataFrame, view: View) -> ChartSpec:
    """A band and lines: how the shares of the partners lie beside each other, from the Stand on as they are expected.

    ``frame``: that of ``metrics.pace.spread``; ``completions``: that of ``metrics.pace.completions``.
    """
    lang, each = view.lang, records(completions)
    rows = _with_a_future(records(frame), each)
    days = [day_of(row) for row in rows]
    measured = [place for place, row in enumerate(rows) if not row["expected"]]
    together = Count.summed(each)
    finding = " ".join([_finding(rows, measured, view), *without(VOICELESS, each, view)])
    inside = bool(days) and days[0] <= view.target <= days[-1]
    label = text("outlook.target_label", lang, day=formats.day(view.target, lang))
    return ChartSpec(
        name="outlook",
        kind=Kind.LINE,
        title=text("outlook.crowd_title", lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(day.isoformat() for day in days),
        series=tuple(spread.lines(rows, days, view, expected_from=measured[-1] if measured else None)),
        table=_table(rows, view),
        provenance=wording.provenance(view, together.done, together.total, unknown=together.unknown),
        alt_text=text("outlook.crowd_alt", lang, finding=finding) if rows else finding,
        lang=lang,
        reference_lines=(ReferenceLine(view.target, label),) if inside else (),
        method=outlook_wording.method(each, view, crowd=True),
        bands=spread.band(rows, days, view),
    )


def _with_a_future(rows: Sequence[Row], each: Sequence[Row]) -> list[Row]:
    """The rows, those ahead only where somebody has a pace: without one all would seem to stand still."""
    some = any(row["prospect"] not in VOICELESS for row in each)
    return [row for row in rows if some or not row["expected"]]


def before_all(spec: ChartSpec, frame: pd.DataFrame, view: View) -> ChartSpec:
    """The lines of a few chosen partners before the distribution of all: its band below, median and best tenth beside.

    ``frame``: that of ``metrics.pace.spread`` for the crowd; days on which the chosen ones have no value are left out.
    """
    days = [date.fromisoformat(day) for day in spec.categories]
    rows = [row for row in records(frame) if day_of(row) in set(days)]
    measured = [day_of(row) for row in rows if not row["expected"]]
    place = days.index(measured[-1]) if measured else None
    lines = spread.lines(rows, days, view, expected_from=place)
    return replace(spec, series=(*spec.series, *lines), bands=(*spread.band(rows, days, view), *spec.bands))


def _finding(rows: Sequence[Row], measured: Sequence[int], view: View) -> str:
    lang = view.lang
    if not measured:
        return text("charts.no_data", lang)
    then = [row for row in rows if row["expected"] and day_of(row) <= view.target]
    now = rows[measured[-1]]
    if not then or not now["partners"]:
        return text("outlook.chart_finding_none", lang)
    words = {
        "median": then[-1]["median"],
        "best": then[-1]["best"],
        "median_now": now["median"],
        "best_now": now["best"],
    }
    shares = {name: formats.percent(share, lang) for name, share in words.items()}
    return text("outlook.crowd_finding", lang, day=formats.day(view.target, lang), **shares)


def _table(rows: Sequence[Row], view: View) -> Table:
    """The day furthest ahead first."""
    lang = view.lang
    heads = (
        Column("day", text("outlook.column_day", lang), ColumnType.DATE),
        Column("origin", text("outlook.column_origin", lang)),
        *crowd.mark_columns(view),
    )
    words = {True: text("outlook.expected", lang), False: text("outlook.measured", lang)}
    return Table(
        heads, tuple((day_of(row), words[bool(row["expected"])], *Marks.of(row).cells) for row in reversed(rows))
    )
