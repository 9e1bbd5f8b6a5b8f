"""What a status sheet would change, in words."""

from __future__ import annotations

from datetime import date

from ozgdash import formats
from ozgdash.ingest.difference import Difference, FieldChange, ServiceChange
from ozgdash.model.change import ChangeKind
from ozgdash.model.observation import Obstacle, Priority, Stage
from ozgdash.texts import Lang, text

COLUMNS = ("service", "before", "after", "kind", "facts", "department")
"""Those of ``lines``."""
FIELD_NAMES = {
    "responsible": "ingest.field_responsible",
    "digitisable": "ingest.field_digitisable",
    "obstacle": "partner.column_obstacle",
    "maturity": "partner.column_maturity",
    "maturity_model": "charts.column_model",
    "stage": "partner.column_stage",
    "planned_on": "partner.column_planned_on",
    "department": "partner.column_department",
    "url": "services.column_url",
    "efa_stage": "services.column_efa_stage",
    "remark": "services.column_remark",
    "cases_per_year": "demand.column_service_cases",
    "cases_digital_per_year": "ingest.field_cases_digital_per_year",
    "handling_days": "ingest.field_handling_days",
    "backlog": "ingest.field_backlog",
    "priority": "demand.column_priority",
}
"""The name of each field of an observation that a sheet may change."""


def summary(found: Difference, lang: Lang) -> str:
    """How many services change, and how many in which way."""
    if not found.changes:
        return text("intake.no_changes", lang)
    counts = [
        f"{text(f'changes.kind_{kind}', lang)}: {formats.number(count, lang)}"
        for kind, count in found.counts().items()
        if count
    ]
    number = formats.number(len(found.changes), lang)
    return text("intake.changes", lang, count=len(found.changes), number=number, changes="; ".join(counts))


def lines(found: Difference, lang: Lang) -> list[tuple[str, ...]]:
    """A row of ``COLUMNS`` per changed service: those of the first kind first, in the order of the sheet."""
    order = list(ChangeKind)
    ordered = sorted(found.changes, key=lambda change: order.index(change.kinds[0]))
    return [_line(change, lang) for change in ordered]


def _line(change: ServiceChange, lang: Lang) -> tuple[str, ...]:
    levels = (_value(change.before, lang), _value(change.after, lang))
    facts = "; ".join(_fact(field, lang) for field in change.fields if field.field != "maturity")
    kinds = "; ".join(text(f"changes.kind_{kind}", lang) for kind in change.kinds)
    return (change.name, *levels, kinds, facts, change.department or formats.DASH)


def _fact(changed: FieldChange, lang: Lang) -> str:
    before, after = _value(changed.before, lang), _value(changed.after, lang)
    return text("ingest.field_change", lang, field=text(FIELD_NAMES[changed.field], lang), before=before, after=after)


def _value(value: object, lang: Lang) -> str:
    """A value of an observation as a reader knows it; a dash where nothing stands there."""
    if value is None:
        return formats.DASH
    if isinstance(value, bool):
        return text("charts.yes" if value else "charts.no", lang)
    if isinstance(value, date):
        return formats.day(value, lang)
    if isinstance(value, int | float):
        return formats.number(value, lang)
    if isinstance(value, Stage):
        return text(f"partner.stage_{value.value}", lang)
    if isinstance(value, Obstacle):
        return text(f"partner.obstacle_{value.value}", lang)
    if isinstance(value, Priority):
        return text(f"demand.priority_{value.value}", lang)
    return str(value)
