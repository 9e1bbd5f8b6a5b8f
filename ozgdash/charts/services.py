"""The charts of the services page: every service, Themenfelder by partner, and one service in detail."""

from __future__ import annotations

import pandas as pd

from ozgdash import formats
from ozgdash.charts.recipe import NOTHING, Cursor, Recipe
from ozgdash.figures.frames import records
from ozgdash.figures.matrix import matrix_figure
from ozgdash.figures.matrix_crowd import matrix_crowd_figure
from ozgdash.figures.service_history import service_history_figure
from ozgdash.figures.service_levels import by_service, having, service_levels_figure
from ozgdash.figures.service_partners import service_partners_figure
from ozgdash.figures.service_table import services_figure
from ozgdash.metrics import distribution, matrix, progress, service
from ozgdash.metrics.progress import Dimension
from ozgdash.model import many
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many
from ozgdash.texts import text


def _matrix(cursor: Cursor, view: View) -> ChartSpec:
    whole = many.crowd(view)
    if whole is not None:
        apart = progress.progress_by(cursor, view.filters, Dimension.TOPIC) if many.told_apart(view) else NOTHING
        return matrix_crowd_figure(distribution.distribution_by(cursor, whole.filters, Dimension.TOPIC), apart, view)
    return matrix_figure(progress.progress_by(cursor, view.filters, Dimension.TOPIC), view)


def _services(cursor: Cursor, view: View) -> ChartSpec:
    whole = many.crowd(view)
    if whole is None:
        return services_figure(matrix.service_matrix(cursor, view.filters), view)
    levels = matrix.service_levels(cursor, whole.filters)
    if are_many(view):
        return service_levels_figure(levels, view)
    heading = text("services.column_everyone", view.lang, n=formats.number(len(whole.partners), view.lang))
    cells = {key: having(partners, view.lang) for key, partners in by_service(records(levels)).items()}
    return services_figure(matrix.service_matrix(cursor, view.filters), view, everyone=(heading, cells))


def _service_partners(cursor: Cursor, view: View) -> ChartSpec:
    return service_partners_figure(at_partners(cursor, view), view)


def _service_history(cursor: Cursor, view: View) -> ChartSpec:
    changes = service.service_history(cursor, view.filters, _chosen(cursor, view))
    return service_history_figure(changes, at_partners(cursor, view), view)


def at_partners(cursor: Cursor, view: View) -> pd.DataFrame:
    """The frame of ``service_at_partners`` for the view's service."""
    return service.service_at_partners(cursor, view.filters, _chosen(cursor, view))


def _chosen(cursor: Cursor, view: View) -> str:
    """The view's service; where no one is chosen the first one in the filter, empty where that leaves none."""
    return view.service or service.first_service(cursor, view.filters) or ""


OF_ONE_SERVICE: dict[str, Recipe] = {"service_partners": _service_partners, "service_history": _service_history}
"""The charts that look at the view's service."""

CHARTS: dict[str, Recipe] = {"matrix": _matrix, "services": _services, **OF_ONE_SERVICE}
