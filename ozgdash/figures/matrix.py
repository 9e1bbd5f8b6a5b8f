"""Grids of shares: Themenfeld by partner, and partner by Zählweise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Count, Row, records
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec, ColumnType, Kind, Provenance, Series, Table, Unit
from ozgdash.model.cooperation import Partner
from ozgdash.model.filters import Rule, View
from ozgdash.texts import text

Cells = Mapping[tuple[str, str], Count]
"""(row key, column key) -> count."""
Keys = Set[tuple[str, str]]

BESIDE = ("not_responsible", "not_digitisable", "unknown")
"""The counts that stand beside the denominator."""

EMPTY = Count(0, 0)


def matrix_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A grid with one row per Themenfeld and one column per partner; the share as text and as tint of the cell.

    ``frame``: topic, partner_id, done, total and the counts beside the denominator, one row per topic and partner.
    """
    lang, rows = view.lang, records(frame)
    cells = {(str(row["topic"]), str(row["partner_id"])): Count.of(row) for row in rows}
    outside = {(str(row["topic"]), str(row["partner_id"])) for row in rows if row.get("not_responsible")}
    partners = [partner for partner in view.partners if any(key[1] == partner.id for key in cells)]
    topics = sorted({topic for topic, _ in cells}, key=formats.by_name)
    together = Count.summed(rows)
    finding = _matrix_finding(cells, partners, view)
    return ChartSpec(
        name="matrix",
        kind=Kind.MATRIX,
        title=text("charts.matrix_title", lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(topics),
        series=tuple(column(p.id, p.short_name, palette.ACCENT, topics, cells, view, outside) for p in partners),
        table=_matrix_table(rows, partners, view),
        provenance=wording.provenance(view, together.done, together.total, unknown=together.unknown),
        alt_text=text("charts.matrix_alt", lang, finding=finding) if topics else finding,
        lang=lang,
        method=wording.method(wording.rule_sentence(view.filters.rule, lang), lang),
    )


def rules_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A grid with one row per partner and one column per Zählweise.

    ``frame``: rule, partner_id, done, total and the counts beside the denominator, one row per rule and partner. Each
    column has its own colour: services and bundles are different units and share no scale.
    """
    lang, rows = view.lang, records(frame)
    partners = [partner for partner in view.partners if any(row["partner_id"] == partner.id for row in rows)]
    cells = {(str(row["partner_id"]), str(row["rule"])): Count.of(row) for row in rows}
    sums = {rule: Count.summed(row for row in rows if row["rule"] == rule.value) for rule in Rule}
    names = {partner.id: partner.short_name for partner in partners}
    if len(partners) > 1:
        names["together"] = text("charts.rules_together", lang)
        cells |= {("together", rule.value): count for rule, count in sums.items()}
    finding = rules_finding(sums, view)
    colours = dict(zip(Rule, palette.PARTNER_PALETTE, strict=False))
    return ChartSpec(
        name="rules",
        kind=Kind.MATRIX,
        title=text("charts.rules_title", lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(names.values()),
        series=tuple(
            column(rule.value, text(f"charts.column_{rule.value}", lang), colours[rule], list(names), cells, view)
            for rule in Rule
        )
        if partners
        else (),
        table=_rules_table(rows, partners, view),
        provenance=rules_provenance(sums, view),
        alt_text=text("charts.rules_alt", lang, finding=finding) if partners else finding,
        lang=lang,
        method=wording.method(wording.rule_sentence(view.filters.rule, lang, rule_key="charts.rule_all"), lang),
    )


def rules_provenance(sums: Mapping[Rule, Count], view: View) -> Provenance:
    """Three rules have three counts: all of them stand below the figure, each with its unit."""
    lang, services = view.lang, sums[Rule.SERVICE_RG3]
    facts = wording.provenance(view, services.done, services.total, rule_key="charts.rule_all")
    if not services.total:
        return facts
    counts = [
        text(f"charts.counted_{rule.value}", lang, n_of_m=wording.n_of_m(count, lang)) for rule, count in sums.items()
    ]
    unknown = text("charts.with_unknown", lang, counted=counts[0], unknown=formats.number(services.unknown, lang))
    return replace(facts, n_of_m="; ".join([unknown if services.unknown else counts[0], *counts[1:]]))


def column(
    key: str,
    name: str,
    colour: str,
    row_keys: Sequence[str],
    cells: Cells,
    view: View,
    outside: Keys = frozenset(),
) -> Series:
    """One column; ``outside``: the (row, column) keys in which services stand outside the responsibility."""
    counts = [cells.get((row_key, key), EMPTY) for row_key in row_keys]
    return Series(
        key=key,
        name=name,
        values=tuple(count.share for count in counts),
        colour=colour,
        labels=tuple(
            wording.cell(count, view.lang, not_responsible=(row_key, key) in outside)
            for row_key, count in zip(row_keys, counts, strict=True)
        ),
    )


def _matrix_finding(cells: Cells, partners: Sequence[Partner], view: View) -> str:
    shares = {key: count.share for key, count in cells.items() if count.share is not None}
    if not shares:
        return text("charts.no_data", view.lang)
    topic, partner_id = max(shares, key=lambda key: (shares[key], cells[key].total, key))
    if not shares[topic, partner_id]:
        return text("charts.matrix_finding_none", view.lang)
    names = {partner.id: partner.short_name for partner in partners}
    share = wording.cell(cells[topic, partner_id], view.lang)
    return text("charts.matrix_finding", view.lang, partner=names.get(partner_id, partner_id), topic=topic, share=share)


def rules_finding(sums: Mapping[Rule, Count], view: View) -> str:
    """Between which shares the rules read the same data."""
    counts = sorted((count for count in sums.values() if count.total), key=lambda count: count.share or 0.0)
    if not counts:
        return text("charts.no_data", view.lang)
    lowest, highest = counts[0], counts[-1]
    if not sums[Rule.SERVICE_RG3].reported:
        return wording.core_alone(sums[Rule.SERVICE_RG3], view, rule=Rule.SERVICE_RG3)
    if lowest.share == highest.share:
        services, bundles = (wording.counted(sums[rule], view.lang) for rule in (Rule.SERVICE_RG3, Rule.BUNDLE_RG2))
        share = formats.percent(lowest.share, view.lang)
        sentence = text("charts.rules_finding_equal", view.lang, share=share, services=services, bundles=bundles)
    else:
        ends = {"lowest": wording.cell(lowest, view.lang), "highest": wording.cell(highest, view.lang)}
        sentence = text("charts.rules_finding", view.lang, **ends)
    return wording.with_subject(sentence, view)


def _matrix_table(rows: Sequence[Row], partners: Sequence[Partner], view: View) -> Table:
    names = {partner.id: partner.name for partner in partners}
    order = list(names)
    shown = sorted(
        (row for row in rows if row["partner_id"] in names),
        key=lambda row: (formats.by_name(str(row["topic"])), order.index(row["partner_id"])),
    )
    return _table(view, ("topic", "partner"), [(str(r["topic"]), names[r["partner_id"]], r) for r in shown])


def _rules_table(rows: Sequence[Row], partners: Sequence[Partner], view: View) -> Table:
    labels = {rule.value: text(f"charts.column_{rule.value}", view.lang) for rule in Rule}
    by_key = {(row["rule"], row["partner_id"]): row for row in rows}
    shown = [
        (partner.name, labels[rule.value], by_key[rule.value, partner.id])
        for partner in partners
        for rule in Rule
        if (rule.value, partner.id) in by_key
    ]
    return _table(view, ("partner", "rule"), shown)


def _table(view: View, keys: tuple[str, str], rows: Sequence[tuple[str, str, Row]]) -> Table:
    types = dict.fromkeys(keys, ColumnType.TEXT) | {"done": ColumnType.COUNT, "total": ColumnType.COUNT}
    types |= {"share": ColumnType.SHARE} | dict.fromkeys(BESIDE, ColumnType.COUNT)
    return Table(
        columns=wording.columns(view.lang, **types),
        rows=tuple(
            (first, second, Count.of(row).done, Count.of(row).total, Count.of(row).share, *map(row.get, BESIDE))
            for first, second, row in rows
        ),
    )
