"""The lists behind the open services: what is due next, what is late, what has something in its way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Row, records
from ozgdash.figures.work import (
    SERVICE_COLUMNS,
    Work,
    columns,
    open_rule_key,
    partner_cells,
    partner_column,
    service_cells,
    service_name,
)
from ozgdash.model.chart import Cell, ChartSpec, ColumnType, Kind, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many
from ozgdash.texts import text


def due_figure(frame: pd.DataFrame, work: pd.DataFrame, view: View, *, until: date) -> ChartSpec:
    """The open services planned from the Stand to ``until``, the nearest first.

    ``frame``: that of ``due``; ``work``: that of ``open_work``, out of how many.
    """
    rows, total = records(frame), Work.summed(records(work))
    values: dict[str, str] = {"day": formats.day(until, view.lang)}
    if rows:
        nearest = [row for row in rows if row["planned_on"] == rows[0]["planned_on"]]
        values |= {
            "next": formats.day(rows[0]["planned_on"], view.lang),
            "next_count": formats.number(len(nearest), view.lang),
        }
    cells = [(*partner_cells(row, view), row["planned_on"], *service_cells(row, view.lang)) for row in rows]
    types = partner_column(view) | {"planned_on": ColumnType.DATE} | SERVICE_COLUMNS
    return _list("due", types, cells, total.due, total, view, values)


def late_figure(frame: pd.DataFrame, work: pd.DataFrame, view: View) -> ChartSpec:
    """The open services planned before the Stand with the days they are late, the latest first.

    ``frame``: that of ``late``; ``work``: that of ``open_work``, out of how many.
    """
    rows, total = records(frame), Work.summed(records(work))
    values: dict[str, str] = {}
    if rows:
        values = {
            "days": formats.number(rows[0]["days"], view.lang),
            "longest": service_name(rows[0], view),
        }
    cells = [_late_cells(row, view) for row in rows]
    types = partner_column(view) | {"days_late": ColumnType.COUNT, "planned_on": ColumnType.DATE} | SERVICE_COLUMNS
    return _list("late", types, cells, total.late, total, view, values)


def obstacle_services_figure(frame: pd.DataFrame, work: pd.DataFrame, view: View) -> ChartSpec:
    """The open services with an obstacle, by obstacle.

    ``frame``: that of ``obstacle_services``; ``work``: that of ``open_work``, out of how many.
    """
    rows, total = records(frame), Work.summed(records(work))
    at = list(SERVICE_COLUMNS).index("obstacle")
    cells = []
    for row in rows:
        known = service_cells(row, view.lang)
        rest = (*known[:at], *known[at + 1 :])
        cells.append((known[at], *partner_cells(row, view), *rest[:2], row["planned_on"], *rest[2:]))
    cells.sort(key=lambda line: formats.by_name(str(line[0])))
    others = {key: type_ for key, type_ in SERVICE_COLUMNS.items() if key not in ("obstacle", "department", "name")}
    types = {"obstacle": ColumnType.TEXT} | partner_column(view)
    types |= {"department": ColumnType.TEXT, "name": ColumnType.TEXT, "planned_on": ColumnType.DATE} | others
    return _list("obstacle_services", types, cells, total.obstructed, total, view, {})


def _late_cells(row: Row, view: View) -> tuple[Cell, ...]:
    return (*partner_cells(row, view), int(row["days"]), row["planned_on"], *service_cells(row, view.lang))


def _list(
    name: str,
    types: Mapping[str, ColumnType],
    cells: Sequence[tuple[Cell, ...]],
    whole: int,
    work: Work,
    view: View,
    values: Mapping[str, str],
) -> ChartSpec:
    """``whole``: how many services the list would hold of many partners, of which ``cells`` are the first."""
    lang, amount = view.lang, whole if are_many(view) else len(cells)
    finding = text("charts.no_data" if not work.counted else "partner.nothing_open", lang)
    if work.open:
        words = {"amount": formats.number(amount, lang), "open": formats.number(work.open, lang)} | dict(values)
        said = f"{name}_list_many" if name == "due" and are_many(view) else f"{name}_list"
        sentence = text(f"partner.{said}" if amount else f"partner.{name}_list_empty", lang, count=amount, **words)
        finding = wording.with_subject(sentence, view)
    rule_key = open_rule_key(view)
    return ChartSpec(
        name=name,
        kind=Kind.TABLE,
        title=text(f"partner.{name}_title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=(),
        series=(),
        table=Table(columns(lang, **types), tuple(cells), of=amount),
        provenance=wording.provenance(view, amount, work.open, rule_key=rule_key),
        alt_text=finding,
        lang=lang,
        method=wording.method(wording.rule_sentence(view.filters.rule, lang, rule_key=rule_key), lang),
    )
