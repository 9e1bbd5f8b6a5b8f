"""The picture of lines over days: grid, bands, guides, measured lines with their values as data, labels."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from ozgdash.drawing import lines, picture_labels, picture_parts, svg_symbols
from ozgdash.drawing.picture_parts import UNIT, Scene, attribute, bold_width, hidden, stretched
from ozgdash.drawing.svg_elements import number, shown
from ozgdash.model.chart import ChartSpec

TICK_PX = 5
NUMBER = re.compile(r"\d[\d.,]*")
STRAIGHT_PX = 0.3
"""So near to a straight line a point of a guide may lie without being seen to."""
Point = tuple[float, float]
HOLE = "~"
"""Where a number stands in the words that all values of a line share."""


def content(scene: Scene) -> str:
    """All of the drawing: what lies below the lines, the lines, and their labels."""
    traces = scene.drawn.traces
    areas = "".join(_area(trace, scene) for trace in traces if trace.get("fill"))
    guides = "".join(_path(trace, scene) for trace in traces if _is_guide(trace))
    measured = [trace for trace in traces if trace["hoverinfo"] == "text"]
    symbols = list(dict.fromkeys(trace["marker"]["symbol"] for trace in measured))
    labels = picture_labels.within(scene)
    return "".join(
        [
            _outlines(symbols, measured, scene),
            hidden(stretched(scene, _lattice(scene) + areas + guides) + _ticks(scene)),
            *(
                _line(trace, scene, symbol=symbols.index(trace["marker"]["symbol"]), first=not position)
                for position, trace in enumerate(measured)
            ),
            hidden(labels),
        ]
    )


def attributes(spec: ChartSpec) -> str:
    """The days of the values, said once for all lines."""
    return f" data-days={_json(lines.days(spec))}"


def _is_guide(trace: dict[str, Any]) -> bool:
    return trace["hoverinfo"] != "text" and not trace.get("fill")


def _lattice(scene: Scene) -> str:
    """The lines of the values, of the days and of what stands upright in the plot, each kind as one path."""
    x_axis, y_axis = scene.drawn.layout["xaxis"], scene.drawn.layout["yaxis"]
    across = "".join(f"M0 {_down(value, scene)}H100" for value in y_axis["tickvals"])
    bottom = scene.plot.top + scene.plot.height
    ticks = "".join(f"M{shown(scene.plot.x(number(day)))} {shown(bottom)}v{TICK_PX}" for day in x_axis["tickvals"])
    upright, events = (
        "".join(
            f"M{shown(scene.plot.x(number(shape['x0'])))} {shown(bottom)}V{scene.plot.top}"
            for shape in scene.drawn.shapes
            if ("dash" in shape["line"]) == dotted
        )
        for dotted in (False, True)
    )
    below = f'<path class="g" d="{across}"/><path class="a" d="M0 {shown(bottom)}H100{ticks}"/>'
    below += f'<path class="v" d="{events}"/>' if events else ""
    return below + (f'<path class="r" d="{upright}"/>' if upright else "")


def _ticks(scene: Scene) -> str:
    """The words at both axes; days of which the names would meet are left out where it is narrow."""
    size = scene.drawn.layout["font"]["size"]
    y_axis, x_axis = scene.drawn.layout["yaxis"], scene.drawn.layout["xaxis"]
    values = "".join(
        picture_parts.text(label, x=0, y=scene.plot.y(value) + size * 0.35)
        for value, label in zip(y_axis["tickvals"], y_axis["ticktext"], strict=True)
    )
    places = [scene.plot.x(number(day)) for day in x_axis["tickvals"]]
    baseline = scene.plot.top + scene.plot.height + TICK_PX + size * 1.2
    days = "".join(
        picture_parts.text(label, x=place, y=baseline, classes=[shown_from])
        for place, label, shown_from in zip(places, x_axis["ticktext"], _strides(places, x_axis, scene), strict=True)
    )
    return f'<g class="u e">{values}</g><g class="u m">{days}</g>'


def _strides(places: Sequence[float], axis: dict[str, Any], scene: Scene) -> list[str | None]:
    """From which width on each day is named: every one, every second, every fourth … as they find room."""
    size = scene.drawn.layout["font"]["size"]
    wide = max((bold_width(label, size) for label in axis["ticktext"]), default=0) + picture_parts.ROOM_PX
    found: list[str | None] = []
    for position in range(len(places)):
        stride = position & -position if position else 0
        kept = places[:: stride or len(places)]
        gap = min((after - before for before, after in pairwise(kept)), default=0)
        found.append(scene.class_from(wide / gap * UNIT) if gap else None)
    return found


def _area(trace: dict[str, Any], scene: Scene) -> str:
    return f'<path class="z" fill="{trace["fillcolor"]}" d="{_points(trace, scene)}"/>'


def _path(trace: dict[str, Any], scene: Scene, *, measured: bool = False) -> str:
    line = trace["line"]
    unit = max(line["width"], 3)
    dash = {"dash": (3 * unit, 3 * unit), "dot": (unit, unit)}.get(line["dash"])
    dashed = f' stroke-dasharray="{picture_parts.numbers(dash)}"' if dash else ""
    own = "" if measured else f' color="{line["color"]}"'
    points = _points(trace, scene, corners=not measured)
    return f'<path class="l" stroke-width="{shown(line["width"])}"{dashed}{own} d="{points}"/>'


def _points(trace: dict[str, Any], scene: Scene, *, corners: bool = False) -> str:
    """The values as pairs of numbers, each from the one before it, which is shorter; a gap begins anew.

    ``corners``: without the points on the straight between two others.
    """
    path, before = [], (0.0, 0.0)
    for part in _unbroken(trace, scene):
        for position, point in enumerate(_corners(part) if corners else part):
            right, lower = _short(point[0] - before[0]), _short(point[1] - before[1])
            gap = "m" if not position else "" if right[0] == "-" else " "
            path.append(f"{gap}{right}{'' if lower[0] == '-' else ' '}{lower}")
            before = point
    return "".join(path)


def _unbroken(trace: dict[str, Any], scene: Scene) -> list[list[Point]]:
    """The parts of a line between its gaps, at the places where they are written."""
    parts: list[list[Point]] = [[]]
    for day, value in zip(trace["x"], trace["y"], strict=True):
        if value is None:
            parts.append([])
        else:
            parts[-1].append((round(scene.plot.x(number(day)), 2), round(scene.plot.y(value), 1)))
    return [part for part in parts if part]


def _corners(part: list[Point]) -> list[Point]:
    """The ends, and the points that lie beside the straight from the last kept one to the one after them."""
    kept = part[:1]
    for point, after in pairwise(part[1:]):
        (x0, y0), (x1, y1) = kept[-1], after
        if x0 == x1 or abs(y0 + (point[0] - x0) / (x1 - x0) * (y1 - y0) - point[1]) > STRAIGHT_PX:
            kept.append(point)
    return [*kept, *part[1:][-1:]]


def _short(value: float) -> str:
    """A number without the zero before its point."""
    return shown(value).replace("0.", ".", 1) if -1 < value < 1 else shown(value)


def _down(value: float, scene: Scene) -> str:
    return f"{scene.plot.y(value):.1f}".removesuffix(".0")


def _line(trace: dict[str, Any], scene: Scene, *, symbol: int, first: bool) -> str:
    """A measured line: its path, the points that are drawn, and the words of all values as data."""
    marker = trace["marker"]
    use = f'<use href="#{scene.name}-{symbol}"'
    points = "".join(
        f'{use} x="{shown(scene.plot.x(number(day)))}%" y="{_down(value, scene)}"/>'
        for day, value, size in zip(trace["x"], trace["y"], marker["size"], strict=True)
        if value is not None and size
    )
    said = f' color="{trace["line"]["color"]}"{_data(trace)}' + (' tabindex="0"' if first else "")
    path = stretched(scene, _path(trace, scene, measured=True))
    return picture_parts.group(trace["name"], content=path + points, attributes=said)


def _data(trace: dict[str, Any]) -> str:
    """The words of the values, one for each day, null for a gap; what all of them share is said once."""
    said = [words.partition(": ")[2] if words else "" for words in _after_name(trace)]
    known = [words for words in said if words]
    patterns = {NUMBER.sub(HOLE, words) for words in known}
    if len(patterns) != 1 or any(HOLE in words for words in known):
        return f" data-values={_json([words or None for words in said])}"
    pattern = patterns.pop()
    numbers = [NUMBER.findall(words) for words in said]
    of_each = list(zip(*filter(None, numbers), strict=True))
    varied = [position for position, values in enumerate(of_each) if len(set(values)) > 1]
    same = iter(HOLE if position in varied else values[0] for position, values in enumerate(of_each))
    shared = re.sub(HOLE, lambda _: next(same), pattern)
    values = [" ".join(own[position] for position in varied) if own else None for own in numbers]
    return f" data-words={attribute(shared)} data-values={_json(values)}"


def _after_name(trace: dict[str, Any]) -> Iterable[str]:
    return (words[len(trace["name"]) :] for words in trace["hovertext"])


def _json(values: Iterable[str | None]) -> str:
    """A list as a quoted value; its words are inert already."""
    return "'" + json.dumps(list(values), ensure_ascii=False, separators=(",", ":")).replace("'", "&#39;") + "'"


def _outlines(symbols: Sequence[str], traces: Sequence[dict[str, Any]], scene: Scene) -> str:
    """Each symbol once."""
    size = max((max(trace["marker"]["size"], default=0) for trace in traces), default=0)
    drawn = "".join(
        f'<path id="{scene.name}-{position}" d="{svg_symbols.outline(symbol, 0, 0, size / 2)}"/>'
        for position, symbol in enumerate(symbols)
    )
    return f"<defs>{drawn}</defs>"
