"""The seven layouts of a slide: where title, text, chart, footer and slide number have their places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ozgdash.drawing import theme
from ozgdash.model import palette

WIDTH_PT, HEIGHT_PT = 960, 540
EMU_PER_PT = 12700
KICKER, FOOTER, EXAMPLE, BODY, PICTURE, NUMBER, HOUSE_WORDS = 10, 11, 12, 13, 14, 15, 16
"""Placeholder numbers: line above the title, provenance, label for example data, text, chart or table, slide number.

``HOUSE_WORDS``: what a house's own layout says in its footer; ours have none.
"""
DEEP = theme.readable(palette.ACCENT, "#FFFFFF", 7.0)
"""The ground of the title, on which white text stands."""
EXAMPLE_COLOUR = "#9A4A00"


class Layout(StrEnum):
    """The layouts in the order of the file."""

    TITLE = "title"
    SECTION = "section"
    TEXT = "text"
    CHART = "chart"
    CHART_TEXT = "chart_text"
    TABLE = "table"
    CLOSING = "closing"


@dataclass(frozen=True)
class Box:
    """A place on the slide in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[int, int, int, int]:
        """Left, top, width and height in English Metric Units, in which Office counts."""
        return emu(self.left), emu(self.top), emu(self.width), emu(self.height)

    @property
    def right(self) -> float:
        """Where it ends on the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height

    @property
    def area(self) -> float:
        """Square points."""
        return self.width * self.height

    def shared(self, other: Box) -> float:
        """The area that both have in common."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(width, 0.0) * max(height, 0.0)

    def covers(self, other: Box) -> bool:
        """Whether it lies behind the whole of the other one, but for a hair."""
        return self.shared(other) >= other.area * 0.97


def emu(points: float) -> int:
    """Points as English Metric Units."""
    return int(points * EMU_PER_PT)


@dataclass(frozen=True)
class Place:
    """A placeholder of a layout: its number (None: the title), place, font size and looks.

    Of a house's own layout besides: ``target``, where its placeholder is found, None for a text box of ours in ``box``;
    ``outer``, the box that a slide has to name, None where it inherits that; ``line`` and ``widen``, how much higher
    its lines and how much wider its letters are than Arial's; ``words``, what it always says; ``ground``, the colour
    that a text box brings along where what lies behind is no plain one.
    """

    number: int | None
    name: str
    box: Box
    size: float
    colour: str
    align: str = "l"
    anchor: str = "t"
    bold: bool = False
    kind: str = "body"
    spaced_pt: float = 0
    bullet: bool = False
    target: int | None = None
    outer: Box | None = None
    line: float = 1.0
    widen: float = 1.0
    words: str = ""
    ground: str | None = None


TITLE_BOX = Box(40, 44, 880, 78)
CHART_BOX = Box(40, 128, 880, 344)
NARROW_CHART_BOX = Box(40, 128, 600, 344)
SIDE_BOX = Box(664, 140, 256, 320)
FOOTER_BOX = Box(40, 486, 836, 44)
STRIP_HEIGHT = 6
BULLET_PT = 20
BAND_HEIGHTS = {Layout.TITLE: 300.0, Layout.SECTION: 230.0}
"""How far the coloured ground reaches down on the layouts that have one."""

LIGHT = theme.THEMES["light"]
KICKER_PLACE = Place(KICKER, "Subtitle", Box(40, 20, 640, 22), 14, LIGHT.muted)
TITLE_PLACE = Place(None, "Title", TITLE_BOX, 26, LIGHT.ink, bold=True, kind="title")
EXAMPLE_PLACE = Place(EXAMPLE, "Example data", Box(690, 20, 230, 22), 14, EXAMPLE_COLOUR, align="r", bold=True)
FOOTER_PLACE = Place(FOOTER, "Provenance", FOOTER_BOX, 11, LIGHT.muted)
NUMBER_PLACE = Place(NUMBER, "Slide number", Box(880, 486, 40, 20), 11, LIGHT.muted, align="r", kind="sldNum")
FRAME = (TITLE_PLACE, KICKER_PLACE, EXAMPLE_PLACE)
END = (FOOTER_PLACE, NUMBER_PLACE)

PLACES: dict[Layout, tuple[Place, ...]] = {
    Layout.TITLE: (
        Place(None, "Title", Box(60, 110, 840, 166), 40, "#FFFFFF", anchor="b", bold=True, kind="title"),
        Place(KICKER, "Subtitle", Box(60, 48, 840, 48), 18, "#FFFFFF"),
        Place(BODY, "Text", Box(60, 334, 840, 104), 20, LIGHT.ink, spaced_pt=6),
        Place(EXAMPLE, "Example data", Box(60, 446, 840, 26), 18, EXAMPLE_COLOUR, bold=True),
        Place(FOOTER, "Provenance", Box(60, 486, 816, 44), 11, LIGHT.muted),
    ),
    Layout.SECTION: (
        Place(None, "Title", Box(60, 70, 840, 136), 36, "#FFFFFF", anchor="b", bold=True, kind="title"),
        Place(KICKER, "Subtitle", Box(60, 36, 600, 24), 16, "#FFFFFF"),
        Place(BODY, "Text", Box(60, 284, 840, 186), 20, LIGHT.ink, spaced_pt=8, bullet=True),
        Place(EXAMPLE, "Example data", Box(670, 252, 230, 22), 14, EXAMPLE_COLOUR, align="r", bold=True),
        Place(FOOTER, "Provenance", Box(60, 486, 816, 44), 11, LIGHT.muted),
        NUMBER_PLACE,
    ),
    Layout.TEXT: (*FRAME, Place(BODY, "Text", Box(40, 136, 880, 330), 26, LIGHT.ink, spaced_pt=14, bullet=True), *END),
    Layout.CHART: (*FRAME, Place(PICTURE, "Chart", CHART_BOX, 12, LIGHT.ink, kind="chart"), *END),
    Layout.CHART_TEXT: (
        *FRAME,
        Place(PICTURE, "Chart", NARROW_CHART_BOX, 12, LIGHT.ink, kind="chart"),
        Place(BODY, "Text", SIDE_BOX, 16, LIGHT.ink, spaced_pt=10),
        *END,
    ),
    Layout.TABLE: (*FRAME, Place(PICTURE, "Table", CHART_BOX, 12, LIGHT.ink, kind="tbl"), *END),
    Layout.CLOSING: (*FRAME, Place(BODY, "Text", Box(40, 136, 880, 330), 16, LIGHT.ink, spaced_pt=9), *END),
}
"""The placeholders of each layout in reading order."""
