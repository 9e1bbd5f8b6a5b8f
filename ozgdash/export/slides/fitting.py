"""Which size of text fits a place on a slide, and where a text has to go on on the next one."""

from __future__ import annotations

from collections.abc import Sequence

from ozgdash.drawing.lettering import longest, one_line, wrapped
from ozgdash.export.slides.layouts import BULLET_PT, FOOTER, Place

LINE_SPACING = 1.2
"""Of Arial in PowerPoint and LibreOffice."""
UNBROKEN_FOOTER = (11.0, 10.0, 9.0)
"""A footer whose lines need no break in one of these sizes takes it."""


def fitting(place: Place, lines: Sequence[str], smallest: int) -> float:
    """The largest font size, from the place's own down, in which the lines fit it; the smallest where none does."""
    if place.number == FOOTER:
        for size in UNBROKEN_FOOTER:
            if longest(lines, size) <= _room(place):
                return size
    size = place.size
    while size > smallest and height(place, lines, size) > place.box.height:
        size -= 1
    return size


def height(place: Place, lines: Sequence[str], size: float) -> float:
    """What the lines need in points, one paragraph each."""
    count = sum(len(wrapped(line, max_px=_room(place), font_px=size)) for line in lines)
    return count * size * LINE_SPACING * place.line + (len(lines) - 1) * place.spaced_pt


def portions(place: Place, lines: Sequence[str], size: float) -> list[tuple[str, ...]]:
    """The lines in as many parts as it takes for each to fit the place in that size; a line is not divided."""
    parts: list[tuple[str, ...]] = [()]
    for line in map(one_line, lines):
        longer = (*parts[-1], line)
        if parts[-1] and height(place, longer, size) > place.box.height:
            parts.append((line,))
        else:
            parts[-1] = longer
    return parts


def _room(place: Place) -> float:
    return (place.box.width - (BULLET_PT if place.bullet else 0)) * (0.93 if place.bold else 0.98) / place.widen
