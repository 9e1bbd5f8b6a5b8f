"""The charts of the overview: progress, ranking, maturity and Themenfelder of the chosen partners."""

from __future__ import annotations

from datetime import date

import pandas as pd

from ozgdash.charts.recipe import NOTHING, Cursor, Recipe
from ozgdash.figures.frames import Count, records
from ozgdash.figures.maturity import maturity_figure
from ozgdash.figures.maturity_crowd import maturity_crowd_figure
from ozgdash.figures.progress import progress_figure
from ozgdash.figures.progress_crowd import progress_crowd_figure
from ozgdash.figures.ranking import Listed, ranking_figure
from ozgdash.figures.topics import topics_figure
from ozgdash.metrics import distribution, plan, progress, published
from ozgdash.metrics import maturity as levels
from ozgdash.metrics.once import lasting
from ozgdash.metrics.progress import Dimension
from ozgdash.model import many
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View


def _progress(cursor: Cursor, view: View) -> ChartSpec:
    filters, whole = view.filters, many.crowd(view)
    if whole is not None:
        return _progress_of_many(cursor, view, whole)
    return progress_figure(
        progress.progress_over_time(cursor, filters),
        view,
        planned=plan.planned_over_time(cursor, filters),
        at_deadline=progress.progress(cursor, filters.at(view.deadline.date)) if view.days_past_deadline > 0 else None,
    )


def _progress_of_many(cursor: Cursor, view: View, whole: View) -> ChartSpec:
    filters, apart, past = view.filters, many.told_apart(view), view.days_past_deadline > 0
    return progress_crowd_figure(
        distribution.distribution_over_time(cursor, whole.filters),
        distribution.ranking(cursor, whole.filters, view.compared),
        progress.progress_over_time(cursor, filters) if apart else NOTHING,
        view,
        planned=plan.planned_over_time(cursor, filters) if len(apart) == 1 else None,
        at_deadline=_together(cursor, view, view.deadline.date) if past else None,
    )


def _together(cursor: Cursor, view: View, day: date) -> Count:
    """What the partners of the view had on a day."""
    return Count.summed(records(distribution.distribution_on(cursor, view.filters, [day])))


def _ranking(cursor: Cursor, view: View) -> ChartSpec:
    filters = (many.crowd(view) or view).filters
    # Thousands of rows are kept once, whoever is chosen.
    listed = lasting(
        cursor,
        ("listed", filters, view.compared),
        lambda: Listed.of(distribution.ranking(cursor, filters, view.compared), view),
    )
    return ranking_figure(listed, view)


def _maturity(cursor: Cursor, view: View) -> ChartSpec:
    names, whole = level_names(published.maturity_levels(cursor)), many.crowd(view)
    if whole is not None:
        apart = levels.maturity(cursor, view.filters) if many.told_apart(view) else NOTHING
        return maturity_crowd_figure(levels.maturity_by_quarter(cursor, whole.filters), apart, view, level_names=names)
    return maturity_figure(levels.maturity(cursor, view.filters), view, level_names=names)


def _topics(cursor: Cursor, view: View) -> ChartSpec:
    whole = many.crowd(view)
    if whole is not None:
        spread = distribution.distribution_by(cursor, whole.filters, Dimension.TOPIC)
        own = (
            progress.progress_by(cursor, view.filters, Dimension.TOPIC, together=True)
            if whole.filters != view.filters
            else spread
        )
        return topics_figure(own, view, distribution=spread)
    return topics_figure(progress.progress_by(cursor, view.filters, Dimension.TOPIC, together=True), view)


def level_names(frame: pd.DataFrame) -> dict[tuple[str, int], str]:
    """(model, level) -> official name, from the frame of ``maturity_levels``."""
    rows = zip(frame["model"], frame["level"], frame["label"], strict=True)
    return {(str(model), int(level)): str(label) for model, level, label in rows}


CHARTS: dict[str, Recipe] = {"progress": _progress, "maturity": _maturity, "topics": _topics, "ranking": _ranking}
