"""The charts of the outside view: disagreements between partners and portals."""

from __future__ import annotations

from ozgdash.charts.recipe import Cursor, Recipe
from ozgdash.figures.comparison import comparison_figure
from ozgdash.figures.outside import outside_counts_figure, outside_figure
from ozgdash.metrics import outside
from ozgdash.metrics.comparison import comparison
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View
from ozgdash.model.listing import most


def _view(cursor: Cursor, view: View) -> ChartSpec:
    return outside_figure(
        outside.outside_findings(cursor, view.filters, most=most(view)),
        outside.outside_counts(cursor, view.filters),
        view,
        first_day=outside.first_outside_day(cursor, view.filters),
    )


def _counts(cursor: Cursor, view: View) -> ChartSpec:
    return outside_counts_figure(
        outside.outside_counts(cursor, view.filters), view, first_day=outside.first_outside_day(cursor, view.filters)
    )


def _comparison(cursor: Cursor, view: View) -> ChartSpec:
    return comparison_figure(comparison(cursor, view.filters), view)


CHARTS: dict[str, Recipe] = {"outside_view": _view, "outside_counts": _counts, "comparison": _comparison}
