"""A chart as SVG without a browser: the same drawing that Plotly gets, written out here.

The geometry modules say everything in numbers (sizes, margins, axes, marks, texts and where they are anchored), so that
nothing is left to be measured but the words inside of bars and in the legend, for which the estimate of ``lettering``
serves. Only what those modules use is understood: lines, bars, straight axes, texts, lines and areas.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from xml.sax.saxutils import quoteattr

from ozgdash.drawing import plotly, svg_marks, svg_texts, theme
from ozgdash.drawing.canvas import Drawing
from ozgdash.drawing.svg_elements import Plot, element, number, shown
from ozgdash.model.chart import ChartSpec

TICK_PX = 5
ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def picture(spec: ChartSpec, *, target: theme.Target = "paper", family: str = theme.PRINT_FONT) -> str:
    """The chart as an SVG document in the size of ``target``; the same spec gives the same text.

    Its words are text, set in ``family``. ``target`` must not be ``screen``, which has no size of its own.
    """
    drawn = plotly.drawing(spec, target=target)
    plot = _plot(drawn)
    layout = drawn.layout
    below = [_shape(shape, plot) for shape in drawn.shapes if shape.get("layer") == "below"]
    above = [_shape(shape, plot) for shape in drawn.shapes if shape.get("layer") != "below"]
    parts = [
        element("rect", width=layout["width"], height=layout["height"], fill=layout["paper_bgcolor"]),
        *_value_grid(drawn, plot),
        *below,
        *_day_axis(drawn, plot),
        *svg_marks.marks(drawn, plot, name=spec.name),
        *above,
        *(_annotation(annotation, plot) for annotation in drawn.annotations),
    ]
    wide, high = layout["width"], layout["height"]
    opening = element(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        width=wide,
        height=high,
        viewBox=f"0 0 {wide} {high}",
        font_family=family,
        unclosed=True,
    )
    return "".join([opening, *parts, "</svg>"])


def size(spec: ChartSpec, *, target: theme.Target = "paper") -> tuple[int, int]:
    """Width and height of the picture in pixels."""
    layout = plotly.drawing(spec, target=target).layout
    return layout["width"], layout["height"]


def _plot(drawn: Drawing) -> Plot:
    layout, margin = drawn.layout, drawn.layout["margin"]
    return Plot(
        left=margin["l"],
        top=margin["t"],
        width=layout["width"] - margin["l"] - margin["r"],
        height=layout["height"] - margin["t"] - margin["b"],
        x_range=_numbers(layout["xaxis"].get("range", (0, 1))),
        y_range=_numbers(layout["yaxis"].get("range", (0, 1))),
    )


def _numbers(ends: Any) -> tuple[float, float]:
    first, last = (number(end) for end in ends)
    return first, last


def _value_grid(drawn: Drawing, plot: Plot) -> list[str]:
    """Horizontal lines with their values at the left."""
    axis = drawn.layout["yaxis"]
    if not axis.get("visible"):
        return []
    parts = []
    size = drawn.layout["font"]["size"]
    for value, label in zip(axis["tickvals"], axis["ticktext"], strict=True):
        y = plot.y(value)
        ends: dict[str, Any] = {"x1": plot.left, "x2": plot.left + plot.width, "y1": y, "y2": y}
        parts.append(element("line", **ends, stroke=axis["gridcolor"], stroke_width=axis["gridwidth"]))
        colour = axis["tickfont"]["color"]
        parts.append(_line(label, plot.left, y + size * 0.35, anchor="right", size=size, colour=colour))
    return parts


def _day_axis(drawn: Drawing, plot: Plot) -> list[str]:
    """The line of the days with ticks and labels."""
    axis = drawn.layout["xaxis"]
    if not axis.get("visible"):
        return []
    bottom = plot.top + plot.height
    stroke = {"stroke": axis["linecolor"], "stroke_width": axis["linewidth"]}
    parts = [element("line", x1=plot.left, x2=plot.left + plot.width, y1=bottom, y2=bottom, **stroke)]
    size = drawn.layout["font"]["size"]
    for day, label in zip(axis["tickvals"], axis["ticktext"], strict=True):
        x = plot.x(date.fromisoformat(day).toordinal())
        parts.append(element("line", x1=x, x2=x, y1=bottom, y2=bottom + TICK_PX, **stroke))
        baseline = bottom + TICK_PX + axis["linewidth"] / 2 + size * 1.2
        parts.append(_line(label, x, baseline, anchor="center", size=size, colour=axis["tickfont"]["color"]))
    return parts


def _shape(shape: dict[str, Any], plot: Plot) -> str:
    x0, x1 = (_across(shape.get("xref"), shape[key], plot) for key in ("x0", "x1"))
    y0, y1 = (_down(shape.get("yref"), shape[key], plot) for key in ("y0", "y1"))
    if shape["type"] == "line":
        style = shape["line"]
        dots = f"{shown(style['width'])} {shown(style['width'] * 2)}" if style.get("dash") else None
        look = {"stroke": style["color"], "stroke_width": style["width"], "stroke_dasharray": dots}
        return element("line", x1=x0, x2=x1, y1=y0, y2=y1, **look)
    corner: dict[str, Any] = {"x": min(x0, x1), "y": min(y0, y1)}
    return element("rect", **corner, width=abs(x1 - x0), height=abs(y1 - y0), fill=shape["fillcolor"])


def _across(reference: str | None, value: Any, plot: Plot) -> float:
    return plot.left + value * plot.width if reference == "paper" else plot.x(number(value))


def _down(reference: str | None, value: Any, plot: Plot) -> float:
    return plot.top + (1 - value) * plot.height if reference == "paper" else plot.y(number(value))


def _annotation(note: dict[str, Any], plot: Plot) -> str:
    """A text of one or more lines, with a leader to its point where it has one."""
    x, y = _across(note.get("xref"), note["x"], plot), _down(note.get("yref"), note["y"], plot)
    own, font = svg_texts.placed(note), note["font"]
    if note.get("textangle"):
        return _upright(note, x, y)
    lines = [
        _line(words, x + own.x, y + down, anchor=own.anchor, size=font["size"], colour=font["color"])
        for words, down in own.lines
    ]
    if own.leader:
        stroke = {"stroke": note["arrowcolor"], "stroke_width": note["arrowwidth"]}
        lines.insert(0, element("line", x1=x, y1=y, x2=x + own.leader[0], y2=y + own.leader[1], **stroke))
    return "".join(lines)


def _upright(note: dict[str, Any], x: float, y: float) -> str:
    """A text of one line that stands on its point and is read from below."""
    size = note["font"]["size"]
    across, down = x + size * 0.35, y - size * 0.3
    turned = f' transform="rotate({note["textangle"]} {shown(across)} {shown(down)})"'
    return _line(note["text"], across, down, anchor="left", size=size, colour=note["font"]["color"], more=turned)


def _line(words: str, x: float, y: float, *, anchor: str, size: float, colour: str, more: str = "") -> str:
    """One line of text; ``words`` are inert but for ``<b>``, ``more``: further attributes."""
    anchored = f" text-anchor={quoteattr(ANCHORS[anchor])}" if anchor != "left" else ""
    at = f'x="{shown(x)}" y="{shown(y)}" font-size="{shown(size)}"'
    return f'<text {at} fill="{colour}"{anchored}{more}>{svg_texts.spans(words)}</text>'
