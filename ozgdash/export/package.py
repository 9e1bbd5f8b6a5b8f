"""Where a number becomes a figure: the name of a chart, asked of a snapshot, for one view."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pandas as pd

from ozgdash.charts.matrix import matrix_figure, rules_figure
from ozgdash.charts.maturity import maturity_figure
from ozgdash.charts.progress import progress_figure
from ozgdash.charts.service_table import services_figure
from ozgdash.charts.spec import ChartSpec
from ozgdash.charts.topics import topics_figure
from ozgdash.errors import UsageError
from ozgdash.metrics import matrix, plan, progress, published
from ozgdash.metrics import maturity as levels
from ozgdash.metrics.progress import Dimension
from ozgdash.model.filters import View

Cursor = duckdb.DuckDBPyConnection
Recipe = Callable[[Cursor, View], ChartSpec]


def chart(name: str, cursor: Cursor, view: View) -> ChartSpec:
    """The chart of that name for one view.

    Raises UsageError for a name that does not exist.
    """
    if name not in CHARTS:
        raise UsageError("export.unknown_chart", received=name, allowed=", ".join(CHARTS))
    return CHARTS[name](cursor, view)


def _progress(cursor: Cursor, view: View) -> ChartSpec:
    filters = view.filters
    return progress_figure(
        progress.progress_over_time(cursor, filters),
        view,
        planned=plan.planned_over_time(cursor, filters),
        at_deadline=progress.progress(cursor, filters.at(view.deadline.date)) if view.days_past_deadline > 0 else None,
    )


def _maturity(cursor: Cursor, view: View) -> ChartSpec:
    return maturity_figure(
        levels.maturity(cursor, view.filters), view, level_names=level_names(published.maturity_levels(cursor))
    )


def _topics(cursor: Cursor, view: View) -> ChartSpec:
    return topics_figure(progress.progress_by(cursor, view.filters, Dimension.TOPIC, together=True), view)


def _matrix(cursor: Cursor, view: View) -> ChartSpec:
    return matrix_figure(progress.progress_by(cursor, view.filters, Dimension.TOPIC), view)


def _rules(cursor: Cursor, view: View) -> ChartSpec:
    return rules_figure(progress.progress_all_rules(cursor, view.filters), view)


def _services(cursor: Cursor, view: View) -> ChartSpec:
    return services_figure(matrix.service_matrix(cursor, view.filters), view)


def level_names(frame: pd.DataFrame) -> dict[tuple[str, int], str]:
    """(model, level) -> official name, from the frame of ``maturity_levels``."""
    rows = zip(frame["model"], frame["level"], frame["label"], strict=True)
    return {(str(model), int(level)): str(label) for model, level, label in rows}


CHARTS: dict[str, Recipe] = {
    "progress": _progress,
    "maturity": _maturity,
    "topics": _topics,
    "matrix": _matrix,
    "rules": _rules,
    "services": _services,
}
"""Chart name -> how it is made."""
