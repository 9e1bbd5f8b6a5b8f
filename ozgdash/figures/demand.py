"""How many cases can be handled online, and the words that all figures about cases share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.ends import ends, others
from ozgdash.figures.frames import Count, Row, records
from ozgdash.figures.kinds import summed
from ozgdash.model import palette
from ozgdash.model.chart import Cell, ChartSpec, Column, ColumnType, Kind, Provenance, Series, Table, Unit
from ozgdash.model.demand import SHOWN_FROM, STAND_IN
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many, most
from ozgdash.texts import Lang, text

COUNTS = ("done", "total", "unknown", "with_cases", "with_priority", "cases_done", "cases")


@dataclass(frozen=True)
class Demand:
    """One row of the frame of ``demand``: services, those with cases, and the cases themselves."""

    services: Count
    with_cases: int
    with_priority: int
    cases: Count

    @classmethod
    def summed(cls, rows: Sequence[Row]) -> Demand:
        """The rows of all partners that gave cases added up."""
        given = [row for row in rows if row["with_cases"]]
        return cls(
            Count.summed(given),
            sum(int(row["with_cases"]) for row in given),
            sum(int(row["with_priority"]) for row in given),
            Count(*(sum(int(row[name] or 0) for row in given) for name in ("cases_done", "cases"))),
        )


def demand_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A row per partner: the share of services at the target beside the share of their cases, each out of its own.

    ``frame``: that of ``demand``. For a partner without cases none are computed, and its cell says so; where no partner
    gave any the chart is empty.
    """
    lang, rows = view.lang, records(frame)
    bars = [(view.cooperation.partner(row["partner_id"]).short_name, row) for row in rows]
    if are_many(view):
        bars = _ends(rows, view)
    together = Demand.summed(rows)
    finding = demand_sentence(rows, view)
    series = _pair([row for _, row in bars], lang) if together.with_cases else ()
    names = tuple(name for name, _ in bars) if series else ()
    values = "; ".join(
        f"{name}: " + ", ".join(f"{item.name} {item.label(place)}" for item in series)
        for place, name in enumerate(names)
    )
    return ChartSpec(
        name="demand",
        kind=Kind.MATRIX,
        title=text("demand.demand_title", lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=names,
        series=series,
        table=_demand_table(rows, view),
        provenance=provenance(view, together.cases, rule_key=f"demand.rule_{view.filters.rule.threshold}"),
        alt_text=text("demand.demand_alt", lang, finding=finding, values=values),
        lang=lang,
        method=method_of(view),
    )


def _ends(rows: Sequence[Row], view: View) -> list[tuple[str, Row]]:
    """Of those that gave cases the ones with the largest and the smallest part of them online, the others together."""
    given = [(view.cooperation.partner(row["partner_id"]).short_name, row) for row in rows if row["with_cases"]]
    given.sort(key=lambda bar: -(Demand.summed([bar[1]]).cases.share or 0.0))
    return ends(given, lambda rest: (others(rest, view), summed([row for _, row in rest], COUNTS)))


def demand_sentence(rows: Sequence[Row], view: View) -> str:
    """Share of services and of cases of the partners that gave any, how many services have cases, and who gave none."""
    lang, together = view.lang, Demand.summed(rows)
    if not any(row["total"] for row in rows):
        return text("charts.no_data", lang)
    if not together.with_cases:
        return wording.with_subject(text("demand.none_given", lang), view)
    silent = [view.cooperation.partner(row["partner_id"]).short_name for row in rows if not row["with_cases"]]
    sentence = text(
        "demand.finding",
        lang,
        services=wording.cell(together.services, lang),
        cases=cases_of(together.cases, lang),
        given=formats.number(together.with_cases, lang),
        total=formats.number(together.services.total, lang),
    )
    said = of_givers(sentence, rows, view)
    return text("demand.without", lang, finding=said, names=wording.few(silent, lang)) if silent else said


def of_givers(sentence: str, rows: Sequence[Row], view: View) -> str:
    """The sentence with the partner that gave cases in front, or how many did; ``rows``: those of ``demand``."""
    giving = [view.cooperation.partner(row["partner_id"]).short_name for row in rows if row["with_cases"]]
    if len(giving) == 1:
        return text("charts.subject_one", view.lang, partner=giving[0], sentence=sentence)
    return text("charts.subject_many", view.lang, n=formats.number(len(giving), view.lang), sentence=sentence)


def cases_text(cases: int, lang: Lang) -> str:
    """A number of cases; one that is small reads ``< 5``."""
    if 0 < cases < SHOWN_FROM:
        return text("demand.few", lang, limit=SHOWN_FROM)
    return formats.number(cases, lang)


def cases_of(cases: Count, lang: Lang) -> str:
    """``68,9 % (1.003 von 1.456)``; without the share where all of them are few."""
    n_of_m = text("charts.n_of_m", lang, done=cases_text(cases.done, lang), total=cases_text(cases.total, lang))
    if 0 < cases.total < SHOWN_FROM:
        return n_of_m
    return text("demand.share_of", lang, share=formats.percent(cases.share, lang), n_of_m=n_of_m)


def _pair(rows: Sequence[Row], lang: Lang) -> tuple[Series, ...]:
    """A column of services and one of cases; each has its own colour, as the units differ."""
    services = [Count.of(row) for row in rows]
    cases = [Demand.summed([row]).cases for row in rows]
    none = text("demand.none_counted", lang)
    return (
        Series(
            key="services",
            name=text("demand.series_services", lang),
            values=tuple(count.share for count in services),
            colour=palette.PARTNER_PALETTE[2],
            labels=tuple(wording.cell(count, lang) for count in services),
        ),
        Series(
            key="cases",
            name=text("demand.series_cases", lang),
            values=tuple(count.share for count in cases),
            colour=palette.ACCENT,
            labels=tuple(cases_of(count, lang) if count.total else none for count in cases),
        ),
    )


def _demand_table(rows: Sequence[Row], view: View) -> Table:
    """A row per partner; one without cases has none, which is not zero, and of many is left out."""
    types = {"partner": ColumnType.TEXT, "done": ColumnType.COUNT, "total": ColumnType.COUNT}
    types |= {"share": ColumnType.SHARE, "with_cases": ColumnType.COUNT, "with_priority": ColumnType.COUNT}
    types |= {"cases_done": ColumnType.COUNT, "cases": ColumnType.COUNT, "cases_share": ColumnType.SHARE}
    lines: list[tuple[Cell, ...]] = []
    listed = [row for row in rows if row["with_cases"]] if are_many(view) else rows
    for row in listed[: most(view)]:
        services, cases = Count.of(row), Demand.summed([row]).cases
        shown = (cell(cases.done, view.lang), cell(cases.total, view.lang), cases.share)
        name = view.cooperation.partner(row["partner_id"]).name
        counts = (services.done, services.total, services.share, int(row["with_cases"]), int(row["with_priority"]))
        lines.append((name, *counts, *(shown if row["with_cases"] else (None, None, None))))
    return Table(columns(view.lang, **types), tuple(lines), of=len(listed))


def cell(cases: int, lang: Lang) -> Cell:
    """A number to compute with, or ``< 5``."""
    return cases_text(cases, lang) if 0 < cases < SHOWN_FROM else cases


def provenance(view: View, cases: Count, *, rule_key: str) -> Provenance:
    """The usual footer, with cases in place of services; ``rule_key``: what was counted."""
    facts = wording.provenance(view, 0, 0, rule_key=rule_key)
    if not cases.total:
        return replace(facts, n_of_m=text("demand.none_counted", view.lang))
    return replace(facts, n_of_m=text("demand.together", view.lang, cases=cases_of(cases, view.lang)))


def method_of(view: View) -> str:
    """How small numbers were treated, for the notes of a slide."""
    return text("demand.method", view.lang, limit=SHOWN_FROM, stand_in=STAND_IN)


def columns(lang: Lang, **types: ColumnType) -> tuple[Column, ...]:
    """Table columns by key and type, with the headers of this area's texts."""
    return tuple(Column(key, text(f"demand.column_{key}", lang), type_) for key, type_ in types.items())
