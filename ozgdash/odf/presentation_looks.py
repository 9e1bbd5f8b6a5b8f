"""How things on a slide look, and how OpenDocument says it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ozgdash.odf.xml import Attributes, element, name_token

SCRIPTS = ("", "-asian", "-complex")
"""Latin letters, those of East Asia, and those that are joined or run from right to left have sizes of their own."""
BULLET = "•"
CM_PER_POINT = 2.54 / 72


class Class(StrEnum):
    """What a shape is on its slide; programs know it by that when the slide gets another layout."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    OUTLINE = "outline"
    CHART = "chart"
    TABLE = "table"
    NUMBER = "page-number"
    TEXT = "text"
    """A text box that is none of these."""


@dataclass(frozen=True)
class Box:
    """A place on the slide in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def facts(self) -> Attributes:
        """As attributes of a shape."""
        return {
            "svg:x": points(self.left),
            "svg:y": points(self.top),
            "svg:width": points(self.width),
            "svg:height": points(self.height),
        }


@dataclass(frozen=True)
class Lettering:
    """How a text is set: ``align`` is start, center or end; ``anchor`` top, middle or bottom.

    ``spaced``: room above each paragraph but the first; ``bullet``: how far the text is indented behind a bullet, 0
    without one. Both in points. ``font``: None for that of all texts; ``ground``: the colour of the box, None for none.
    """

    size: float
    colour: str
    bold: bool = False
    align: str = "start"
    anchor: str = "top"
    spaced: float = 0
    bullet: float = 0
    font: str | None = None
    ground: str | None = None


@dataclass(frozen=True)
class Place:
    """A place for a text, chart or table, with its look; ``name`` says what stands there."""

    kind: Class
    name: str
    box: Box
    lettering: Lettering


def style_of(master: str, place: Place) -> str:
    """The name of the style that a master page brings for one of its places."""
    key = {Class.OUTLINE: "outline1", Class.TEXT: name_token(place.name)}.get(place.kind, place.kind.value)
    return f"{name_token(master)}-{key}"


def points(length: float) -> str:
    """A length as ODF writes it."""
    return f"{round(length, 3):g}pt"


def style(name: str, family: str, *properties: str, parent: str | None = None, shown: str | None = None) -> str:
    """A style; ``shown``: its name as readers see it, where that differs."""
    facts = {
        "style:name": name,
        "style:display-name": shown if shown != name else None,
        "style:family": family,
        "style:parent-style-name": parent,
    }
    return element("style:style", facts, *properties)


def text_properties(lettering: Lettering) -> str:
    """Size, weight and colour of letters."""
    facts: dict[str, str | int | None] = {"fo:color": lettering.colour}
    if lettering.font:
        facts |= {"fo:font-family": f"'{lettering.font}'", "fo:font-style": "normal"}
    for script in SCRIPTS:
        prefix = "style" if script else "fo"
        facts[f"{prefix}:font-size{script}"] = points(lettering.size)
        facts[f"{prefix}:font-weight{script}"] = "bold" if lettering.bold else "normal"
    return element("style:text-properties", facts)


def paragraph_properties(lettering: Lettering) -> str:
    """Alignment and room above a paragraph; lines are 1.2 times as high as their letters, as in PowerPoint."""
    facts = {
        "fo:text-align": lettering.align,
        "fo:margin-top": points(lettering.spaced),
        "fo:margin-bottom": "0pt",
        "style:font-independent-line-spacing": "true",
    }
    return element("style:paragraph-properties", facts)


def text_box_properties(lettering: Lettering, *content: str) -> str:
    """A frame without ground, line and inner margin that keeps its size, whatever stands in it."""
    facts = {
        "draw:stroke": "none",
        "draw:fill": "solid" if lettering.ground else "none",
        "draw:fill-color": lettering.ground,
        "draw:shadow": "hidden" if lettering.font else None,
        "draw:textarea-vertical-align": lettering.anchor,
        "draw:textarea-horizontal-align": "justify",
        "draw:auto-grow-height": "false",
        "draw:auto-grow-width": "false",
        "draw:fit-to-size": "false",
        "fo:wrap-option": "wrap",
        "fo:padding": "0pt",
    }
    return element("style:graphic-properties", facts, *content)


def ground_properties(colour: str) -> str:
    """A shape in one colour without a line."""
    return element("style:graphic-properties", {"draw:stroke": "none", "draw:fill": "solid", "draw:fill-color": colour})


def bullets(name: str, lettering: Lettering, font: str) -> str:
    """A list whose first level has the bullet of the lettering; the deeper ones are indented further."""
    levels = "".join(_level(number, lettering.bullet, font) for number in range(1, 11))
    return element("text:list-style", {"style:name": name}, levels)


def _level(number: int, indent: float, font: str) -> str:
    room = {"text:space-before": points((number - 1) * indent), "text:min-label-width": points(indent)}
    properties = element("style:list-level-properties", room)
    if not indent:
        return element("text:list-level-style-number", {"text:level": number, "style:num-format": ""}, properties)
    sign = element("style:text-properties", {"fo:font-family": f"'{font}'", "fo:font-size": "100%"})
    facts: Attributes = {"text:level": number, "text:bullet-char": BULLET}
    return element("text:list-level-style-bullet", facts, properties, sign)
