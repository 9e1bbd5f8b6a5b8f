"""A title of ours on a layout that has none: above what the page shows, which gives up some room where it must."""

from __future__ import annotations

from dataclasses import replace

from ozgdash.export.slides.house import ENDS, House, HouseLayout
from ozgdash.export.slides.house_areas import GAP, MARGIN, beside, obstacles
from ozgdash.export.slides.layouts import Box

ORPHAN_TITLE = 0.13
"""The height of a title of ours on a layout without one, as a part of the slide's."""
MOST = 1.4
"""How much higher it may be where there is room: long titles need three lines."""


def above(layout: HouseLayout, house: House, boxes: list[Box]) -> tuple[Box, float]:
    """The box of the title, and the height at which what the page shows may begin.

    Between the upper edge and the boxes of the page, beside what is drawn or stands there; where that is too low the
    boxes have to begin below the title.
    """
    height = house.height * ORPHAN_TITLE
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    start, end = house.height * MARGIN, min(box.top for box in boxes) - GAP
    taken = [*obstacles(layout, house), *(place.box for place in layout.of(*ENDS))]
    room = beside(Box(left, start, right - left, max(end - start, 1.0)), taken)
    if room.height >= height and room.width >= (right - left) / 2:
        high = min(room.height, height * MOST)
        return Box(room.left, room.bottom - high, room.width, high), end
    room = beside(Box(left, start, right - left, height), taken)
    return replace(room, height=height), room.top + height + GAP


def beginning(box: Box | None, top: float) -> Box | None:
    """The box without what lies above that height; a box that would vanish stays."""
    if box is None or box.top >= top or box.bottom <= top + GAP:
        return box
    return replace(box, top=top, height=box.bottom - top)
