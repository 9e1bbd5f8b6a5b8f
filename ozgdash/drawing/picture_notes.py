"""The notes of a picture: a text of one or more lines at a place of the plot, with a thin line to it where it moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ozgdash.drawing import picture_parts, svg_texts
from ozgdash.drawing.picture_parts import UNIT, Scene
from ozgdash.drawing.svg_elements import number, shown

ANCHORS = {"left": None, "center": "m", "right": "e"}
BOLD, END = "<b>", "</b>"


def note(own: dict[str, Any], scene: Scene, *, classes: Sequence[str | None] = (), around: Sequence[str] = ()) -> str:
    """The text where Plotly puts it; ``classes``: one for each of its lines or none, ``around``: those of its group."""
    x, y = across(own, scene), down(own, scene)
    placed, font = svg_texts.placed(own), own["font"]
    look = [ANCHORS[placed.anchor], "s" if font["size"] < scene.drawn.layout["font"]["size"] else None]
    look = [name for name in look if name not in around]
    at = 0.0 if placed.leader else x
    lines = "".join(
        picture_parts.text(
            _plain(words),
            x=at,
            y=lower + (0 if placed.leader else y),
            dx=placed.x,
            classes=[*look, "b" if _bold(words) else None, *classes[position : position + 1]],
            fill=font["color"],
        )
        for position, (words, lower) in enumerate(placed.lines)
    )
    if not placed.leader:
        return lines
    return leader(own, scene, lines)


def leader(own: dict[str, Any], scene: Scene, lines: str = "") -> str:
    """The thin line from a place to its note, with the ``lines`` of the note where they stand in the plot."""
    path = f'<path class="l" color="{own["arrowcolor"]}" d="m0 0 {shown(own["ax"])} {shown(own["ay"])}"/>'
    return f'<svg x="{shown(across(own, scene))}%" y="{shown(down(own, scene))}">{path}{lines}</svg>'


def across(own: dict[str, Any], scene: Scene) -> float:
    """Where a note stands, in per cent of the plot."""
    return float(own["x"]) * UNIT if own.get("xref") == "paper" else scene.plot.x(number(own["x"]))


def down(own: dict[str, Any], scene: Scene) -> float:
    """Where a note stands, in pixels from the top of the picture."""
    if own.get("yref") == "paper":
        return scene.plot.top + (1 - float(own["y"])) * scene.plot.height
    return scene.plot.y(number(own["y"]))


def _bold(words: str) -> bool:
    return words.startswith(BOLD) and words.endswith(END) and words.count(BOLD) == 1


def _plain(words: str) -> str:
    return words.removeprefix(BOLD).removesuffix(END) if _bold(words) else words
