"""The layouts that pages are planned for: our own, or those of a house's template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ozgdash.drawing import theme
from ozgdash.export.slides.layouts import HEIGHT_PT, LIGHT, PLACES, WIDTH_PT, Box, Layout, Place


@dataclass(frozen=True)
class Paint:
    """What charts, tables and texts of ours are written with, beside the colours that mean something.

    ``ground``: what they stand on. ``themed``: ink and font are those of the template's theme, so that they follow it;
    ``panel``: what lies behind is a picture or of several colours, so that they bring their ground along. ``scale``,
    ``widen``: how much larger letters have to be on slides of this size, and how much wider they are than Arial's.
    """

    ground: str = LIGHT.background
    ink: str = LIGHT.ink
    muted: str = LIGHT.muted
    grid: str = LIGHT.grid
    font: str = theme.SLIDE_FONT
    themed: bool = False
    panel: bool = False
    scale: float = 1.0
    widen: float = 1.0

    def measured(self, box: Box) -> Box:
        """The room of a box for letters of ours: what is laid out in it is laid out as on our own slides."""
        return Box(0, 0, box.width / self.scale / self.widen, box.height / self.scale)


OWN_PAINT = Paint()


@dataclass(frozen=True)
class Design:
    """For each kind of page its places in points, and what it is written with.

    ``chosen``: where the house's layout for it is found in the template; empty for our own layouts.
    """

    places: Mapping[Layout, tuple[Place, ...]]
    width: float = WIDTH_PT
    height: float = HEIGHT_PT
    paints: Mapping[Layout, Paint] = field(default_factory=dict)
    chosen: Mapping[Layout, tuple[int, int]] = field(default_factory=dict)

    @property
    def is_own(self) -> bool:
        """Whether these are our own layouts."""
        return not self.chosen

    def place(self, layout: Layout, number: int | None) -> Place:
        """The place of a layout by its number; KeyError where the layout has none."""
        found = [item for item in self.places[layout] if item.number == number]
        if not found:
            raise KeyError((layout, number))
        return found[0]

    def has(self, layout: Layout, number: int | None) -> bool:
        """Whether the layout has such a place."""
        return any(item.number == number for item in self.places[layout])

    def paint(self, layout: Layout) -> Paint:
        """What is written with on pages of that layout."""
        return self.paints.get(layout, OWN_PAINT)


OWN = Design(PLACES)
"""Our own layouts."""
