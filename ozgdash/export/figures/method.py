"""The charts of the method page: the counting rules side by side."""

from __future__ import annotations

from ozgdash.charts.matrix import rules_figure
from ozgdash.charts.spec import ChartSpec
from ozgdash.export.figures.recipe import Cursor, Recipe
from ozgdash.metrics import progress
from ozgdash.model.filters import View


def _rules(cursor: Cursor, view: View) -> ChartSpec:
    return rules_figure(progress.progress_all_rules(cursor, view.filters), view)


CHARTS: dict[str, Recipe] = {"rules": _rules}
