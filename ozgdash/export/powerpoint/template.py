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
from ozgdash.export.templates.sizes import refuse_size

DAMAGES = (PythonPptxError, etree.LxmlError, ValueError, KeyError, IndexError, TypeError, AttributeError)
"""What libraries say of a file that contradicts itself."""


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
    refuse_size(house, file)
    return Template(deck, house)
