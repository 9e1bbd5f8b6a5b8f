"""Where would each partner stand if it took over what others run?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.ends import ends, others
from ozgdash.figures.frames import Count, Row, records
from ozgdash.figures.kinds import summed
from ozgdash.figures.opportunities import provenance
from ozgdash.model import palette
from ozgdash.model.chart import Cell, ChartSpec, Column, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many, most
from ozgdash.texts import text

COUNTS = ("done", "total", "unknown", "gain")
MAX_NAMED = 8
"""Picked services that are named below a picture; all of them are in the notes of a slide and on a workbook's sheet."""
COLUMNS = {
    "partner": ColumnType.TEXT,
    "done": ColumnType.COUNT,
    "gain_services": ColumnType.COUNT,
    "after": ColumnType.COUNT,
    "total": ColumnType.COUNT,
    "share_before": ColumnType.SHARE,
    "share_after": ColumnType.SHARE,
}


def what_if_figure(frame: pd.DataFrame, view: View, *, picked: Mapping[str, str] | None = None) -> ChartSpec:
    """Two bars per partner: the count today and with the services taken over; of many those who gain most and least.

    ``frame``: the frame of ``what_if``; ``picked``: id and name of the services that were picked, None for all that can
    be taken over. Their names stand with the filter on everything that leaves, all of them in the method.
    """
    lang = view.lang
    names = view.cooperation.short_names
    rows = [row for row in records(frame) if row["total"]]
    bars = [(names[row["partner_id"]], row) for row in rows]
    if are_many(view):
        bars.sort(key=lambda bar: -int(bar[1]["gain"]))
        bars = ends(bars, lambda rest: (others(rest, view), summed([row for _, row in rest], COUNTS)))
    before = [Count.of(row) for _, row in bars]
    after = [_after(row) for _, row in bars]
    listed = sorted(rows, key=lambda row: -int(row["gain"]))[: most(view)] if are_many(view) else rows
    finding = what_if_sentence(rows, view, chosen=None if picked is None else len(picked))
    facts, method = provenance(rows, view), text("synergies.method", lang)
    if picked is not None:
        facts = replace(
            facts, filters=f"{facts.filters} · {_named(list(picked.values())[:MAX_NAMED], len(picked), view)}"
        )
        whole = [f"{name} ({key})" for key, name in picked.items()]
        method = f"{method} {_named(whole, len(whole), view)}."
    return ChartSpec(
        name="what_if",
        kind=Kind.BAR,
        title=text("synergies.what_if_title", lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(name for name, _ in bars),
        series=(
            _series("before", before, palette.GUIDE, view),
            _series("after", after, palette.ACCENT, view),
        )
        if rows
        else (),
        table=Table(
            tuple(Column(key, text(f"synergies.column_{key}", lang), type_) for key, type_ in COLUMNS.items()),
            tuple(_line(row, view) for row in listed),
            of=len(rows),
        ),
        provenance=facts,
        alt_text=text("synergies.what_if_alt", lang, finding=finding) if rows else finding,
        lang=lang,
        method=method,
    )


def _named(names: Sequence[str], count: int, view: View) -> str:
    """``Übernommen: Gewerbe Anmeldung; Wohngeld; 3 weitere``."""
    further = count - len(names)
    rest = [text("synergies.further_picked", view.lang, count=further)] if further else []
    return text("synergies.picked", view.lang, names="; ".join((*names, *rest)))


def what_if_sentence(rows: list[Row], view: View, *, chosen: int | None = None) -> str:
    """What would be gained together, and by whom most."""
    lang = view.lang
    now, gain = Count.summed(rows), sum(int(row["gain"]) for row in rows)
    if not now.total:
        return text("charts.no_data", lang)
    if not now.reported:
        return text("synergies.unreported", lang)
    if not gain:
        return text("synergies.what_if_nothing", lang, before=wording.n_of_m(now, lang))
    most = max(rows, key=lambda row: int(row["gain"]))
    names = view.cooperation.short_names
    return text(
        "synergies.what_if_all" if chosen is None else "synergies.what_if_chosen",
        lang,
        count=chosen or 0,
        before=wording.n_of_m(now, lang),
        after=formats.n_of_m(now.done + gain, now.total, lang),
        partner=names[most["partner_id"]],
        gain=formats.signed(int(most["gain"]), lang),
    )


def _line(row: Row, view: View) -> tuple[Cell, ...]:
    now, then = Count.of(row), _after(row)
    name = view.cooperation.partner(row["partner_id"]).short_name
    return (name, now.done, int(row["gain"]), then.done, now.total, now.share, then.share)


def _after(row: Row) -> Count:
    return Count(int(row["done"]) + int(row["gain"]), int(row["total"]), int(row["unknown"]))


def _series(key: str, counts: list[Count], colour: str, view: View) -> Series:
    return Series(
        key=key,
        name=text(f"synergies.{key}", view.lang),
        values=tuple(count.share for count in counts),
        colour=colour,
        labels=tuple(wording.cell(count, view.lang) for count in counts),
    )
