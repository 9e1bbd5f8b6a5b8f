"""How often was the 80 % interval of the outlook right?"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Count, Row, records
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec, Column, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.cooperation import Partner
from ozgdash.model.filters import DEFAULT_PACE, View
from ozgdash.texts import text

YEAR = 12
SAMPLED, EVERY = 6, 6
"""Of many partners so many are asked, every so many months: the interval is worked out anew for each of them."""
COLUMNS = {
    "window": ColumnType.COUNT,
    "horizon": ColumnType.COUNT,
    "hits": ColumnType.COUNT,
    "asked": ColumnType.COUNT,
    "share": ColumnType.SHARE,
}


def sample(view: View) -> tuple[Partner, ...]:
    """Some of many partners, evenly over the cooperation's order: the same ones in every run."""
    partners = view.partners
    return tuple(partners[place * len(partners) // SAMPLED] for place in range(SAMPLED))


def backtest_figure(frame: pd.DataFrame, view: View, *, sampled: int | None = None) -> ChartSpec:
    """A grid with a row per window of the pace and a column per look ahead: how often the truth was in the interval.

    ``frame``: the frame of ``metrics.outlook.backtest``; ``sampled``: asked of so many of them, every few months.
    """
    lang, rows = view.lang, records(frame)
    cells = {(int(row["window"]), int(row["horizon"])): Count(int(row["hits"]), int(row["asked"])) for row in rows}
    windows, horizons = (sorted({key[place] for key in cells}) for place in (0, 1))
    default = cells.get((DEFAULT_PACE, YEAR), Count(0, 0))
    finding = _finding(default, view)
    return ChartSpec(
        name="outlook_backtest",
        kind=Kind.MATRIX,
        title=text("outlook.backtest_title", lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(text("outlook.backtest_window", lang, months=months) for months in windows),
        series=tuple(_column(horizon, windows, cells, view) for horizon in horizons),
        table=_table(rows, view),
        provenance=wording.provenance(view, default.done, default.total),
        alt_text=text("outlook.backtest_alt", lang, finding=finding),
        lang=lang,
        method=_method(sampled, view),
    )


def _method(sampled: int | None, view: View) -> str:
    method = text("outlook.backtest_method", view.lang)
    if sampled is None:
        return method
    numbers = {"n": formats.number(sampled, view.lang), "total": formats.number(len(view.partners), view.lang)}
    return f"{method} {text('outlook.backtest_sampled', view.lang, months=EVERY, **numbers)}"


def _finding(default: Count, view: View) -> str:
    if not default.total:
        return text("outlook.backtest_too_short", view.lang)
    lang = view.lang
    done, total = (formats.number(count, lang) for count in (default.done, default.total))
    share = formats.percent(default.done / default.total, lang)
    return text("outlook.backtest_finding", lang, months=DEFAULT_PACE, done=done, total=total, share=share)


def _column(horizon: int, windows: Sequence[int], cells: dict[tuple[int, int], Count], view: View) -> Series:
    counts = [cells[window, horizon] for window in windows]
    none = text("outlook.backtest_none", view.lang)
    return Series(
        key=f"ahead_{horizon}",
        name=text("outlook.backtest_horizon", view.lang, months=horizon),
        values=tuple(count.share for count in counts),
        colour=palette.ACCENT,
        labels=tuple(wording.cell(count, view.lang) if count.total else none for count in counts),
    )


def _table(rows: Sequence[Row], view: View) -> Table:
    heads = tuple(Column(key, text(f"outlook.column_{key}", view.lang), type_) for key, type_ in COLUMNS.items())
    return Table(heads, tuple(tuple(row[key] for key in COLUMNS) for row in rows))
