"""The charts of the outlook: progress continued at the present pace, completion, and the pace that a date needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from ozgdash.charts.recipe import Cursor, Recipe
from ozgdash.figures.backtest import EVERY, backtest_figure, sample
from ozgdash.figures.completion import completion_figure, pace_figure
from ozgdash.figures.outlook import outlook_figure, shown_until
from ozgdash.figures.outlook_crowd import beside_all, completion_crowd_figure, pace_crowd_figure
from ozgdash.figures.outlook_spread import before_all, outlook_spread_figure
from ozgdash.metrics import outlook, pace, progress
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many
from ozgdash.model.many import crowd


def _outlook(cursor: Cursor, view: View) -> ChartSpec:
    if are_many(view):
        return outlook_spread_figure(_spread(cursor, view, view.target), _of_many(cursor, view), view)
    rows = _rows(cursor, view)
    path = outlook.outlook_path(
        cursor,
        view.filters,
        window=view.pace_months,
        share=view.deadline.share,
        until=shown_until(rows, view),
    )
    spec, whole = outlook_figure(progress.progress_over_time(cursor, view.filters), path, rows, view), crowd(view)
    return spec if whole is None else before_all(spec, _spread(cursor, whole, shown_until(rows, view)), view)


def _completion(cursor: Cursor, view: View) -> ChartSpec:
    if are_many(view):
        return completion_crowd_figure(_of_many(cursor, view), view)
    spec, whole = completion_figure(_rows(cursor, view), view), crowd(view)
    return spec if whole is None else beside_all(spec, _of_many(cursor, whole), whole)


def _pace(cursor: Cursor, view: View) -> ChartSpec:
    if are_many(view):
        return pace_crowd_figure(_of_many(cursor, view), view)
    return pace_figure(_rows(cursor, view), view)


def _backtest(cursor: Cursor, view: View) -> ChartSpec:
    if are_many(view):
        asked = replace(view.filters, partners=tuple(partner.id for partner in sample(view)), groups=())
        return backtest_figure(outlook.backtest(cursor, asked, every=EVERY), view, sampled=len(asked.partners))
    return backtest_figure(outlook.backtest(cursor, view.filters), view)


def _spread(cursor: Cursor, view: View, until: date) -> pd.DataFrame:
    past = pace.pasts(cursor, view.filters)
    return pace.spread(past, window=view.pace_months, share=view.deadline.share, until=until)


def _of_many(cursor: Cursor, view: View) -> pd.DataFrame:
    share, target = view.deadline.share, view.target
    past = pace.pasts(cursor, view.filters)
    return pace.completions(past, view.filters, window=view.pace_months, share=share, target_on=target)


def _rows(cursor: Cursor, view: View) -> pd.DataFrame:
    return outlook.outlook(
        cursor, view.filters, window=view.pace_months, share=view.deadline.share, target_on=view.target
    )


CHARTS: dict[str, Recipe] = {
    "outlook": _outlook,
    "outlook_completion": _completion,
    "pace_needed": _pace,
    "outlook_backtest": _backtest,
}
