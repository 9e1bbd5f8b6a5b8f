"""What the pictures of all kinds are made of: places in per cent and pixels, texts, colours, accessible marks."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import Any

from ozgdash.drawing import svg_texts, theme
from ozgdash.drawing.canvas import Drawing
from ozgdash.drawing.lettering import escaped, width
from ozgdash.drawing.svg_elements import Plot, number, shown

UNIT = 100.0
"""Width of the plot in its own unit: one per cent."""
FIRST_STEP, GROWTH, STEPS = 100, 1.04, 90
WIDTHS = tuple(math.ceil(FIRST_STEP * GROWTH**step) for step in range(STEPS))
"""The widths of a picture at which something begins to be shown: ``chart.css`` has a class ``w…`` for each."""
NEVER = "w0"
NARROW_PX = 60
"""A right margin that fits every picture."""
ROOM_PX = 6
"""Between two texts beside each other."""
EDGE_PX = 2
"""Between a text and the edge of the bar or the cell that it stands in."""
WIDER = 1.06
"""How much wider than estimated the letters of a wide screen font may be."""
WIDEST, BOLD = 1.14, 1.16
"""How much wider than estimated the letters of the widest usual fonts are, and than others bold ones."""
CLASSES = {theme.BOTH.ink: "", theme.BOTH.muted: "u"}
"""Colours that the style sheet knows."""


WIDEST_RIGHT = "50cqi"
"""The part of a narrow picture that its right margin may take; what stands there then ends in …"""


@dataclass(frozen=True)
class Scene:
    """One drawing and its place in the page: y in pixels of the whole picture, x in per cent of the plot.

    ``name`` begins every id.
    """

    name: str
    drawn: Drawing
    plot: Plot
    height: int
    left: int
    right: int

    @property
    def sides(self) -> int:
        """Pixels beside the plot."""
        return self.left + self.right

    @property
    def style(self) -> str:
        """Height and margins as the style sheet knows them."""
        right = f"min({self.right}px,{WIDEST_RIGHT})" if self.right > NARROW_PX else f"{self.right}px"
        return f"height:{self.height}px;--l:{self.left}px;--r:{right}"

    def class_from(self, plot_px: float) -> str:
        """The class of what is shown only where the plot is at least that wide; ``NEVER`` where no screen is."""
        step = bisect_left(WIDTHS, plot_px + self.sides)
        return f"w{WIDTHS[step]}" if step < len(WIDTHS) else NEVER


def scene(drawn: Drawing, *, name: str) -> Scene:
    """The places of a drawing for the screen."""
    layout, margin = drawn.layout, drawn.layout["margin"]
    x_range, y_range = (tuple(map(number, layout[axis].get("range", (0, 1)))) for axis in ("xaxis", "yaxis"))
    plot = Plot(
        left=0,
        top=margin["t"],
        width=UNIT,
        height=layout["height"] - margin["t"] - margin["b"],
        x_range=(x_range[0], x_range[1]),
        y_range=(y_range[0], y_range[1]),
    )
    return Scene(name, drawn, plot, layout["height"], margin["l"], margin["r"])


def attribute(words: str) -> str:
    """Words that are inert already (``lettering.escaped``) as a quoted value."""
    return '"' + words.replace('"', "&quot;") + '"'


def colour(value: str, *, of: str = "fill") -> str:
    """A colour as an attribute with a blank before it; nothing for the ink, which is what texts have."""
    return f' {of}="{value}"' if CLASSES.get(value) != "" else ""


def text(words: str, *, x: float, y: float, dx: float = 0, classes: Iterable[str | None] = (), fill: str = "") -> str:
    """One line at ``x`` per cent; ``words`` are inert but for ``<b>``."""
    known = CLASSES.get(fill)
    names = " ".join(name for name in (*classes, known) if name)
    own = "" if known is not None or not fill else f' fill="{fill}"'
    shift = f' dx="{shown(dx)}"' if dx else ""
    said = f' class="{names}"' if names else ""
    at = f' x="{shown(x)}%"' if x else ""
    return f'<text{at} y="{shown(y)}"{shift}{said}{own}>{svg_texts.spans(words)}</text>'


def mark(words: str) -> str:
    """What makes an element a mark that a reader can reach; ``words`` are inert."""
    return f'class="mark" role="graphics-symbol img" aria-label={attribute(words)}'


def reachable(drawn: str) -> str:
    """The marks, of which the keyboard reaches the first one."""
    return drawn.replace('class="mark"', 'class="mark" tabindex="0"', 1)


def group(name: str, *, content: str, attributes: str = "") -> str:
    """A series; ``name`` is inert."""
    return f'<g role="graphics-object group" aria-label={attribute(name)}{attributes}>{content}</g>'


def hidden(content: str, attributes: str = "") -> str:
    """What says nothing that the marks do not say; empty for nothing."""
    return f'<g aria-hidden="true"{attributes}>{content}</g>' if content else ""


def stretched(scene: Scene, content: str) -> str:
    """Paths whose x is per cent of the plot, drawn over its whole width with strokes that keep theirs."""
    box = f'viewBox="0 0 100 {scene.height}" preserveAspectRatio="none" height="{scene.height}"'
    return f"<svg {box}>{content}</svg>" if content else ""


def over(rows: Iterable[tuple[float, str, str]], *, small: bool, lines: int = 1) -> str:
    """Name and value over each row, in letters that become smaller before they end in … (``chart.css``).

    ``rows``: (top, name, value); ``lines``: in so many lines a name may be written.
    """
    said = "".join(
        f'<div style="top:{shown(top)}px;--em:{shown(width(name, 1) * WIDEST + bold_width(value, BOLD) + 0.6)}">'
        f"<span>{escaped(name)}</span>" + (f"<b>{escaped(value)}</b>" if value else "") + "</div>"
        for top, name, value in rows
    )
    classes = f"over{' s' if small else ''}{' more' if lines > 1 else ''}"
    high = f' style="--lines:{lines}"' if lines > 1 else ""
    return f'<div class="{classes}"{high} aria-hidden="true">{said}</div>' if said else ""


def bold_width(words: str, size: float) -> float:
    """The estimated width of words of which any part may be bold, entities counted as the letters that they are."""
    return width(unescape(words), size) * WIDER


def fits_from(scene: Scene, words: str, size: float, share: float) -> str:
    """The class of a text that is shown where that share of the plot is wide enough for it."""
    return scene.class_from((bold_width(words, size) + 2 * EDGE_PX) / max(share, 1e-9))


def numbers(values: Iterable[Any]) -> str:
    """Numbers with a blank between them."""
    return " ".join(shown(value) for value in values)
