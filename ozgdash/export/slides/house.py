"""What room the layouts of a house's own template give, before anybody decides what stands where.

Neutral: PPTX and ODP are read into the same plain values.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from ozgdash.export.slides.layouts import Box


class Use(StrEnum):
    """What a place is meant for."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    TEXT = "text"
    CONTENT = "content"
    """Takes text, a chart, a table or a picture."""
    CHART = "chart"
    TABLE = "table"
    PICTURE = "picture"
    FOOTER = "footer"
    DATE = "date"
    NUMBER = "number"
    OTHER = "other"
    """A film, a drawing, a vertical text: nothing of ours goes there."""


TEXTS = (Use.SUBTITLE, Use.TEXT, Use.CONTENT)
ENDS = (Use.FOOTER, Use.DATE, Use.NUMBER)


@dataclass(frozen=True)
class HousePlace:
    """A place of a layout as its slides inherit it. Points everywhere.

    ``key``: how the template's reader finds it again; ``inner``: the box within its margins; ``pinned``: a slide has to
    say position and size itself, because what it would inherit is not certain; ``words``: what the layout itself says
    there and slides take over; ``centred``: the title of a title slide; ``widen``: how much wider its letters are than
    those of Arial; ``bullet_pt``: what a bullet takes from the width; ``ground``: what the place itself is filled with,
    empty for nothing, None for what is no plain colour.
    """

    key: int
    use: Use
    box: Box
    inner: Box
    size: float
    colour: str = "#000000"
    bold: bool = False
    align: str = "l"
    anchor: str = "t"
    spaced_pt: float = 0.0
    line: float = 1.0
    bullet_pt: float = 0.0
    widen: float = 1.0
    pinned: bool = False
    centred: bool = False
    words: str = ""
    font: str = ""
    ground: str | None = ""


@dataclass(frozen=True)
class Mark:
    """Something drawn on a layout that is no place: its box, and its colour where it is a plain filled area."""

    box: Box
    colour: str | None


@dataclass(frozen=True)
class HouseLayout:
    """One layout. ``key``: how the reader finds it; ``hint``: the type that the file gives it, empty for none.

    ``ground``: the colour behind everything; None for a picture or a gradient. ``numbered``: it counts slides itself,
    without a place for the number. ``ink``: the colour of text.
    """

    key: tuple[int, int]
    name: str
    master: str
    places: tuple[HousePlace, ...]
    marks: tuple[Mark, ...] = ()
    ground: str | None = "#FFFFFF"
    ink: str = "#000000"
    hint: str = ""
    numbered: bool = False

    def of(self, *uses: Use) -> list[HousePlace]:
        """The places for these uses, the largest first."""
        found = [place for place in self.places if place.use in uses]
        return sorted(found, key=lambda place: -place.box.area)


@dataclass(frozen=True)
class House:
    """A template: the size of its slides in points and its layouts in the order of the file.

    ``fonts``: what its texts are set in; ``embedded``: fonts that it brings along; ``colours``: names that its theme
    gives to colours, for marks that mean something; ``font``: that of texts of ours, as its format names it.
    """

    width: float
    height: float
    layouts: tuple[HouseLayout, ...]
    fonts: tuple[str, ...] = ()
    embedded: tuple[str, ...] = ()
    colours: tuple[tuple[str, str], ...] = ()
    font: str = "+mn-lt"

    @property
    def scale(self) -> float:
        """How large letters have to be, against those of a slide of 960 x 540 points."""
        return max(0.8, math.sqrt(self.width * self.height / (960 * 540)))
