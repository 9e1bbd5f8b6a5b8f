"""Every service by partner: a table to read, search and take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Count, Row, records
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec, Column, Kind, Table, Unit
from ozgdash.model.filters import Rule, View
from ozgdash.model.observation import DEFAULT_MATURITY_MODEL, MATURITY_LEVELS, Standing
from ozgdash.texts import Lang, text

FIXED_COLUMNS = ("topic", "name", "ozg_name", "leika_key", "ozg_id")


def services_figure(
    frame: pd.DataFrame, view: View, *, everyone: tuple[str, Mapping[str, str]] | None = None
) -> ChartSpec:
    """A table with one row per service and one column per partner; the cell says Reifegrad or why there is none.

    ``frame``: the frame of ``service_matrix``; ``everyone``: heading and cell per service of one more column, for what
    holds at all partners of a large cooperation. There is nothing to draw: it leaves as XLSX and CSV.
    """
    lang, rows = view.lang, records(frame)
    partners = [p for p in view.partners if any(row["partner_id"] == p.id for row in rows)]
    services: dict[str, dict[str, Row]] = {}
    for row in rows:
        services.setdefault(row["service_id"], {})[row["partner_id"]] = row
    counted = [row for row in rows if row["standing"] == Standing.COUNTED]
    done = sum(map(at_target, counted))
    unknown = sum(row["maturity"] is None for row in counted)
    finding = services_sentence(counted, view)
    columns = [Column(key, text(f"services.column_{key}", lang)) for key in FIXED_COLUMNS]
    columns += [Column(partner.id, partner.short_name) for partner in partners]
    columns += [Column("everyone", everyone[0])] if everyone else []
    ids = [partner.id for partner in partners]
    return ChartSpec(
        name="services",
        kind=Kind.TABLE,
        title=text("services.table_title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=(),
        series=(),
        table=Table(
            tuple(columns),
            tuple(
                (*_row(own, ids, view), *([everyone[1].get(key, formats.DASH)] if everyone else []))
                for key, own in services.items()
            ),
        ),
        provenance=wording.provenance(view, done, len(counted), unknown=unknown, rule_key="charts.rule_levels"),
        alt_text=finding,
        lang=lang,
    )


def services_sentence(counted: Sequence[Row], view: View) -> str:
    """How many services someone offers at the threshold, and how many everyone who is responsible does.

    ``counted``: the rows in the denominator. With one partner the two are the same, and it is the partner's own count.
    """
    lang = view.lang
    by_service: dict[str, list[Row]] = {}
    for row in counted:
        by_service.setdefault(row["service_id"], []).append(row)
    if not by_service:
        return text("charts.no_data", lang)
    members = by_service.values()
    unknown = sum(all(row["maturity"] is None for row in rows) for rows in members)
    some = Count(sum(any(map(at_target, rows)) for rows in members), len(members), unknown)
    return some_and_everyone(some, sum(all(map(at_target, rows)) for rows in members), view)


def some_and_everyone(some: Count, done_by_all: int, view: View) -> str:
    """The sentence of ``services_sentence``: services that some partner has of all, and how many everyone has."""
    lang = view.lang
    if not some.total:
        return text("charts.no_data", lang)
    if len(view.partners) == 1 or not some.reported:
        return wording.core_alone(some, view, rule=Rule.SERVICE_RG3)
    everyone = Count(done_by_all, some.total)
    key = "finding_all" if everyone.done == everyone.total else "finding" if some.done else "finding_none"
    return text(
        f"services.{key}",
        lang,
        count=some.total,
        total=formats.number(some.total, lang),
        some=formats.number(some.done, lang),
        some_share=formats.percent(some.share, lang),
        everyone=formats.number(everyone.done, lang),
        everyone_share=formats.percent(everyone.share, lang),
    )


def at_target(row: Row) -> bool:
    """True where the Reifegrad is known and counts as done by the rule of single services."""
    return row["maturity"] is not None and row["maturity"] >= Rule.SERVICE_RG3.threshold


def _row(by_partner: dict[str, Row], partners: Sequence[str], view: View) -> tuple[str, ...]:
    """One service. What a filter of departments leaves out says nothing of whether the partner is responsible."""
    first = next(iter(by_partner.values()))
    fixed = [str(first[key] or "") for key in FIXED_COLUMNS]
    missing = text("services.outside_filter", view.lang) if view.filters.departments else cell(None, view.lang)
    said = (cell(by_partner[key], view.lang) if key in by_partner else missing for key in partners)
    return (*fixed, *said)


def cell(row: Row | None, lang: Lang) -> str:
    """``RG 3``, ``RG 5 (Modell 2.0)``, ``unbekannt``, ``nicht zuständig`` or ``nicht digitalisierbar``."""
    if row is None or row["standing"] == Standing.NOT_RESPONSIBLE:
        return text("services.not_responsible", lang)
    if row["standing"] == Standing.NOT_DIGITISABLE:
        return text("services.not_digitisable", lang)
    if row["maturity"] is None:
        return text("services.unknown", lang)
    return level_name(row["maturity_model"] or DEFAULT_MATURITY_MODEL, int(row["maturity"]), lang)


def level_name(model: str, level: int, lang: Lang) -> str:
    """``RG 3``; of another model than the usual one with its name."""
    key = "services.level" if model == DEFAULT_MATURITY_MODEL else "services.level_of_model"
    return text(key, lang, level=level, model=model)


def group_head(topic: str, rows: Sequence[Sequence[str]], lang: Lang) -> tuple[str, ...]:
    """A line over the services of one Themenfeld: how many they are, and how many of its own each partner has.

    ``rows``: the lines of its services. Empty for a partner that counts none of them.
    """
    counted = _words_of(lang, lowest=0) | {text("services.unknown", lang)}
    done = _words_of(lang, lowest=Rule.SERVICE_RG3.threshold)
    columns = list(zip(*rows, strict=True))[len(FIXED_COLUMNS) :]
    counts = [
        Count(sum(words in done for words in column), sum(words in counted for words in column)) for column in columns
    ]
    name = text("services.group", lang, count=len(rows), topic=topic, n=formats.number(len(rows), lang))
    heads = [text("services.group_cell", lang, n_of_m=wording.counted(c, lang)) if c.total else "" for c in counts]
    return (topic, name, *[""] * (len(FIXED_COLUMNS) - 2), *heads)


def _words_of(lang: Lang, *, lowest: int) -> set[str]:
    """The words of the cells at a Reifegrad of at least ``lowest``."""
    return {
        level_name(model, level, lang) for model, steps in MATURITY_LEVELS.items() for level in steps if level >= lowest
    }


def cell_colours(lang: Lang) -> dict[str, str]:
    """The words of a cell -> its colour; the words without one need none."""
    return {
        level_name(model, level, lang): palette.maturity_colour(model, level)
        for model, steps in MATURITY_LEVELS.items()
        for level in steps
    }
