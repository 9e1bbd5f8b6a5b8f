"""Every service with its cases per year and its priority: a list to read and to take away."""

from __future__ import annotations

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.demand import cell, columns, method_of
from ozgdash.figures.frames import Row, records
from ozgdash.figures.service_table import cell as maturity_cell
from ozgdash.figures.work import department_name, partner_cells, partner_column, stage_name
from ozgdash.model.chart import Cell, ChartSpec, ColumnType, Kind, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many
from ozgdash.model.observation import Standing
from ozgdash.texts import text


def demand_services_figure(frame: pd.DataFrame, demand: pd.DataFrame, view: View) -> ChartSpec:
    """Every counted service with cases or a priority, the most cases first.

    ``frame``: that of ``demand_services``; ``demand``: that of ``demand``, out of how many services.
    """
    lang, rows, totals = view.lang, records(frame), records(demand)
    with_cases, with_priority, total = (
        sum(int(row[name]) for row in totals) for name in ("with_cases", "with_priority", "total")
    )
    types = partner_column(view) | {"name": ColumnType.TEXT, "cases": ColumnType.COUNT}
    types |= dict.fromkeys(("priority", "at_target", "maturity", "department", "stage"), ColumnType.TEXT)
    types |= {"planned_on": ColumnType.DATE} | dict.fromkeys(("topic", "leika_key", "ozg_id"), ColumnType.TEXT)
    finding = text("charts.no_data", lang)
    if total:
        words = {"cases": with_cases, "priority": with_priority, "total": total}
        sentence = text(
            "demand.services_finding" if rows else "demand.none_given",
            lang,
            **{key: formats.number(value, lang) for key, value in words.items()},
        )
        finding = wording.with_subject(sentence, view)
    return ChartSpec(
        name="demand_services",
        kind=Kind.TABLE,
        title=text("demand.services_title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=(),
        series=(),
        table=Table(
            columns(lang, **types),
            tuple(_service_cells(row, view) for row in rows),
            of=sum(int(row["listed"]) for row in totals) if are_many(view) else None,
        ),
        provenance=wording.provenance(view, with_cases, total, rule_key="demand.rule_given"),
        alt_text=finding,
        lang=lang,
        method=method_of(view),
    )


def _service_cells(row: Row, view: View) -> tuple[Cell, ...]:
    lang = view.lang
    return (
        *partner_cells(row, view),
        row["name"],
        cell(int(row["cases"]), lang) if row["cases"] is not None else None,
        text(f"demand.priority_{row['priority']}", lang) if row["priority"] else None,
        text("charts.yes" if row["done"] else "charts.no", lang),
        maturity_cell(row | {"standing": Standing.COUNTED}, lang),
        department_name(row["department"], lang),
        stage_name(row["stage"], lang),
        row["planned_on"],
        row["topic"],
        row["leika_key"],
        row["ozg_id"],
    )
