"""What the figures about open services have in common: their counts, their words and the rows of their lists."""

from __future__ import annotations

from dataclasses import dataclass

from ozgdash import formats
from ozgdash.figures.frames import Counts, Row
from ozgdash.figures.service_table import cell as maturity_cell
from ozgdash.model.chart import Cell, Column, ColumnType
from ozgdash.model.filters import View
from ozgdash.model.observation import Standing
from ozgdash.texts import Lang, text


@dataclass(frozen=True)
class Work(Counts):
    """The counts of the frame of ``open_work``: due, late, planned_later and unplanned add up to open."""

    counted: int = 0
    open: int = 0
    due: int = 0
    late: int = 0
    planned_later: int = 0
    unplanned: int = 0
    obstructed: int = 0


def open_rule_key(view: View) -> str:
    """Key of what stands as Zählweise where open services are listed: the rule's threshold for single services."""
    return f"partner.rule_open_{view.filters.rule.threshold}"


def columns(lang: Lang, **types: ColumnType) -> tuple[Column, ...]:
    """Table columns by key and type, with the headers of this area's texts."""
    return tuple(Column(key, text(f"partner.column_{key}", lang), type_) for key, type_ in types.items())


def department_name(department: str | None, lang: Lang) -> str:
    """The department, or that none was reported."""
    return department or text("partner.no_department", lang)


def stage_name(stage: str | None, lang: Lang) -> str:
    """``in Umsetzung``; a stage that was not reported is unknown."""
    return text(f"partner.stage_{stage or 'unknown'}", lang)


def obstacle_name(obstacle: str | None, lang: Lang) -> str:
    """``wartet auf EfA-Dienst``; empty for none."""
    return text(f"partner.obstacle_{obstacle}", lang) if obstacle else ""


SERVICE_COLUMNS = {
    "department": ColumnType.TEXT,
    "name": ColumnType.TEXT,
    "maturity": ColumnType.TEXT,
    "stage": ColumnType.TEXT,
    "obstacle": ColumnType.TEXT,
    "topic": ColumnType.TEXT,
    "leika_key": ColumnType.TEXT,
    "ozg_id": ColumnType.TEXT,
}
"""What a list says of each service."""


def service_cells(row: Row, lang: Lang) -> tuple[Cell, ...]:
    """The cells of one service, parallel to ``SERVICE_COLUMNS``."""
    return (
        department_name(row["department"], lang),
        row["name"],
        maturity_cell(row | {"standing": Standing.COUNTED}, lang),
        stage_name(row["stage"], lang),
        obstacle_name(row["obstacle"], lang) or None,
        row["topic"],
        row["leika_key"],
        row["ozg_id"],
    )


def partner_column(view: View) -> dict[str, ColumnType]:
    """The column that names the partner, where there is more than one."""
    return {"partner": ColumnType.TEXT} if len(view.partners) > 1 else {}


def partner_cells(row: Row, view: View) -> tuple[Cell, ...]:
    """The cell of ``partner_column``."""
    return (view.cooperation.partner(row["partner_id"]).short_name,) if len(view.partners) > 1 else ()


def service_name(row: Row, view: View) -> str:
    """The service in quotation marks; with several partners also whose."""
    key = "partner.service" if len(view.partners) == 1 else "partner.service_of"
    partner = view.cooperation.partner(row["partner_id"]).short_name
    return text(key, view.lang, name=row["name"], partner=partner)


def of_open(amount: int, total: int, lang: Lang) -> str:
    """``81 (20,6 %)``: a count and its part of the open services."""
    share = formats.percent(amount / total, lang) if total else formats.DASH
    return text("partner.count_and_share", lang, amount=formats.number(amount, lang), share=share)
