"""Where a bound of ``data/hinweise.toml`` is passed: one sentence each, the list of the data page and of the mail."""

from __future__ import annotations

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Row, records
from ozgdash.model.alert import Alert, AlertKind
from ozgdash.model.chart import Cell, ChartSpec, Column, ColumnType, Kind, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.listing import most
from ozgdash.texts import text

COLUMNS = {
    "partner": ColumnType.TEXT,
    "alert": ColumnType.TEXT,
    "what_to_do": ColumnType.TEXT,
    "since": ColumnType.DATE,
}


def alerts_figure(frame: pd.DataFrame, view: View, *, rules: int, done: int, total: int, unknown: int) -> ChartSpec:
    """A table with one row per alert. ``frame``: that of ``alerts``; ``rules``: how many rules there are.

    ``done``, ``total``, ``unknown``: the counts of the view, for the provenance.
    """
    lang, rows = view.lang, records(frame)
    heads = tuple(Column(key, text(f"alerts.column_{key}", lang), type_) for key, type_ in COLUMNS.items())
    lines: tuple[tuple[Cell, ...], ...] = tuple(
        (
            view.cooperation.partner(row["partner_id"]).name,
            _sentence(row, view),
            text(f"alerts.do_{row['kind']}", lang),
            row["since"],
        )
        for row in rows[: most(view)]
    )
    finding = _finding(rows, view, rules)
    return ChartSpec(
        name="alerts",
        kind=Kind.TABLE,
        title=text("alerts.title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=(),
        series=(),
        table=Table(heads, lines, of=len(rows)),
        provenance=wording.provenance(view, done, total, unknown=unknown),
        alt_text=finding,
        lang=lang,
        method=text("alerts.method", lang),
    )


def alerts_to_tell(frame: pd.DataFrame, view: View) -> tuple[Alert, ...]:
    """The alerts as sentences: who, what is wrong, what to do. ``frame``: that of ``alerts``."""
    return tuple(
        Alert(
            key=f"{row['rule']} {row['partner_id']}",
            sentence=text(
                "alerts.entry",
                view.lang,
                partner=view.cooperation.partner(row["partner_id"]).short_name,
                alert=_sentence(row, view),
                to_do=text(f"alerts.do_{row['kind']}", view.lang),
            ),
            since=row["since"],
        )
        for row in records(frame)
    )


def _finding(rows: list[Row], view: View, rules: int) -> str:
    if not rules:
        return text("alerts.no_rules", view.lang)
    if not rows:
        return text("alerts.none", view.lang, count=rules)
    partners = len({row["partner_id"] for row in rows})
    return text("alerts.finding", view.lang, count=len(rows), partners=partners)


def _sentence(row: Row, view: View) -> str:
    kind, lang, value = row["kind"], view.lang, row["value"]
    if value is None:
        return text("alerts.never_reported", lang)
    digits = 1 if kind == AlertKind.SHARE_FELL else 0
    return text(
        f"alerts.said_{kind}",
        lang,
        count=int(value) if digits == 0 else None,
        value=formats.number(value, lang, digits),
        bound=formats.number(row["bound"], lang, 0 if float(row["bound"]).is_integer() else 1),
        day=formats.day(row["since"], lang) if row["since"] else "",
    )
