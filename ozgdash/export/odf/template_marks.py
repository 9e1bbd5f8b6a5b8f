"""What is drawn on a master, and where something stands on it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ozgdash.export.odf.reading import tag
from ozgdash.export.odf.template_styles import Styles, points
from ozgdash.export.slides.house import Mark
from ozgdash.export.slides.layouts import Box

RECTANGLE = "rectangle"
TURN = re.compile(r"rotate\s*\(\s*(-?[\d.]+(?:e-?\d+)?)\s*\)")
MOVE = re.compile(r"translate\s*\(\s*(\S+?)[\s,]+(\S+?)\s*\)")


def marks_of(item: Any, styles: Styles) -> Iterator[Mark]:
    """What a shape covers; the parts of a group each for themselves."""
    kind = etree.QName(item).localname
    if kind == "g":
        for part in item:
            yield from marks_of(part, styles)
        return
    box = box_at(item)
    if box is None:
        return
    look = styles.look(
        ("presentation", item.get(tag("presentation:style-name"))), ("graphic", item.get(tag("draw:style-name")))
    )
    has_words = any("".join(words.itertext()).strip() for words in item.iter(tag("text:p")))
    if kind == "frame":
        if has_words or item.find(tag("draw:image")) is not None:
            yield Mark(_thick(box), None)
        return
    fill, lined = look.fill(), look.said("graphic", "draw:stroke") not in (None, "none")
    if kind in ("line", "connector", "polyline", "measure"):
        fill = "none"
    if fill != "none" or lined or has_words:
        yield Mark(_thick(box), fill if fill != "none" and _is_plain(item, kind) else None)


def _is_plain(item: Any, kind: str) -> bool:
    if item.get(tag("draw:transform")) or item.get(tag("draw:corner-radius")):
        return False
    geometry = item.find(tag("draw:enhanced-geometry"))
    return kind == "rect" or (geometry is not None and geometry.get(tag("draw:type")) == RECTANGLE)


def box_at(item: Any) -> Box | None:
    """Where it stands; None where nobody says. Of something turned the box that holds it."""
    if item.get(tag("svg:x1")) is not None:
        ends = [points(item.get(tag(f"svg:{name}"))) for name in ("x1", "y1", "x2", "y2")]
        left, top = min(ends[0], ends[2]), min(ends[1], ends[3])
        return Box(left, top, abs(ends[0] - ends[2]), abs(ends[1] - ends[3]))
    width, height = (
        points(item.get(tag("svg:width"))),
        points(item.get(tag("svg:height"), item.get(tag("fo:min-height")))),
    )
    left, top = points(item.get(tag("svg:x"))), points(item.get(tag("svg:y")))
    if turned := item.get(tag("draw:transform")):
        return _turned(str(turned), width, height)
    return Box(left, top, width, height) if width > 0 or height > 0 else None


def _turned(words: str, width: float, height: float) -> Box:
    angle, moved = TURN.search(words), MOVE.search(words)
    turn = float(angle[1]) if angle else 0.0
    left, top = (points(moved[1]), points(moved[2])) if moved else (0.0, 0.0)
    # Angles count against the clock.
    corners = [
        (x * math.cos(turn) + y * math.sin(turn), y * math.cos(turn) - x * math.sin(turn))
        for x, y in ((0, 0), (width, 0), (0, height), (width, height))
    ]
    wide, high = [x for x, _ in corners], [y for _, y in corners]
    return Box(left + min(wide), top + min(high), max(wide) - min(wide), max(high) - min(high))


def _thick(box: Box) -> Box:
    return Box(box.left, box.top, max(box.width, 0.5), max(box.height, 0.5))
