"""From what somebody ordered to the package that the documents are written from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ozgdash.charts import by_name
from ozgdash.charts.recipe import Cursor
from ozgdash.export.council.package import CouncilPackage, Formats, Occasion, Section
from ozgdash.export.council.sections import DEFAULT_SECTIONS, Part, parts
from ozgdash.figures.summary import summary, summary_days
from ozgdash.metrics.progress import progress_on
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View


@dataclass(frozen=True)
class Order:
    """What is wanted: for which occasion, seen how, which parts in which order, in which formats. A plain value."""

    occasion: Occasion
    view: View
    sections: tuple[str, ...] = DEFAULT_SECTIONS
    formats: Formats = Formats.BOTH
    template: str = ""
    """The file of the house's own template for slides; empty for our look."""


def assembled(order: Order, sentences: Sequence[str], chart: Callable[[str], ChartSpec]) -> CouncilPackage:
    """The package of an order; ``chart`` gives the chart of a name for the order's view.

    Raises UsageError for a section that does not exist.
    """
    return CouncilPackage(
        occasion=order.occasion,
        view=order.view,
        summary=tuple(sentences),
        sections=tuple(_section(part, order, chart) for part in parts(order.sections)),
        formats=order.formats,
        template=order.template,
    )


def assembled_from(cursor: Cursor, order: Order) -> CouncilPackage:
    """The package of an order with every number asked of the snapshot."""
    return assembled(order, summary_of(cursor, order.view), lambda name: by_name.chart(name, cursor, order.view))


def summary_of(cursor: Cursor, view: View) -> tuple[str, ...]:
    """The sentences that stand at the front of every document."""
    return summary(progress_on(cursor, view.filters, summary_days(view)), view)


def _section(part: Part, order: Order, chart: Callable[[str], ChartSpec]) -> Section:
    found = [(name, chart(name)) for name in part.charts_of(order.view)]
    charts = tuple(spec for name, spec in found if name not in part.if_any or not spec.empty)
    return Section(part.key, part.title(order.view.lang), charts)
