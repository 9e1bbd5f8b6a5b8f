"""The texts of a drawing as SVG: their lines, where each stands beside its anchor, and what is bold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ozgdash.drawing.canvas import LEADING

BORDER_PX = 1
"""Plotly keeps room for the border of a text, also where none is drawn."""
ASCENT, DESCENT = 0.905, 0.212
"""How far the letters of Arial and its likes reach above and below the line, as a part of the font size."""


@dataclass(frozen=True)
class Placed:
    """The lines of a text with the height of their baselines, in pixels from the point that the text belongs to.

    ``x`` is where ``anchor`` (left, center or right) stands; ``leader``: the end of a thin line from the point.
    """

    lines: tuple[tuple[str, float], ...]
    x: float
    anchor: str
    leader: tuple[float, float] | None


def placed(note: dict[str, Any]) -> Placed:
    """A text of one or more lines, anchored as Plotly anchors it."""
    led = note["showarrow"]
    x = note.get("xshift", 0) + (note["ax"] if led else 0)
    y = -note.get("yshift", 0) + (note["ay"] if led else 0)
    anchor, size = note.get("xanchor", "center"), note["font"]["size"]
    lines = lines_of(note["text"])
    height = ((len(lines) - 1) * LEADING + ASCENT + DESCENT) * size
    pad = note.get("borderpad", 1) + BORDER_PX
    top = {"top": y + pad, "middle": y - height / 2, "bottom": y - height - pad}[note.get("yanchor", "middle")]
    return Placed(
        lines=tuple((line, top + (row * LEADING + ASCENT) * size) for row, line in enumerate(lines)),
        x=x + pad * (anchor == "left") - pad * (anchor == "right"),
        anchor=anchor,
        leader=(x, y) if led else None,
    )


def lines_of(words: str) -> list[str]:
    """The lines of a text; bold that goes on over the end of a line begins anew on the next one."""
    lines, bold = [], False
    for part in words.split("<br>"):
        line = f"<b>{part}" if bold else part
        bold = line.count("<b>") > line.count("</b>")
        lines.append(f"{line}</b>" if bold else line)
    return lines


def spans(words: str) -> str:
    """Words that are inert but for ``<b>``, as ``lettering.escaped`` leaves them, as the content of a text."""
    if "<b>" not in words and "&nbsp;" not in words:
        return words
    bold = words.replace("<b>", '<tspan font-weight="bold">').replace("</b>", "</tspan>")
    return bold.replace("&nbsp;", "\u00a0")
