"""How much of what one partner lacks does another have?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Count, Row, records
from ozgdash.figures.opportunities import column, provenance
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec, ColumnType, Kind, Provenance, Series, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many
from ozgdash.texts import Lang, text

COLUMNS = {
    "taker": ColumnType.TEXT,
    "giver": ColumnType.TEXT,
    "available": ColumnType.COUNT,
    "missing": ColumnType.COUNT,
    "share_missing": ColumnType.SHARE,
}


def opportunity_counts_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A grid with one row per taker and one column per giver: how much of what is missing the other has.

    ``frame``: the frame of ``opportunity_counts``, of many partners that of ``opportunity_ends``: then those stand
    there who could take over most, and those who could give most.
    """
    lang, rows = view.lang, records(frame)
    names = view.cooperation.short_names
    counts = {(row["taker_id"], row["giver_id"]): _available(row) for row in rows}
    takers = list(dict.fromkeys(row["taker_id"] for row in rows))
    given = {giver for _, giver in counts}
    givers = [partner.id for partner in view.cooperation.partners if partner.id in given]
    finding = _counts_finding(counts, names, lang)
    if are_many(view) and rows:
        gives = {row["giver_id"]: int(row["gives"]) for row in rows}
        givers.sort(key=lambda giver: -gives[giver])
        finding = _ends_finding(rows, gives, view)
    return ChartSpec(
        name="opportunity_counts",
        kind=Kind.MATRIX,
        title=text("synergies.ends_title" if are_many(view) else "synergies.counts_title", lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(text("synergies.takes_over", lang, partner=names[taker]) for taker in takers),
        series=tuple(_giver(giver, takers, counts, names, lang) for giver in givers),
        table=Table(
            tuple(column(key, type_, lang) for key, type_ in COLUMNS.items()),
            tuple(
                (names[taker], names[giver], count.done, count.total, count.share)
                for (taker, giver), count in counts.items()
            ),
        ),
        provenance=_without_count(provenance([], view)),
        alt_text=text("synergies.counts_alt", lang, finding=finding) if rows else finding,
        lang=lang,
        method=text("synergies.method", lang),
    )


def _without_count(facts: Provenance) -> Provenance:
    return replace(facts, n_of_m="")


def _available(row: Row) -> Count:
    return Count(int(row["services"]), int(row["missing"]), int(row["unknown"]))


def _giver(
    giver: str, takers: Sequence[str], counts: Mapping[tuple[str, str], Count], names: Mapping[str, str], lang: Lang
) -> Series:
    own = [counts.get((taker, giver)) for taker in takers]
    return Series(
        key=giver,
        name=text("synergies.gives", lang, partner=names[giver]),
        values=tuple(count.share if count else None for count in own),
        colour=palette.ACCENT,
        labels=tuple(wording.counted(count, lang) if count else formats.DASH for count in own),
    )


def _ends_finding(rows: Sequence[Row], gives: Mapping[str, int], view: View) -> str:
    """Who could give most, and who could take over most."""
    lang, names = view.lang, view.cooperation.short_names
    giver, first = max(gives, key=lambda key: gives[key]), rows[0]
    if not gives[giver]:
        return text("synergies.counts_none", lang)
    return text(
        "synergies.ends_finding",
        lang,
        giver=names[giver],
        gives=formats.number(gives[giver], lang),
        taker=names[first["taker_id"]],
        gain=formats.number(int(first["gain"]), lang),
        missing=formats.number(int(first["missing"]), lang),
    )


def _counts_finding(counts: Mapping[tuple[str, str], Count], names: Mapping[str, str], lang: Lang) -> str:
    if not any(count.total for count in counts.values()):
        return text("synergies.counts_none_missing" if counts else "synergies.alone", lang)
    if not any(count.reported for count in counts.values()):
        return text("synergies.unreported", lang)
    (taker, giver), most = max(counts.items(), key=lambda item: item[1].done)
    if not most.done:
        return text("synergies.counts_none", lang)
    return text(
        "synergies.counts_finding",
        lang,
        count=most.done,
        taker=names[taker],
        giver=names[giver],
        services=formats.number(most.done, lang),
        missing=formats.number(most.total, lang),
    )
