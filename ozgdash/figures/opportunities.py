"""Which services can one partner take over from another, and what would that bring?"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Count, Row, records
from ozgdash.model.chart import ChartSpec, Column, ColumnType, Kind, Provenance, Table, Unit
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


def provenance(standing: Sequence[Row], view: View) -> Provenance:
    """What must stand on a figure about taking over: single services at the threshold, whatever the rule."""
    now = Count.summed(standing)
    rule_key = f"synergies.rule_rg{view.filters.rule.threshold}"
    return wording.provenance(view, now.done, now.total, unknown=now.unknown, rule_key=rule_key)


def _columns(lang: Lang) -> tuple[Column, ...]:
    return tuple(column(key, type_, lang) for key, type_ in COLUMNS.items())


def column(key: str, type_: ColumnType, lang: Lang) -> Column:
    """A column of a table about taking over, with its head."""
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
