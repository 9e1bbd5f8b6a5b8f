"""Places of a house's layouts that reach beyond the slide, as those of another slide size do: cut off at its edges."""

from __future__ import annotations

from dataclasses import replace

from ozgdash.export.slides.house import House, HouseLayout, HousePlace
from ozgdash.export.slides.layouts import Box

HAIR = 2.0
"""Points that a place may reach beyond the slide unnoticed."""
LEAST = 12.0
"""Points: what is left of a place that is lower or narrower takes nothing."""


def within(house: House) -> House:
    """The house with its places cut off at the edges of the slide; one of which nothing is left is none."""
    return replace(house, layouts=tuple(_cut_layout(layout, house) for layout in house.layouts))


def beyond(layout: HouseLayout, house: House) -> tuple[HousePlace, ...]:
    """The places of a layout that reach beyond the slide."""
    return tuple(place for place in layout.places if _reaches_beyond(place.box, house))


def _reaches_beyond(box: Box, house: House) -> bool:
    return min(box.left, box.top, house.width - box.right, house.height - box.bottom) < -HAIR


def _cut_layout(layout: HouseLayout, house: House) -> HouseLayout:
    places = [_cut(place, house) if _reaches_beyond(place.box, house) else place for place in layout.places]
    return replace(layout, places=tuple(place for place in places if place is not None))


def _cut(place: HousePlace, house: House) -> HousePlace | None:
    box, inner = _on_slide(place.box, 0.0, house), _on_slide(place.inner, place.inner.left - place.box.left, house)
    if min(box.width, box.height, inner.width, inner.height) < LEAST:
        return None
    return replace(place, box=box, inner=inner, pinned=True)


def _on_slide(box: Box, margin: float, house: House) -> Box:
    """What of the box lies on the slide, so far from its edges."""
    margin = max(margin, 0.0)
    left, top = max(box.left, margin), max(box.top, 0.0)
    return Box(left, top, min(box.right, house.width - margin) - left, min(box.bottom, house.height) - top)
