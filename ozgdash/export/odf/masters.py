"""The house's layouts as master pages of OpenDocument, with the partners' colours in their strip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ozgdash.drawing import theme
from ozgdash.export.slides.design import OWN, OWN_PAINT, Design, Paint
from ozgdash.export.slides.layouts import (
    BAND_HEIGHTS,
    BODY,
    BULLET_PT,
    DEEP,
    EXAMPLE,
    FOOTER,
    KICKER,
    LIGHT,
    NUMBER,
    PICTURE,
    PLACES,
    STRIP_HEIGHT,
    WIDTH_PT,
    Box,
    Layout,
    Place,
)
from ozgdash.formats import LANGUAGE_TAGS
from ozgdash.odf import presentation_looks as looks
from ozgdash.odf.presentation_looks import Class
from ozgdash.odf.presentation_master import MasterPage, Usual
from ozgdash.odf.presentation_shapes import Ground, Group
from ozgdash.texts import Lang, text

KINDS = {"title": Class.TITLE, "chart": Class.CHART, "tbl": Class.TABLE, "sldNum": Class.NUMBER}
ALIGNED = {"l": "start", "r": "end", "ctr": "center"}
ANCHORED = {"t": "top", "b": "bottom", "ctr": "middle"}
NAMES: dict[int | None, str] = {
    None: "title",
    KICKER: "kicker",
    EXAMPLE: "example",
    FOOTER: "footer",
    BODY: "body",
    PICTURE: "picture",
    NUMBER: "number",
}
LINE = Box(40, 480, 880, 0.75)


def masters(colours: Sequence[str], lang: Lang) -> dict[Layout, MasterPage]:
    """The master page of each layout; ``colours``: those of the strip, of which there is at least one."""
    return {
        layout: MasterPage(
            name=text(f"deck.layout_{layout}", lang),
            places=tuple(place_of(place, layout, lang) for place in PLACES[layout]),
            grounds=_grounds(layout, colours),
        )
        for layout in Layout
    }


def lettering_of(place: Place) -> looks.Lettering:
    """How a text in that place is set, as the writer takes it; without a bullet, a font and a ground."""
    return looks.Lettering(
        size=place.size,
        colour=place.colour,
        bold=place.bold,
        align=ALIGNED[place.align],
        anchor=ANCHORED[place.anchor],
        spaced=place.spaced_pt,
    )


def place_of(place: Place, layout: Layout, lang: Lang) -> looks.Place:
    """A layout's place as the writer takes it; of the texts only title and body have a class of OpenDocument's."""
    kind = KINDS.get(place.kind, Class.TEXT)
    if place.number == BODY:
        kind = Class.SUBTITLE if layout is Layout.TITLE else Class.OUTLINE
    lettering = replace(lettering_of(place), bullet=BULLET_PT if place.bullet else 0)
    return looks.Place(kind, text(f"deck.place_{NAMES[place.number]}", lang), box_of(place.box), lettering)


def font_of(paint: Paint) -> str | None:
    """The font that a text of ours names; None where all texts have it."""
    return None if paint is OWN_PAINT else paint.font


def box_of(box: Box) -> looks.Box:
    """A box as the writer takes it."""
    return looks.Box(box.left, box.top, box.width, box.height)


def usual(lang: Lang, design: Design = OWN, font: str | None = None) -> Usual:
    """Font, language and size of every slide; ``font``: None for ours."""
    language, country = LANGUAGE_TAGS[lang].split("-")
    return Usual(font or theme.SLIDE_FONT, language, country, design.width, design.height)


def _grounds(layout: Layout, colours: Sequence[str]) -> tuple[Ground | Group, ...]:
    if layout in BAND_HEIGHTS:
        height = BAND_HEIGHTS[layout]
        band = Ground("Ground", looks.Box(0, 0, WIDTH_PT, height), DEEP)
        return band, _strip(height, 2 * STRIP_HEIGHT, colours)
    return _strip(0, STRIP_HEIGHT, colours), Ground("Line", box_of(LINE), LIGHT.grid)


def _strip(top: float, height: float, colours: Sequence[str]) -> Group:
    """A strip across the slide with one part per partner."""
    width = WIDTH_PT / len(colours)
    parts = (
        Ground(f"Strip {position + 1}", looks.Box(position * width, top, width, height), colour)
        for position, colour in enumerate(colours)
    )
    return Group("Strip", tuple(parts))
