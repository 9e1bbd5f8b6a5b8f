"""How wide words are in the letters of slides and PDF files."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from importlib import resources

from PIL import ImageFont

MEASURED_PX = 100


@cache
def letters(weight: str) -> ImageFont.FreeTypeFont:
    """The font as a variable one comes, in one of its weights."""
    font = ImageFont.truetype(str(resources.files("fontpkg_arimo").joinpath("files", "Arimo[wght].ttf")), MEASURED_PX)
    font.set_variation_by_name(weight)
    return font


def wide(line: str, size: float) -> float:
    """The width of a line of which parts are bold."""
    parts = re.split("(<b>.*?</b>)", line)
    return sum(
        letters("Bold" if part.startswith("<b>") else "Regular").getlength(unescape(re.sub("<.*?>", "", part)))
        for part in parts
    ) * (size / MEASURED_PX)
