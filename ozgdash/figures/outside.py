"""What the public portals show against what the partners report: the disagreements and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from ozgdash import formats
from ozgdash.figures import service_table, wording
from ozgdash.figures.frames import Row, records
from ozgdash.model.chart import Cell, ChartSpec, Column, ColumnType, Kind, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many, most
from ozgdash.texts import Lang, text

SOURCES = ("pvog", "xzufi")
"""Of a partner with several outside views the first one here gives the sentence its numbers."""
LIST_COLUMNS = (
    "partner", "source", "finding", "topic", "name", "leika_key", "reported", "outside", "department", "as_of",
)  # fmt: skip
COUNTS = (
    "reported_online", "shown", "unclear", "not_shown", "no_url", "dead_link", "not_reported", "unknown_service",
    "left_out",
)  # fmt: skip


def outside_figure(frame: pd.DataFrame, counts: pd.DataFrame, view: View, *, first_day: date | None) -> ChartSpec:
    """A table with one row per disagreement between a partner and a portal, to be worked off.

    ``frame``: the frame of ``outside_findings``; ``counts``: that of ``outside_counts``; ``first_day``: from when on
    there is an outside view, None: there is none at all.
    """
    lang = view.lang
    rows = records(counts)
    total = sum(_disagreements(row) for row in rows) if are_many(view) else None
    table = Table(_columns(LIST_COLUMNS, lang), tuple(_finding_row(row, view) for row in records(frame)), of=total)
    return _spec("outside_view", table, rows, view, first_day)


def outside_counts_figure(counts: pd.DataFrame, view: View, *, first_day: date | None) -> ChartSpec:
    """A table with one row per partner and source: what is reported online, what of it is shown, what disagrees.

    Of many partners those stand on top with whom most disagrees.
    """
    lang, own = view.lang, records(counts)
    if are_many(view):
        own = sorted(own, key=lambda row: -_disagreements(row))
    columns = (*_columns(("partner", "source", "as_of"), lang), *_columns(COUNTS, lang, ColumnType.COUNT))
    rows = tuple(
        (_partner(row, view), _source(row, lang), row["as_of"], *(int(row[name]) for name in COUNTS))
        for row in own[: most(view)]
    )
    return _spec("outside_counts", Table(columns, rows, of=len(own)), own, view, first_day)


def _spec(name: str, table: Table, counts: Sequence[Row], view: View, first_day: date | None) -> ChartSpec:
    lang = view.lang
    finding = outside_sentence(counts, view, first_day=first_day)
    leading = _leading(counts)
    shown, total = (sum(int(row[key]) for row in leading) for key in ("shown", "reported_online"))
    return ChartSpec(
        name=name,
        kind=Kind.TABLE,
        title=text(f"outside.title_{name}", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=(),
        series=(),
        table=table,
        provenance=wording.provenance(view, shown, total, rule_key="outside.rule"),
        alt_text=finding,
        lang=lang,
        method=text("outside.method", lang),
    )


def outside_sentence(counts: Sequence[Row], view: View, *, first_day: date | None) -> str:
    """What of that which is reported online the portals show, and how many disagreements there are.

    Without an outside view at the Stand it says how to get one, or from which day on there is one. Partners without one
    are named where others have one.
    """
    lang, leading = view.lang, _leading(counts)
    if not leading:
        key = "none_yet" if first_day is not None and first_day > view.filters.as_of else "none"
        day = formats.day(first_day, lang) if first_day is not None else ""
        return text(f"outside.{key}", lang, stand=formats.day(view.filters.as_of, lang), day=day)
    shown, total = (sum(int(row[key]) for row in leading) for key in ("shown", "reported_online"))
    found = sum(map(_disagreements, counts))
    parts = [
        text(
            "outside.finding" if total else "outside.finding_nothing_online",
            lang,
            shown=formats.n_of_m(shown, total, lang),
        ),
        text("outside.to_settle" if found else "outside.nothing_to_settle", lang, count=found),
    ]
    having = {row["partner_id"] for row in leading}
    without = [partner.short_name for partner in view.partners if partner.id not in having]
    if without:
        parts.append(text("outside.without", lang, names=wording.few(without, lang)))
    return " ".join(parts)


def _partner(row: Row, view: View) -> str:
    return view.cooperation.partner(row["partner_id"]).short_name


def _disagreements(row: Row) -> int:
    return sum(int(row[key]) for key in COUNTS[3:8])


def _leading(counts: Sequence[Row]) -> list[Row]:
    """One row per partner: that of its first source; a check of links is none."""
    rows = sorted((row for row in counts if row["source"] in SOURCES), key=lambda row: SOURCES.index(row["source"]))
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row["partner_id"], row)
    return list(first.values())


def _finding_row(row: Row, view: View) -> tuple[Cell, ...]:
    lang = view.lang
    return (
        _partner(row, view),
        _source(row, lang),
        _finding(row, lang),
        row["topic"],
        row["name"],
        row["leika_key"],
        _reported(row, lang),
        _shown(row, lang),
        row["department"],
        row["as_of"],
    )


def _finding(row: Row, lang: Lang) -> str:
    """What is wrong; of an address that leads nowhere also who gave it."""
    if row["address_from"] in SOURCES:
        return text("outside.finding_dead_shown", lang, source=text(f"outside.source_{row['address_from']}", lang))
    return text(f"outside.finding_{row['finding']}", lang)


def _reported(row: Row, lang: Lang) -> str:
    """``RG 3, online``; for a service that the catalogue does not know nothing is reported."""
    if row["service_id"] is None:
        return text("outside.not_in_catalogue", lang)
    stage = text(f"partner.stage_{row['stage']}", lang) if row["stage"] else ""
    return ", ".join(part for part in (service_table.cell(row, lang), stage) if part)


def _shown(row: Row, lang: Lang) -> str | None:
    """The portal's address and its own words; of a check the address and what came of it."""
    if row["finding"] == "dead_link":
        outcome, _, status = str(row["reason"]).partition(" ")
        said = text(f"outside.link_{outcome}", lang)
        return " ".join(
            part for part in (row["outside_url"] or row["url"], f"({said}{', ' + status if status else ''})") if part
        )
    words = [str(row[key]) for key in ("outside_url", "reason") if row[key]]
    return "; ".join(words) or None


def _source(row: Row, lang: Lang) -> str:
    return text(f"outside.source_{row['source']}", lang)


def _columns(names: Sequence[str], lang: Lang, type_: ColumnType = ColumnType.TEXT) -> tuple[Column, ...]:
    return tuple(
        Column(name, text(f"outside.column_{name}", lang), ColumnType.DATE if name == "as_of" else type_)
        for name in names
    )
