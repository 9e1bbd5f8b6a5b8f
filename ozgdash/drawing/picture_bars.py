"""The picture of horizontal bars: tracks, bars and their texts, name and value over each row, the legend."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ozgdash.drawing import bar_texts, picture_parts, svg_symbols
from ozgdash.drawing.canvas import LEADING
from ozgdash.drawing.picture_notes import down
from ozgdash.drawing.picture_parts import UNIT, Scene, fits_from, hidden, mark
from ozgdash.drawing.svg_elements import shown
from ozgdash.drawing.svg_marks import NO_COLOUR
from ozgdash.model.chart import ChartSpec

Box = tuple[float, float, float, float]
"""Left and width in per cent, top and height in pixels."""


def content(scene: Scene) -> str:
    """The drawing within the plot."""
    tracks = "".join(
        f"M0 {shown(top)}H100V{shown(bottom)}H0z"
        for shape in scene.drawn.shapes
        for top, bottom in (sorted((scene.plot.y(shape["y0"]), scene.plot.y(shape["y1"]))),)
    )
    track = hidden(picture_parts.stretched(scene, f'<path class="t" d="{tracks}"/>') if tracks else "")
    ends: dict[float, float] = {}
    series = [_series(position, scene, ends) for position in range(len(scene.drawn.traces))]
    return _patterns(scene) + track + picture_parts.reachable("".join(series))


def beside(spec: ChartSpec, scene: Scene) -> str:
    """The legend and what stands over the bars, as lines of the page."""
    notes, lines = scene.drawn.annotations, bar_texts.lines_over(spec)
    small = max((own["font"]["size"] for own in notes), default=1e6) < scene.drawn.layout["font"]["size"]
    high = LEADING * lines * scene.drawn.layout["font"]["size"]
    rows = [(down(own, scene) - high, *said) for own, said in zip(notes, bar_texts.all_texts(spec), strict=True)]
    return _legend(scene) + picture_parts.over(rows, small=small, lines=lines)


def _series(position: int, scene: Scene, ends: dict[float, float]) -> str:
    """The bars of one series; ``ends``: where those before it end, by row, from where these go on."""
    trace = scene.drawn.traces[position]
    stacked = scene.drawn.layout.get("barmode") == "stack"
    boxes = list(_boxes(trace, scene, ends if stacked else {}))
    if trace["marker"]["color"] == NO_COLOUR:
        return ""
    rects, texts = [], []
    for index, box in boxes:
        if stacked and not box[1]:
            continue
        rects.append(f"<rect {mark(trace['hovertext'][index])} {_place(box)}/>")
        texts.append(_inside((trace.get("text") or {index: ""})[index], box, scene))
    fill = picture_parts.colour(_fill(position, scene))
    words = hidden("".join(texts), f' class="m i"{picture_parts.colour(trace["textfont"]["color"])}' if stacked else "")
    ground = ' class="k"' if scene.drawn.layout.get("showlegend") else ' class="o"'
    return picture_parts.group(trace["name"], content="".join(rects), attributes=ground + fill) + words if rects else ""


def _boxes(trace: dict[str, Any], scene: Scene, ends: dict[float, float]) -> Iterator[tuple[int, Box]]:
    half = trace["width"] / 2
    for index, (value, row) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        if value is None:
            continue
        begin = ends.get(row, 0.0)
        ends[row] = begin + value
        left, right = scene.plot.x(begin), scene.plot.x(begin + value)
        top, bottom = sorted((scene.plot.y(row - half), scene.plot.y(row + half)))
        yield index, (left, right - left, top, bottom - top)


def _place(box: Box) -> str:
    left, wide, top, high = box
    x = f'x="{shown(left)}%" ' if left else ""
    return f'{x}y="{shown(top)}" width="{shown(wide)}%" height="{shown(high)}"'


def _inside(words: str, box: Box, scene: Scene) -> str:
    """The text in the middle of a bar, shown where it fits; nothing where no screen is wide enough for it."""
    left, wide, top, high = box
    size = scene.drawn.layout["font"]["size"]
    shown_from = fits_from(scene, words, size, wide / UNIT)
    if not words or shown_from == picture_parts.NEVER:
        return ""
    return picture_parts.text(words, x=left + wide / 2, y=top + high / 2 + size * 0.35, classes=[shown_from])


def _fill(position: int, scene: Scene) -> str:
    marker = scene.drawn.traces[position]["marker"]
    hatched = (marker.get("pattern") or {}).get("shape")
    return f"url(#{scene.name}-hatched{position})" if hatched else str(marker["color"])


def _patterns(scene: Scene) -> str:
    return "".join(
        svg_symbols.hatching(f"{scene.name}-hatched{position}", trace["marker"]["pattern"])
        for position, trace in enumerate(scene.drawn.traces)
        if (trace["marker"].get("pattern") or {}).get("shape")
    )


def _legend(scene: Scene) -> str:
    """A box and a name per series over the plot, in as many lines as the page needs."""
    if not scene.drawn.layout.get("showlegend"):
        return ""
    entries = "".join(
        f"<span><svg><rect{picture_parts.colour(_fill(position, scene))}/></svg>{trace['name']}</span>"
        for position, trace in enumerate(scene.drawn.traces)
    )
    return f'<div class="key" style="height:{shown(scene.plot.top)}px" aria-hidden="true">{entries}</div>'
