"""What every SVG is made of: where its plot lies, numbers as SVG says them, elements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.sax.saxutils import quoteattr


@dataclass(frozen=True)
class Plot:
    """Where the plot lies in the picture, and which values its edges stand for."""

    left: float
    top: float
    width: float
    height: float
    x_range: tuple[float, float]
    y_range: tuple[float, float]

    def x(self, value: float) -> float:
        """The pixel of a value of the horizontal axis."""
        first, last = self.x_range
        return self.left + (value - first) / (last - first) * self.width

    def y(self, value: float) -> float:
        """The pixel of a value of the vertical axis."""
        first, last = self.y_range
        return self.top + (last - value) / (last - first) * self.height


def number(value: Any) -> float:
    """A value of an axis as a number; an ISO date is its day."""
    return float(date.fromisoformat(value).toordinal() if isinstance(value, str) else value)


def shown(value: float) -> str:
    """A number as SVG says it, with two digits at most."""
    plain = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain


def element(name: str, *, content: str = "", unclosed: bool = False, **attributes: Any) -> str:
    """An element; ``stroke_width`` is ``stroke-width``, None is left out, ``unclosed`` leaves the end to others."""
    said = "".join(
        f" {key.replace('_', '-')}={quoteattr(value if isinstance(value, str) else shown(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    if unclosed:
        return f"<{name}{said}>"
    return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"
