"""The slides of today as they are drawn: in a presentation beside the old one, on layouts like its own."""

from __future__ import annotations

from typing import Any

from ozgdash.errors import UserError
from ozgdash.export.powerpoint import presentation, slide, template
from ozgdash.export.powerpoint.seen import Seen, written
from ozgdash.export.slides.design import OWN, Design
from ozgdash.export.slides.house_design import chosen
from ozgdash.export.slides.layouts import Layout
from ozgdash.export.slides.pages import Page
from ozgdash.texts import DEFAULT_LANG, LANGS, text


class Scratch:
    """Draws pages, each once. ``design``: what room the layouts of the old presentation give."""

    def __init__(self, deck: Any, content: bytes, file: str) -> None:
        """Raises UserError where the old presentation names masters or layouts that it does not have."""
        self.design: Design = OWN
        self._deck: Any = None
        if not _is_ours(deck, file):
            self._take_house(content, file)
        if self._deck is None:
            self._deck = presentation.blank("", DEFAULT_LANG)
        self._drawn: dict[int, tuple[Page, Seen]] = {}

    def _take_house(self, content: bytes, file: str) -> None:
        """The old presentation as a template; where it cannot be one its slides are drawn as ours."""
        try:
            found = template.opened(content, file)
            self.design, self._deck = chosen(found.house).design, found.deck
        except UserError:
            self.design = OWN

    def slide(self, page: Page) -> Seen:
        """The slide of a page."""
        if id(page) not in self._drawn:
            slide.add_slides(self._deck, [page], self.design)
            # The page is kept, so that no other one comes to have its identity.
            self._drawn[id(page)] = page, written(list(self._deck.slides)[-1])
        return self._drawn[id(page)][1]


def _is_ours(deck: Any, file: str) -> bool:
    """Whether the presentation stands on the master that this program makes, in whichever language."""
    try:
        layouts = [{layout.name for layout in master.slide_layouts} for master in deck.slide_masters]
    except (KeyError, AttributeError) as error:
        raise UserError("refresh.damaged", file=file) from error
    return any({text(f"deck.layout_{kind}", lang) for kind in Layout} <= names for names in layouts for lang in LANGS)
