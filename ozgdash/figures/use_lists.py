"""Services with their digital cases: those that are online, but not used, what an example would bring, and all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.demand import cell
from ozgdash.figures.frames import Row, records
from ozgdash.figures.service_table import cell as maturity_cell
from ozgdash.figures.use_wording import Use, columns, digital_cell, digital_text, method_of, provenance, share_of
from ozgdash.figures.work import department_name, partner_cells, partner_column, service_name
from ozgdash.model import palette
from ozgdash.model.chart import Cell, ChartSpec, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.demand import STAND_IN
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many
from ozgdash.model.observation import Standing
from ozgdash.texts import Lang, text

MOST_BARS = 12
TYPES = {
    "missing": ColumnType.COUNT,
    "name": ColumnType.TEXT,
    "digital": ColumnType.COUNT,
    "cases": ColumnType.COUNT,
    "share": ColumnType.SHARE,
    "gain": ColumnType.COUNT,
    "best": ColumnType.TEXT,
    "handling": ColumnType.RATE,
    "handling_change": ColumnType.TEXT,
    "backlog": ColumnType.COUNT,
    "backlog_change": ColumnType.TEXT,
    "maturity": ColumnType.TEXT,
    "department": ColumnType.TEXT,
    "topic": ColumnType.TEXT,
    "source": ColumnType.TEXT,
    "leika_key": ColumnType.TEXT,
}
OPTIONAL = ("handling", "handling_change", "backlog", "backlog_change")
"""Columns that are left out where no row has a value in them, those of changes also where nothing changed."""


def use_list_figure(frame: pd.DataFrame, together: pd.DataFrame, view: View) -> ChartSpec:
    """The services that are online with a digital share below the chosen one, the most digital cases missing first.

    ``frame``: rows of ``unused``; ``together``: the sums beside them.
    """
    rows, lang, use = records(frame), view.lang, Use.summed(records(together))
    below = formats.percent(view.use_below / 100, lang, 0)
    if not use.known:
        finding = wording.with_subject(text("use.none_known", lang), view)
    elif not rows:
        finding = wording.with_subject(text("use.list_none", lang, below=below), view)
    else:
        first, listed = rows[0], int(rows[0]["listed"])
        words = {"n": formats.number(listed, lang), "below": below, "first": service_name(first, view)}
        words |= {"share": _share_of(first, lang), "missing": formats.number(int(first["missing"]), lang)}
        finding = wording.with_subject(text("use.list_finding", lang, count=listed, **words), view)
    return _list("use_list", finding, rows, use, view)


def use_services_figure(frame: pd.DataFrame, together: pd.DataFrame, view: View) -> ChartSpec:
    """Every service whose digital cases are known, the most cases first; ``frame``: rows of ``used``."""
    rows, lang, use = records(frame), view.lang, Use.summed(records(together))
    known, services = (formats.number(n, lang) for n in (use.known, use.services))
    key = "use.services_finding" if use.known else "use.none_known"
    finding = wording.with_subject(text(key, lang, known=known, services=services), view)
    return _list("use_services", finding, rows, use, view, leaving=("missing",))


def use_best_figure(frame: pd.DataFrame, together: pd.DataFrame, view: View) -> ChartSpec:
    """A bar per service that would gain most at the best partner's share, with whose share that is.

    ``frame``: rows of ``raised``, one per service and partner; ``together``: the sums beside them.
    """
    rows, lang, use = records(frame), view.lang, Use.summed(records(together))
    drawn = rows[:MOST_BARS]
    finding = _best_finding(rows, use, view)
    names = tuple(_bar_name(row, view) for row in drawn)
    labels = tuple(_example(row, view) for row in drawn)
    gains = tuple(float(row["gain"]) for row in drawn)
    spec = _list("use_best", finding, rows, use, view, leaving=("missing",))
    values = "; ".join(f"{name}: {label}" for name, label in zip(names, labels, strict=True))
    series = Series("gain", text("use.column_gain", lang), gains, palette.ACCENT, labels)
    alt = text("use.best_alt", lang, finding=finding, values=values) if drawn else finding
    return replace(spec, kind=Kind.BAR, categories=names, series=(series,) if drawn else (), alt_text=alt)


def _best_finding(rows: Sequence[Row], use: Use, view: View) -> str:
    lang = view.lang
    if not rows:
        key = "use.best_none" if use.known else "use.none_known"
        return wording.with_subject(text(key, lang), view)
    first = rows[0]
    gained, listed = int(first["gained"]), int(first["listed"])
    words = {
        "gained": formats.number(gained, lang),
        "n": formats.number(listed, lang),
        "first": service_name(first, view),
        "gain": formats.number(int(first["gain"]), lang),
        "best": view.cooperation.partner(first["best_partner"]).short_name,
        "share": _best_share(first, lang),
    }
    return wording.with_subject(text("use.best_finding", lang, count=listed, **words), view)


def _bar_name(row: Row, view: View) -> str:
    if len(view.partners) == 1:
        return str(row["name"])
    partner = view.cooperation.partner(row["partner_id"]).short_name
    return text("use.service_of", view.lang, name=row["name"], partner=partner)


def _example(row: Row, view: View) -> str:
    best = view.cooperation.partner(row["best_partner"]).short_name
    gain = formats.signed(int(row["gain"]), view.lang)
    return text("use.gain_like", view.lang, gain=gain, best=best, share=_best_share(row, view.lang))


def _best_share(row: Row, lang: Lang) -> str:
    return formats.percent(int(row["best_digital"]) / int(row["best_cases"]), lang)


def _share_of(row: Row, lang: Lang) -> str:
    return share_of(Use(digital=int(row["digital"]), cases=int(row["cases"])), lang)


def _list(
    name: str, finding: str, rows: Sequence[Row], use: Use, view: View, *, leaving: Sequence[str] = ()
) -> ChartSpec:
    cells = [_cells(row, view) for row in rows]
    silent = (None, text("use.handling_same", view.lang), text("use.backlog_same", view.lang))
    empty = [key for key in OPTIONAL if all(line[key] in silent for line in cells)]
    types = {key: type_ for key, type_ in TYPES.items() if key not in (*leaving, *empty)}
    lines = tuple(
        (*partner_cells(row, view), *(line[key] for key in types)) for row, line in zip(rows, cells, strict=True)
    )
    of = int(rows[0]["listed"]) if rows and are_many(view) else None
    return ChartSpec(
        name=name,
        kind=Kind.TABLE,
        title=text(f"use.{name}_title", view.lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=(),
        series=(),
        table=Table(columns(view.lang, **(partner_column(view) | types)), lines, of=of),
        provenance=provenance(view, use),
        alt_text=finding,
        lang=view.lang,
        method=method_of(view),
    )


def _cells(row: Row, view: View) -> dict[str, Cell]:
    lang, digital, cases = view.lang, int(row["digital"]), int(row["cases"])
    few = digital_text(STAND_IN, cases, lang) if row["few_digital"] else digital_cell(digital, cases, lang)
    source = text("use.source_sheet", lang)
    if row["newest"] is not None:
        source = text("use.source_months", lang, month=formats.month(row["newest"], lang))
    return {
        "missing": None if row["missing"] is None else int(row["missing"]),
        "name": row["name"],
        "digital": few,
        "cases": cases,
        "share": digital / cases,
        "gain": int(row["gain"]) if row["gain"] else None,
        "best": _best(row, view),
        "handling": None if row["handling_days"] is None else float(row["handling_days"]),
        "handling_change": _change("handling", row["handling_days"], row["former_handling_days"], lang),
        "backlog": None if row["backlog"] is None else cell(int(row["backlog"]), lang),
        "backlog_change": _change("backlog", row["backlog"], row["former_backlog"], lang),
        "maturity": maturity_cell(row | {"standing": Standing.COUNTED}, lang),
        "department": department_name(row["department"], lang),
        "topic": row["topic"],
        "source": source,
        "leika_key": row["leika_key"],
    }


def _best(row: Row, view: View) -> str | None:
    """Whose share is the best, where it is another partner's and larger."""
    if not row["gain"]:
        return None
    partner = view.cooperation.partner(row["best_partner"]).short_name
    return text("use.best", view.lang, partner=partner, share=_best_share(row, view.lang))


def _change(name: str, now: float | None, before: float | None, lang: Lang) -> str | None:
    """``kürzer``, ``länger`` or ``gleich``; None where one of the two is not known."""
    if now is None or before is None:
        return None
    return text(f"use.{name}_{'up' if now > before else 'down' if now < before else 'same'}", lang)
