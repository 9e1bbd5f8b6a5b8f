"""How planned dates of many partners moved, and how their plans for today looked before."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ozgdash import formats
from ozgdash.figures import crowd, spread, wording
from ozgdash.figures.crowd import Marks
from ozgdash.figures.departments_crowd import LARGEST
from ozgdash.figures.frames import Count, Row, day_of, records
from ozgdash.figures.slip import SLIP_NUMBERS, deadline_line, history_sentence, slip_sentence
from ozgdash.figures.work import columns, department_name
from ozgdash.model import palette
from ozgdash.model.chart import Cell, ChartSpec, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.listing import most
from ozgdash.texts import text


def plan_slip_crowd_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A bar for each of the departments with most plans, those of one name together: the share that moved later.

    ``frame``: that of ``plan_slip_together``.
    """
    lang, rows = view.lang, records(frame)
    later, planned = (sum(int(row[name]) for row in rows) for name in ("later", "planned"))
    finding = slip_sentence(rows, view)
    drawn = sorted(rows[:LARGEST], key=lambda row: -int(row["later"]) / int(row["planned"]))
    names = tuple(department_name(row["department"], lang) for row in drawn)
    counts = [Count(int(row["later"]), int(row["planned"])) for row in drawn]
    labels = tuple(wording.cell(count, lang) for count in counts)
    series = Series(
        "share", text("partner.column_later", lang), tuple(count.share for count in counts), palette.ACCENT, labels
    )
    return ChartSpec(
        name="plan_slip",
        kind=Kind.BAR,
        title=text("partner.plan_slip_title", lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=names,
        series=(series,) if drawn else (),
        table=_slip_table(rows, view),
        provenance=wording.provenance(
            view, later, planned, rule_key=f"partner.rule_plans_{view.filters.rule.threshold}"
        ),
        alt_text=text(
            "partner.plan_slip_alt",
            lang,
            finding=finding,
            values="; ".join(f"{name}: {label}" for name, label in zip(names, labels, strict=True)),
        ),
        lang=lang,
        method=text("partner.plan_slip_method", lang),
    )


def plan_history_crowd_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A band and lines: how the shares lie beside each other that were to be done by the Stand, by each month's plan.

    ``frame``: that of ``plan_history_spread``.
    """
    lang, rows = view.lang, records(frame)
    days = [day_of(row) for row in rows]
    now = Count.of(rows[-1]) if rows else Count(0, 0)
    finding = history_sentence(rows, view)
    stand = formats.day(view.filters.as_of, lang)
    return ChartSpec(
        name="plan_history",
        kind=Kind.LINE,
        title=text("partner.plan_history_crowd_title", lang, day=stand),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(day.isoformat() for day in days),
        series=tuple(spread.lines(rows, days, view)),
        table=_history_table(rows, view),
        provenance=wording.provenance(
            view,
            now.done,
            now.total,
            unknown=now.unknown,
            rule_key=f"partner.rule_plans_{view.filters.rule.threshold}",
        ),
        alt_text=text("partner.plan_history_crowd_alt", lang, finding=finding),
        lang=lang,
        reference_lines=deadline_line(days, view),
        method=text("partner.plan_history_method", lang, day=stand),
        bands=spread.band(rows, days, view),
    )


def _slip_table(rows: Sequence[Row], view: View) -> Table:
    lines: list[tuple[Cell, ...]] = [
        (
            department_name(row["department"], view.lang),
            *(None if row[name] is None else int(row[name]) for name in SLIP_NUMBERS),
        )
        for row in rows[: most(view)]
    ]
    numbers = dict.fromkeys(SLIP_NUMBERS, ColumnType.COUNT)
    return Table(columns(view.lang, department=ColumnType.TEXT, **numbers), tuple(lines), of=len(rows))


def _history_table(rows: Sequence[Row], view: View) -> Table:
    """The newest day first."""
    types = {"day": ColumnType.DATE, "to_be_done": ColumnType.COUNT, "done": ColumnType.COUNT}
    heads = (*columns(view.lang, **types, total=ColumnType.COUNT), *crowd.mark_columns(view))
    names = ("planned", "done", "total")
    return Table(
        heads, tuple((day_of(row), *(int(row[name]) for name in names), *Marks.of(row).cells) for row in reversed(rows))
    )
