"""A page as a slide of OpenDocument: native, editable, with everything on it that it needs to stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ozgdash.drawing.lettering import one_line
from ozgdash.export.odf.chart import slide_chart
from ozgdash.export.odf.grid import slide_table
from ozgdash.export.odf.house_slide import HousePages
from ozgdash.export.odf.masters import box_of, font_of, place_of
from ozgdash.export.slides.design import OWN, Design
from ozgdash.export.slides.filling import BELOW_SIZE, below_box, fillings, picture_box
from ozgdash.export.slides.layouts import HOUSE_WORDS, PICTURE, Layout
from ozgdash.export.slides.pages import Page
from ozgdash.export.slides.table_pages import Grid
from ozgdash.odf.chart_object import chart_object
from ozgdash.odf.presentation import HouseMaster, Slide
from ozgdash.odf.presentation_looks import Class, Lettering, Place
from ozgdash.odf.presentation_master import MasterPage
from ozgdash.odf.presentation_shapes import ObjectFrame, Shape, TableFrame, TextBox
from ozgdash.texts import text

DRAWN = (Layout.CHART, Layout.CHART_TEXT, Layout.TABLE)


def slides(
    pages: Sequence[Page], masters: Mapping[Layout, MasterPage | HouseMaster], house: HousePages | None = None
) -> list[Slide]:
    """The pages as slides; no two have the same name. ``house``: whose masters these are, None for ours."""
    names = page_names(pages)
    return [
        Slide(name, masters[page.layout], tuple(_shapes(page, f"Object {number}", house)), page.notes)
        for number, (page, name) in enumerate(zip(pages, names, strict=True), start=1)
    ]


def page_names(pages: Sequence[Page]) -> list[str]:
    """What the navigation calls each slide: its number, the part of the deck and what it is about, without commas.

    A show of some of the slides lists their names with commas between them, so that none can stand in a name.
    """
    return [f"{number} {one_line(_about(page).replace(',', ' '))}".strip() for number, page in enumerate(pages, 1)]


def _about(page: Page) -> str:
    """Of a chart what stands above its title, which is short and says what is shown."""
    words = page.kicker if page.layout in DRAWN else page.title
    return words if words.startswith(page.group) else f"{page.group} · {words}"


def _shapes(page: Page, folder: str, house: HousePages | None) -> Iterator[Shape]:
    """What stands on the slide in the order of the layout's places, which is that of reading.

    ``folder``: where the document of a chart lies in the package.
    """
    design = house.design if house else OWN
    filled = {filling.place.number: filling for filling in fillings(page, design)}
    for place in design.places[page.layout]:
        if place.number == PICTURE:
            yield from _table(page, page.grid, design) if page.grid else _chart(page, folder, design)
        elif place.number != HOUSE_WORDS and (filling := filled.get(place.number)) and filling.lines:
            if house is not None:
                yield house.shape(filling, page)
            else:
                yield TextBox(place_of(place, page.layout, page.lang), filling.lines, filling.size)


def _chart(page: Page, folder: str, design: Design) -> Iterator[Shape]:
    if page.spec is None:
        raise ValueError(page.layout)
    box = picture_box(page, design)
    drawn = chart_object(slide_chart(page.spec, box, page.top, design.paint(page.layout)), folder)
    yield ObjectFrame(page.kicker, box_of(box), page.kicker, page.alt, drawn)


def _table(page: Page, grid: Grid, design: Design) -> Iterator[Shape]:
    """The table and, where it shows only a part, the note below it."""
    paint = design.paint(page.layout)
    table = slide_table(grid, paint)
    yield TableFrame(page.kicker, box_of(picture_box(page, design)), page.kicker, page.alt, table)
    if page.below:
        ground = paint.ground if paint.panel else None
        lettering = Lettering(BELOW_SIZE * paint.scale, paint.ink, font=font_of(paint), ground=ground)
        place = Place(Class.TEXT, text("deck.place_below", page.lang), box_of(below_box(page, design)), lettering)
        yield TextBox(place, (page.below,))
