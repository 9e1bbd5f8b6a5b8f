"""Which services can one partner take over from another, and what would that bring?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Count, Row, records
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec, Column, ColumnType, Kind, Provenance, Series, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many
from ozgdash.model.many import SEVERAL
from ozgdash.texts import Lang, text

COLUMNS = {
    "service": ColumnType.TEXT,
    "takers": ColumnType.TEXT,
    "gain": ColumnType.COUNT,
    "givers": ColumnType.TEXT,
    "since": ColumnType.DATE,
    "software": ColumnType.TEXT,
    "efa": ColumnType.TEXT,
    "addressee": ColumnType.TEXT,
    "topic": ColumnType.TEXT,
    "leika_key": ColumnType.TEXT,
    "ozg_id": ColumnType.TEXT,
}


def opportunities_figure(frame: pd.DataFrame, progress: pd.DataFrame, view: View) -> ChartSpec:
    """A table with one row per service that can be taken over, the most useful on top.

    ``frame``: the frame of ``opportunities``, of many partners that of ``opportunity_sums``; ``progress``:
    that of ``what_if`` with everything taken over.
    """
    lang, rows = view.lang, records(frame)
    standing = records(progress)
    finding = opportunities_sentence(len(rows), standing, view)
    return ChartSpec(
        name="opportunities",
        kind=Kind.TABLE,
        title=text("synergies.opportunities_title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=(),
        series=(),
        table=Table(_columns(lang), tuple(_row(row, view) for row in rows)),
        provenance=provenance(standing, view),
        alt_text=finding,
        lang=lang,
        method=text("synergies.method", lang),
    )


def opportunities_sentence(opportunities: int, standing: Sequence[Row], view: View) -> str:
    """How many services can be taken over, and from where to where the count would rise.

    ``standing``: the rows of ``what_if`` with everything taken over. Says why where there is nothing to take over.
    """
    lang = view.lang
    now = Count.summed(standing)
    joined = [partner for partner in view.cooperation.partners if partner.joined_on <= view.filters.as_of]
    if not now.total:
        return text("charts.no_data", lang)
    if len(joined) < 2:
        return text("synergies.alone", lang)
    if not now.reported:
        return text("synergies.unreported", lang)
    if not opportunities:
        return text("synergies.nothing_to_take", lang, level=view.filters.rule.threshold)
    gain = sum(int(row["gain"]) for row in standing)
    takers = view.partners
    return text(
        "synergies.finding_one" if len(takers) == 1 else "synergies.finding",
        lang,
        count=opportunities,
        services=formats.number(opportunities, lang),
        level=view.filters.rule.threshold,
        partner=takers[0].short_name if takers else "",
        before=wording.n_of_m(now, lang),
        after=formats.n_of_m(now.done + gain, now.total, lang),
    )


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
            tuple(_column(key, type_, lang) for key, type_ in _COUNT_COLUMNS.items()),
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


_COUNT_COLUMNS = {
    "taker": ColumnType.TEXT,
    "giver": ColumnType.TEXT,
    "available": ColumnType.COUNT,
    "missing": ColumnType.COUNT,
    "share_missing": ColumnType.SHARE,
}


def provenance(standing: Sequence[Row], view: View) -> Provenance:
    """What must stand on a figure about taking over: single services at the threshold, whatever the rule."""
    now = Count.summed(standing)
    rule_key = f"synergies.rule_rg{view.filters.rule.threshold}"
    return wording.provenance(view, now.done, now.total, unknown=now.unknown, rule_key=rule_key)


def _without_count(facts: Provenance) -> Provenance:
    return replace(facts, n_of_m="")


def _columns(lang: Lang) -> tuple[Column, ...]:
    return tuple(_column(key, type_, lang) for key, type_ in COLUMNS.items())


def _column(key: str, type_: ColumnType, lang: Lang) -> Column:
    return Column(key, text(f"synergies.column_{key}", lang), type_)


def _row(row: Row, view: View) -> tuple[str | int | None, ...]:
    lang = view.lang
    addressee = text(f"charts.addressee_{row['addressee']}", lang) if row["addressee"] else ""
    return (
        str(row["name"]),
        _partners(row, "takers", view),
        int(row["gain"]),
        _partners(row, "givers", view),
        row["since"],
        software(row, lang),
        text("synergies.efa_yes", lang) if row["efa"] else "",
        addressee,
        str(row["topic"]),
        row["leika_key"] or "",
        str(row["ozg_id"]),
    )


def _partners(row: Row, side: str, view: View) -> str:
    """The names of takers or givers; of many partners how many they are, and the first ones."""
    if not are_many(view):
        return partner_names(row[side], view)
    count = int(row["gain" if side == "takers" else side])
    names = [view.cooperation.short_names[key] for key in row[f"first_{side}"]]
    if len(names) == count:
        return ", ".join(names)
    n = formats.number(count, view.lang)
    return text("synergies.partners_such_as", view.lang, count=count, n=n, names=", ".join(names))


def partner_names(ids: str | None, view: View) -> str:
    """The short names of partners whose ids stand in the text, in its order."""
    names = view.cooperation.short_names
    return joined_names([names.get(key, key) for key in (ids or "").split(", ") if key], view)


def joined_names(names: Sequence[str], view: View) -> str:
    """Names with commas between; of many the first ones and how many others there are."""
    return ", ".join(names) if len(names) <= SEVERAL else wording.few(names, view.lang)


def software(row: Row, lang: Lang) -> str:
    """Whether giver and taker have the same specialist software for it, as far as they reported it."""
    same, other, takers = int(row["same_software"]), int(row["other_software"]), int(row["gain"])
    if same:
        key = "software_same" if same == takers else "software_same_some"
        return text(f"synergies.{key}", lang, products=row["products"], same=same, takers=takers)
    return text(f"synergies.{'software_other' if other else 'software_unknown'}", lang)


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
