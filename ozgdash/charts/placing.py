"""Where the label of a line goes so that the guides beside it do not run through it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

Point = tuple[float, float]
"""Across and up, in the same unit (pixels or points)."""
CLEARANCE = 0.15
"""Between a label and a guide, as a part of the label's height."""


def beside(point: Point, size: Point, guides: Sequence[Sequence[Point]], *, low: float, high: float) -> float:
    """The height of the middle of a label of that size (across, up) that begins at ``point``.

    As near to the point as no guide runs through the label, below it rather than above it, between ``low`` and
    ``high``; the point's own height where no guide comes by. Where there is no room at all the label goes above.
    """
    x, y = point
    width, height = size
    crossed = sorted(up for guide in guides for up in _heights(guide, x, x + width))
    room = height * (0.5 + CLEARANCE)
    if not any(y - room < up < y + room for up in crossed):
        return y
    below, above = crossed[0] - room, crossed[-1] + room
    fitting = [place for place in (below, above) if low + height / 2 <= place <= high - height / 2]
    return min(fitting, key=lambda place: abs(place - y), default=above)


def _heights(guide: Sequence[Point], left: float, right: float) -> Iterator[float]:
    """The heights at which a guide enters, turns and leaves between two places; none where it does not come by."""
    for (x0, y0), (x1, y1) in pairwise(guide):
        begin, end = max(x0, left), min(x1, right)
        if begin <= end and x0 < x1:
            yield from (y0 + (x - x0) / (x1 - x0) * (y1 - y0) for x in (begin, end))
