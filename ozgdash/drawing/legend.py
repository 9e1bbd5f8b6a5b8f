"""The legend of a picture: each entry as wide as its name, in as many rows as the entries need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ozgdash.drawing.lettering import longest, wrapped

BOX_EM = 0.9
TEXT_EM = 1.3
"""How far right of its box's left edge a name begins."""
GAP_EM = 1.2
ROW_EM = 1.7
LEAST_EM = 4.0
"""The narrowest room for a name."""


@dataclass(frozen=True)
class Entry:
    """One series: where its box begins, in pixels from the left, its first row from the top, its name in lines."""

    left: float
    row: int
    lines: tuple[str, ...]


def entries(names: Iterable[str], *, room: float, font_px: float) -> list[Entry]:
    """The names in their order, in rows of at most ``room`` pixels; one that is longer gets rows for itself."""
    placed: list[Entry] = []
    row, left = 0, 0.0
    for name in names:
        lines = wrapped(name, max_px=max(room - TEXT_EM * font_px, LEAST_EM * font_px), font_px=font_px)
        wide = TEXT_EM * font_px + longest(lines, font_px)
        if left and (left + wide > room or len(lines) > 1):
            row, left = row + 1, 0.0
        placed.append(Entry(left, row, tuple(lines)))
        if len(lines) > 1:
            row, left = row + len(lines), 0.0
        else:
            left += wide + GAP_EM * font_px
    return placed


def rows(placed: Iterable[Entry]) -> int:
    """How many rows these entries take; 0 for none."""
    return max((entry.row + len(entry.lines) for entry in placed), default=0)
