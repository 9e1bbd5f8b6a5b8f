"""What stands in each place of a slide's layout, and in which size it fits there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ozgdash.drawing.lettering import one_line
from ozgdash.export.slides.design import OWN, Design
from ozgdash.export.slides.fitting import fitting
from ozgdash.export.slides.layouts import BODY, EXAMPLE, FOOTER, HOUSE_WORDS, KICKER, PICTURE, Box, Layout, Place
from ozgdash.export.slides.pages import NOTE_HEIGHT, Page

SMALLEST = {Layout.TITLE: 20, Layout.SECTION: 18}
SMALLEST_TITLE, SMALLEST_BODY, SMALLEST_FOOTER = 12, 11, 7
BELOW_SIZE = 12
BELOW_GAP = 6


@dataclass(frozen=True)
class Filling:
    """A place of the layout with its paragraphs, each of one line of text, and the size in which they fit it.

    Without paragraphs the place stays empty. ``bold``: so many paragraphs stand out from the others.
    """

    place: Place
    lines: tuple[str, ...]
    size: float
    bold: int = 0


def fillings(page: Page, design: Design = OWN) -> list[Filling]:
    """The places for text of the page's layout in reading order; of chart, table and slide number nothing is said.

    What has no place of its own in a house's layout goes into another one: the label of example data before the
    provenance, and so does the line above the title, on a title slide before the lines below the title.
    """
    settled = _settled(page, design)
    words = {
        None: [settled.title],
        KICKER: [settled.kicker],
        EXAMPLE: [settled.example or ""],
        FOOTER: settled.footer,
        BODY: settled.body,
    }
    found = [
        _filling(page, place, (place.words,) if place.number == HOUSE_WORDS else words[place.number], design)
        for place in design.places[page.layout]
        if place.number in words or place.number == HOUSE_WORDS
    ]
    labelled = page.example and not design.has(page.layout, EXAMPLE)
    return [replace(item, bold=1) if labelled and item.place.number == FOOTER else item for item in found]


def _settled(page: Page, design: Design) -> Page:
    if page.kicker and not design.has(page.layout, KICKER):
        if page.layout is Layout.TITLE:
            page = replace(page, body=(page.kicker, *page.body))
        else:
            first, *others = page.footer or ("",)
            page = replace(page, footer=(" · ".join(filter(None, (page.kicker, first))), *others))
    if page.example and not design.has(page.layout, EXAMPLE):
        page = replace(page, footer=(page.example, *page.footer))
    return page


def picture_box(page: Page, design: Design = OWN) -> Box:
    """The place of the page's chart or table; a table is as high as its rows."""
    box = design.place(page.layout, PICTURE).box
    return box if page.grid is None else Box(box.left, box.top, box.width, sum(page.grid.heights))


def below_box(page: Page, design: Design = OWN) -> Box:
    """The place of the note under the page's table."""
    table, paint = picture_box(page, design), design.paint(page.layout)
    # With a ground of its own it goes on where that of the table ends.
    gap = 0 if paint.panel else BELOW_GAP
    return Box(table.left, table.bottom + gap, table.width, (NOTE_HEIGHT - gap) * paint.scale)


def _filling(page: Page, place: Place, words: Sequence[str], design: Design) -> Filling:
    lines = tuple(filter(None, map(one_line, words)))
    if place.number is None:
        smallest = SMALLEST.get(page.layout, SMALLEST_TITLE)
    else:
        smallest = SMALLEST_BODY if place.number == BODY else SMALLEST_FOOTER
    scale = design.paint(page.layout).scale
    return Filling(place, lines, fitting(place, lines, round(smallest * scale)) if lines else place.size)
