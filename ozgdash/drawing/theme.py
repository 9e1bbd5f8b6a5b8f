"""Shades, sizes and fonts of every drawing, once. What a colour means says ``model/palette.py``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, Literal, ParamSpec, cast

Given = ParamSpec("Given")
ThemeName = Literal["light", "dark"]
Look = Literal["light", "dark", "both"]
"""``both``: one drawing for either theme, whose colours are ``Paired``."""
Target = Literal["screen", "print", "paper"]
"""``screen``: in a page, follows its width; ``print``: a picture that explains itself; ``paper``: a picture in a
document, which sets title, finding and provenance itself."""

BAND_OPACITY = 0.2
"""Of the shade of a band: light enough for the line on it, whose edges stand out by themselves."""
MIN_MARK_CONTRAST = 3.0
MIN_TEXT_CONTRAST = 4.5

SCREEN_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
PRINT_FONT = "'Liberation Sans', Arial, Helvetica, 'DejaVu Sans', sans-serif"
SLIDE_FONT = "Arial"


class Paired(str):
    """A colour of both looks in one, as CSS says it: ``light-dark(#0072B2,#3B8EC9)``. The page decides."""

    light: str
    dark: str

    def __new__(cls, light: str, dark: str) -> Paired:
        """Both shades as hex colours."""
        own = super().__new__(cls, f"light-dark({light},{dark})")
        own.light, own.dark = light, dark
        return own


def in_both_looks(shade: Callable[Given, str]) -> Callable[Given, str]:
    """A function of colours that takes paired ones, too: the result for both looks, paired where they differ."""

    @lru_cache(maxsize=4096)
    def lifted(*given: Any) -> str:
        of_any = cast("Callable[..., str]", shade)
        if not any(isinstance(part, Paired) for part in given):
            return of_any(*given)
        light = of_any(*(part.light if isinstance(part, Paired) else part for part in given))
        dark = of_any(*(part.dark if isinstance(part, Paired) else part for part in given))
        return light if light == dark else Paired(light, dark)

    return cast("Callable[Given, str]", wraps(shade)(lifted))


@dataclass(frozen=True)
class Theme:
    """The neutral colours of one look."""

    background: str
    ink: str
    muted: str
    grid: str


THEMES: dict[ThemeName, Theme] = {
    "light": Theme(background="#FFFFFF", ink="#1F2328", muted="#57606A", grid="#DDE1E6"),
    "dark": Theme(background="#0E1117", ink="#F0F2F6", muted="#A8B0BA", grid="#30363D"),
}
BOTH = Theme(
    **{
        part: Paired(getattr(THEMES["light"], part), getattr(THEMES["dark"], part))
        for part in ("background", "ink", "muted", "grid")
    }
)
"""The look of a drawing that serves both."""


@dataclass(frozen=True)
class Sizes:
    """Sizes in CSS pixels of one target; ``width`` None follows the page."""

    width: int | None
    font: int
    small: int
    heading: int
    line: float
    marker: float


SIZES: dict[Target, Sizes] = {
    "screen": Sizes(width=None, font=13, small=12, heading=16, line=2.5, marker=7),
    "print": Sizes(width=1600, font=24, small=20, heading=38, line=4.5, marker=13),
    "paper": Sizes(width=940, font=18, small=16, heading=18, line=3, marker=8),
}
LOWEST: dict[Target, int] = {"screen": 0, "print": 900, "paper": 0}
"""The lowest height of a picture in pixels."""


def look(name: Look) -> Theme:
    """The neutral colours of that look."""
    return BOTH if name == "both" else THEMES[name]


def luminance(colour: str) -> float:
    """Relative luminance of a hex colour as WCAG 2.1 defines it, between 0 and 1."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two hex colours, between 1 and 21."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


@in_both_looks
def mixed(colour: str, other: str, share: float) -> str:
    """``colour`` with ``share`` (0 to 1) of ``other`` in it, as hex."""
    parts = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02X}" for one, two in parts)


@in_both_looks
def readable(colour: str, background: str, ratio: float) -> str:
    """``colour``, or the nearest shade of it that stands out from ``background`` by at least ``ratio``."""
    towards = "#000000" if luminance(background) > 0.18 else "#FFFFFF"
    for step in range(21):
        shade = mixed(colour, towards, step / 20)
        if contrast(shade, background) >= ratio:
            return shade
    return towards


@in_both_looks
def text_on(fill: str) -> str:
    """Black or white, whichever reads better on ``fill``."""
    return max(("#000000", "#FFFFFF"), key=lambda ink: contrast(ink, fill))


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.03928 else float(((value + 0.055) / 1.055) ** 2.4)
