"""Where does each partner stand against the deadline, month by month?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pandas as pd

from ozgdash import formats
from ozgdash.figures import crowd, wording
from ozgdash.figures.frames import Count, Row, by_partner, day_of, records
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec, ColumnType, Dash, Kind, ReferenceLine, Series, Table, Unit
from ozgdash.model.cooperation import Partner
from ozgdash.model.filters import View
from ozgdash.texts import text

MAX_PARTNERS_WITH_PLAN = 1
"""With more partners the plan lines and their names would hide what was measured."""
LEAD_PART, LEAD = 3, timedelta(days=92)
"""Room before late data: that part of the time that they cover, at least so many days."""

NUMBERS = ("done", "total", "share", "not_responsible", "not_digitisable", "unknown")


def progress_figure(
    over_time: pd.DataFrame,
    view: View,
    *,
    planned: pd.DataFrame | None = None,
    at_deadline: pd.DataFrame | None = None,
) -> ChartSpec:
    """A line per partner over the months, the target path and the deadline.

    ``over_time``: partner_id, on_date, reported, done, total, share and the counts beside the denominator. A month
    without a report is a gap. ``planned``: partner_id, on_date, share, the partners' own plan. ``at_deadline``: one row
    per partner with done and total on the day of the deadline; without it the finding does not say what stood then.
    """
    rows = records(over_time)
    groups = by_partner(rows)
    partners = [partner for partner in view.partners if partner.id in groups]
    plans = plans_of(planned, view, partners)
    days = days_of(rows, plans, view)
    measured = [measured_line(partner, groups[partner.id], days, view) for partner in partners]
    newest = {partner: Count.of(groups[partner.id][-1]) for partner in partners}
    latest = Count.summed(groups[partner.id][-1] for partner in partners)
    then = Count.summed(records(at_deadline)) if at_deadline is not None else None
    finding = wording.with_silent(finding_of(latest, view, then), newest, view)
    rule_line = wording.rule_sentence(view.filters.rule, view.lang)
    return ChartSpec(
        name="progress",
        kind=Kind.LINE,
        title=text("charts.progress_title", view.lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(day.isoformat() for day in days),
        series=(*measured, *plan_series(plans, days, view), *target_path(days, view, drawn=bool(measured))),
        table=_table(groups, partners, view),
        provenance=wording.provenance(view, latest.done, latest.total, unknown=latest.unknown),
        alt_text=_alt_text(finding, measured, rows, view),
        lang=view.lang,
        reference_lines=deadline_lines(days, view),
        method=wording.method(rule_line, view.lang),
    )


def days_of(rows: Sequence[Row], plans: Mapping[str, Mapping[date, float | None]], view: View) -> list[date]:
    """Every day on the axis: at least to the deadline, and as far as a plan reaches.

    It begins with the cooperation, but shortly before the first report where more than half of it would be empty.
    """
    days = {day_of(row) for row in rows}
    if not days:
        return []
    days |= {day for plan in plans.values() for day in plan}
    first, deadline = min(days), view.deadline.date
    days.add(max(deadline, *days))
    begin = _begin(first, max(days), view)
    if begin < first:
        days.add(begin)
        # Before the first report no line is broken by further days: the deadline has a place of its own, and the target
        # path a middle for its name.
        if begin < deadline < first:
            days |= {deadline, begin + (deadline - begin) / 2}
    return sorted(days)


def _begin(first: date, last: date, view: View) -> date:
    start, covered = view.cooperation.start, last - first
    return start if first - start <= covered else max(start, first - max(covered / LEAD_PART, LEAD))


def deadline_lines(days: Sequence[date], view: View) -> tuple[ReferenceLine, ...]:
    """The deadline across the axis; none where it lies before the axis begins."""
    if days and view.deadline.date < days[0]:
        return ()
    return (ReferenceLine(view.deadline.date, deadline_label(view)),)


def measured_line(partner: Partner, rows: Sequence[Row], days: Sequence[date], view: View) -> Series:
    """The line of a partner, with a gap for each month without a report."""
    reported = {day_of(row): Count.of(row) for row in rows if row["reported"]}
    shares = {day: count.share for day, count in reported.items()}
    return Series(
        key=partner.id,
        name=partner.short_name,
        values=tuple(shares.get(day) for day in days),
        colour=crowd.colours(view)[partner.id],
        labels=tuple(wording.counted(reported[day], view.lang) if day in reported else "" for day in days),
    )


def target_path(days: Sequence[date], view: View, *, drawn: bool) -> tuple[Series, ...]:
    """The straight line to the deadline's share, as far as it lies on the axis.

    None where nothing is ``drawn`` that it could be compared with.
    """
    start, deadline = view.cooperation.start, view.deadline
    length = (deadline.date - start).days
    if not drawn or length <= 0:
        return ()
    values = [(day - start).days / length * deadline.share if start <= day <= deadline.date else None for day in days]
    if not any(values):
        return ()
    key = "target_path_partial" if deadline.partial else "target_path"
    name = text(f"charts.{key}", view.lang, share=wording.target_share(deadline.share, view.lang))
    return (Series("target", name, tuple(values), palette.GUIDE, dash=Dash.DASHED, guide=True),)


def plans_of(
    planned: pd.DataFrame | None, view: View, partners: Sequence[Partner]
) -> dict[str, dict[date, float | None]]:
    """Partner id -> day after the Stand -> planned share; empty where it would clutter the picture."""
    if planned is None or len(partners) > MAX_PARTNERS_WITH_PLAN:
        return {}
    shown = {partner.id for partner in partners}
    plans: dict[str, dict[date, float | None]] = {}
    for row in records(planned):
        if row["partner_id"] in shown and day_of(row) >= view.filters.as_of:
            plans.setdefault(row["partner_id"], {})[day_of(row)] = row["share"]
    return {partner_id: plan for partner_id, plan in plans.items() if len(set(plan.values())) > 1}


def plan_series(
    plans: Mapping[str, Mapping[date, float | None]], days: Sequence[date], view: View
) -> tuple[Series, ...]:
    """The plans as dotted guides in the colours of their partners."""
    colours = crowd.colours(view)
    return tuple(
        Series(
            key=f"plan-{partner_id}",
            name=text("charts.plan", view.lang, partner=view.cooperation.partner(partner_id).short_name),
            values=tuple(plan.get(day) for day in days),
            colour=colours[partner_id],
            dash=Dash.DOTTED,
            guide=True,
        )
        for partner_id, plan in plans.items()
    )


def finding_of(latest: Count, view: View, then: Count | None) -> str:
    """How much the partners of the view have done together, and ``then``, on the day of the deadline."""
    if not latest.total:
        return text("charts.no_data", view.lang)
    core = wording.core_sentence(latest, view)
    return wording.with_subject(wording.deadline_sentence(core, view, then, now=latest), view)


def deadline_label(view: View) -> str:
    """The deadline's name and day, and its share where it is a part."""
    deadline, lang = view.deadline, view.lang
    return text(
        "charts.deadline_label_partial" if deadline.partial else "charts.deadline_label",
        lang,
        deadline=deadline.name,
        day=formats.day(deadline.date, lang),
        share=wording.target_share(deadline.share, lang),
    )


