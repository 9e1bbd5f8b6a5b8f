"""The picture of a grid of cells: tints, texts in the cells, names over the rows, heads of the columns."""

from __future__ import annotations

import math
from typing import Any

from ozgdash.drawing import grid_heads, picture_parts, theme
from ozgdash.drawing.canvas import LEADING
from ozgdash.drawing.lettering import escaped
from ozgdash.drawing.picture_notes import down, note
from ozgdash.drawing.picture_parts import Scene, bold_width, fits_from, hidden, mark
from ozgdash.drawing.svg_elements import shown
from ozgdash.drawing.svg_texts import lines_of
from ozgdash.model.chart import ChartSpec

NARROW_PX, NARROW_FONT_PX = 420, 11
"""Below that width the texts in cells are that small."""
HEAD_SIDES_PX = 6
"""Beside a head."""
LEAST_HEAD_PX = 30
"""In a narrower column no head can be read."""
AROUND = ("m", "s", "cells")
"""The classes of all texts in cells: centred, small, smaller in a narrow picture."""


def content(scene: Scene) -> str:
    """The drawing within the plot."""
    rules = "".join(f"M0 {shown(scene.plot.y(shape['y0']))}H100" for shape in scene.drawn.shapes)
    lines = hidden(picture_parts.stretched(scene, f'<path class="g" d="{rules}"/>'))
    count = len(scene.drawn.traces)
    columns = [_column(position, scene) for position in range(count)]
    texts = "".join(_words(own, count, scene) for own in scene.drawn.annotations if _in_cell(own))
    return lines + picture_parts.reachable("".join(columns)) + hidden(texts, f' class="{" ".join(AROUND)}"')


def beside(spec: ChartSpec, scene: Scene) -> str:
    """Heads of the columns and names over the rows, as lines of the page."""
    heads = "".join(f"<span><b>{escaped(series.name)}</b></span>" for series in spec.series)
    names = [own for own in scene.drawn.annotations if own.get("xref") == "paper"]
    rows = [
        (down(own, scene) - own["font"]["size"] * LEADING, category, "")
        for own, category in zip(names, spec.categories, strict=True)
    ]
    return _heads(heads, spec, scene) + picture_parts.over(rows, small=False)


def _heads(heads: str, spec: ChartSpec, scene: Scene) -> str:
    """The heads over their columns; many of them upright as well, of which the page shows what fits its width."""
    size = grid_heads.head_px(spec, "screen")
    most = max(int(scene.plot.top // (size * LEADING)), 1)
    room = f"height:{shown(scene.plot.top)}px;--lines:{most}"
    hidden_from = scene.class_from(len(spec.series) * LEAST_HEAD_PX)
    if not grid_heads.stands_upright(spec, "screen"):
        return f'<div class="heads {hidden_from}" style="{room}" aria-hidden="true">{heads}</div>'
    whole = math.ceil((bold_width(max(grid_heads.words(spec), key=len), size) + HEAD_SIDES_PX) * len(spec.series))
    flat = f'<div class="heads" style="{room};max-width:clamp(0px,(100% - {whole}px)*999,100%)" aria-hidden="true">'
    turned = f"{room};max-width:clamp(0px,({whole + 1}px - 100%)*999,100%)"
    readable = scene.class_from(len(spec.series) * grid_heads.LEAST_UPRIGHT_PX)
    return f'{flat}{heads}</div><div class="heads upright {readable}" style="{turned}" aria-hidden="true">{heads}</div>'


def _column(position: int, scene: Scene) -> str:
    trace = scene.drawn.traces[position]
    half = trace["width"] / 2
    cells = []
    for row, (base, wide, middle) in enumerate(zip(trace["base"], trace["x"], trace["y"], strict=True)):
        x, y = scene.plot.x(base), scene.plot.y(middle - half)
        place = f'x="{shown(x)}%" y="{shown(y)}" width="{shown(scene.plot.x(base + wide) - x)}%"'
        high = shown(scene.plot.y(middle + half) - y)
        fill = trace["marker"]["color"][row]
        tint = ' fill="none"' if fill == theme.BOTH.background else f' fill="{fill}"'
        cells.append(f'<rect {mark(trace["hovertext"][row])} {place} height="{high}"{tint}/>')
    return picture_parts.group(trace["name"], content="".join(cells))


def _in_cell(own: dict[str, Any]) -> bool:
    return own.get("xref") != "paper" and own.get("yref") != "paper"


def _words(own: dict[str, Any], columns: int, scene: Scene) -> str:
    """The text of a cell, of which each line is shown where it fits into the column."""
    size = own["font"]["size"]
    lines = [line.replace("<b>", "").replace("</b>", "") for line in lines_of(own["text"])]
    shown_from = [_from_width(line, size, columns, scene) for line in lines]
    return note(own, scene, classes=shown_from, around=AROUND)


def _from_width(line: str, size: float, columns: int, scene: Scene) -> str:
    """From which width on a line fits into its column, with the smaller letters of narrow pictures or its own."""
    own = fits_from(scene, line, size, 1 / columns)
    narrow = 0 < int(own.removeprefix("w")) <= NARROW_PX
    return fits_from(scene, line, NARROW_FONT_PX, 1 / columns) if narrow else own
