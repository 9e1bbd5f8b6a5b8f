"""The slides of a presentation as they would be made today, each found again by where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from ozgdash.charts import by_name
from ozgdash.charts.recipe import Cursor
from ozgdash.errors import UserError
from ozgdash.export.council.order import Order, assembled_from
from ozgdash.export.council.reading import on_slides
from ozgdash.export.council.sections import PARTS
from ozgdash.export.refresh.views import compared_months, view_again
from ozgdash.export.slides.deck import deck_pages
from ozgdash.export.slides.design import OWN, Design
from ozgdash.export.slides.origin import Origin, PageKind, Paper
from ozgdash.export.slides.pages import Page, chart_pages, with_unique_titles
from ozgdash.model.asked import Asked
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.filters import SnapshotInfo, View

NO_DAY, NO_MOMENT = date(1990, 1, 1), datetime(1990, 1, 1, tzinfo=UTC)

Key = tuple[Paper | None, Asked, int | date | None, PageKind, str]
"""What the slides of one chart or text have in common, whenever they were made."""


@dataclass(frozen=True)
class Renewed:
    """The slides of today, and why some cannot be made. ``view`` is one that was asked, None where none could be."""

    pages: Mapping[Key, Sequence[Page]] = field(default_factory=dict)
    errors: Mapping[Key, UserError] = field(default_factory=dict)
    view: View | None = None

    def page(self, origin: Origin) -> Page | None:
        """The slide of that origin; None where it cannot be made, or is not needed any more."""
        pages = self.pages.get(key_of(origin), ())
        return pages[origin.part - 1] if origin.part <= len(pages) else None


@dataclass(frozen=True)
class Today:
    """What is asked: a snapshot on a Stand."""

    cursor: Cursor
    cooperation: Cooperation
    info: SnapshotInfo
    as_of: date


def key_of(origin: Origin) -> Key:
    """What the slide has in common with the others of its chart or text."""
    asked, filters = origin.asked, origin.asked.filters.at(NO_DAY)
    timeless = replace(asked, filters=filters, snapshot="", published_at=NO_MOMENT, compare_on=None)
    return origin.paper, timeless, compared_months(asked), origin.kind, origin.section


def renewed(today: Today, origins: Iterable[Origin], design: Design = OWN) -> Renewed:
    """The slides of today for those origins, laid out for a design; of a paper all that it has."""
    pages: dict[Key, list[Page]] = {}
    errors: dict[Key, UserError] = {}
    views: list[View] = []
    made: dict[object, Sequence[Page] | UserError] = {}
    for origin in origins:
        source = _source(origin)
        if source not in made:
            made[source] = _attempt(today, origin, views, design)
            for page in _list(made[source]):
                if page.origin is not None:
                    pages.setdefault(key_of(page.origin), []).append(page)
        failed = made[source]
        if isinstance(failed, UserError):
            errors[key_of(origin)] = failed
        elif _is_of_its_section(origin):
            # Without data by now, and said on the slide of another chart: this one is not needed.
            pages.setdefault(key_of(origin), [])
        elif key_of(origin) not in pages:
            name = origin.asked.chart or origin.kind.value
            errors[key_of(origin)] = UserError("refresh.unknown_chart", received=name)
    return Renewed(pages, errors, views[0] if views else None)


def _is_of_its_section(origin: Origin) -> bool:
    """Whether a paper of today would have the chart, were there anything to show."""
    part = PARTS.get(origin.section)
    if origin.kind is not PageKind.CHART or part is None:
        return False
    return origin.asked.chart in (*part.charts, *part.of_many, *part.if_any)


def _source(origin: Origin) -> object:
    """What is made in one go: a paper, or the chart on its own."""
    paper, asked, months, _, _ = key_of(origin)
    return (paper, asked.about(""), months) if paper is not None else (asked, months)


def _attempt(today: Today, origin: Origin, views: list[View], design: Design) -> Sequence[Page] | UserError:
    try:
        return _pages(today, origin, views, design)
    except UserError as error:
        return error


def _list(made: Sequence[Page] | UserError) -> Sequence[Page]:
    return () if isinstance(made, UserError) else made


def _pages(today: Today, origin: Origin, views: list[View], design: Design) -> Sequence[Page]:
    view = view_again(origin.asked, today.cursor, today.cooperation, today.info, today.as_of)
    views.append(view)
    return [_asked_again(page, origin, view) for page in _made(today, origin, view, design)]


def _made(today: Today, origin: Origin, view: View, design: Design) -> Sequence[Page]:
    if origin.paper is not None:
        sections = tuple(key for key in origin.paper.sections if key in PARTS)
        package = on_slides(assembled_from(today.cursor, Order(origin.paper.occasion, view, sections)))
        return deck_pages(package, design)
    if origin.asked.chart not in by_name.CHARTS:
        raise UserError("refresh.unknown_chart", received=origin.asked.chart)
    return with_unique_titles(chart_pages(by_name.chart(origin.asked.chart, today.cursor, view), design=design))


def _asked_again(page: Page, origin: Origin, view: View) -> Page:
    """The slide with the question of then: also a day to reach that has passed, and sections that are gone."""
    if page.origin is None:
        return page
    asked = replace(
        origin.asked,
        chart=page.origin.asked.chart,
        filters=view.filters,
        snapshot=view.snapshot.id,
        published_at=view.snapshot.published_at,
        compare_on=view.compare_on,
    )
    return replace(page, origin=replace(page.origin, paper=origin.paper, asked=asked))