def _alt_text(finding: str, measured: Sequence[Series], rows: Sequence[Row], view: View) -> str:
    if not rows:
        return finding
    values = [f"{series.name} {last_value(series, view)}" for series in measured]
    return text(
        "charts.progress_alt",
        view.lang,
        first=formats.month(min(map(day_of, rows)), view.lang),
        last=formats.month(max(map(day_of, rows)), view.lang),
        finding=finding,
        values="; ".join(values),
    )


def last_value(series: Series, view: View) -> str:
    """The last value of a line and what stands beside it."""
    if series.last is None:
        return formats.DASH
    return f"{formats.percent(series.values[series.last], view.lang)} ({series.label(series.last)})"


def _table(groups: Mapping[str, Sequence[Row]], partners: Sequence[Partner], view: View) -> Table:
    """The newest day first; within a day the partners in the cooperation's order. Gaps are rows without numbers."""
    lines = [(day_of(row), partner, row) for partner in partners for row in groups[partner.id]]
    lines.sort(key=lambda line: line[0], reverse=True)
    counts = dict.fromkeys(NUMBERS, ColumnType.COUNT) | {"share": ColumnType.SHARE}
    return Table(
        columns=wording.columns(
            view.lang, partner=ColumnType.TEXT, day=ColumnType.DATE, reported=ColumnType.TEXT, **counts
        ),
        rows=tuple((partner.name, day, *cells_of(row, view)) for day, partner, row in lines),
    )


def cells_of(row: Row, view: View) -> tuple[str | int | float | None, ...]:
    """Whether there was a report, and the numbers if there was."""
    reported = bool(row["reported"])
    numbers = (row.get(name) if reported else None for name in NUMBERS)
    return (text("charts.yes" if reported else "charts.no", view.lang), *numbers)
