"""The charts of the changes page: steps from one day's count to the other's, kinds of change, and every change."""

from __future__ import annotations

from ozgdash.charts.recipe import Cursor, Recipe
from ozgdash.figures.changes import counts_figure, list_figure, sums_figure
from ozgdash.figures.waterfall import waterfall_figure
from ozgdash.metrics import changes
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many, most


def _waterfall(cursor: Cursor, view: View) -> ChartSpec:
    return waterfall_figure(changes.change_steps(cursor, view.filters, view.compared), view)


def _counts(cursor: Cursor, view: View) -> ChartSpec:
    steps = changes.change_steps(cursor, view.filters, view.compared)
    if are_many(view):
        return sums_figure(changes.change_sums(cursor, view.filters, view.compared), steps, view)
    return counts_figure(changes.change_counts(cursor, view.filters, view.compared), steps, view)


def _list(cursor: Cursor, view: View) -> ChartSpec:
    steps = changes.change_steps(cursor, view.filters, view.compared)
    found = changes.changes(cursor, view.filters, view.compared, most=most(view))
    sums = changes.change_sums(cursor, view.filters, view.compared) if most(view) else None
    return list_figure(found, steps, view, sums=sums)


CHARTS: dict[str, Recipe] = {"changes_waterfall": _waterfall, "changes_counts": _counts, "changes_list": _list}
