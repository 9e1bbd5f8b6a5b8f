"""The charts of the partner page: key figures, departments, stages, what is due, late and in the way, moved plans."""

from __future__ import annotations

from ozgdash.charts.recipe import Cursor, Recipe
from ozgdash.figures.demand import demand_figure
from ozgdash.figures.demand_next import demand_next_figure
from ozgdash.figures.demand_services import demand_services_figure
from ozgdash.figures.departments import departments_figure
from ozgdash.figures.departments_crowd import departments_crowd_figure
from ozgdash.figures.frames import records
from ozgdash.figures.obstacles import obstacles_figure
from ozgdash.figures.partner import beside_all, partner_figure
from ozgdash.figures.pipeline import pipeline_figure
from ozgdash.figures.slip import plan_history_figure, plan_slip_figure
from ozgdash.figures.slip_crowd import plan_history_crowd_figure, plan_slip_crowd_figure
from ozgdash.figures.work_lists import due_figure, late_figure, obstacle_services_figure
from ozgdash.metrics import demand, distribution, progress, slip, work
from ozgdash.metrics.progress import Dimension
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many, most
from ozgdash.model.many import crowd


def _partner(cursor: Cursor, view: View) -> ChartSpec:
    filters, whole = view.filters, crowd(view)
    spec = partner_figure(
        progress.progress(cursor, filters),
        work.open_work(cursor, filters),
        view,
        until=work.due_until(filters.as_of),
    )
    if whole is None:
        return spec
    spread = records(distribution.distribution_on(cursor, whole.filters, [filters.as_of]))
    return beside_all(spec, spread, distribution.ranking(cursor, whole.filters, view.compared), view)


def _departments(cursor: Cursor, view: View) -> ChartSpec:
    if are_many(view):
        together = progress.progress_by(cursor, view.filters, Dimension.DEPARTMENT, together=True)
        return departments_crowd_figure(together, view)
    return departments_figure(progress.progress_by(cursor, view.filters, Dimension.DEPARTMENT), view)


def _pipeline(cursor: Cursor, view: View) -> ChartSpec:
    staged = work.pipeline_of_kinds if are_many(view) else work.pipeline
    return pipeline_figure(staged(cursor, view.filters), view)


def _due(cursor: Cursor, view: View) -> ChartSpec:
    filters = view.filters
    until = work.due_until(filters.as_of)
    return due_figure(work.due(cursor, filters, most=most(view)), work.open_work(cursor, filters), view, until=until)


def _late(cursor: Cursor, view: View) -> ChartSpec:
    return late_figure(work.late(cursor, view.filters, most=most(view)), work.open_work(cursor, view.filters), view)


def _obstacles(cursor: Cursor, view: View) -> ChartSpec:
    return obstacles_figure(work.obstacles(cursor, view.filters), work.open_work(cursor, view.filters), view)


def _obstacle_services(cursor: Cursor, view: View) -> ChartSpec:
    filters = view.filters
    rows = work.obstacle_services(cursor, filters, most=most(view))
    return obstacle_services_figure(rows, work.open_work(cursor, filters), view)


def _plan_slip(cursor: Cursor, view: View) -> ChartSpec:
    if are_many(view):
        return plan_slip_crowd_figure(slip.plan_slip_together(cursor, view.filters), view)
    return plan_slip_figure(slip.plan_slip(cursor, view.filters), view)


def _plan_history(cursor: Cursor, view: View) -> ChartSpec:
    if are_many(view):
        return plan_history_crowd_figure(slip.plan_history_spread(cursor, view.filters), view)
    return plan_history_figure(slip.plan_history(cursor, view.filters), view)


def _demand(cursor: Cursor, view: View) -> ChartSpec:
    return demand_figure(demand.demand(cursor, view.filters), view)


def _demand_next(cursor: Cursor, view: View) -> ChartSpec:
    return demand_next_figure(demand.demand_next(cursor, view.filters), demand.demand(cursor, view.filters), view)


def _demand_services(cursor: Cursor, view: View) -> ChartSpec:
    return demand_services_figure(
        demand.demand_services(cursor, view.filters, most=most(view)), demand.demand(cursor, view.filters), view
    )


CHARTS: dict[str, Recipe] = {
    "partner": _partner,
    "departments": _departments,
    "pipeline": _pipeline,
    "due": _due,
    "late": _late,
    "obstacles": _obstacles,
    "obstacle_services": _obstacle_services,
    "plan_slip": _plan_slip,
    "plan_history": _plan_history,
    "demand": _demand,
    "demand_next": _demand_next,
    "demand_services": _demand_services,
}
