"""Which open services have the most cases, and at which Reifegrad do they stand?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.demand import Demand, cases_text, columns, method_of, of_givers, provenance
from ozgdash.figures.frames import Count, Row, records
from ozgdash.figures.service_table import cell as maturity_cell
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.observation import DEFAULT_MATURITY_MODEL, Standing
from ozgdash.texts import Lang, text

Level = tuple[str | None, int | None]
"""Reifegrad model and level; (None, None) is unknown."""


def demand_next_figure(frame: pd.DataFrame, demand: pd.DataFrame, view: View) -> ChartSpec:
    """A grid of the open services with the most cases by the Reifegrad they stand at, the more cases the deeper a cell.

    ``frame``: that of ``demand_next``; ``demand``: that of ``demand``, out of how many cases.
    """
    lang, rows, totals = view.lang, records(frame), records(demand)
    services = {row["service_id"]: str(row["name"]) for row in rows}
    together = Demand.summed(totals).cases
    named = Count(sum(int(row["cases"]) for row in rows), together.total - together.done)
    finding = next_sentence(rows, named, view, totals)
    columns_drawn = tuple(_column(level, list(services), rows, view) for level in _levels(rows))
    return ChartSpec(
        name="demand_next",
        kind=Kind.MATRIX,
        title=text("demand.next_title", lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(services.values()),
        series=columns_drawn,
        table=_next_table(rows, lang),
        provenance=provenance(view, named, rule_key=f"demand.rule_open_{view.filters.rule.threshold}"),
        alt_text=text("demand.next_alt", lang, finding=finding, values=_values(services.values(), columns_drawn)),
        lang=lang,
        method=method_of(view),
    )


def next_sentence(rows: Sequence[Row], named: Count, view: View, totals: Sequence[Row]) -> str:
    """Which open service has the most cases, and which part of all open cases the named ones make.

    ``totals``: the rows of ``demand``; they say which partners gave cases.
    """
    lang = view.lang
    if not rows:
        return (
            wording.with_subject(text("demand.next_none", lang), view)
            if view.partners
            else text("charts.no_data", lang)
        )
    first = rows[0]
    count = len({row["service_id"] for row in rows})
    sentence = text(
        "demand.next_finding",
        lang,
        count=count,
        name=first["name"],
        cases=formats.number(int(first["service_cases"]), lang),
        services=formats.number(count, lang),
        share=formats.percent(named.share, lang),
        named=formats.number(named.done, lang),
        open=cases_text(named.total, lang),
    )
    return of_givers(sentence, totals, view)


def _level(row: Row) -> Level:
    if row["maturity"] is None:
        return (None, None)
    return (str(row["maturity_model"] or DEFAULT_MATURITY_MODEL), int(row["maturity"]))


def _levels(rows: Sequence[Row]) -> list[Level]:
    """The levels that occur, the lowest first, other models after the default one, unknown last."""
    return sorted({_level(row) for row in rows}, key=_order)


def _order(level: Level) -> tuple[bool, bool, str, int]:
    model, number = level
    return model is None, model != DEFAULT_MATURITY_MODEL, model or "", number or 0


def _column(level: Level, services: Sequence[str], rows: Sequence[Row], view: View) -> Series:
    """The services at one level; the tint of a cell is its part of the most cases of all."""
    model, number = level
    most = max(int(row["cases"]) for row in rows)
    cells = {row["service_id"]: row for row in rows if _level(row) == level}
    return Series(
        key="unknown" if number is None else f"{model}-{number}",
        name=_level_name(level, view.lang),
        values=tuple(int(cells[service]["cases"]) / most if service in cells else None for service in services),
        colour=palette.ACCENT,
        labels=tuple(_label(cells[service], view) if service in cells else "" for service in services),
    )


def _level_name(level: Level, lang: Lang) -> str:
    model, number = level
    return maturity_cell({"standing": Standing.COUNTED, "maturity": number, "maturity_model": model}, lang)


def _label(row: Row, view: View) -> str:
    """``12.400``; with several partners also how many of them."""
    cases, partners = (formats.number(int(row[name]), view.lang) for name in ("cases", "partners"))
    if len(view.partners) == 1:
        return cases
    return text("demand.cases_of_partners", view.lang, count=int(row["partners"]), cases=cases, partners=partners)


def _values(names: Iterable[str], drawn: Sequence[Series]) -> str:
    return "; ".join(
        f"{name}: " + ", ".join(f"{item.name} {item.label(place)}" for item in drawn if item.label(place))
        for place, name in enumerate(names)
    )


def _next_table(rows: Sequence[Row], lang: Lang) -> Table:
    types = {"name": ColumnType.TEXT, "service_cases": ColumnType.COUNT, "maturity": ColumnType.TEXT}
    types |= {"partners": ColumnType.COUNT, "cases": ColumnType.COUNT}
    return Table(
        columns(lang, **types),
        tuple(
            (
                row["name"],
                int(row["service_cases"]),
                _level_name(_level(row), lang),
                int(row["partners"]),
                int(row["cases"]),
            )
            for row in rows
        ),
    )
