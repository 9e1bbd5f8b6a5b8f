"""At which Reifegrad do services stand in a large cooperation: means of all partners, and of quarters of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from ozgdash import formats
from ozgdash.figures import crowd, maturity, wording
from ozgdash.figures.frames import Row, records
from ozgdash.figures.maturity import UNKNOWN, Level
from ozgdash.model import palette
from ozgdash.model.chart import Cell, ChartSpec, Column, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.many import told_apart
from ozgdash.model.observation import DEFAULT_MATURITY_MODEL
from ozgdash.texts import text

Names = Mapping[tuple[str, int], str]
GROUPS = {"best": (1,), "middle": (2, 3), "last": (4,)}
"""Key of a bar and the quarters of the partners in it, the furthest first."""
MIN_VOICES = 4
"""With fewer partners there are no quarters of them."""


@dataclass(frozen=True)
class Line:
    """A bar: how many services stand at which level, and how many partners share them."""

    name: str
    services: Mapping[Level, int]
    partners: int = 1

    def mean(self, level: Level) -> float:
        """Services at the level per partner."""
        return self.services.get(level, 0) / self.partners


def maturity_crowd_figure(
    quarters: pd.DataFrame, apart: pd.DataFrame, view: View, *, level_names: Names | None = None
) -> ChartSpec:
    """A bar per partner that is told apart, then the mean of all partners and those of quarters of them.

    ``quarters``: the frame of ``maturity_by_quarter`` for the crowd; ``apart``: of ``maturity`` for the partners told
    apart, empty without any.
    """
    lang, names = view.lang, level_names or {}
    means, chosen = _means(records(quarters), view), _apart(records(apart), view)
    lines = [*chosen, *means]
    own = maturity.added(line.services for line in (chosen if told_apart(view) else means[:1]))
    count, levels = maturity.count_of(own), maturity.levels_of({level for line in lines for level in line.services})
    finding = maturity.finding_of(own, names, view)
    return ChartSpec(
        name="maturity",
        kind=Kind.STACKED_BAR,
        title=text("charts.maturity_title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=tuple(line.name for line in lines),
        series=tuple(_series(level, lines, names, view) for level in levels),
        table=_table(lines, levels, names, view),
        provenance=wording.provenance(
            view, count.done, count.total, unknown=count.unknown, rule_key="charts.rule_levels"
        ),
        alt_text=_alt_text(finding, lines, view),
        lang=lang,
        category_labels=tuple(_beside(line, view) for line in lines),
        method=" ".join(
            (
                wording.method(wording.rule_sentence(view.filters.rule, lang, rule_key="charts.rule_levels"), lang),
                text("crowd.quarters_method", lang),
            )
        ),
    )


def _apart(rows: Sequence[Row], view: View) -> list[Line]:
    counts = maturity.counts_of(rows)
    return [Line(partner.short_name, counts[partner.id]) for partner in told_apart(view) if partner.id in counts]


def _means(rows: Sequence[Row], view: View) -> list[Line]:
    """All partners, then the first quarter, the middle half and the last quarter of those that reported."""
    sizes = {row["quarter"]: int(row["partners"]) for row in rows}
    if not sizes:
        return []
    lang, everybody = view.lang, sum(sizes.values())
    key = "crowd.mean_of_those" if crowd.is_chosen(view) else "crowd.mean_of_all"
    lines = [Line(text(key, lang, n=formats.number(everybody, lang)), maturity.at_levels(rows), everybody)]
    if sum(size for quarter, size in sizes.items() if quarter is not None) < MIN_VOICES:
        return lines
    for group, members in GROUPS.items():
        own = [row for row in rows if row["quarter"] in members]
        size = sum(sizes[quarter] for quarter in members)
        lines.append(Line(text(f"crowd.mean_{group}", lang), maturity.at_levels(own), size))
    return lines


def _series(level: Level, lines: Sequence[Line], names: Names, view: View) -> Series:
    means = [line.mean(level) for line in lines]
    return Series(
        key=maturity.key_of(level),
        name=maturity.short_name(level, names, view.lang),
        values=tuple(means),
        colour=palette.maturity_colour(*level),
        labels=tuple(formats.number(mean, view.lang) if formats.whole(mean) else "" for mean in means),
        hatched=level == UNKNOWN or level[0] != DEFAULT_MATURITY_MODEL,
    )


def _beside(line: Line, view: View) -> str:
    """``31,2 % ab Reifegrad 3``."""
    count = maturity.count_of(line.services)
    share = formats.percent(count.share if count.reported else None, view.lang)
    return text("charts.from_level_3", view.lang, n_of_m=share)


def _alt_text(finding: str, lines: Sequence[Line], view: View) -> str:
    if not lines:
        return finding
    values = "; ".join(f"{line.name}: {_beside(line, view)}" for line in lines)
    return text("charts.maturity_alt", view.lang, finding=finding, values=values)


def _table(lines: Sequence[Line], levels: Sequence[Level], names: Names, view: View) -> Table:
    """A row per bar and level: the services of all its partners together, and their mean."""
    lang = view.lang
    types = {"partner": ColumnType.TEXT, "model": ColumnType.TEXT, "level": ColumnType.COUNT, "label": ColumnType.TEXT}
    columns = (
        *wording.columns(lang, **types, services=ColumnType.COUNT),
        Column("partners", text("crowd.column_sharing", lang), ColumnType.COUNT),
        Column("mean", text("crowd.column_mean", lang), ColumnType.RATE),
    )
    rows: list[tuple[Cell, ...]] = []
    for line in lines:
        for level in levels:
            label, services = maturity.label_of(level, names, lang), line.services.get(level, 0)
            rows.append((line.name, *level, label, services, line.partners, line.mean(level)))
    return Table(columns, tuple(rows))
