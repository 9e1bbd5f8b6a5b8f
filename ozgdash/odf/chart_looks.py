"""How the parts of a chart look: fonts, lines, fills, marks and labels."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ozgdash.odf.number_styles import NumberStyle

DEFAULT_FONT = "Liberation Sans"


class Symbol(StrEnum):
    """The marks of points."""

    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"
    UP = "arrow-up"
    PLUS = "plus"
    X = "x"
    STAR = "star"
    BAR = "horizontal-bar"


class Place(StrEnum):
    """Where a label stands, seen from its point or bar."""

    ABOVE = "top"
    BELOW = "bottom"
    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"
    INSIDE = "inside"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Font:
    """How text is set."""

    family: str = DEFAULT_FONT
    size_pt: float = 10
    colour: str = "#000000"
    bold: bool = False


@dataclass(frozen=True)
class Dash:
    """A pattern of a line: how long a dash and a gap are, in per cent of the line's width."""

    length: int
    gap: int
    round: bool = False


DASHED = Dash(400, 300)
DOTTED = Dash(100, 200, round=True)


@dataclass(frozen=True)
class Stroke:
    """A line."""

    colour: str
    width_pt: float = 0.75
    dash: Dash | None = None


@dataclass(frozen=True)
class Hatch:
    """Lines over a fill, ``degrees`` against the clock from lying."""

    colour: str
    distance_cm: float = 0.12
    degrees: int = 45


@dataclass(frozen=True)
class Fill:
    """What an area or bar is filled with; ``opacity`` from 0 to 1."""

    colour: str
    opacity: float = 1
    hatch: Hatch | None = None


@dataclass(frozen=True)
class Marker:
    """The mark of a point, in the colour of its line."""

    symbol: Symbol
    size_pt: float = 6


@dataclass(frozen=True)
class Label:
    """What stands at a point. ``lines``: words of its own; without any the value, as ``number`` shows it.

    ``moved``: how far it stands to the right of its place and below it, as parts of the chart's width and height.
    """

    place: Place | None = None
    font: Font = field(default_factory=Font)
    lines: tuple[str, ...] = ()
    number: NumberStyle | None = None
    moved: tuple[float, float] = (0, 0)
