"""The labels of lines in a picture; those at its right edge and over the plot are HTML, which can end in "…"."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

from ozgdash.drawing import svg_texts
from ozgdash.drawing.canvas import LEADING
from ozgdash.drawing.lettering import width
from ozgdash.drawing.line_labels import BOLD
from ozgdash.drawing.picture_notes import across, down, leader, note
from ozgdash.drawing.picture_parts import ROOM_PX, UNIT, Scene, fits_from
from ozgdash.drawing.svg_elements import shown

SHIFTS = {"left": 0.0, "center": 0.5, "right": 1.0}
"""Which part of a text lies left of the point where it is anchored."""


def within(scene: Scene) -> str:
    """The labels that stand in the plot, and the thin lines to those at its edge."""
    parts = []
    for own in scene.drawn.annotations:
        if _at_edge(own, scene):
            parts.append(leader(own, scene))
        elif not _over(own):
            parts.append(note(own, scene, classes=[_from_width(own, scene)]))
    return "".join(parts)


def beside(scene: Scene) -> str:
    """The labels at the right edge, and those over the plot."""
    notes = scene.drawn.annotations
    ends = "".join(_end(own, scene) for own in notes if _at_edge(own, scene))
    over = [own for own in notes if _over(own)]
    classes = _apart(over, scene)
    tops = "".join(_top(own, scene, name) for own, name in zip(over, classes, strict=True))
    return (f'<div class="ends" aria-hidden="true">{ends}</div>' if ends else "") + tops


def _at_edge(own: dict[str, Any], scene: Scene) -> bool:
    return bool(own["showarrow"] and own["xanchor"] == "left" and across(own, scene) >= UNIT)


def _over(own: dict[str, Any]) -> bool:
    return own.get("yref") == "paper" and own.get("xref") == "x"


def _from_width(own: dict[str, Any], scene: Scene) -> str | None:
    """A guide's name beside its middle is left out where it would run into the values of the axis."""
    if own["showarrow"] or own["xanchor"] != "right":
        return None
    return fits_from(scene, own["text"], own["font"]["size"], across(own, scene) / UNIT)


def _end(own: dict[str, Any], scene: Scene) -> str:
    """A label of one or two lines, of which the middle stands where the thin line ends."""
    lines = svg_texts.lines_of(own["text"])
    middle = down(own, scene) + own["ay"]
    top = middle - len(lines) * own["font"]["size"] * LEADING / 2
    words = "".join(line if line.startswith("<b>") else f"<span>{line}</span>" for line in lines)
    return f'<div style="top:{shown(top)}px;color:{own["font"]["color"]}">{words}</div>'


def _wide(own: dict[str, Any]) -> int:
    return math.ceil(width(own["text"].removeprefix("<b>").removesuffix("</b>"), own["font"]["size"]) * BOLD["screen"])


def _top(own: dict[str, Any], scene: Scene, name: str | None) -> str:
    """A label over an upright line, held between the values of the axis and the right edge."""
    wide, size = _wide(own), own["font"]["size"]
    middle = f"{scene.left}px + (100% - {scene.left}px - var(--r))*{shown(across(own, scene) / UNIT)}"
    left = f"calc({middle} - {shown(wide * SHIFTS[own['xanchor']])}px)"
    place = (
        f"left:clamp({scene.left}px,{left},calc(100% - {wide}px));top:{shown(scene.plot.top - size * LEADING - 2)}px"
    )
    shown_from = f" {name}" if name else ""
    return f'<div class="top s{shown_from}" style="{place};width:{wide}px" aria-hidden="true">{own["text"]}</div>'


def _apart(notes: list[dict[str, Any]], scene: Scene) -> list[str | None]:
    """From which width on each label has room beside the one before it."""
    ordered = sorted(notes, key=lambda own: across(own, scene))
    found: dict[int, str | None] = {id(ordered[0]): None} if ordered else {}
    for before, own in pairwise(ordered):
        gap = (across(own, scene) - across(before, scene)) / UNIT
        room = (_wide(before) + _wide(own)) + ROOM_PX
        found[id(own)] = scene.class_from(room / max(gap, 1e-9))
    return [found[id(own)] for own in notes]
