"""How often and how far did planned dates move, and how did the plan for today look before?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from ozgdash import formats
from ozgdash.figures import departments, wording
from ozgdash.figures.departments import Group
from ozgdash.figures.frames import Count, Row, by_partner, day_of, records
from ozgdash.figures.work import columns, department_name
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec, ColumnType, Dash, Kind, ReferenceLine, Series, Table, Unit
from ozgdash.model.cooperation import Partner
from ozgdash.model.days import months_later
from ozgdash.model.filters import View
from ozgdash.texts import text

SLIP_NUMBERS = ("planned", "later", "earlier", "moves_later", "moves_earlier", "median_days", "most_days")
MONTHS_BACK = 12
"""How old the plan is that the finding compares with."""


def plan_slip_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """The share of planned services whose date moved later, by department; a grid with several partners.

    ``frame``: that of ``plan_slip``. The label also holds the median of the days that the services moved.
    """
    lang, rows = view.lang, records(frame)
    groups = [_group(row, view) for row in rows]
    later, planned = (sum(int(row[name]) for row in rows) for name in ("later", "planned"))
    finding = slip_sentence(rows, view)
    rule_key = f"partner.rule_plans_{view.filters.rule.threshold}"
    types = {"department": ColumnType.TEXT, "partner": ColumnType.TEXT}
    return ChartSpec(
        name="plan_slip",
        kind=departments.kind(view),
        title=text("partner.plan_slip_title", lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=departments.categories(groups),
        series=departments.series(groups, view),
        table=Table(
            columns(lang, **types, **dict.fromkeys(SLIP_NUMBERS, ColumnType.COUNT)),
            tuple(
                (
                    department_name(row["department"], lang),
                    view.cooperation.partner(row["partner_id"]).name,
                    *(row[name] if row[name] is None else int(row[name]) for name in SLIP_NUMBERS),
                )
                for row in rows
            ),
        ),
        provenance=wording.provenance(view, later, planned, rule_key=rule_key),
        alt_text=text("partner.plan_slip_alt", lang, finding=finding, values=departments.values(groups, view)),
        lang=lang,
        method=text("partner.plan_slip_method", lang),
    )


def slip_sentence(rows: Sequence[Row], view: View) -> str:
    """How many planned services moved later, how often in all, and how many moved earlier."""
    sums = {name: sum(int(row[name]) for row in rows) for name in SLIP_NUMBERS[:5]}
    if not sums["planned"]:
        return text("partner.no_plans", view.lang)
    form = "some" if sums["earlier"] else "later" if sums["later"] else "none"
    words = {name: formats.number(amount, view.lang) for name, amount in sums.items()}
    share = formats.percent(sums["later"] / sums["planned"], view.lang)
    sentence = text(f"partner.plan_slip_{form}", view.lang, count=sums["later"], share=share, **words)
    return wording.with_subject(sentence, view)


def _group(row: Row, view: View) -> Group:
    count = Count(int(row["later"]), int(row["planned"]))
    n_of_m = wording.counted(count, view.lang)
    if row["median_days"] is not None:
        days = formats.signed(int(row["median_days"]), view.lang)
        n_of_m = text("partner.n_of_m_days", view.lang, count=abs(int(row["median_days"])), n_of_m=n_of_m, days=days)
    partner = view.cooperation.partner(row["partner_id"])
    return Group(partner, department_name(row["department"], view.lang), count.share, count.total, n_of_m)


def plan_history_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A line per partner: which share was to be done by the Stand, by the plan of each month; a gap without a report.

    ``frame``: that of ``plan_history``. With one partner a second line shows what was done in each month; the two meet
    at the Stand.
    """
    lang, rows = view.lang, records(frame)
    groups = by_partner(rows)
    partners = [partner for partner in view.partners if partner.id in groups]
    days = sorted({day_of(row) for row in rows})
    series = [_line(partner, groups[partner.id], days, view) for partner in partners]
    if len(partners) == 1:
        series.append(_done_line(groups[partners[0].id], days, view))
    now = _at(rows, view.filters.as_of)
    stand = formats.day(view.filters.as_of, lang)
    finding = history_sentence(rows, view)
    rule_key = f"partner.rule_plans_{view.filters.rule.threshold}"
    return ChartSpec(
        name="plan_history",
        kind=Kind.LINE,
        title=text("partner.plan_history_title", lang, day=stand),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(day.isoformat() for day in days),
        series=tuple(series),
        table=_history_table(groups, partners, view),
        provenance=wording.provenance(view, now.done, now.total, unknown=now.unknown, rule_key=rule_key),
        alt_text=text("partner.plan_history_alt", lang, finding=finding),
        lang=lang,
        reference_lines=deadline_line(days, view),
        method=text("partner.plan_history_method", lang, day=stand),
    )


