"""A page as a slide of OpenDocument: native, editable, with everything on it that it needs to stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ozgdash.drawing.lettering import one_line
from ozgdash.export.odf.grid import slide_table
from ozgdash.export.odf.masters import box_of, place_of
from ozgdash.export.slides.filling import BELOW_SIZE, below_box, fillings, picture_box
from ozgdash.export.slides.layouts import LIGHT, PICTURE, PLACES, Layout
from ozgdash.export.slides.pages import Page
from ozgdash.odf.presentation import Slide
from ozgdash.odf.presentation_looks import Class, Lettering, Place
from ozgdash.odf.presentation_master import MasterPage
from ozgdash.odf.presentation_shapes import Shape, TableFrame, TextBox
from ozgdash.texts import text


def slides(pages: Sequence[Page], masters: Mapping[Layout, MasterPage]) -> list[Slide]:
    """The pages as slides; no two have the same name."""
    names = page_names(pages)
    return [
        Slide(name, masters[page.layout], tuple(_shapes(page)), page.notes)
        for page, name in zip(pages, names, strict=True)
    ]


def page_names(pages: Sequence[Page]) -> list[str]:
    """What the navigation calls each slide: its number and what stands above its title, without commas.

    A show of some of the slides lists their names with commas between them, so that none can stand in a name.
    """
    said = (" · ".join(dict.fromkeys(filter(None, (page.group, page.kicker)))) for page in pages)
    return [f"{number} {one_line(words.replace(',', ' '))}".strip() for number, words in enumerate(said, start=1)]


def _shapes(page: Page) -> Iterator[Shape]:
    """What stands on the slide in the order of the layout's places, which is that of reading."""
    filled = {filling.place.number: filling for filling in fillings(page)}
    for place in PLACES[page.layout]:
        if place.number == PICTURE:
            yield from _picture(page)
        elif (filling := filled.get(place.number)) and filling.lines:
            yield TextBox(place_of(place, page.layout, page.lang), filling.lines, filling.size)


def _picture(page: Page) -> Iterator[Shape]:
    box = box_of(picture_box(page))
    if page.grid is None:
        return
    yield TableFrame(page.kicker, box, page.kicker, page.alt, slide_table(page.grid))
    if page.below:
        lettering = Lettering(BELOW_SIZE, LIGHT.ink)
        place = Place(Class.TEXT, text("deck.place_below", page.lang), box_of(below_box(page)), lettering)
        yield TextBox(place, (page.below,))
