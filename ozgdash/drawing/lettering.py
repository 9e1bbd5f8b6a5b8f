"""Text in pictures: how wide it is, where it breaks and what makes it inert."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

NARROW, WIDE = frozenset("ijlftrI.,:;!|'()[]- \u00a0"), frozenset("mwMWQO@%&Ä–—…")
"""Letters that are clearly narrower or wider than the average of a sans serif font."""
ELLIPSIS = "…"
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|[\ud800-\udfff]")
BLANKS = re.compile(r" +")
DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of the text after them: a name must not turn the number beside it around."""


def one_line(text: str) -> str:
    """The text without control characters and line breaks, which no format but plain text can carry."""
    spaced = CONTROL.sub(" ", DIRECTION.sub("", text))
    return (BLANKS.sub(" ", spaced) if "  " in spaced else spaced).strip(" ")


def escaped(text: str) -> str:
    """One line in which Plotly finds no markup: it takes ``<b>``, ``<a href>``, entities and ``%{x}`` for its own."""
    inert = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return inert.replace("%{", "%&#123;")


def width(text: str, font_px: float) -> float:
    """The estimated width in pixels; rather too wide than too narrow."""
    return sum(map(_em, text)) * font_px


def longest(texts: Iterable[str], font_px: float) -> float:
    """The width of the widest text; 0 for none."""
    return max((width(text, font_px) for text in texts), default=0.0)


@lru_cache(maxsize=4096)
def _em(character: str) -> float:
    if character in NARROW:
        return 0.34
    if character in WIDE or unicodedata.east_asian_width(character) in "WF":
        return 0.95 if character not in WIDE else 0.86
    if unicodedata.combining(character):
        return 0.0
    return 0.68 if character.isupper() else 0.56


def wrapped(text: str, *, max_px: float, font_px: float, max_lines: int = 99) -> list[str]:
    """The text in lines of at most ``max_px``; breaks words that are longer, ends in … where lines are used up."""
    whole = one_line(text)
    if width(whole, font_px) <= max_px:
        return [whole]
    lines = [""]
    for word in whole.split(" "):
        for piece in _pieces(word, max_px, font_px):
            longer = f"{lines[-1]} {piece}".strip(" ")
            if width(longer, font_px) <= max_px or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(piece)
    if len(lines) <= max_lines:
        return lines
    return [*lines[: max_lines - 1], cut(" ".join(lines[max_lines - 1 :]), max_px=max_px, font_px=font_px)]


def _pieces(word: str, max_px: float, font_px: float) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and width(pieces[-1] + character, font_px) > max_px:
            pieces.append("")
        pieces[-1] += character
    return pieces


def cut(text: str, *, max_px: float, font_px: float) -> str:
    """The text, shortened with … where it is wider than ``max_px``."""
    line = one_line(text)
    if width(line, font_px) <= max_px:
        return line
    while line and width(line + ELLIPSIS, font_px) > max_px:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS
