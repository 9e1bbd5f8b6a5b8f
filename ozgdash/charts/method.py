"""The charts of the method page: the counting rules side by side, and why they differ."""

from __future__ import annotations

from ozgdash.charts.recipe import NOTHING, Cursor, Recipe
from ozgdash.figures.matrix import rules_figure
from ozgdash.figures.matrix_crowd import rules_crowd_figure
from ozgdash.figures.rule_gap import rule_gap_figure
from ozgdash.metrics import distribution, progress, rules
from ozgdash.model import many
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View


def _rules(cursor: Cursor, view: View) -> ChartSpec:
    whole = many.crowd(view)
    if whole is not None:
        apart = progress.progress_all_rules(cursor, view.filters) if many.told_apart(view) else NOTHING
        return rules_crowd_figure(distribution.distribution_all_rules(cursor, whole.filters), apart, view)
    return rules_figure(progress.progress_all_rules(cursor, view.filters), view)


def _rule_gap(cursor: Cursor, view: View) -> ChartSpec:
    differences = rules.rule_differences(cursor, view.filters)
    return rule_gap_figure(differences, rules.rule_example(cursor, view.filters), view)


CHARTS: dict[str, Recipe] = {"rules": _rules, "rule_gap": _rule_gap}
