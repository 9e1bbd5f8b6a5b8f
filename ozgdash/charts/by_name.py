"""Where a number becomes a figure: the name of a chart, asked of a snapshot, for one view."""

from __future__ import annotations

from dataclasses import replace

from ozgdash.charts import (
    address,
    behind,
    changes,
    data,
    method,
    outlook,
    outside,
    overview,
    partner,
    services,
    synergies,
    targets,
    use,
)
from ozgdash.charts.recipe import Cursor, Recipe
from ozgdash.errors import UsageError
from ozgdash.figures.events import concerned, days_of, with_events
from ozgdash.metrics.events import events
from ozgdash.model.asked import Asked
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View

CHARTS: dict[str, Recipe] = {
    **overview.CHARTS,
    **partner.CHARTS,
    **use.CHARTS,
    **services.CHARTS,
    **synergies.CHARTS,
    **outlook.CHARTS,
    **targets.CHARTS,
    **changes.CHARTS,
    **data.CHARTS,
    **outside.CHARTS,
    **method.CHARTS,
    **behind.CHARTS,
}
"""Chart name -> how it is made."""


def chart(name: str, cursor: Cursor, view: View) -> ChartSpec:
    """The chart of that name for one view; it knows what it was asked.

    Raises UsageError for a name that does not exist.
    """
    if name not in CHARTS:
        raise UsageError("export.unknown_chart", received=name, allowed=", ".join(CHARTS))
    spec, asked = _with_events(CHARTS[name](cursor, view), cursor, view), Asked.of(view, name)
    return replace(spec, asked=asked, provenance=replace(spec.provenance, address=address.of(asked)))


def _with_events(spec: ChartSpec, cursor: Cursor, view: View) -> ChartSpec:
    """A chart over days knows what happened on them."""
    days = days_of(spec)
    return spec if days is None else with_events(spec, events(cursor, concerned(view), *days), view)
