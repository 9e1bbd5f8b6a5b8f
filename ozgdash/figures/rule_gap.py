"""Why do the same data read so differently by the two bundle rules?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Count, Row, records
from ozgdash.figures.kinds import by_kind, summed
from ozgdash.model import palette
from ozgdash.model.chart import Cell, ChartSpec, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.cooperation import Partner
from ozgdash.model.filters import Rule, View
from ozgdash.model.listing import are_many, most
from ozgdash.texts import Lang, text

PARTS = {
    "by_both": palette.MATURITY_RAMPS["1.1"][4],
    "some_at_upper": palette.MATURITY_RAMPS["1.1"][3],
    "none_at_upper": palette.MATURITY_RAMPS["1.1"][2],
    "by_neither": palette.MATURITY_RAMPS["1.1"][0],
}
"""How a bundle counts, and its colour; the strictest rule first."""
COUNTS = ("bundles", *PARTS, "unknown", "services_done", "services_done_in_open_bundles")


def rule_gap_figure(differences: pd.DataFrame, example: pd.DataFrame, view: View) -> ChartSpec:
    """A bar per partner, of many per kind of administration, with its bundles: counted by both rules, one, neither.

    ``differences``: the frame of ``rule_differences``; ``example``: that of ``rule_example``, at most one row.
    """
    lang, rows = view.lang, {row["partner_id"]: row for row in records(differences)}
    partners = [partner for partner in view.partners if partner.id in rows]
    sums = {name: sum(int(row[name]) for row in rows.values()) for name in COUNTS}
    bars = [(partner.short_name, rows[partner.id]) for partner in partners]
    if are_many(view):
        bars = [(name, summed(own, COUNTS)) for name, own in by_kind(rows.values(), view)]
    finding = gap_sentence(sums, view)
    return ChartSpec(
        name="rule_gap",
        kind=Kind.STACKED_BAR,
        title=text("method.gap_title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=tuple(name for name, _ in bars),
        series=tuple(_series(part, [row for _, row in bars], lang) for part in PARTS) if bars else (),
        table=_table(partners, rows, view),
        provenance=wording.provenance(
            view, sums["by_both"], sums["bundles"], unknown=sums["unknown"], rule_key="method.gap_rule"
        ),
        alt_text=text("method.gap_alt", lang, finding=finding, values=_values(bars, lang)) if rows else finding,
        lang=lang,
        category_labels=tuple(_beside(row, lang) for _, row in bars),
        method=why_sentence(sums, records(example), view),
    )


def gap_sentence(sums: Mapping[str, int], view: View) -> str:
    """How many bundles each rule counts, how many lie between, and why they do."""
    lang = view.lang
    if not sums["bundles"]:
        return text("charts.no_data", lang)
    if sums["unknown"] == sums["bundles"]:
        unreported = Count(0, sums["bundles"], sums["unknown"])
        return wording.core_alone(unreported, view, rule=Rule.BUNDLE_RG2)
    between = sums["some_at_upper"] + sums["none_at_upper"]
    key = "gap" if between else "gap_none" if sums["by_both"] else "gap_nothing"
    numbers = {name: formats.number(value, lang) for name, value in sums.items()}
    sentence = text(
        f"method.{key}",
        lang,
        count=between,
        any=formats.number(sums["by_both"] + between, lang),
        between=formats.number(between, lang),
        **numbers,
    )
    return wording.with_subject(sentence, view)


def why_sentence(sums: Mapping[str, int], example: Sequence[Row], view: View) -> str:
    """Where the single services lie that are done, and one bundle that only one of the rules counts."""
    lang, parts = view.lang, []
    if sums["services_done"]:
        numbers = {name: formats.number(value, lang) for name, value in sums.items()}
        parts.append(text("method.gap_services", lang, count=sums["services_done_in_open_bundles"], **numbers))
    for row in example:
        parts.append(
            text(
                "method.gap_example" if row["at_upper"] else "method.gap_example_none",
                lang,
                count=int(row["at_upper"]),
                bundle=row["ozg_name"],
                ozg_id=row["ozg_id"],
                partner=view.cooperation.partner(row["partner_id"]).short_name,
                done=formats.number(row["at_upper"], lang),
                total=formats.number(row["services"], lang),
            )
        )
    return " ".join(parts)


def _series(part: str, rows: Sequence[Row], lang: Lang) -> Series:
    values = [int(row[part]) for row in rows]
    return Series(
        key=part,
        name=text(f"method.gap_{part}", lang),
        values=tuple(map(float, values)),
        colour=PARTS[part],
        labels=tuple(formats.number(value, lang) if value else "" for value in values),
    )


def _beside(row: Row, lang: Lang) -> str:
    """``31 oder 167 von 182``; ``– von 182`` where no Reifegrad is known."""
    if row["unknown"] == row["bundles"]:
        return wording.counted(Count(0, int(row["bundles"]), int(row["unknown"])), lang)
    any_at_lower = int(row["by_both"]) + int(row["some_at_upper"]) + int(row["none_at_upper"])
    values = {"all": row["by_both"], "any": any_at_lower, "total": row["bundles"]}
    return text("method.gap_beside", lang, **{name: formats.number(value, lang) for name, value in values.items()})


def _values(bars: Sequence[tuple[str, Row]], lang: Lang) -> str:
    return "; ".join(f"{name} {_beside(row, lang)}" for name, row in bars)


def _table(partners: Sequence[Partner], rows: Mapping[str, Row], view: View) -> Table:
    columns = wording.columns(view.lang, partner=ColumnType.TEXT, **dict.fromkeys(COUNTS, ColumnType.COUNT))
    lines: tuple[tuple[Cell, ...], ...] = tuple(
        (p.name, *(int(rows[p.id][name]) for name in COUNTS)) for p in partners[: most(view)]
    )
    return Table(columns, lines, of=len(partners))
