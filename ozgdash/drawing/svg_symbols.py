"""The symbols of points and the hatching of areas, the second channels beside colour, as Plotly draws them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ozgdash.drawing.svg_elements import element, shown


def outline(name: str, x: float, y: float, radius: float) -> str:
    """The outline of a point, with the corners that Plotly gives it."""
    if name == "circle":
        arc = f"a{shown(radius)} {shown(radius)} 0 1 0"
        return f"M{shown(x - radius)} {shown(y)}{arc} {shown(2 * radius)} 0{arc} {shown(-2 * radius)} 0Z"
    return "M" + "L".join(f"{shown(x + dx * radius)} {shown(y - dy * radius)}" for dx, dy in OUTLINES[name]) + "Z"


def _star(points: int, outer: float, inner: float) -> list[tuple[float, float]]:
    """Corners from the top clockwise, every second one nearer to the middle."""
    corners = [(math.pi * step / points, inner if step % 2 else outer) for step in range(2 * points)]
    return [(length * math.sin(angle), length * math.cos(angle)) for angle, length in corners]


CROSS = [(-0.4, 1.2), (0.4, 1.2), (0.4, 0.4), (1.2, 0.4), (1.2, -0.4), (0.4, -0.4),
         (0.4, -1.2), (-0.4, -1.2), (-0.4, -0.4), (-1.2, -0.4), (-1.2, 0.4), (-0.4, 0.4)]  # fmt: skip
OUTLINES: dict[str, Sequence[tuple[float, float]]] = {
    "square": [(-1, 1), (1, 1), (1, -1), (-1, -1)],
    "diamond": [(0, 1.3), (1.3, 0), (0, -1.3), (-1.3, 0)],
    "triangle-up": [(0, 1), (2 / math.sqrt(3), -0.5), (-2 / math.sqrt(3), -0.5)],
    "cross": CROSS,
    "x": [((dx - dy) * math.sqrt(0.5), (dx + dy) * math.sqrt(0.5)) for dx, dy in CROSS],
    "star": _star(5, 1.4, 0.54),
    "pentagon": _star(5, 1.0, 1.0)[::2],
}
"""Corners by the name of the symbol, in units of its radius."""


def hatching(name: str, pattern: dict[str, Any]) -> str:
    """Slanting strokes on the series' own colour."""
    step = pattern["size"]
    ground = element("rect", width=step, height=step, fill=pattern["bgcolor"])
    slant = (
        f"M0 {shown(step)}L{shown(step)} 0M{shown(-step / 4)} {shown(step / 4)}L{shown(step / 4)} {shown(-step / 4)}"
    )
    slant += f"M{shown(step * 3 / 4)} {shown(step * 5 / 4)}L{shown(step * 5 / 4)} {shown(step * 3 / 4)}"
    strokes = element(
        "path", d=slant, stroke=pattern["fgcolor"], stroke_opacity=pattern["fgopacity"], stroke_width=step * 0.3
    )
    tile = element("pattern", id=name, width=step, height=step, patternUnits="userSpaceOnUse", content=ground + strokes)
    return element("defs", content=tile)
