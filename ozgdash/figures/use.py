"""Which part of the cases comes in digitally: by partner, Themenfeld and department."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ozgdash import formats
from ozgdash.figures import crowd
from ozgdash.figures.demand import cell
from ozgdash.figures.ends import ends, others
from ozgdash.figures.frames import Row, records
from ozgdash.figures.use_wording import Use, columns, digital_cell, method_of, provenance, sentence, share_of
from ozgdash.figures.work import department_name
from ozgdash.model import palette
from ozgdash.model.chart import Cell, ChartSpec, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many, most
from ozgdash.texts import text

NUMBERS = {
    "digital": ColumnType.COUNT,
    "cases": ColumnType.COUNT,
    "share": ColumnType.SHARE,
    "known": ColumnType.COUNT,
    "few": ColumnType.COUNT,
    "cases_only": ColumnType.COUNT,
    "cases_left": ColumnType.COUNT,
    "silent": ColumnType.COUNT,
    "monthly": ColumnType.COUNT,
}
Bar = tuple[str, Use]


def use_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A bar per partner with the share of its cases that came in digitally; of many the first and the last ones.

    ``frame``: that of ``digital_share`` by partner. A partner of which nothing is known has no bar and says so.
    """
    rows = records(frame)
    named = [(view.cooperation.partner(row["partner_id"]).name, Use.of(row)) for row in rows]
    bars = [(view.cooperation.partner(row["partner_id"]).short_name, Use.of(row)) for row in rows if row["known"]]
    if are_many(view):
        bars = ends(_falling(bars), lambda rest: (others(rest, view), Use.summed(use.row() for _, use in rest)))
        named = [bar for bar in _falling(named) if bar[1].known]
    table = _table("partner", named[: most(view)], view, of=len(named))
    return _bars("use", bars, table, rows, rows, view)


def use_topics_figure(frame: pd.DataFrame, partners: pd.DataFrame, view: View) -> ChartSpec:
    """A bar per Themenfeld with the share of the chosen partners together, the largest on top.

    ``frame``: that of ``digital_share`` by topic, together; ``partners``: that by partner, for the sentence.
    """
    bars = _falling([(str(row["name"]), Use.of(row)) for row in records(frame)])
    return _grouped("topic", bars, frame, partners, view)


def use_departments_figure(frame: pd.DataFrame, partners: pd.DataFrame, view: View) -> ChartSpec:
    """A bar per department, like ``use_topics_figure``; departments of one name stand together."""
    bars = _falling([(department_name(row["name"], view.lang), Use.of(row)) for row in records(frame)])
    return _grouped("department", bars, frame, partners, view)


def _grouped(kind: str, bars: list[Bar], frame: pd.DataFrame, partners: pd.DataFrame, view: View) -> ChartSpec:
    drawn = [bar for bar in bars if bar[1].known]
    if kind == "department":
        drawn = ends(drawn, lambda rest: (_other_groups(rest, view), Use.summed(use.row() for _, use in rest)))
    return _bars(f"use_{kind}s", drawn, _table(kind, bars, view), records(frame), records(partners), view)


def _other_groups(rest: Sequence[Bar], view: View) -> str:
    return text("use.other_departments", view.lang, count=len(rest), n=formats.number(len(rest), view.lang))


def _falling(bars: Sequence[Bar]) -> list[Bar]:
    return sorted(bars, key=lambda bar: (-(bar[1].share or 0.0), -bar[1].cases, formats.by_name(bar[0])))


def _bars(
    name: str, bars: Sequence[Bar], table: Table, rows: Sequence[Row], partners: Sequence[Row], view: View
) -> ChartSpec:
    lang, together = view.lang, Use.summed(rows)
    finding = sentence(partners, view)
    if name != "use" and len(bars) > 1:
        (first, most_used), (last, least) = bars[0], bars[-1]
        shares = {"first_share": share_of(most_used, lang), "last_share": share_of(least, lang)}
        finding = text("use.spread", lang, finding=finding, first=first, last=last, **shares)
    labels = tuple(share_of(use, lang) for _, use in bars)
    values = "; ".join(f"{category} {label}" for (category, _), label in zip(bars, labels, strict=True))
    partner = view.partners[0].id if len(view.partners) == 1 else None
    colour = crowd.colours(view).get(partner or "", palette.ACCENT)
    series = Series("digital", text("use.series", lang), tuple(use.share for _, use in bars), colour, labels)
    return ChartSpec(
        name=name,
        kind=Kind.BAR,
        title=text(f"use.{name}_title", lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(category for category, _ in bars),
        series=(series,) if bars else (),
        table=table,
        provenance=provenance(view, together, (row["newest"] for row in rows)),
        alt_text=text("use.alt", lang, finding=finding, values=values) if bars else finding,
        lang=lang,
        method=method_of(view),
    )


def _table(group: str, bars: Sequence[Bar], view: View, *, of: int | None = None) -> Table:
    types = {group: ColumnType.TEXT} | NUMBERS
    return Table(columns(view.lang, **types), tuple(_cells(name, use, view) for name, use in bars), of=of)


def _cells(name: str, use: Use, view: View) -> tuple[Cell, ...]:
    left = cell(use.cases_left, view.lang) if use.cases_left else None
    counts = (use.known, use.few, use.cases_only, left, use.silent, use.monthly)
    if not use.known:
        return (name, None, None, None, *counts)
    return (name, digital_cell(use.digital, use.cases, view.lang), use.cases, use.share, *counts)
