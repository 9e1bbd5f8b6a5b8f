"""The charts of the data page: how old, how complete and how consistent the data is."""

from __future__ import annotations

from ozgdash.charts.recipe import Cursor, Recipe
from ozgdash.figures.alerts import alerts_figure
from ozgdash.figures.frames import Count, records
from ozgdash.figures.jumps import jumps_figure
from ozgdash.figures.quality import quality_figure, quality_findings_figure, quality_kinds_figure
from ozgdash.metrics import alerts, jumps, quality
from ozgdash.metrics.progress import progress
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View
from ozgdash.model.listing import most


def _quality(cursor: Cursor, view: View) -> ChartSpec:
    ages, counts = quality.report_ages(cursor, view.filters), quality.contradiction_counts(cursor, view.filters)
    return quality_figure(ages, counts, view)


def _quality_kinds(cursor: Cursor, view: View) -> ChartSpec:
    ages, counts = quality.report_ages(cursor, view.filters), quality.contradiction_counts(cursor, view.filters)
    return quality_kinds_figure(counts, ages, quality.KINDS, view)


def _quality_findings(cursor: Cursor, view: View) -> ChartSpec:
    filters = view.filters
    found = quality.contradictions(cursor, filters, most=most(view))
    counts = quality.contradiction_counts(cursor, filters)
    return quality_findings_figure(found, counts, quality.report_ages(cursor, filters), view)


def _alerts(cursor: Cursor, view: View) -> ChartSpec:
    count = Count.summed(records(progress(cursor, view.filters)))
    counts = {"done": count.done, "total": count.total, "unknown": count.unknown}
    rules = alerts.alert_rules(cursor)
    return alerts_figure(alerts.alerts(cursor, view.filters, rules), view, rules=len(rules), **counts)


def _jumps(cursor: Cursor, view: View) -> ChartSpec:
    return jumps_figure(jumps.jumps(cursor, view.filters), view, factor=jumps.FACTOR, points=jumps.POINTS)


CHARTS: dict[str, Recipe] = {
    "alerts": _alerts,
    "quality": _quality,
    "quality_kinds": _quality_kinds,
    "quality_findings": _quality_findings,
    "jumps": _jumps,
}
