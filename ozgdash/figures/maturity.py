"""How many services stand at which Reifegrad, per partner?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Count, Row, records
from ozgdash.formats import NBSP
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.cooperation import Partner
from ozgdash.model.filters import Rule, View
from ozgdash.model.observation import DEFAULT_MATURITY_MODEL, MATURITY_LEVELS
from ozgdash.texts import Lang, text

Names = Mapping[tuple[str, int], str]
"""Model and level -> official name."""
Level = tuple[str | None, int | None]
"""Reifegrad model and level; (None, None) is unknown."""

UNKNOWN: Level = (None, None)


def maturity_figure(frame: pd.DataFrame, view: View, *, level_names: Names | None = None) -> ChartSpec:
    """A bar per partner with the number of counted services at each Reifegrad.

    ``frame``: partner_id, maturity_model, maturity (missing: unknown), services. Levels of different models are
    separate segments. ``level_names`` holds the official names by model and level; a level without one is a number.
    """
    lang, names = view.lang, level_names or {}
    counts = counts_of(records(frame))
    partners = [partner for partner in view.partners if partner.id in counts]
    together = added(counts.values())
    levels, count = levels_of(together.keys()), count_of(together)
    series = tuple(_series(level, counts, partners, names, lang) for level in levels)
    finding = finding_of(together, names, view)
    return ChartSpec(
        name="maturity",
        kind=Kind.STACKED_BAR,
        title=text("charts.maturity_title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=tuple(partner.short_name for partner in partners),
        series=series,
        table=_table(counts, partners, levels, names, lang),
        provenance=wording.provenance(
            view, count.done, count.total, unknown=count.unknown, rule_key="charts.rule_levels"
        ),
        alt_text=_alt_text(finding, series, partners, lang),
        lang=lang,
        category_labels=tuple(_beside(counts[partner.id], lang) for partner in partners),
        method=wording.method(wording.rule_sentence(view.filters.rule, lang, rule_key="charts.rule_levels"), lang),
    )


def counts_of(rows: Sequence[Row]) -> dict[str, dict[Level, int]]:
    """Partner id -> level -> services; partners and levels without a service are missing."""
    counts: dict[str, dict[Level, int]] = {}
    for row in rows:
        counts.setdefault(row["partner_id"], {})
        counts[row["partner_id"]] = added((counts[row["partner_id"]], at_levels([row])))
    return {partner_id: levels for partner_id, levels in counts.items() if levels}


def at_levels(rows: Iterable[Row]) -> dict[Level, int]:
    """Level -> services of all rows together."""
    counts: dict[Level, int] = {}
    for row in rows:
        known = row["maturity"] is not None
        level = (str(row["maturity_model"] or DEFAULT_MATURITY_MODEL), int(row["maturity"])) if known else UNKNOWN
        counts[level] = counts.get(level, 0) + int(row["services"] or 0)
    return {level: services for level, services in counts.items() if services}


def added(several: Iterable[Mapping[Level, int]]) -> dict[Level, int]:
    """Level -> services, added up."""
    sums: dict[Level, int] = {}
    for counts in several:
        for level, services in counts.items():
            sums[level] = sums.get(level, 0) + services
    return sums


def levels_of(present: Set[Level]) -> list[Level]:
    """Every level of the models in use, the highest first, so that what is done starts at the common base line.

    What is done comes before what is not, the default model before others; unknown is last.
    """
    levels: list[Level] = []
    for model in sorted({model for model, _ in present if model}):
        shown = MATURITY_LEVELS.get(model, ()) if model == DEFAULT_MATURITY_MODEL else ()
        own = {level for name, level in present if name == model and level is not None}
        levels += [(model, level) for level in {*shown, *own}]
    levels.sort(key=_rank)
    return levels + [UNKNOWN] * (UNKNOWN in present)


def _rank(level: Level) -> tuple[bool, bool, str, int]:
    model, number = level
    return (number or 0) < Rule.SERVICE_RG3.threshold, model != DEFAULT_MATURITY_MODEL, model or "", -(number or 0)


def _series(
    level: Level, counts: Mapping[str, Mapping[Level, int]], partners: Sequence[Partner], names: Names, lang: Lang
) -> Series:
    services = [counts[partner.id].get(level, 0) for partner in partners]
    return Series(
        key=key_of(level),
        name=short_name(level, names, lang),
        values=tuple(float(value) for value in services),
        colour=palette.maturity_colour(*level),
        labels=tuple(formats.number(value, lang) if value else "" for value in services),
        hatched=level == UNKNOWN or level[0] != DEFAULT_MATURITY_MODEL,
    )


def key_of(level: Level) -> str:
    """The key of a level's series: ``1.1-3``, ``unknown``."""
    return "unknown" if level[1] is None else f"{level[0]}-{level[1]}"


