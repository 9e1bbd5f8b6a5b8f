"""The charts of the outlook: progress continued at the present pace, completion, and the pace that a date needs."""

from __future__ import annotations

import pandas as pd

from ozgdash.charts.backtest import backtest_figure
from ozgdash.charts.completion import completion_figure, pace_figure
from ozgdash.charts.outlook import outlook_figure, shown_until
from ozgdash.charts.spec import ChartSpec
from ozgdash.export.figures.recipe import Cursor, Recipe
from ozgdash.metrics import outlook, progress
from ozgdash.model.filters import View


def _outlook(cursor: Cursor, view: View) -> ChartSpec:
    rows = _rows(cursor, view)
    path = outlook.outlook_path(
        cursor,
        view.filters,
        window=view.pace_months,
        share=view.deadline.share,
        until=shown_until(rows, view),
    )
    return outlook_figure(progress.progress_over_time(cursor, view.filters), path, rows, view)


def _completion(cursor: Cursor, view: View) -> ChartSpec:
    return completion_figure(_rows(cursor, view), view)


def _pace(cursor: Cursor, view: View) -> ChartSpec:
    return pace_figure(_rows(cursor, view), view)


def _backtest(cursor: Cursor, view: View) -> ChartSpec:
    return backtest_figure(outlook.backtest(cursor, view.filters), view)


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
