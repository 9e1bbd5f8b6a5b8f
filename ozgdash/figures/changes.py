"""What changed: a grid of counts by kind and partner, and the list of every change."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import pandas as pd

from ozgdash import formats
from ozgdash.figures import change_wording
from ozgdash.figures.change_wording import name_of
from ozgdash.figures.frames import Row, records
from ozgdash.figures.service_table import cell
from ozgdash.model import palette
from ozgdash.model.change import BETWEEN_DAYS, PLAN_KINDS, ChangeKind
from ozgdash.model.chart import ChartSpec, Column, ColumnType, Kind, Provenance, Series, Table, Unit
from ozgdash.model.filters import View
from ozgdash.texts import Lang, text

LIST_COLUMNS = ("kind", "partner", "name", "from", "to", "department", "topic", "leika_key")


def counts_figure(frame: pd.DataFrame, steps: pd.DataFrame, view: View) -> ChartSpec:
    """A grid with a row per kind of change and a column per partner: how many services changed in that way.

    ``frame``: the frame of ``change_counts``; ``steps``: of ``change_steps``, for the counts in the footer, which also
    names the kinds and partners without any: they have no row and no column, but stand in the table. The tint grows
    with the count; the largest one in the grid is full.
    """
    lang, rows = view.lang, records(frame)
    counts = {(row["kind"], row["partner_id"]): int(row["services"]) for row in rows}
    everyone = list(dict.fromkeys(row["partner_id"] for row in rows))
    kinds = [kind for kind in BETWEEN_DAYS if any(counts.get((kind.value, partner)) for partner in everyone)]
    partners = [partner for partner in everyone if any(counts[kind.value, partner] for kind in kinds)]
    most = max(counts.values(), default=0)
    finding = _counts_finding(counts, view)
    return ChartSpec(
        name="changes_counts",
        kind=Kind.MATRIX,
        title=text("changes.counts_title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=tuple(text(f"changes.kind_{kind}", lang) for kind in kinds),
        series=tuple(
            Series(
                key=partner,
                name=name_of(partner, view),
                values=tuple(counts[kind.value, partner] / most for kind in kinds),
                colour=palette.ACCENT,
                labels=tuple(formats.number(counts[kind.value, partner], lang) for kind in kinds),
            )
            for partner in partners
        ),
        table=_counts_table(rows, view),
        provenance=_without(
            change_wording.provenance(records(steps), view), kinds, set(everyone) - set(partners), view
        ),
        alt_text=text("changes.counts_alt", lang, finding=finding) if partners else finding,
        lang=lang,
        method=text("changes.method", lang),
    )


def sums_figure(sums: pd.DataFrame, steps: pd.DataFrame, view: View) -> ChartSpec:
    """Of many partners: a row per kind of change with how many services changed in that way, and at how many partners.

    ``sums``: the frame of ``change_sums``; ``steps``: of ``change_steps``.
    """
    lang, rows = view.lang, {row["kind"]: row for row in records(sums)}
    shown = [kind for kind in BETWEEN_DAYS if kind.value in rows]
    counts = {name: [int(rows[kind.value][name]) for kind in shown] for name in ("services", "partners")}
    found = dict.fromkeys(((kind.value, "") for kind in BETWEEN_DAYS), 0)
    found |= {(kind.value, ""): number for kind, number in zip(shown, counts["services"], strict=True)}
    finding = _counts_finding(found if len(steps) else {}, view)
    kinds = tuple(text(f"changes.kind_{kind}", lang) for kind in shown)
    return ChartSpec(
        name="changes_counts",
        kind=Kind.MATRIX,
        title=text("changes.counts_title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=kinds if len(steps) else (),
        series=tuple(_sums(name, numbers, lang) for name, numbers in counts.items()) if len(steps) else (),
        table=Table(
            (
                Column("kind", text("changes.column_kind", lang)),
                *(Column(name, text(f"changes.column_{name}", lang), ColumnType.COUNT) for name in counts),
            ),
            tuple(zip(kinds, *counts.values(), strict=True)) if len(steps) else (),
        ),
        provenance=_without(change_wording.provenance(records(steps), view), shown, (), view),
        alt_text=text("changes.counts_alt", lang, finding=finding) if len(steps) else finding,
        lang=lang,
        method=text("changes.method", lang),
    )


def _without(facts: Provenance, kinds: Sequence[ChangeKind], partners: Collection[str], view: View) -> Provenance:
    """Where there are changes, the kinds and the partners that have none are named beside the count."""
    if not kinds:
        return facts
    silent = {
        "kinds": [text(f"changes.kind_{kind}", view.lang) for kind in BETWEEN_DAYS if kind not in kinds],
        "partners": [partner.short_name for partner in view.partners if partner.id in partners],
    }
    said = [text(f"changes.without_{key}", view.lang, names=", ".join(names)) for key, names in silent.items() if names]
    return replace(facts, n_of_m=" · ".join([facts.n_of_m, *said]))


def _sums(name: str, numbers: Sequence[int], lang: Lang) -> Series:
    most = max(*numbers, 1)
    return Series(
        key=name,
        name=text(f"changes.column_{name}", lang),
        values=tuple(number / most for number in numbers),
        colour=palette.ACCENT,
        labels=tuple(formats.number(number, lang) for number in numbers),
    )


def list_figure(frame: pd.DataFrame, steps: pd.DataFrame, view: View, *, sums: pd.DataFrame | None = None) -> ChartSpec:
    """A table with one row per change: what, whose, which service, from what to what.

    ``frame``: the frame of ``changes``; ``steps``: of ``change_steps``; ``sums``: of ``change_sums``, where the frame
    is cut. Order: kind, partner, department, name.
    """
    lang = view.lang
    order = list(ChangeKind)
    rows = sorted(records(frame), key=lambda row: order.index(ChangeKind(row["kind"])))
    days = change_wording.between(view)
    total, services = len(rows), len({(row["partner_id"], row["service_id"]) for row in rows})
    if sums is not None and len(sums):
        total, services = int(sums["services"].sum()), int(sums["changed"].iloc[0])
    none = text("changes.counts_finding_none", lang, **days) if len(steps) else change_wording.nothing_before(view)
    changed = text("changes.list_services", lang, count=services, number=formats.number(services, lang))
    values = {"services": changed, "count": total, "number": formats.number(total, lang)}
    finding = text("changes.list_finding", lang, **values, **days) if rows else none
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
            of=total,
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
        return change_wording.nothing_before(view)
    kind = max(sums, key=lambda item: sums[item])
    if not sums[kind]:
        return text("changes.counts_finding_none", lang, **days)
    values = {"kind": text(f"changes.kind_{kind}", lang), "number": formats.number(sums[kind], lang)}
    return text("changes.counts_finding", lang, count=sums[kind], **values, **days)


def _counts_table(rows: Sequence[Row], view: View) -> Table:
    lang = view.lang
    columns = (
        Column("kind", text("changes.column_kind", lang)),
        Column("partner", text("changes.column_partner", lang)),
        Column("services", text("changes.column_services", lang), ColumnType.COUNT),
    )
    return Table(
        columns,
        tuple(
            (
                text(f"changes.kind_{row['kind']}", lang),
                view.cooperation.partner(row["partner_id"]).name,
                int(row["services"]),
            )
            for row in rows
        ),
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
