"""The charts of the changes page: steps from one day's count to the other's, kinds of change, and every change."""

from __future__ import annotations

from ozgdash.charts.changes import counts_figure, list_figure
from ozgdash.charts.spec import ChartSpec
from ozgdash.charts.waterfall import waterfall_figure
from ozgdash.export.figures.recipe import Cursor, Recipe
from ozgdash.metrics import changes
from ozgdash.model.filters import View


def _waterfall(cursor: Cursor, view: View) -> ChartSpec:
    return waterfall_figure(changes.change_steps(cursor, view.filters, view.compared), view)


def _counts(cursor: Cursor, view: View) -> ChartSpec:
    steps = changes.change_steps(cursor, view.filters, view.compared)
    return counts_figure(changes.change_counts(cursor, view.filters, view.compared), steps, view)


def _list(cursor: Cursor, view: View) -> ChartSpec:
    steps = changes.change_steps(cursor, view.filters, view.compared)
    return list_figure(changes.changes(cursor, view.filters, view.compared), steps, view)


CHARTS: dict[str, Recipe] = {"changes_waterfall": _waterfall, "changes_counts": _counts, "changes_list": _list}
