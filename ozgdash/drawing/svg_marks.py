"""The marks of a chart as SVG elements: lines with their points, bars with their texts, the legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

from ozgdash.drawing import legend, svg_symbols
from ozgdash.drawing.canvas import Drawing
from ozgdash.drawing.lettering import escaped, width
from ozgdash.drawing.svg_elements import Plot, element, number, shown

NO_COLOUR = "rgba(0,0,0,0)"
"""Of a bar that only takes up room."""
TEXT_ROOM = 0.78
"""The part of a bar that its text may take."""
ROUNDING_PX = 0.01
"""The narrowest bar decides the size of all texts, and its own must not be lost to the last digit."""


def marks(drawn: Drawing, plot: Plot, *, name: str) -> Iterator[str]:
    """All traces in their order, then the legend; ValueError for a trace that is neither a line nor bars.

    ``name``: begins the ids, so that several pictures can stand in one document.
    """
    bars = [trace for trace in drawn.traces if trace["type"] == "bar"]
    size = _size_in_bars(bars, drawn, plot)
    ends: dict[float, float] = {}
    for position, trace in enumerate(drawn.traces):
        if trace["type"] == "scatter":
            yield from _curve(trace, plot)
        elif trace["type"] == "bar":
            stacked = drawn.layout.get("barmode") == "stack"
            yield from _bars(trace, plot, ends if stacked else {}, name=f"{name}-hatched{position}", size=size)
        else:
            raise ValueError(f"a trace of type {trace['type']} is not drawn here")
    if drawn.layout.get("showlegend"):
        yield from _legend(bars, drawn, plot, name=name)


def _curve(trace: dict[str, Any], plot: Plot) -> Iterator[str]:
    points = [
        None if value is None else (plot.x(number(day)), plot.y(value))
        for day, value in zip(trace["x"], trace["y"], strict=True)
    ]
    line = trace["line"]
    unit = max(line["width"], 3)
    dash = {"dash": (3 * unit, 3 * unit), "dot": (unit, unit)}.get(line["dash"])
    path = "".join(
        f"{'L' if index and points[index - 1] else 'M'}{shown(point[0])} {shown(point[1])}"
        for index, point in enumerate(points)
        if point
    )
    if trace.get("fill"):
        yield element("path", d=path, fill=trace["fillcolor"], fill_opacity=trace["opacity"])
        return
    yield element(
        "path",
        d=path,
        fill="none",
        stroke=line["color"],
        stroke_width=line["width"],
        stroke_linejoin="round",
        stroke_dasharray=" ".join(map(shown, dash)) if dash else None,
    )
    if "markers" in trace["mode"]:
        marker = trace["marker"]
        for point, size in zip(points, marker["size"], strict=True):
            if point and size:
                yield element("path", d=svg_symbols.outline(marker["symbol"], *point, size / 2), fill=marker["color"])


def _bars(
    trace: dict[str, Any], plot: Plot, ends: dict[float, float], *, name: str, size: float | None
) -> Iterator[str]:
    """The bars of one series; ``ends``: where the bars before it end, by row, which this one goes on from."""
    marker, texts = trace["marker"], trace.get("text") or ()
    fill, pattern = marker["color"], marker.get("pattern") or {}
    if pattern.get("shape"):
        yield svg_symbols.hatching(name, pattern)
    for index, (value, row) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        if not value:
            continue
        begin = (trace.get("base") or ())[index] if trace.get("base") is not None else ends.get(row, 0.0)
        ends[row] = begin + value
        x0, x1 = plot.x(begin), plot.x(begin + value)
        half = trace["width"] / 2
        y0, y1 = sorted((plot.y(row - half), plot.y(row + half)))
        own = fill if isinstance(fill, str) else fill[index]
        if own == NO_COLOUR:
            continue
        edge = marker["line"].get("width")
        yield element(
            "rect",
            x=x0,
            y=y0,
            width=x1 - x0,
            height=y1 - y0,
            fill=f"url(#{name})" if pattern.get("shape") else own,
            stroke=marker["line"].get("color") if edge else None,
            stroke_width=edge or None,
        )
        if texts and texts[index] and size and _fits(texts[index], x1 - x0, y1 - y0, size):
            place: dict[str, Any] = {"x": (x0 + x1) / 2, "y": (y0 + y1) / 2 + size * 0.35, "font_size": size}
            yield element("text", **place, text_anchor="middle", fill=trace["textfont"]["color"], content=texts[index])


def _fits(words: str, room_across: float, room_down: float, size: float) -> bool:
    return width(words, size) <= room_across * TEXT_ROOM + ROUNDING_PX and size <= room_down


def _size_in_bars(bars: Sequence[dict[str, Any]], drawn: Drawing, plot: Plot) -> float | None:
    """One size for the texts inside all bars: the smallest that one of them needs, none below the least allowed."""
    least = (drawn.layout.get("uniformtext") or {}).get("minsize")
    if least is None:
        return None
    sizes = [drawn.layout["font"]["size"]]
    for trace in bars:
        for value, words in zip(trace["x"], trace.get("text") or (), strict=False):
            room = (plot.x(value or 0) - plot.x(0)) * TEXT_ROOM
            if words and value and room >= width(words, least):
                sizes.append(min(sizes[0], room / width(words, 1)))
    return float(min(sizes))


def _legend(bars: Sequence[dict[str, Any]], drawn: Drawing, plot: Plot, *, name: str) -> Iterator[str]:
    """A box and a name per series, above the plot."""
    font = drawn.layout["legend"]["font"]
    size = font["size"]
    placed = legend.entries((unescape(trace["name"]) for trace in bars), room=plot.width, font_px=size)
    rows = legend.rows(placed)
    box = size * legend.BOX_EM
    for position, (trace, entry) in enumerate(zip(bars, placed, strict=True)):
        x = plot.left + entry.left
        baseline = plot.top - size * (0.8 + legend.ROW_EM * (rows - 1 - entry.row))
        hatched = (trace["marker"].get("pattern") or {}).get("shape")
        fill = f"url(#{name}-hatched{position})" if hatched else trace["marker"]["color"]
        yield element("rect", x=x, y=baseline - box * 0.86, width=box, height=box, fill=fill)
        for step, line in enumerate(entry.lines):
            place = {"x": x + size * legend.TEXT_EM, "y": baseline + size * legend.ROW_EM * step, "font_size": size}
            yield element("text", **place, fill=font["color"], content=escaped(line))
