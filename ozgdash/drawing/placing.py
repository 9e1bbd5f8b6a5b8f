"""Where the labels of lines go: near their lines, apart from each other, clear of the guides beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
"""Across and up, in the same unit (pixels or points)."""
Curve = Sequence[Point]
CLEARANCE = 0.15
"""Between a label and a guide, as a part of the label's height."""
REACH = 1.0
"""How far the middle of a label may move away from its point to keep clear of a guide, as a part of its height."""


@dataclass(frozen=True)
class Place:
    """Where a label stands: the height of its middle, and whether it ends at its point instead of beginning there."""

    up: float
    left: bool = False


def beside(
    point: Point, size: Point, guides: Sequence[Curve], *, low: float, high: float, lines: Sequence[Curve] | None = None
) -> Place:
    """The place of a label of that size (across, up) at ``point``, between ``low`` and ``high``.

    Right of the point at its own height where no guide comes by, else as near to it as no guide runs through the label,
    below it rather than above it, and never further away than ``REACH``. Where no place is within reach the label
    stands left of the point, if the measured ``lines`` are given and leave room there. Where there is none, either, it
    stays at the point and the guide runs behind it: a label far from its line would be read as that of another one.
    """
    x, reach = point[0], REACH * size[1]
    y = min(max(point[1], low + size[1] / 2), high - size[1] / 2)
    right = _clear(y, size[1], _spans(guides, x, x + size[0]), low, high)
    if right is not None and abs(right - y) <= reach:
        return Place(right)
    if lines is not None and size[0] <= x:
        left = _clear(y, size[1], _spans([*guides, *lines], x - size[0], x), low, high)
        if left is not None and abs(left - y) <= reach:
            return Place(left, left=True)
    return Place(y)


def _clear(y: float, height: float, spans: Sequence[Point], low: float, high: float) -> float | None:
    """The height nearest to ``y`` at which a label is crossed nowhere; None where there is none between the ends."""
    room = height * (0.5 + CLEARANCE)
    taken = [(bottom - room, top + room) for bottom, top in spans]
    wished = [y, *(edge for span in taken for edge in span)]
    free = [
        place
        for place in wished
        if low + height / 2 <= place <= high - height / 2 and not any(bottom < place < top for bottom, top in taken)
    ]
    return min(free, key=lambda place: abs(place - y), default=None)


def _spans(curves: Sequence[Curve], left: float, right: float) -> list[Point]:
    """The lowest and the highest place of each curve that comes by between two places."""
    found = [list(_heights(curve, left, right)) for curve in curves]
    return [(min(heights), max(heights)) for heights in found if heights]


def _heights(curve: Curve, left: float, right: float) -> Iterator[float]:
    """The heights at which a curve enters, turns and leaves; none where it does not come by."""
    for (x0, y0), (x1, y1) in pairwise(curve):
        begin, end = max(x0, left), min(x1, right)
        if begin <= end and x0 < x1:
            yield from (y0 + (x - x0) / (x1 - x0) * (y1 - y0) for x in (begin, end))


def spread(positions: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """The positions moved as little as needed to be ``gap`` apart and between ``low`` and ``high``; order is kept.

    Where there is not enough room the gap shrinks; ``fitting`` says which ones to leave out.
    """
    if not positions:
        return []
    gap = min(gap, (high - low) / max(len(positions) - 1, 1))
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    blocks: list[tuple[float, list[int]]] = []
    for index in order:
        blocks.append(_joined(blocks, positions[index], [index], gap, low, high))
    placed = [0.0] * len(positions)
    for centre, members in blocks:
        for offset, index in enumerate(members):
            placed[index] = centre + gap * (offset - (len(members) - 1) / 2)
    return placed


def _joined(
    blocks: list[tuple[float, list[int]]], wished: float, members: list[int], gap: float, low: float, high: float
) -> tuple[float, list[int]]:
    """The block of these members, joined with those before it that it would touch, which leave ``blocks``."""
    while True:
        half = gap * (len(members) - 1) / 2
        centre = min(max(wished, low + half), high - half)
        if not blocks or centre - half >= blocks[-1][0] + gap * (len(blocks[-1][1]) + 1) / 2 - 1e-9:
            return centre, members
        before, earlier = blocks.pop()
        wished = (before * len(earlier) + centre * len(members)) / (len(earlier) + len(members))
        members = earlier + members


def fitting(positions: Sequence[float], *, gap: float, room: float) -> list[int]:
    """Which of the labels are shown, in their order: all where they fit into ``room``, ``gap`` apart.

    Else as many as fit: the highest, the lowest and those at even steps between them. What is left out stands in the
    table.
    """
    most = max(1, int(room / gap + 1e-9))
    if len(positions) <= most:
        return list(range(len(positions)))
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    steps = [round(step * (len(order) - 1) / max(most - 1, 1)) for step in range(most)]
    return sorted({order[step] for step in steps})
