"""The charts of the services page: every service, and Themenfelder by partner."""

from __future__ import annotations

from ozgdash.charts.matrix import matrix_figure
from ozgdash.charts.service_table import services_figure
from ozgdash.charts.spec import ChartSpec
from ozgdash.export.figures.recipe import Cursor, Recipe
from ozgdash.metrics import matrix, progress
from ozgdash.metrics.progress import Dimension
from ozgdash.model.filters import View


def _matrix(cursor: Cursor, view: View) -> ChartSpec:
    return matrix_figure(progress.progress_by(cursor, view.filters, Dimension.TOPIC), view)


def _services(cursor: Cursor, view: View) -> ChartSpec:
    return services_figure(matrix.service_matrix(cursor, view.filters), view)


CHARTS: dict[str, Recipe] = {"matrix": _matrix, "services": _services}
