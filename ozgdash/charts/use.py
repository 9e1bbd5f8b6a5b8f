"""The charts of use: the digital share of cases, by whom and over time, and the services where it is small."""

from __future__ import annotations

from ozgdash.charts.recipe import Cursor, Recipe
from ozgdash.figures.use import use_departments_figure, use_figure, use_topics_figure
from ozgdash.figures.use_lists import use_best_figure, use_list_figure, use_services_figure
from ozgdash.figures.use_over_time import use_over_time_figure
from ozgdash.metrics import use
from ozgdash.metrics.use import Group
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many, most


def _use(cursor: Cursor, view: View) -> ChartSpec:
    return use_figure(use.digital_share(cursor, view.filters), view)


def _over_time(cursor: Cursor, view: View) -> ChartSpec:
    return use_over_time_figure(use.use_over_time(cursor, view.filters, together=are_many(view)), view)


def _topics(cursor: Cursor, view: View) -> ChartSpec:
    return use_topics_figure(*use.digital_shares(cursor, view.filters, Group.TOPIC), view)


def _departments(cursor: Cursor, view: View) -> ChartSpec:
    return use_departments_figure(*use.digital_shares(cursor, view.filters, Group.DEPARTMENT), view)


def _list(cursor: Cursor, view: View) -> ChartSpec:
    found = use.unused(cursor, view.filters, below=view.use_below, compared=view.compared, most=most(view))
    return use_list_figure(found.rows, found.together, view)


def _best(cursor: Cursor, view: View) -> ChartSpec:
    found = use.raised(cursor, view.filters, compared=view.compared, most=most(view))
    return use_best_figure(found.rows, found.together, view)


def _services(cursor: Cursor, view: View) -> ChartSpec:
    found = use.used(cursor, view.filters, compared=view.compared, most=most(view))
    return use_services_figure(found.rows, found.together, view)


CHARTS: dict[str, Recipe] = {
    "use": _use,
    "use_over_time": _over_time,
    "use_topics": _topics,
    "use_departments": _departments,
    "use_list": _list,
    "use_best": _best,
    "use_services": _services,
}
