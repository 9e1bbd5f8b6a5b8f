"""A house's template opened: a presentation without slides, and what room its layouts give."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.exc import PythonPptxError

from ozgdash.errors import UserError
from ozgdash.export.powerpoint.template_layouts import house_of
from ozgdash.export.powerpoint.template_package import without_slides
from ozgdash.export.slides.house import House
from ozgdash.export.templates.archive import Archive

DAMAGES = (PythonPptxError, etree.LxmlError, ValueError, KeyError, IndexError, TypeError, AttributeError)
"""What libraries say of a file that contradicts itself."""
SMALLEST_SLIDE, LARGEST_SLIDE = 250.0, 4032.0
"""Points; on a lower or narrower one nothing of ours can be read, a larger one PowerPoint does not open."""


@dataclass(frozen=True)
class Template:
    """``deck``: python-pptx's presentation, to be filled once."""

    deck: Any
    house: House


def opened(content: bytes, file: str) -> Template:
    """The template, its slides taken away.

    Raises UserError saying why for a file that is no template, has macros, loads from elsewhere, is damaged, larger
    than the limits, or has no layout to work with.
    """
    prepared = without_slides(Archive(content, file))
    try:
        deck = Presentation(io.BytesIO(prepared))
        house = house_of(deck)
    except DAMAGES as error:
        raise UserError("templates.damaged", file=file) from error
    if not house.layouts:
        raise UserError("templates.no_layouts", file=file)
    if min(house.width, house.height) < SMALLEST_SLIDE or max(house.width, house.height) > LARGEST_SLIDE:
        size, allowed = f"{house.width:.0f} × {house.height:.0f}", (f"{SMALLEST_SLIDE:.0f}", f"{LARGEST_SLIDE:.0f}")
        raise UserError("templates.slide_size", file=file, received=size, least=allowed[0], most=allowed[1])
    return Template(deck, house)
