"""How did one service come to where it stands at each partner?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from ozgdash import formats
from ozgdash.figures.frames import Row, by_partner, day_of, records
from ozgdash.figures.service_levels_history import levels_history_figure
from ozgdash.figures.service_partners import provenance, title
from ozgdash.figures.service_table import cell
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec, Column, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.cooperation import Partner
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many
from ozgdash.model.observation import DEFAULT_MATURITY_MODEL, MATURITY_LEVELS, Standing
from ozgdash.texts import text

MAX_DAYS = 12
"""The newest days on which something changed are drawn; all of them are in the table."""

FULLEST = 0.5
"""The tint of the highest level: what did not change is written in grey, which must stay readable on it."""

History = Mapping[str, Sequence[Row]]


def service_history_figure(changes: pd.DataFrame, at_partners: pd.DataFrame, view: View) -> ChartSpec:
    """A grid with a row per day on which something changed, the newest on top, and a column per partner.

    A cell says what held on that day; where it changed, in bold, and what held before. ``changes``: the frame of
    ``service_history``; ``at_partners``: that of ``service_at_partners``. Levels of different models are not compared:
    the tint is the level's place within its own model.
    """
    lang, rows, service = view.lang, records(changes), records(at_partners)
    if are_many(view):
        return levels_history_figure(rows, service, view)
    histories = by_partner(rows)
    partners = [partner for partner in view.partners if partner.id in histories]
    days = _days(histories)
    finding = history_sentence(rows, view)
    return ChartSpec(
        name="service_history",
        kind=Kind.MATRIX,
        title=text("services.history_title", lang, name=title(service, lang)),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(formats.day(day, lang) for day in days[:MAX_DAYS]),
        series=tuple(_column(partner, histories[partner.id], days[:MAX_DAYS], view) for partner in partners),
        table=_table(histories, view),
        provenance=provenance(service, view),
        alt_text=text("services.history_alt", lang, finding=finding) if rows else finding,
        lang=lang,
        method=text("services.history_method", lang),
    )


def _days(histories: History) -> list[date]:
    """The days on which something changed, the newest first; where nothing ever did, those of joining."""
    steps = _steps(histories)
    changed = {day_of(row) for row, before in steps if before is not None}
    return sorted(changed or {day_of(row) for row, _ in steps}, reverse=True)


def history_sentence(rows: Sequence[Row], view: View) -> str:
    """What changed last, at whom, from what to what; where nothing ever did, that nothing was reported."""
    lang = view.lang
    if not rows:
        return text("services.no_service", lang)
    steps = [(row, before) for row, before in _steps(by_partner(rows)) if before is not None]
    if not steps:
        return text("services.history_none", lang)
    newest = max(day_of(row) for row, _ in steps)
    parts = [
        text(
            "services.history_step",
            lang,
            partner=view.cooperation.partner(row["partner_id"]).short_name,
            before=cell(before, lang),
            now=cell(row, lang),
        )
        for row, before in steps
        if day_of(row) == newest
    ]
    return text("services.history_last", lang, day=formats.day(newest, lang), steps="; ".join(parts))


def _steps(histories: History) -> list[tuple[Row, Row | None]]:
    """Every change with what held before it; None for the first row of a partner."""
    return [(row, before) for own in histories.values() for row, before in zip(own, [None, *own[:-1]], strict=True)]


def _column(partner: Partner, own: Sequence[Row], days: Sequence[date], view: View) -> Series:
    states = [_state(own, day) for day in days]
    return Series(
        key=partner.id,
        name=partner.short_name,
        values=tuple(_place(now) for now, _ in states),
        colour=palette.ACCENT,
        labels=tuple(_label(now, before, day, view) for (now, before), day in zip(states, days, strict=True)),
    )


def _state(own: Sequence[Row], day: date) -> tuple[Row | None, Row | None]:
    """What held on a day and what had held before; None before the partner joined."""
    until = [row for row in own if day_of(row) <= day]
    return (until[-1] if until else None, until[-2] if len(until) > 1 else None)


def _place(row: Row | None) -> float | None:
    """Where a level stands within its model, between 0 and FULLEST."""
    if row is None or row["standing"] != Standing.COUNTED or row["maturity"] is None:
        return None
    highest = max(MATURITY_LEVELS.get(row["maturity_model"] or DEFAULT_MATURITY_MODEL, range(8)))
    return min(float(row["maturity"]) / highest, 1.0) * FULLEST


def _label(now: Row | None, before: Row | None, day: date, view: View) -> str:
    if now is None:
        return formats.DASH
    words = _flat(cell(now, view.lang))
    if day_of(now) != day or before is None:
        return words
    return text("services.history_cell", view.lang, now=words, before=_flat(cell(before, view.lang)))


def _flat(words: str) -> str:
    """``RG 5 (Modell 2.0)`` without brackets: in a cell of a grid they hold what stands on the second line."""
    return words.replace(" (", " · ").replace(")", "")


def _table(histories: History, view: View) -> Table:
    """Every change, the newest first."""
    lang = view.lang
    order = [partner.id for partner in view.partners]
    steps = [step for step in _steps(histories) if step[0]["partner_id"] in order]
    steps.sort(key=lambda step: (-day_of(step[0]).toordinal(), order.index(step[0]["partner_id"])))
    types = {"day": ColumnType.DATE, "partner": ColumnType.TEXT, "maturity": ColumnType.TEXT, "before": ColumnType.TEXT}
    return Table(
        tuple(Column(key, text(f"services.column_{key}", lang), type_) for key, type_ in types.items()),
        tuple(
            (
                day_of(row),
                view.cooperation.partner(row["partner_id"]).name,
                cell(row, lang),
                cell(before, lang) if before else None,
            )
            for row, before in steps
        ),
    )
