"""The charts of the overview: progress, maturity and Themenfelder of the chosen partners."""

from __future__ import annotations

import pandas as pd

from ozgdash.charts.maturity import maturity_figure
from ozgdash.charts.progress import progress_figure
from ozgdash.charts.spec import ChartSpec
from ozgdash.charts.topics import topics_figure
from ozgdash.export.figures.recipe import Cursor, Recipe
from ozgdash.metrics import maturity as levels
from ozgdash.metrics import plan, progress, published
from ozgdash.metrics.progress import Dimension
from ozgdash.model.filters import View


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


def level_names(frame: pd.DataFrame) -> dict[tuple[str, int], str]:
    """(model, level) -> official name, from the frame of ``maturity_levels``."""
    rows = zip(frame["model"], frame["level"], frame["label"], strict=True)
    return {(str(model), int(level)): str(label) for model, level, label in rows}


CHARTS: dict[str, Recipe] = {"progress": _progress, "maturity": _maturity, "topics": _topics}
