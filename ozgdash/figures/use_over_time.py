"""Does the part of the cases that comes in digitally grow, month by month?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from ozgdash import formats
from ozgdash.figures import crowd
from ozgdash.figures.frames import Row, day_of, records
from ozgdash.figures.use_wording import Use, columns, digital_cell, method_of, provenance, share_of
from ozgdash.figures.wording import with_subject
from ozgdash.model import palette
from ozgdash.model.chart import Cell, ChartSpec, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.days import month_end, months_later
from ozgdash.model.filters import View
from ozgdash.texts import text

Months = Mapping[date, Use]
TITLE = "use.use_over_time_title"
TOPS = (0.04, 0.08, 0.12, 0.16, 0.2, 0.4, 0.6, 0.8)
"""Ends of the axis of which every quarter is whole per cents."""


def use_over_time_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A line per partner, or one for many together, over the months that were reported; others are gaps.

    ``frame``: that of ``use_over_time``. A month of which no service can be told apart is a gap, too.
    """
    lang, rows = view.lang, records(frame)
    lines = _lines(rows)
    days = _days(rows)
    drawn = tuple(_line(partner, months, days, view) for partner, months in lines.items())
    finding = _finding(rows, view)
    top = _top(drawn)
    last = _summed(rows, days[-1]) if days else Use()
    return ChartSpec(
        name="use_over_time",
        kind=Kind.LINE,
        title=text("use.over_time_axis", lang, top=formats.percent(top, lang, 0)) if top else text(TITLE, lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(day.isoformat() for day in days),
        series=drawn,
        table=_table(rows, view),
        provenance=provenance(view, last, rule_key="use.rule_month"),
        alt_text=text("use.over_time_alt", lang, finding=finding) if rows else finding,
        lang=lang,
        method=method_of(view),
        top=top,
    )


def _top(lines: Sequence[Series]) -> float | None:
    """Where an axis ends on which these small shares are no flat line; None for one that goes to 100 %, or no value."""
    highest = max((value for line in lines for value in line.values if value is not None), default=1.0)
    return next((top for top in TOPS if highest <= top), None)


def _lines(rows: Sequence[Row]) -> dict[str | None, dict[date, Use]]:
    lines: dict[str | None, dict[date, Use]] = {}
    for row in rows:
        if row["known"]:
            lines.setdefault(row["partner_id"], {})[day_of(row)] = Use.of(row)
    return lines


def _days(rows: Sequence[Row]) -> list[date]:
    """Every month end from the first to the last with a share."""
    known = [day_of(row) for row in rows if row["known"]]
    days, day = [], min(known, default=None)
    while day is not None and day <= max(known):
        days.append(day)
        day = month_end(months_later(day.replace(day=1), 1))
    return days


def _line(partner_id: str | None, months: Months, days: Sequence[date], view: View) -> Series:
    if partner_id is None:
        name, colour = crowd.together(view), palette.ACCENT
    else:
        name, colour = view.cooperation.partner(partner_id).short_name, crowd.colours(view)[partner_id]
    return Series(
        key=partner_id or "together",
        name=name,
        values=tuple(months[day].share if day in months else None for day in days),
        colour=colour,
        labels=tuple(share_of(months[day], view.lang) if day in months else "" for day in days),
    )


def _summed(rows: Sequence[Row], day: date) -> Use:
    return Use.summed(row for row in rows if day_of(row) == day)


def _finding(rows: Sequence[Row], view: View) -> str:
    lang, days = view.lang, _days(rows)
    if not days:
        return with_subject(text("use.no_months", lang), view)
    first, last = (_summed(rows, day) for day in (days[0], days[-1]))
    months = [formats.month(day, lang) for day in (days[0], days[-1])]
    if len(days) == 1:
        said = text("use.one_month", lang, month=months[0], share=share_of(first, lang))
    else:
        words = {"first": share_of(first, lang), "share": share_of(last, lang), "since": months[0], "month": months[1]}
        words |= {"known": formats.number(last.known, lang), "before": formats.number(first.known, lang)}
        said = text("use.over_time_finding", lang, **words)
    return with_subject(said, view)


def _table(rows: Sequence[Row], view: View) -> Table:
    partner = {} if any(row["partner_id"] is None for row in rows) else {"partner": ColumnType.TEXT}
    types = {"month": ColumnType.DATE} | partner | {"digital": ColumnType.COUNT, "cases": ColumnType.COUNT}
    types |= {"share": ColumnType.SHARE} | dict.fromkeys(("known", "few", "cases_only"), ColumnType.COUNT)
    return Table(columns(view.lang, **types), tuple(_cells(row, view) for row in rows))


def _cells(row: Row, view: View) -> tuple[Cell, ...]:
    use, partner_id = Use.of(row), row["partner_id"]
    whose = (view.cooperation.partner(partner_id).name,) if partner_id else ()
    cases: tuple[Cell, ...] = (None, None, None)
    if use.known:
        cases = (digital_cell(use.digital, use.cases, view.lang), use.cases, use.share)
    return (day_of(row), *whose, *cases, use.known, use.few, use.cases_only)
