"""Where do chosen partners stand, month by month, against the distribution of all of a large cooperation?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pandas as pd

from ozgdash import formats
from ozgdash.figures import crowd, progress, wording
from ozgdash.figures.crowd import Marks
from ozgdash.figures.frames import Count, Row, by_partner, day_of, records
from ozgdash.figures.spread import band
from ozgdash.figures.spread import lines as mark_lines
from ozgdash.model.chart import Cell, ChartSpec, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.cooperation import Partner
from ozgdash.model.filters import View
from ozgdash.model.many import told_apart
from ozgdash.texts import text

Rows = Mapping[str, Sequence[Row]]
DAY = timedelta(days=1)


def progress_crowd_figure(
    distribution: pd.DataFrame,
    ranking: pd.DataFrame,
    over_time: pd.DataFrame,
    view: View,
    *,
    planned: pd.DataFrame | None = None,
    at_deadline: Count | None = None,
) -> ChartSpec:
    """A band between the quartiles, median and best tenth as lines, and a line per partner that is told apart.

    ``distribution``: the frame of ``distribution_over_time`` for the crowd; ``ranking``: of ``ranking`` for the crowd;
    ``over_time``: of ``progress_over_time`` for the partners told apart, empty without any. ``at_deadline``: what the
    partners of the view had together on the day of the deadline.
    """
    spread, groups = records(distribution), by_partner(records(over_time))
    partners = [partner for partner in told_apart(view) if partner.id in groups]
    plans = progress.plans_of(planned, view, partners)
    days = _days(spread, plans, view)
    newest = {partner: Count.of(groups[partner.id][-1]) for partner in partners}
    latest = _together(spread, newest, view)
    finding = _finding(latest, newest, spread, ranking, view, at_deadline)
    measured = [progress.measured_line(partner, groups[partner.id], days, view) for partner in partners]
    lines = (*measured, *mark_lines(spread, days, view))
    return ChartSpec(
        name="progress",
        kind=Kind.LINE,
        title=text(_title_key(partners, view), view.lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(day.isoformat() for day in days),
        series=(
            *lines,
            *progress.plan_series(plans, days, view),
            *progress.target_path(days, view, drawn=bool(lines)),
        ),
        table=_table(spread, groups, partners, view),
        provenance=wording.provenance(view, latest.done, latest.total, unknown=latest.unknown),
        alt_text=_alt_text(finding, lines, spread, partners, view),
        lang=view.lang,
        reference_lines=progress.deadline_lines(days, view),
        method=crowd.method(view),
        bands=band(spread, days, view),
    )


def _title_key(partners: Sequence[Partner], view: View) -> str:
    if partners:
        return "charts.progress_title"
    return "crowd.progress_title_those" if crowd.is_chosen(view) else "crowd.progress_title"


def _days(spread: Sequence[Row], plans: Mapping[str, Mapping[date, float | None]], view: View) -> list[date]:
    """The days of the axis, with one before the band and one after it where the axis goes on: there it ends upright."""
    days = progress.days_of(spread, plans, view)
    known = sorted(day_of(row) for row in spread)
    beside = {known[0] - DAY, known[-1] + DAY} if known else set()
    return sorted({*days, *(day for day in beside if days[0] < day < days[-1])})


def _together(spread: Sequence[Row], newest: Mapping[Partner, Count], view: View) -> Count:
    """What the partners of the view have done together."""
    if told_apart(view):
        return Count.added(newest.values())
    return Count.of(spread[-1]) if spread else Count(0, 0)


def _finding(
    latest: Count,
    newest: Mapping[Partner, Count],
    spread: Sequence[Row],
    ranking: pd.DataFrame,
    view: View,
    at_deadline: Count | None,
) -> str:
    stands = wording.with_silent(progress.finding_of(latest, view, at_deadline), newest, view)
    marks = crowd.sentence(Marks.of(spread[-1]), ranking, view) if spread else ""
    return f"{stands} {marks}".rstrip()


def _alt_text(
    finding: str, lines: Sequence[Series], spread: Sequence[Row], partners: Sequence[Partner], view: View
) -> str:
    if not spread:
        return finding
    return text(
        "crowd.progress_alt_chosen" if partners else "crowd.progress_alt",
        view.lang,
        first=formats.month(day_of(spread[0]), view.lang),
        last=formats.month(day_of(spread[-1]), view.lang),
        finding=finding,
        values="; ".join(f"{series.name} {progress.last_value(series, view)}" for series in lines),
    )


def _table(spread: Sequence[Row], groups: Rows, partners: Sequence[Partner], view: View) -> Table:
    """The newest day first; on each day all partners together with their distribution, then those told apart."""
    counts = dict.fromkeys(progress.NUMBERS, ColumnType.COUNT) | {"share": ColumnType.SHARE}
    columns = wording.columns(
        view.lang, partner=ColumnType.TEXT, day=ColumnType.DATE, reported=ColumnType.TEXT, **counts
    )
    everyone = crowd.everyone(view)
    lines = [(day_of(row), _whole(row, everyone)) for row in spread]
    unmarked = (None,) * len(Marks(0).cells)
    for partner in partners:
        own = [(day_of(row), row) for row in groups[partner.id]]
        lines += [(day, (partner.name, day, *progress.cells_of(row, view), *unmarked)) for day, row in own]
    lines.sort(key=lambda line: line[0], reverse=True)
    return Table((*columns, *crowd.mark_columns(view)), tuple(cells for _, cells in lines))


def _whole(row: Row, everyone: str) -> tuple[Cell, ...]:
    count = Count.of(row)
    share = count.share if count.reported else None
    numbers = (count.done, count.total, share, row["not_responsible"], row["not_digitisable"], count.unknown)
    return (everyone, day_of(row), None, *numbers, *Marks.of(row).cells)