def history_sentence(rows: Sequence[Row], view: View) -> str:
    """What the plan of a year ago said of the Stand, and what is done; the first known plan where there is no year."""
    lang, now = view.lang, _at(rows, view.filters.as_of)
    if not now.total:
        return text("charts.no_data", lang)
    if not now.reported:
        return wording.with_subject(text("partner.plan_history_unreported", lang), view)
    days = sorted({day_of(row) for row in rows if Count.of(row).reported})
    year_ago = months_later(view.filters.as_of, -MONTHS_BACK)
    then = max((day for day in days if day <= year_ago), default=days[0])
    planned = Count.summed({**row, "done": row["planned"]} for row in rows if day_of(row) == then)
    if then == view.filters.as_of:
        return wording.with_subject(text("partner.plan_history_first", lang), view)
    sentence = text(
        "partner.plan_history_finding",
        lang,
        then=formats.day(then, lang),
        stand=formats.day(view.filters.as_of, lang),
        planned=wording.counted(planned, lang),
        planned_share=formats.percent(planned.share, lang),
        done=wording.n_of_m(now, lang),
    )
    return wording.with_subject(sentence, view)


def _at(rows: Sequence[Row], day: date) -> Count:
    return Count.summed(row for row in rows if day_of(row) == day)


def _line(partner: Partner, rows: Sequence[Row], days: Sequence[date], view: View) -> Series:
    known = {day_of(row): row for row in rows if _told(row)}
    several = len(view.partners) > 1
    return Series(
        key=partner.id,
        name=partner.short_name if several else text("partner.planned_line", view.lang),
        values=tuple(known[day]["share"] if day in known else None for day in days),
        colour=palette.partner_colours(view.cooperation.partners)[partner.id],
        labels=tuple(_label(known.get(day), "planned", view) for day in days),
    )


def _done_line(rows: Sequence[Row], days: Sequence[date], view: View) -> Series:
    known = {day_of(row): row for row in rows if _told(row)}
    return Series(
        key="done",
        name=text("partner.done_line", view.lang),
        values=tuple(Count.of(known[day]).share if day in known else None for day in days),
        colour=palette.GUIDE,
        labels=tuple(_label(known.get(day), "done", view) for day in days),
        dash=Dash.DASHED,
    )


def _told(row: Row) -> bool:
    return bool(row["reported"]) and Count.of(row).reported


def _label(row: Row | None, name: str, view: View) -> str:
    return wording.counted(Count(int(row[name]), int(row["total"])), view.lang) if row else ""


def deadline_line(days: Sequence[date], view: View) -> tuple[ReferenceLine, ...]:
    """The deadline, where it lies on the axis."""
    deadline = view.deadline
    if not days or not days[0] <= deadline.date <= days[-1]:
        return ()
    day = formats.day(deadline.date, view.lang)
    return (ReferenceLine(deadline.date, text("charts.deadline_label", view.lang, deadline=deadline.name, day=day)),)


def _history_table(groups: Mapping[str, Sequence[Row]], partners: Sequence[Partner], view: View) -> Table:
    """The newest day first; a month without a report is a row without numbers."""
    lines = [(day_of(row), partner, row) for partner in partners for row in groups[partner.id]]
    lines.sort(key=lambda line: line[0], reverse=True)
    types = {"partner": ColumnType.TEXT, "day": ColumnType.DATE, "to_be_done": ColumnType.COUNT}
    types |= {"done": ColumnType.COUNT, "total": ColumnType.COUNT, "planned_share": ColumnType.SHARE}
    names = ("planned", "done", "total", "share")
    return Table(
        columns(view.lang, **types),
        tuple(
            (partner.name, day, *(row[name] if _told(row) else None for name in names)) for day, partner, row in lines
        ),
    )
