"""What changed: a grid of counts by kind and partner, and the list of every change."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ozgdash import formats
from ozgdash.charts import change_wording, theme
from ozgdash.charts.change_wording import name_of
from ozgdash.charts.frames import Row, records
from ozgdash.charts.service_table import cell
from ozgdash.charts.spec import ChartSpec, Column, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.change import BETWEEN_DAYS, PLAN_KINDS, ChangeKind
from ozgdash.model.filters import View
from ozgdash.texts import text

LIST_COLUMNS = ("kind", "partner", "name", "from", "to", "department", "topic", "leika_key")


def counts_figure(frame: pd.DataFrame, steps: pd.DataFrame, view: View) -> ChartSpec:
    """A grid with a row per kind of change and a column per partner: how many services changed in that way.

    ``frame``: the frame of ``change_counts``; ``steps``: of ``change_steps``, for the counts in the footer. The tint
    grows with the count; the largest one in the grid is full.
    """
    lang, rows = view.lang, records(frame)
    counts = {(row["kind"], row["partner_id"]): int(row["services"]) for row in rows}
    partners = list(dict.fromkeys(row["partner_id"] for row in rows))
    most = max(counts.values(), default=0)
    finding = _counts_finding(counts, view)
    return ChartSpec(
        name="changes_counts",
        kind=Kind.MATRIX,
        title=text("changes.counts_title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=tuple(text(f"changes.kind_{kind}", lang) for kind in BETWEEN_DAYS) if partners else (),
        series=tuple(
            Series(
                key=partner,
                name=name_of(partner, view),
                values=tuple(counts[kind.value, partner] / max(most, 1) for kind in BETWEEN_DAYS),
                colour=theme.ACCENT,
                labels=tuple(formats.number(counts[kind.value, partner], lang) for kind in BETWEEN_DAYS),
            )
            for partner in partners
        ),
        table=_counts_table(rows, view),
        provenance=change_wording.provenance(records(steps), view),
        alt_text=text("changes.counts_alt", lang, finding=finding) if partners else finding,
        lang=lang,
        method=text("changes.method", lang),
    )


def list_figure(frame: pd.DataFrame, steps: pd.DataFrame, view: View) -> ChartSpec:
    """A table with one row per change: what, whose, which service, from what to what.

    ``frame``: the frame of ``changes``; ``steps``: of ``change_steps``. Order: kind, partner, department, name.
    """
    lang = view.lang
    order = list(ChangeKind)
    rows = sorted(records(frame), key=lambda row: order.index(ChangeKind(row["kind"])))
    days = change_wording.between(view)
    services = len({(row["partner_id"], row["service_id"]) for row in rows})
    none = "changes.counts_finding_none" if len(steps) else "changes.answer_nobody"
    changed = text("changes.list_services", lang, count=services, number=formats.number(services, lang))
    values = {"services": changed, "count": len(rows), "number": formats.number(len(rows), lang)}
    finding = text("changes.list_finding" if rows else none, lang, **values, **days)
    return ChartSpec(
        name="changes_list",
        kind=Kind.TABLE,
        title=text("changes.list_title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=(),
        series=(),
        table=Table(
            tuple(Column(name, text(f"changes.column_{name}", lang)) for name in LIST_COLUMNS),
            tuple(_line(row, view) for row in rows),
        ),
        provenance=change_wording.provenance(records(steps), view),
        alt_text=finding,
        lang=lang,
        method=text("changes.method", lang),
    )


def _counts_finding(counts: dict[tuple[str, str], int], view: View) -> str:
    lang, days = view.lang, change_wording.between(view)
    sums = {kind: sum(count for (name, _), count in counts.items() if name == kind) for kind in BETWEEN_DAYS}
    if not counts:
        return text("changes.answer_nobody" if view.partners else "charts.no_data", lang, **days)
    kind = max(sums, key=lambda item: sums[item])
    if not sums[kind]:
        return text("changes.counts_finding_none", lang, **days)
    values = {"kind": text(f"changes.kind_{kind}", lang), "number": formats.number(sums[kind], lang)}
    return text("changes.counts_finding", lang, count=sums[kind], **values, **days)


def _counts_table(rows: Sequence[Row], view: View) -> Table:
    lang = view.lang
    names = {partner.id: partner.name for partner in view.cooperation.partners}
    columns = (
        Column("kind", text("changes.column_kind", lang)),
        Column("partner", text("changes.column_partner", lang)),
        Column("services", text("changes.column_services", lang), ColumnType.COUNT),
    )
    return Table(
        columns,
        tuple((text(f"changes.kind_{r['kind']}", lang), names[r["partner_id"]], int(r["services"])) for r in rows),
    )


def _line(row: Row, view: View) -> tuple[str, ...]:
    lang = view.lang
    if row["kind"] in PLAN_KINDS:
        ends = [
            formats.day(day, lang) if day else formats.DASH for day in (row["planned_before"], row["planned_after"])
        ]
    else:
        ends = [_state(row, side, view) for side in ("before", "after")]
    kind = text(f"changes.kind_{row['kind']}", lang)
    department, key = str(row["department"] or ""), str(row["leika_key"] or "")
    return (kind, name_of(row["partner_id"], view), str(row["name"]), *ends, department, str(row["topic"]), key)


def _state(row: Row, side: str, view: View) -> str:
    """``RG 2``, ``unbekannt``, ``nicht zuständig``, or that the filter did not hold it on that day."""
    standing = row[f"standing_{side}"]
    if standing is None:
        return text("changes.outside", view.lang)
    state = {"standing": standing, "maturity": row[f"maturity_{side}"], "maturity_model": row[f"model_{side}"]}
    return cell(state, view.lang)
