"""The charts of targets of one's own: how they stand, which no plan covers, and what happened to them."""

from __future__ import annotations

from ozgdash.charts.recipe import Cursor, Recipe
from ozgdash.figures.targets import changes_figure, targets_figure, unplanned_figure
from ozgdash.metrics.targets import target_states, targets
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View


def _targets(cursor: Cursor, view: View) -> ChartSpec:
    return targets_figure(targets(cursor, view.filters, groups_of(view), window=view.pace_months), view)


def _unplanned(cursor: Cursor, view: View) -> ChartSpec:
    return unplanned_figure(targets(cursor, view.filters, groups_of(view), window=view.pace_months), view)


def _changes(cursor: Cursor, view: View) -> ChartSpec:
    before, after = (
        target_states(cursor, view.filters.at(day), groups_of(view)) for day in (view.compared, view.filters.as_of)
    )
    return changes_figure(before, after, view)


def groups_of(view: View) -> tuple[str, ...]:
    """The keys of the groups that have a chosen partner."""
    chosen = {partner.id for partner in view.chosen}
    return tuple(group.key for group in view.cooperation.groups if chosen.intersection(group.partners))


CHARTS: dict[str, Recipe] = {"targets": _targets, "targets_unplanned": _unplanned, "targets_changes": _changes}
