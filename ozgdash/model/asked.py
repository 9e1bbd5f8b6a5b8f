"""What was asked of a snapshot, small enough to travel with a chart and with the document that shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self

from ozgdash.model.filters import DEFAULT_USE_LIMIT, Filters, View
from ozgdash.texts import Lang


@dataclass(frozen=True)
class Asked:
    """A chart by its name and the view of it, but not the cooperation: any snapshot can be asked the same again.

    ``chart`` is empty for what is about the whole view. ``compare_on``, ``target_on``, ``service``, ``takeover`` and
    ``use_below`` mean what they mean in a ``View``. ``snapshot``, ``published_at`` and ``cooperation`` (its name) say
    who answered.
    """

    chart: str
    filters: Filters
    lang: Lang
    snapshot: str
    published_at: datetime
    cooperation: str
    compare_on: date | None = None
    target_on: date | None = None
    pace_months: int = 0
    service: str | None = None
    takeover: tuple[str, ...] = ()
    use_below: int = DEFAULT_USE_LIMIT

    @classmethod
    def of(cls, view: View, chart: str = "") -> Self:
        """What a view asks, for the chart of that name."""
        return cls(
            chart=chart,
            filters=view.filters,
            lang=view.lang,
            snapshot=view.snapshot.id,
            published_at=view.snapshot.published_at,
            cooperation=view.cooperation.name,
            compare_on=view.compare_on,
            target_on=view.target_on,
            pace_months=view.pace_months,
            service=view.service,
            takeover=view.takeover,
            use_below=view.use_below,
        )

    def about(self, chart: str) -> Self:
        """The same question about another chart."""
        return replace(self, chart=chart)
