"""What stands on a slide of ours, piece by piece, and the fingerprint by which a person's edit is told.

Plain values, whatever file they were read from.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

Place = tuple[int, int, int, int]
"""Left, top, width and height in EMU."""
Numbers = tuple[float | None, ...]
BLANKS = re.compile(r"[ \t\r\n\v]+")
"""Not the blank that does not break: it is there on purpose."""
NEAR = 1_500
"""Places are the same up to so many EMU: other programs count in hundredths of a millimetre (360 EMU)."""


class Role(StrEnum):
    """What a shape is for."""

    TITLE = "title"
    KICKER = "kicker"
    EXAMPLE = "example"
    PICTURE = "picture"
    """The chart or the table."""
    BELOW = "below"
    BODY = "body"
    FOOTER = "footer"
    NUMBER = "number"
    NOTES = "notes"
    ALT = "alt"
    """What a screen reader says of the picture; no shape of its own."""


@dataclass(frozen=True)
class SeriesRead:
    """A series of a chart as the document has it; ``look`` stands for its colours, lines and points."""

    name: str
    values: Numbers
    look: str = ""


@dataclass(frozen=True)
class ChartRead:
    """A chart as the document has it: its numbers, which kinds of plot it is made of, and digests of the rest.

    ``scale``: how its axes are divided; ``labels``: the words at its marks; ``book``: the numbers of its workbook,
    empty where it has none.
    """

    categories: tuple[str, ...]
    series: tuple[SeriesRead, ...]
    scale: str = ""
    book: str = ""
    kind: str = ""
    labels: str = ""


@dataclass(frozen=True)
class Piece:
    """A shape as it was read; of ``lines``, ``cells`` and ``chart`` it has the one that it is.

    ``look`` is a digest of its formatting, ``place`` None where the layout decides.
    """

    role: Role
    lines: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    chart: ChartRead | None = None
    look: str = ""
    place: Place | None = None
    name: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Print:
    """The fingerprint of a piece at the time when it was written; ``shape`` is its number on the slide.

    ``count`` and ``text``: how many paragraphs and their digest; ``cells``: a short digest per cell, a word per row;
    ``series``: digests of the series' names and looks.
    """

    role: Role
    shape: int
    count: int = 0
    text: str = ""
    cells: tuple[str, ...] = ()
    data: str = ""
    book: str = ""
    scale: str = ""
    kind: str = ""
    labels: str = ""
    series: tuple[tuple[str, str], ...] = ()
    look: str = ""
    place: Place | None = None
    name: str = ""
    alt: str = ""


CELL_DIGITS = 5


def digest(*words: str, digits: int = 10) -> str:
    """A short stand-in for words; empty for none.

    Digests stand in files that people keep: who digests in another way needs another version of marks.
    """
    if not any(words):
        return ""
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:digits]


def line(words: str) -> str:
    """A text in one line, as a person compares it."""
    return BLANKS.sub(" ", words).strip(" ")


def folded(words: str) -> str:
    """A text without what programs change on the way: blanks of every kind, at its ends, several in a row."""
    return " ".join(words.split())


def lines_digest(lines: Sequence[str]) -> str:
    """The digest of paragraphs."""
    return digest(*map(folded, lines)) if lines else ""


def cell_digest(words: str) -> str:
    """The digest of one cell of a table."""
    return hashlib.sha256(folded(words).encode()).hexdigest()[:CELL_DIGITS]


def data_digest(chart: ChartRead) -> str:
    """The digest of a chart's numbers, in whatever order its series stand."""
    series = sorted(f"{folded(item.name)}\x1e{_numbers(item.values)}" for item in chart.series)
    return digest(*map(_category, chart.categories), *series)


def print_of(piece: Piece, shape: int) -> Print:
    """The fingerprint of a piece."""
    chart = piece.chart
    return Print(
        role=piece.role,
        shape=shape,
        count=len(piece.lines),
        text=lines_digest(piece.lines),
        cells=tuple("".join(map(cell_digest, row)) for row in piece.cells),
        data=data_digest(chart) if chart else "",
        book=chart.book if chart else "",
        scale=chart.scale if chart else "",
        kind=chart.kind if chart else "",
        labels=chart.labels if chart else "",
        series=tuple((digest(folded(item.name)), item.look) for item in chart.series) if chart else (),
        look=piece.look,
        place=piece.place,
        name=digest(piece.name),
        alt=digest(folded(piece.alt)),
    )


def number(words: str | None) -> float | None:
    """A number as a file has it; None for none, and for words that are no finite one."""
    try:
        value = float(words) if words is not None else math.nan
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def same_place(one: Place | None, other: Place | None) -> bool:
    """Whether two places are one, but for the rounding of other programs."""
    if one is None or other is None:
        return one is other
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def _numbers(values: Numbers) -> str:
    return " ".join("-" if value is None else f"{value:.9g}" for value in values)


def _category(words: str) -> str:
    """A day is a number in some programs and a text in others."""
    try:
        return f"{float(words):.9g}"
    except ValueError:
        return folded(words)
