"""How did one service come to where it stands at many partners: at each level so many of them, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Row, day_of
from ozgdash.figures.service_levels import Level, Partners, cells, columns, levels_of
from ozgdash.figures.service_partners import provenance, title
from ozgdash.figures.service_table import level_name
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec, Column, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.filters import View
from ozgdash.texts import text

MAX_DAYS = 12
"""The newest days on which something changed are drawn; all of them are in the table."""
Days = Sequence[tuple[date, Partners]]


def levels_history_figure(changes: Sequence[Row], service: Sequence[Row], view: View) -> ChartSpec:
    """A grid with a row per day on which something changed at any partner, the newest on top, and a column per level.

    ``changes``: the rows of the frame of ``service_history``; ``service``: those of ``service_at_partners``. A cell
    says how many partners stood at that level on that day; the tint is their part of those in charge.
    """
    lang = view.lang
    days = partners_by_day(changes)
    levels = levels_of(partners for _, partners in days)
    drawn = days[:MAX_DAYS]
    finding = _finding(days, view)
    return ChartSpec(
        name="service_history",
        kind=Kind.MATRIX,
        title=text("services.history_levels", lang, name=title(service, lang)),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(formats.day(day, lang) for day, _ in drawn),
        series=(*(_level(level, drawn, view) for level in levels), _unknown(drawn, view)) if drawn else (),
        table=Table(
            (Column("day", text("services.column_day", lang), ColumnType.DATE), *columns(levels, lang)),
            tuple((day, *cells(partners, levels)) for day, partners in days),
        ),
        provenance=provenance(service, view),
        alt_text=text("services.history_levels_alt", lang, finding=finding) if days else finding,
        lang=lang,
        method=text("services.history_method", lang),
    )


def partners_by_day(changes: Sequence[Row]) -> list[tuple[date, Partners]]:
    """Where the partners stood at the end of each day on which something changed, the newest day first."""
    standing: dict[str, Row] = {}
    found: list[tuple[date, Partners]] = []
    now = Partners()
    for day, rows in groupby(sorted(changes, key=day_of), key=day_of):
        for row in rows:
            if row["partner_id"] in standing:
                now.add({**standing[row["partner_id"]], "partners": -1})
            now.add({**row, "partners": 1})
            standing[row["partner_id"]] = row
        found.append((day, now.copy()))
    return found[::-1]


def _finding(days: Days, view: View) -> str:
    lang = view.lang
    if not days:
        return text("services.no_service", lang)
    if len(days) == 1:
        return text("services.history_none", lang)
    (day, now), (before, then) = days[0], days[min(MAX_DAYS, len(days)) - 1]
    return text(
        "services.history_levels_finding",
        lang,
        day=formats.day(day, lang),
        before=formats.day(before, lang),
        n_of_m=wording.n_of_m(now.count, lang),
        value=wording.n_of_m(then.count, lang),
    )


def _level(level: Level, days: Days, view: View) -> Series:
    numbers = [(partners.levels.get(level, 0), partners.count.total) for _, partners in days]
    return _column(f"{level[0]}-{level[1]}", level_name(*level, view.lang), numbers, view)


def _unknown(days: Days, view: View) -> Series:
    numbers = [(partners.unknown, partners.count.total) for _, partners in days]
    return _column("unknown", text("services.unknown", view.lang), numbers, view)


def _column(key: str, name: str, numbers: Sequence[tuple[int, int]], view: View) -> Series:
    return Series(
        key=key,
        name=name,
        values=tuple(number / total if total else None for number, total in numbers),
        colour=palette.ACCENT,
        labels=tuple(formats.number(number, view.lang) for number, _ in numbers),
    )