def level_name(level: Level, names: Names, lang: Lang) -> str:
    """``Reifegrad 3 (Online-Leistung)``; another model than the default one is named."""
    model, number = level
    if model is None or number is None:
        return text("charts.level_unknown", lang)
    if model != DEFAULT_MATURITY_MODEL:
        return text("charts.level_other_model", lang, level=number, model=model)
    label = names.get((model, number), "")
    return text("charts.level" if label else "charts.level_plain", lang, level=number, label=label)


def short_name(level: Level, names: Names, lang: Lang) -> str:
    """``3 Online-Leistung`` for the legend of a chart whose title says that these are levels."""
    model, number = level
    if model is None or number is None:
        return text("charts.level_unknown", lang)
    if model != DEFAULT_MATURITY_MODEL:
        return text("charts.legend_other_model", lang, level=number, model=model)
    return f"{number}{NBSP}{names.get((model, number), '')}".strip(NBSP)


def count_of(services: Mapping[Level, int]) -> Count:
    """How many services have reached the threshold, whatever their model, out of all."""
    done = sum(n for (_, level), n in services.items() if level is not None and level >= Rule.SERVICE_RG3.threshold)
    return Count(done, sum(services.values()), services.get(UNKNOWN, 0))


def _beside(services: Mapping[Level, int], lang: Lang) -> str:
    """``209 von 570 ab Reifegrad 3``."""
    return text("charts.from_level_3", lang, n_of_m=wording.counted(count_of(services), lang))


def finding_of(services: Mapping[Level, int], names: Names, view: View) -> str:
    """How many have reached the threshold, and which level is the most frequent."""
    count, lang = count_of(services), view.lang
    if not count.total:
        return text("charts.no_data", lang)
    known = {level: n for level, n in services.items() if level != UNKNOWN}
    total = formats.number(count.total, lang)
    if not known:
        return wording.with_subject(text("charts.maturity_finding_open", lang, total=total), view)
    largest = max(known, key=lambda level: (known[level], level))
    mostly_unknown = count.unknown > known[largest]
    sentence = text(
        "charts.maturity_finding_mostly_unknown" if mostly_unknown else "charts.maturity_finding",
        lang,
        done=formats.number(count.done, lang),
        total=total,
        share=formats.percent(count.share, lang),
        level=level_name(largest, names, lang),
        count_text=formats.number(known[largest], lang),
        unknown=formats.number(count.unknown, lang),
    )
    return wording.with_subject(sentence, view)


def _alt_text(finding: str, series: Sequence[Series], partners: Sequence[Partner], lang: Lang) -> str:
    if not partners:
        return finding
    values = [
        f"{partner.short_name}: "
        + ", ".join(f"{item.name}: {item.label(position)}" for item in series if item.label(position))
        for position, partner in enumerate(partners)
    ]
    return text("charts.maturity_alt", lang, finding=finding, values="; ".join(values))


def _table(
    counts: Mapping[str, Mapping[Level, int]],
    partners: Sequence[Partner],
    levels: Sequence[Level],
    names: Names,
    lang: Lang,
) -> Table:
    """A row per partner and level, zero where a partner has no service at it; an unknown level has no number."""
    return Table(
        columns=wording.columns(
            lang,
            partner=ColumnType.TEXT,
            model=ColumnType.TEXT,
            level=ColumnType.COUNT,
            label=ColumnType.TEXT,
            services=ColumnType.COUNT,
        ),
        rows=tuple(
            (
                partner.name,
                model,
                number,
                label_of((model, number), names, lang),
                counts[partner.id].get((model, number), 0),
            )
            for partner in partners
            for model, number in levels
        ),
    )


def label_of(level: Level, names: Names, lang: Lang) -> str:
    """The official name of a level; empty where it has none."""
    model, number = level
    if model is None or number is None:
        return text("charts.level_unknown", lang)
    return names.get((model, number), "")
