"""Where on a house's layout is room: beside its places, its logo, its lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ozgdash.export.slides.house import ENDS, House, HouseLayout, HousePlace, Use
from ozgdash.export.slides.layouts import Box

MARGIN = 0.04
"""Of width and height, where a layout says nothing."""
BACKDROP = 0.5
"""A mark of at least this part of the slide is a ground and no obstacle."""
LEAST = 0.4
"""What must remain of an area; a mark that would take more is written over."""
GAP = 8.0
END_ZONE = 0.72
"""Footers stand below this part of the height; those of a house that has them elsewhere are obstacles."""


def free_area(layout: HouseLayout, house: House) -> Box:
    """The largest area for what is ours, below the title and above the footers."""
    main = layout.of(Use.CONTENT, Use.TEXT, Use.CHART, Use.TABLE, Use.PICTURE)
    title = title_of(layout)
    left, right = house.width * MARGIN, house.width * (1 - MARGIN)
    if title is not None and title.box.width >= house.width * 0.5:
        left, right = title.inner.left, title.inner.right
    if main:
        left = min(left, *(place.box.left for place in main)) if title else min(place.box.left for place in main)
        right = max(right, *(place.box.right for place in main)) if title else max(place.box.right for place in main)
    top, bottom = house.height * MARGIN, house.height * (1 - MARGIN)
    if title is not None and title.box.top < house.height * 0.5:
        top = title.box.bottom + GAP
    bottom = min([bottom, *(place.box.top - GAP for place in _ends(layout, house))])
    if main:
        top = min(place.box.top for place in main) if title is None else min(top, *(place.box.top for place in main))
        top = max(top, title.box.bottom) if title is not None and title.box.top < house.height * 0.5 else top
    return beside(Box(left, top, max(right - left, 1), max(bottom - top, 1)), obstacles(layout, house))


def title_of(layout: HouseLayout) -> HousePlace | None:
    """The title; None where the layout has none."""
    return next(iter(layout.of(Use.TITLE)), None)


def _ends(layout: HouseLayout, house: House) -> list[HousePlace]:
    return [place for place in layout.of(*ENDS) if place.box.top >= house.height * END_ZONE]


def obstacles(layout: HouseLayout, house: House) -> list[Box]:
    """What must not be written over: logos, lines, bars; grounds are none."""
    whole = house.width * house.height
    return [mark.box for mark in layout.marks if 0 < mark.box.area < whole * BACKDROP]


def beside(area: Box, boxes: Iterable[Box]) -> Box:
    """What is left of the area beside those boxes, as one rectangle, where enough is left."""
    for box in boxes:
        if not area.shared(box):
            continue
        parts = [
            Box(area.left, area.top, area.width, box.top - GAP / 2 - area.top),
            Box(area.left, box.bottom + GAP / 2, area.width, area.bottom - box.bottom - GAP / 2),
            Box(area.left, area.top, box.left - GAP / 2 - area.left, area.height),
            Box(box.right + GAP / 2, area.top, area.right - box.right - GAP / 2, area.height),
        ]
        best = max(parts, key=lambda part: part.area if part.width > 0 and part.height > 0 else 0)
        if best.width > 0 and best.height > 0 and best.area >= area.area * LEAST:
            area = best
    return area


def strip(
    layout: HouseLayout, house: House, taken: Sequence[Box], span: tuple[float, float], height: float
) -> Box | None:
    """A strip of that height below what is taken and above the footers; None where there is none."""
    left, right = span
    bottom = house.height * (1 - MARGIN / 2)
    above = max((box.bottom for box in taken), default=0.0) + GAP / 2
    low = [*(place.box for place in layout.of(*ENDS)), *obstacles(layout, house)]
    lane = Box(left, above, right - left, max(bottom - above, 0.1))
    ends = sorted(box.top for box in low if lane.shared(box))
    if ends:
        bottom = ends[0] - GAP / 4
    below = _below(low, lane, house, height)
    if bottom - above >= height:
        return Box(left, bottom - height, right - left, height)
    return below


def _below(low: Sequence[Box], lane: Box, house: House, height: float) -> Box | None:
    """Under the footers, where they stand high."""
    top = max((box.bottom for box in low if lane.shared(box)), default=house.height) + GAP / 4
    room = house.height * (1 - MARGIN / 4) - top
    return Box(lane.left, top, lane.width, height) if room >= height else None


def ground(layout: HouseLayout, box: Box) -> str | None:
    """The colour that lies behind a box; None where it is a picture, a gradient, or of several colours."""
    colour = layout.ground
    for mark in layout.marks:
        if mark.box.covers(box):
            colour = mark.colour
        elif box.area and mark.box.shared(box) > box.area * 0.02:
            colour = None
    return colour
