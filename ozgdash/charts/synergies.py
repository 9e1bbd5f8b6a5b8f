"""The charts of the synergies page: reuse, what if, common ground, initiatives and asks."""

from __future__ import annotations

from ozgdash.charts.recipe import Cursor, Recipe
from ozgdash.figures import common_ground as common_ground_figures
from ozgdash.figures import initiatives as initiative_figures
from ozgdash.figures.components_crowd import components_crowd_figure
from ozgdash.figures.opportunities import opportunities_figure
from ozgdash.figures.opportunity_counts import opportunity_counts_figure
from ozgdash.figures.resolutions import resolutions_figure
from ozgdash.figures.what_if import what_if_figure
from ozgdash.metrics import common_ground, synergies
from ozgdash.metrics.choices import choices
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many, most


def _opportunities(cursor: Cursor, view: View) -> ChartSpec:
    found = synergies.opportunity_sums if are_many(view) else synergies.opportunities
    return opportunities_figure(found(cursor, view.filters), synergies.what_if(cursor, view.filters), view)


def _opportunity_counts(cursor: Cursor, view: View) -> ChartSpec:
    counted = synergies.opportunity_ends if are_many(view) else synergies.opportunity_counts
    return opportunity_counts_figure(counted(cursor, view.filters), view)


def _what_if(cursor: Cursor, view: View) -> ChartSpec:
    names = dict(choices(cursor).services) if view.takeover else {}
    picked = {key: names[key] for key in view.takeover} if view.takeover else None
    return what_if_figure(synergies.what_if(cursor, view.filters, view.takeover), view, picked=picked)


def _components(cursor: Cursor, view: View) -> ChartSpec:
    if are_many(view):
        return components_crowd_figure(common_ground.component_sums(cursor, view.filters, most=most(view)), view)
    return common_ground_figures.components_figure(common_ground.components(cursor, view.filters), view)


def _procurement_windows(cursor: Cursor, view: View) -> ChartSpec:
    frame = common_ground.procurement_windows(cursor, view.filters)
    return common_ground_figures.procurement_windows_figure(frame, view)


def _initiatives(cursor: Cursor, view: View) -> ChartSpec:
    return initiative_figures.initiatives_figure(common_ground.initiatives(cursor, view.filters), view)


def _asks(cursor: Cursor, view: View) -> ChartSpec:
    return initiative_figures.asks_figure(common_ground.initiatives(cursor, view.filters), view)


def _resolutions(cursor: Cursor, view: View) -> ChartSpec:
    return resolutions_figure(common_ground.initiatives(cursor, view.filters), view)


OF_A_TAKEOVER = ("what_if",)
"""The charts that follow the view's ``takeover``."""
CHARTS: dict[str, Recipe] = {
    "opportunities": _opportunities,
    "opportunity_counts": _opportunity_counts,
    "what_if": _what_if,
    "components": _components,
    "procurement_windows": _procurement_windows,
    "initiatives": _initiatives,
    "asks": _asks,
    "resolutions": _resolutions,
}
