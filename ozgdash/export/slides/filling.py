"""What stands in each place of a slide's layout, and in which size it fits there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ozgdash.drawing.lettering import one_line
from ozgdash.export.slides import layouts
from ozgdash.export.slides.fitting import fitting
from ozgdash.export.slides.layouts import BODY, CHART_BOX, EXAMPLE, FOOTER, KICKER, NARROW_CHART_BOX, Box, Layout, Place
from ozgdash.export.slides.pages import NOTE_HEIGHT, Page

SMALLEST = {Layout.TITLE: 20, Layout.SECTION: 18}
SMALLEST_TITLE, SMALLEST_BODY, SMALLEST_FOOTER = 12, 11, 7
BELOW_SIZE = 12
BELOW_GAP = 6


@dataclass(frozen=True)
class Filling:
    """A place of the layout with its paragraphs, each of one line of text, and the size in which they fit it.

    Without paragraphs the place stays empty.
    """

    place: Place
    lines: tuple[str, ...]
    size: float


def fillings(page: Page) -> list[Filling]:
    """The places for text of the page's layout in reading order; of chart, table and slide number nothing is said."""
    words = {
        None: [page.title],
        KICKER: [page.kicker],
        EXAMPLE: [page.example or ""],
        FOOTER: page.footer,
        BODY: page.body,
    }
    return [_filling(page, place, words[place.number]) for place in _places(page) if place.number in words]


def picture_box(page: Page) -> Box:
    """The place of the page's chart or table; a table is as high as its rows."""
    if page.grid is not None:
        return Box(CHART_BOX.left, CHART_BOX.top, CHART_BOX.width, sum(page.grid.heights))
    return NARROW_CHART_BOX if page.layout is Layout.CHART_TEXT else CHART_BOX


def below_box(page: Page) -> Box:
    """The place of the note under the page's table."""
    table = picture_box(page)
    return Box(table.left, table.top + table.height + BELOW_GAP, table.width, NOTE_HEIGHT - BELOW_GAP)


def _places(page: Page) -> tuple[Place, ...]:
    return layouts.PLACES[page.layout]


def _filling(page: Page, place: Place, words: Sequence[str]) -> Filling:
    lines = tuple(filter(None, map(one_line, words)))
    if place.number is None:
        smallest = SMALLEST.get(page.layout, SMALLEST_TITLE)
    else:
        smallest = SMALLEST_BODY if place.number == BODY else SMALLEST_FOOTER
    return Filling(place, lines, fitting(place, lines, smallest) if lines else place.size)
