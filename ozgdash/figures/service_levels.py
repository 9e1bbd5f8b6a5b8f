"""Every service of many partners: how many of them have it, and at which Reifegrad how many stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Count, Row, records
from ozgdash.figures.service_table import FIXED_COLUMNS, level_name, some_and_everyone
from ozgdash.model.chart import Cell, ChartSpec, Column, ColumnType, Kind, Table, Unit
from ozgdash.model.filters import Rule, View
from ozgdash.model.observation import DEFAULT_MATURITY_MODEL, Standing
from ozgdash.texts import Lang, text

Level = tuple[str, int]
OUTSIDE = (Standing.NOT_RESPONSIBLE.value, Standing.NOT_DIGITISABLE.value)


@dataclass
class Partners:
    """The partners of one service, or of several, by where they stand."""

    levels: dict[Level, int] = field(default_factory=dict)
    unknown: int = 0
    outside: dict[str, int] = field(default_factory=dict)

    @property
    def count(self) -> Count:
        """Partners at the threshold of the rule for single services, of those that are in charge of it."""
        done = sum(number for (_, level), number in self.levels.items() if level >= Rule.SERVICE_RG3.threshold)
        return Count(done, sum(self.levels.values()) + self.unknown, self.unknown)

    def copy(self) -> Partners:
        """The same counts; they stay when more is added here. Levels at which nobody stands are left out."""
        levels = {level: number for level, number in self.levels.items() if number}
        return Partners(levels, self.unknown, dict(self.outside))

    def add(self, row: Row) -> None:
        """Count the partners of one row of the frame of ``service_levels``."""
        number = int(row["partners"])
        if row["standing"] != Standing.COUNTED:
            self.outside[row["standing"]] = self.outside.get(row["standing"], 0) + number
        elif row["maturity"] is None:
            self.unknown += number
        else:
            key = (str(row["maturity_model"] or DEFAULT_MATURITY_MODEL), int(row["maturity"]))
            self.levels[key] = self.levels.get(key, 0) + number


def service_levels_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A table with one row per service: partners at Reifegrad 3 and above, of how many, and how many at each level.

    ``frame``: that of ``service_levels``. It takes the place of the table with a column per partner.
    """
    lang, rows = view.lang, records(frame)
    services = by_service(rows)
    first = {row["service_id"]: row for row in reversed(rows)}
    levels = levels_of(services.values())
    together = Count.added(partners.count for partners in services.values())
    finding = levels_sentence(services, {key: str(row["name"]) for key, row in first.items()}, view)
    return ChartSpec(
        name="services",
        kind=Kind.TABLE,
        title=text("services.levels_title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=(),
        series=(),
        table=Table(
            (*(Column(key, text(f"services.column_{key}", lang)) for key in FIXED_COLUMNS), *columns(levels, lang)),
            tuple(
                (*(str(first[key][name] or "") for name in FIXED_COLUMNS), *cells(partners, levels))
                for key, partners in services.items()
            ),
        ),
        provenance=wording.provenance(
            view, together.done, together.total, unknown=together.unknown, rule_key="charts.rule_levels"
        ),
        alt_text=finding,
        lang=lang,
    )


def levels_sentence(services: Mapping[str, Partners], names: Mapping[str, str], view: View) -> str:
    """How many of the partners in charge have half of the services at most, and which service most of them have.

    ``names``: the name of each service.
    """
    lang = view.lang
    counts = {key: partners.count for key, partners in services.items() if partners.count.total}
    known = {key: count for key, count in counts.items() if count.reported}
    if not any(count.done for count in known.values()):
        return some_and_everyone(Count(0, len(counts), len(counts) - len(known)), 0, view)
    most = max(known, key=lambda key: known[key].done)
    return text(
        "services.levels_finding",
        lang,
        n=formats.number(len(known), lang),
        share=formats.percent(median(count.share or 0.0 for count in known.values()), lang),
        name=names[most],
        n_of_m=wording.n_of_m(known[most], lang),
    )


def by_service(rows: Iterable[Row]) -> dict[str, Partners]:
    """Service id -> its partners, in the order of the rows."""
    services: dict[str, Partners] = {}
    for row in rows:
        services.setdefault(row["service_id"], Partners()).add(row)
    return services


def levels_of(all_partners: Iterable[Partners]) -> list[Level]:
    """The levels at which any partner stands, the highest first, other models after the default one."""
    found = {level for partners in all_partners for level in partners.levels}
    return sorted(found, key=lambda level: (level[0] != DEFAULT_MATURITY_MODEL, level[0], -level[1]))


def columns(levels: Sequence[Level], lang: Lang) -> list[Column]:
    """The columns of ``cells``."""
    counts = [Column(key, text(f"services.column_{key}", lang), ColumnType.COUNT) for key in ("having", "in_charge")]
    share = Column("share", text("services.column_share", lang), ColumnType.SHARE)
    words = {f"{model}-{level}": level_name(model, level, lang) for model, level in levels}
    words |= {key: text(f"services.{key}", lang) for key in ("unknown", *OUTSIDE)}
    each = [Column(key, name[:1].upper() + name[1:], ColumnType.COUNT) for key, name in words.items()]
    return [*counts, share, *each]


def cells(partners: Partners, levels: Sequence[Level]) -> tuple[Cell, ...]:
    """What a table says of the partners of a service; no share where no Reifegrad is known."""
    count = partners.count
    share = count.share if count.reported else None
    beside = (partners.outside.get(key, 0) for key in OUTSIDE)
    return (count.done, count.total, share, *(partners.levels.get(key, 0) for key in levels), partners.unknown, *beside)


def group_head(topic: str, rows: Sequence[Sequence[str]], lang: Lang) -> tuple[str, ...]:
    """A line over the services of one Themenfeld: how many they are. ``rows``: the lines of its services."""
    name = text("services.group", lang, count=len(rows), topic=topic, n=formats.number(len(rows), lang))
    return (topic, name, *[""] * (len(rows[0]) - 2))


def having(partners: Partners, lang: Lang) -> str:
    """``212 von 380 (55,8 %)``: what one cell says of all partners beside the columns of a few."""
    count = partners.count
    return wording.n_of_m(count, lang) if count.total else formats.DASH
