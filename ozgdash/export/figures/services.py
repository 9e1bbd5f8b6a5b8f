"""The charts of the services page: every service, Themenfelder by partner, and one service in detail."""

from __future__ import annotations

import pandas as pd

from ozgdash.charts.matrix import matrix_figure
from ozgdash.charts.matrix_crowd import matrix_crowd_figure
from ozgdash.charts.service_history import service_history_figure
from ozgdash.charts.service_partners import service_partners_figure
from ozgdash.charts.service_table import services_figure
from ozgdash.charts.spec import ChartSpec
from ozgdash.export.figures.recipe import NOTHING, Cursor, Recipe
from ozgdash.metrics import distribution, matrix, progress, service
from ozgdash.metrics.progress import Dimension
from ozgdash.model import many
from ozgdash.model.filters import View


def _matrix(cursor: Cursor, view: View) -> ChartSpec:
    whole = many.crowd(view)
    if whole is not None:
        apart = progress.progress_by(cursor, view.filters, Dimension.TOPIC) if many.told_apart(view) else NOTHING
        return matrix_crowd_figure(distribution.distribution_by(cursor, whole.filters, Dimension.TOPIC), apart, view)
    return matrix_figure(progress.progress_by(cursor, view.filters, Dimension.TOPIC), view)


def _services(cursor: Cursor, view: View) -> ChartSpec:
    return services_figure(matrix.service_matrix(cursor, view.filters), view)


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
