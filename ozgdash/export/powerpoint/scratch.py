"""The slides of today as they are drawn: in a presentation beside the old one, on layouts like its own."""

from __future__ import annotations

from typing import Any

from ozgdash.errors import UserError
from ozgdash.export.powerpoint import presentation, slide, template
from ozgdash.export.powerpoint.seen import Seen, written
from ozgdash.export.slides.design import OWN, Design
from ozgdash.export.slides.house_design import chosen
from ozgdash.export.slides.pages import Page
from ozgdash.texts import DEFAULT_LANG


class Scratch:
    """Draws pages, each once. ``design``: what room the layouts of the old presentation give.

    ``of_house``: its slides were made on a house's own template, which it still has.
    """

    def __init__(self, content: bytes, file: str, *, of_house: bool) -> None:
        self.design: Design = OWN
        self._deck: Any = None
        if of_house:
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
