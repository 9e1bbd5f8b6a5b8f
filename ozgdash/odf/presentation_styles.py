"""The styles that a presentation needs for what stands on its slides: each look is written once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from ozgdash.odf.presentation_looks import (
    SCRIPTS,
    Lettering,
    bullets,
    ground_properties,
    paragraph_properties,
    points,
    style,
    text_box_properties,
    text_properties,
)
from ozgdash.odf.xml import element


class SlideStyles:
    """Gives names to the looks of shapes on slides, in the order in which they are asked for.

    ``font``: that of all texts; ``taken``: names that styles of the document have already.
    """

    def __init__(self, font: str, taken: Collection[str] = ()) -> None:
        self._font, self._taken = font, taken
        self._written: dict[str, str] = {}
        self._names: dict[object, str] = {}
        self._counts: dict[str, int] = {}

    def named(self, look: object, prefix: str, write: Callable[[str], str]) -> str:
        """The name of a look; ``write`` makes its style where it is asked for the first time."""
        if look not in self._names:
            name = self._free(prefix)
            self._names[look] = name
            self._written[name] = write(name)
        return self._names[look]

    def _free(self, prefix: str) -> str:
        while True:
            self._counts[prefix] = self._counts.get(prefix, 0) + 1
            name = f"{prefix}{self._counts[prefix]}"
            if name not in self._taken:
                return name

    def ground(self, colour: str) -> str:
        """A shape in one colour."""
        return self.named(("ground", colour), "gr", lambda name: style(name, "graphic", ground_properties(colour)))

    def text_box(self, lettering: Lettering) -> str:
        """A text box that has no style among the common ones."""
        properties = (text_box_properties(lettering), paragraph_properties(lettering), text_properties(lettering))
        return self.named(("box", lettering), "gr", lambda name: style(name, "graphic", *properties))

    def frame(self, family: str = "graphic") -> str:
        """The frame of a picture; of family ``presentation`` that of a chart or table in a placeholder."""
        properties = element("style:graphic-properties", {"draw:stroke": "none", "draw:fill": "none"})
        prefix = "pr" if family == "presentation" else "gr"
        return self.named(("frame", family), prefix, lambda name: style(name, family, properties))

    def placeholder(self, parent: str) -> str:
        """A placeholder that looks as the common style of that name says and keeps its size."""
        facts = {"draw:auto-grow-height": "false", "draw:fit-to-size": "false", "style:shrink-to-fit": "false"}
        properties = element("style:graphic-properties", facts)

        def write(name: str) -> str:
            return style(name, "presentation", properties, parent=parent)

        return self.named(("placeholder", parent), "pr", write)

    def sized(self, size: float, *, bold: bool) -> str:
        """A paragraph in that size that has all other looks from its place; ``bold``: it stands out."""
        facts: dict[str, str | int | None] = {}
        for script in SCRIPTS:
            prefix = "style" if script else "fo"
            facts[f"{prefix}:font-size{script}"] = points(size)
            facts[f"{prefix}:font-weight{script}"] = "bold" if bold else None
        properties = element("style:text-properties", facts)
        return self.named(("sized", size, bold), "P", lambda name: style(name, "paragraph", properties))

    def paragraph(self, lettering: Lettering) -> str:
        """A paragraph whose letters are not of the size of its place."""
        properties = (paragraph_properties(lettering), text_properties(lettering))
        return self.named(("paragraph", lettering), "P", lambda name: style(name, "paragraph", *properties))

    def list(self, lettering: Lettering) -> str:
        """A list with the bullets of the lettering."""
        alike = replace(lettering, size=0, colour="", bold=False, spaced=0)
        return self.named(("list", alike), "L", lambda name: bullets(name, lettering, self._font))

    def levels(self, levels: str) -> str:
        """A list whose levels are given as XML."""
        return self.named(
            ("levels", levels), "L", lambda name: element("text:list-style", {"style:name": name}, levels)
        )

    def page(self, *, numbered: bool, footer: bool = False) -> str:
        """A slide that shows its master's background, with or without its number and the footer's words."""
        facts = {
            "presentation:background-visible": "true",
            "presentation:background-objects-visible": "true",
            "presentation:display-header": "false",
            "presentation:display-footer": "true" if footer else "false",
            "presentation:display-page-number": "true" if numbered else "false",
            "presentation:display-date-time": "false",
        }
        properties = element("style:drawing-page-properties", facts)
        return self.named(("page", numbered, footer), "dp", lambda name: style(name, "drawing-page", properties))

    def xml(self) -> str:
        """All of them."""
        return element("office:automatic-styles", None, *self._written.values())
