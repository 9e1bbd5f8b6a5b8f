"""What stands behind the numbers of a view: the rows that are counted, and the files that they come from."""

from __future__ import annotations

from dataclasses import replace

from ozgdash.charts.recipe import Cursor, Recipe
from ozgdash.figures.behind import rows_behind_figure, sheets_behind_figure
from ozgdash.figures.frames import Count, records
from ozgdash.metrics import behind, progress
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import Rule, View
from ozgdash.model.listing import most


def _rows(cursor: Cursor, view: View) -> ChartSpec:
    found = behind.rows_behind(cursor, view.filters, most=most(view))
    return rows_behind_figure(found, _count(cursor, view), view)


def _sheets(cursor: Cursor, view: View) -> ChartSpec:
    found = behind.sheets_behind(cursor, view.filters, most=most(view))
    return sheets_behind_figure(found, _count(cursor, view), view)


def _count(cursor: Cursor, view: View) -> Count:
    return Count.summed(records(progress.progress(cursor, view.filters)))


CHARTS: dict[str, Recipe] = {"rows_behind": _rows, "sheets_behind": _sheets}
"""Asked for the numbers of any chart (``view_behind``), and by themselves."""

OF_SINGLE_SERVICES = frozenset({
    "maturity", "services", "service_partners", "service_history", "pipeline", "demand_services", "changes_waterfall",
    "changes_counts", "changes_list", "quality", "quality_kinds", "quality_findings",
})  # fmt: skip
"""Charts that look at single services whatever the Zählweise."""
OF_OTHER_FILES = frozenset({
    "components", "procurement_windows", "initiatives", "asks", "resolutions", "outside_view", "outside_counts",
    "comparison", "alerts", "jumps",
})  # fmt: skip
"""Charts that say what stands in a file that is no status sheet."""


def view_behind(name: str, view: View) -> View | None:
    """The view whose ``rows_behind`` are those of that chart; None where no reported services stand behind it."""
    if name in OF_OTHER_FILES:
        return None
    if name in OF_SINGLE_SERVICES:
        return replace(view, filters=replace(view.filters, rule=Rule.SERVICE_RG3))
    return view
