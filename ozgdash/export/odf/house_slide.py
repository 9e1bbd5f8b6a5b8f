"""What stands on a slide of a house's own template: in its placeholders, else in text boxes of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ozgdash.export.odf.masters import NAMES, box_of, lettering_of
from ozgdash.export.odf.template import Template, layout_name
from ozgdash.export.odf.template_masters import Master
from ozgdash.export.slides.design import Design
from ozgdash.export.slides.filling import Filling
from ozgdash.export.slides.house import Use
from ozgdash.export.slides.layouts import HOUSE_WORDS, NUMBER, Layout, Place
from ozgdash.export.slides.pages import Page
from ozgdash.odf import presentation_looks as looks
from ozgdash.odf.presentation import HouseMaster
from ozgdash.odf.presentation_master import NOTES_BOX, THUMBNAIL, NotesPage
from ozgdash.odf.presentation_shapes import Placeholder, Shape, TextBox
from ozgdash.texts import text

CLASSES = {
    Use.TITLE: looks.Class.TITLE,
    Use.SUBTITLE: looks.Class.SUBTITLE,
    Use.CONTENT: looks.Class.OUTLINE,
}
"""What a placeholder is that programs know by its class; all others are text boxes."""


@dataclass(frozen=True)
class HousePages:
    """A template and the design that was made of it."""

    template: Template
    design: Design

    def masters(self) -> Mapping[Layout, HouseMaster]:
        """The master page for each kind of page."""
        return {layout: self._master(layout) for layout in Layout}

    def shape(self, filling: Filling, page: Page) -> Shape:
        """A text of a page."""
        place = filling.place
        name = text(f"deck.place_{NAMES[place.number]}", page.lang)
        kind = CLASSES.get(Use(place.kind)) if place.target is not None or place.number is None else None
        style = self._style(place, kind, page.layout)
        if kind is None or style is None:
            return self._free(filling, name, page.layout)
        # The closing page's texts are set smaller than the house's own.
        usual = filling.size == place.size and page.layout is not Layout.CLOSING
        size = None if usual and place.target is not None and not filling.bold else filling.size
        listed = kind is looks.Class.OUTLINE and place.bullet and place.target is not None
        bullets = self._chosen(page.layout).bullets if listed else None
        box = box_of(place.outer or place.box)
        return Placeholder(kind, name, box, style, filling.lines, size, bullets, filling.bold)

    def _style(self, place: Place, kind: looks.Class | None, layout: Layout) -> str | None:
        """The common style of what stands in a place; None where the house has none."""
        master, variant = self._chosen(layout), self.design.chosen[layout][1]
        if kind is looks.Class.SUBTITLE and variant:
            return f"{master.name}-subtitle"
        if place.target is not None:
            return master.styles.get(place.target)
        return self.template.common(f"{master.name}-title") if kind is looks.Class.TITLE else None

    def _free(self, filling: Filling, name: str, layout: Layout) -> Shape:
        place = filling.place
        lettering = replace(lettering_of(place), font=self.design.paint(layout).font, ground=place.ground)
        free = looks.Place(looks.Class.TEXT, name, box_of(place.box), lettering)
        return TextBox(free, filling.lines, filling.size, filling.bold)

    def _chosen(self, layout: Layout) -> Master:
        return self.template.masters[self.design.chosen[layout][0]]

    def _master(self, layout: Layout) -> HouseMaster:
        master = self._chosen(layout)
        picture, words = map(box_of, master.notes) if master.notes else (THUMBNAIL, NOTES_BOX)
        return HouseMaster(
            master.name,
            layout_name(layout),
            NotesPage(master.notes_style or "", picture, words),
            numbered=self.design.has(layout, NUMBER),
            footer=self.design.has(layout, HOUSE_WORDS),
        )
