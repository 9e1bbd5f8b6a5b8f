"""At which stage is the work: a bar per department of one partner, a bar per partner of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Count, Row, records
from ozgdash.figures.kinds import kind_name
from ozgdash.figures.work import columns, department_name, stage_name
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.cooperation import PartnerKind
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many
from ozgdash.model.observation import Stage
from ozgdash.texts import Lang, text

ORDER = (
    Stage.ONLINE.value,
    Stage.TESTING.value,
    Stage.IN_PROGRESS.value,
    Stage.PLANNED.value,
    Stage.NOT_STARTED.value,
    Stage.DEFERRED.value,
    None,
)
"""Backwards through the work, so that what is online starts at the common base line; unknown is last."""

RULE = "partner.rule_stages"
Counts = Mapping[tuple[str, str | None], int]
"""(bar, stage) -> services."""


def pipeline_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A stacked bar of services by stage of work, per department of one partner or per partner of several.

    Of many partners a bar per kind of administration. ``frame``: partner_id, department and stage (missing: not
    reported), services; of many partners that of ``pipeline_of_kinds``. No counting rule applies: a stage is
    what the partner reports of the work, apart from the Reifegrad.
    """
    lang, rows = view.lang, records(frame)
    counts = _counts_of_kinds(rows, view) if are_many(view) else _counts(rows, view)
    sizes = {bar: sum(services for (name, _), services in counts.items() if name == bar) for bar, _ in counts}
    bars = list(sizes)
    if len(view.partners) == 1:
        bars.sort(key=lambda name: (-sizes[name], formats.by_name(name)))
    by_stage = {stage: sum(v for (_, own), v in counts.items() if own == stage) for stage in ORDER}
    online = Count(by_stage[Stage.ONLINE.value], sum(by_stage.values()), by_stage[None])
    shown = [stage for stage in ORDER if by_stage[stage] or stage is not None]
    series = tuple(_series(stage, bars, counts, lang) for stage in shown) if bars else ()
    finding = pipeline_sentence(by_stage, view)
    return ChartSpec(
        name="pipeline",
        kind=Kind.STACKED_BAR,
        title=text("partner.pipeline_title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=tuple(bars),
        series=series,
        table=_table_of_kinds(counts, view) if are_many(view) else _table(rows, view),
        provenance=wording.provenance(view, online.done, online.total, unknown=online.unknown, rule_key=RULE),
        alt_text=text("partner.pipeline_alt", lang, finding=finding, values=_values(bars, series)),
        lang=lang,
        category_labels=tuple(
            text("partner.n_of_m_online", lang, n_of_m=wording.counted(_online(bar, counts, sizes), lang))
            for bar in bars
        ),
        method=wording.method(wording.rule_sentence(view.filters.rule, lang, rule_key=RULE), lang),
    )


def pipeline_sentence(by_stage: Mapping[str | None, int], view: View) -> str:
    """How many services are at which stage; where no stage is known at all it says that."""
    total, lang = sum(by_stage.values()), view.lang
    if not total:
        return text("charts.no_data", lang)
    words = {
        "total": formats.number(total, lang),
        **{stage or "unknown": formats.number(services, lang) for stage, services in by_stage.items()},
    }
    form = "unreported" if by_stage[None] == total else "unknown" if by_stage[None] else "known"
    return wording.with_subject(text(f"partner.pipeline_{form}", lang, count=total, **words), view)


def _online(bar: str, counts: Counts, sizes: Mapping[str, int]) -> Count:
    return Count(counts.get((bar, Stage.ONLINE.value), 0), sizes[bar], counts.get((bar, None), 0))


def _counts(rows: Sequence[Row], view: View) -> dict[tuple[str, str | None], int]:
    counts: dict[tuple[str, str | None], int] = {}
    for row in rows:
        several = len(view.partners) > 1
        partner = view.cooperation.partner(row["partner_id"])
        bar = partner.short_name if several else department_name(row["department"], view.lang)
        counts[bar, row["stage"]] = counts.get((bar, row["stage"]), 0) + int(row["services"])
    return counts


def _counts_of_kinds(rows: Sequence[Row], view: View) -> dict[tuple[str, str | None], int]:
    partners: dict[str, int] = {}
    for row in rows:
        partners[row["kind"]] = int(row["partners"])
    names = {kind: kind_name(PartnerKind(kind), partners[kind], view) for kind in PartnerKind if kind in partners}
    return {
        (name, row["stage"]): int(row["services"]) for key, name in names.items() for row in rows if row["kind"] == key
    }


def _table_of_kinds(counts: Counts, view: View) -> Table:
    types = {"kind": ColumnType.TEXT, "stage": ColumnType.TEXT, "services": ColumnType.COUNT}
    lines = tuple((bar, stage_name(stage, view.lang), services) for (bar, stage), services in counts.items())
    return Table(columns(view.lang, **types), lines)


def _series(stage: str | None, bars: Sequence[str], counts: Counts, lang: Lang) -> Series:
    services = [counts.get((bar, stage), 0) for bar in bars]
    return Series(
        key=stage or "unknown",
        name=stage_name(stage, lang),
        values=tuple(float(value) for value in services),
        colour=palette.STAGE_COLOURS.get(stage or "", palette.UNKNOWN),
        labels=tuple(formats.number(value, lang) if value else "" for value in services),
        hatched=stage is None,
    )


def _values(bars: Sequence[str], series: Sequence[Series]) -> str:
    return "; ".join(
        f"{bar}: " + ", ".join(f"{item.name} {item.label(place)}" for item in series if item.label(place))
        for place, bar in enumerate(bars)
    )


def _table(rows: Sequence[Row], view: View) -> Table:
    types = dict.fromkeys(("partner", "department", "stage"), ColumnType.TEXT)
    return Table(
        columns(view.lang, **types, services=ColumnType.COUNT),
        tuple(
            (
                view.cooperation.partner(row["partner_id"]).name,
                department_name(row["department"], view.lang),
                stage_name(row["stage"], view.lang),
                int(row["services"]),
            )
            for row in rows
        ),
    )
