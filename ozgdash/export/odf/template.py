"""A house's template of OpenDocument opened: what room its masters give, and its styles for slides of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from ozgdash.errors import UserError
from ozgdash.export.odf.masters import box_of
from ozgdash.export.odf.reading import tag
from ozgdash.export.odf.template_masters import Master, house_of
from ozgdash.export.odf.template_package import sorted_out
from ozgdash.export.odf.template_styles import Styles
from ozgdash.export.slides.design import Design
from ozgdash.export.slides.house import House
from ozgdash.export.slides.layouts import BODY, PICTURE, Layout
from ozgdash.export.templates.archive import Archive
from ozgdash.export.templates.sizes import refuse_size
from ozgdash.formats import LANGUAGE_TAGS
from ozgdash.odf.presentation import HouseStyles
from ozgdash.odf.xml import VERSION
from ozgdash.texts import Lang

DAMAGES = (etree.LxmlError, ValueError, KeyError, IndexError, TypeError, AttributeError)
"""What is said by libraries of a file that contradicts itself."""
PREFIX = "ozgdash-"
"""How the layouts begin that we add."""
WRITING_MODE, TURNED = tag("style:writing-mode"), ("page", "rl-tb", "rl")
LANGUAGES = ("fo:language", "fo:country")


@dataclass(frozen=True)
class Template:
    """``root``: its part with the styles; ``parts``: the pictures and fonts that it refers to."""

    house: House
    masters: list[Master]
    root: Any
    parts: dict[str, bytes]

    def common(self, name: str) -> str | None:
        """The common style of that name for placeholders; None where there is none."""
        return Styles(self.root).common(name)

    def styles(self, design: Design, lang: Lang) -> HouseStyles:
        """The styles of a presentation of that design in that language: the house's, and which places slides have."""
        names = Styles(self.root).names
        common = next(self.root.iter(tag("office:styles")))
        for old in list(common.iter(tag("style:presentation-page-layout"))):
            if str(old.get(tag("style:name"))).startswith(PREFIX):
                common.remove(old)
        for layout in Layout:
            common.append(_layout(layout, design))
        _speak(common, lang)
        _from_left_to_right(self.root)
        self.root.set(tag("office:version"), VERSION)
        written = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        return HouseStyles(written, self.parts, names)


def opened(content: bytes, file: str) -> Template:
    """The template, its slides left behind.

    Raises UserError saying why for a file that is no template, has macros, loads from elsewhere, is damaged, larger
    than the limits, or has no master to work with.
    """
    archive = Archive(content, file)
    try:
        kept = sorted_out(archive)
        house, masters = house_of(kept.styles)
    except DAMAGES as error:
        raise UserError("templates.damaged", file=file) from error
    if not house.layouts or kept.styles.find(tag("office:styles")) is None:
        raise UserError("templates.no_layouts", file=file)
    refuse_size(house, file)
    return Template(house, masters, kept.styles, kept.parts)


def layout_name(layout: Layout) -> str:
    """The layout that says which places slides of a kind have."""
    return f"{PREFIX}{layout.value.replace('_', '-')}"


def _layout(layout: Layout, design: Design) -> Any:
    root = etree.Element(tag("style:presentation-page-layout"), {tag("style:name"): layout_name(layout)})
    kinds = {None: "title", BODY: "subtitle" if layout is Layout.TITLE else "outline"}
    kinds[PICTURE] = "table" if layout is Layout.TABLE else "chart"
    for place in design.places[layout]:
        if place.number in kinds:
            facts = {tag("presentation:object"): kinds[place.number]}
            facts |= {tag(name): str(value) for name, value in box_of(place.outer or place.box).facts.items()}
            etree.SubElement(root, tag("presentation:placeholder"), facts)
    return root


def _speak(common: Any, lang: Lang) -> None:
    """Texts are in the language of the slides, whatever the template was written in."""
    spoken = dict(zip(LANGUAGES, LANGUAGE_TAGS[lang].split("-"), strict=True))
    for item in common.iter(tag("style:text-properties")):
        for name in LANGUAGES:
            item.attrib.pop(tag(name), None)
    for usual in common.iterfind(tag("style:default-style")):
        properties = usual.find(tag("style:text-properties"))
        if usual.get(tag("style:family")) in ("graphic", "paragraph") and properties is not None:
            for name, value in spoken.items():
                properties.set(tag(name), value)


def _from_left_to_right(root: Any) -> None:
    """As our languages run; tables of a slide follow the usual direction, and ``page`` turns them round."""
    for item in root.iter("{*}*"):
        if item.get(WRITING_MODE) in TURNED:
            item.set(WRITING_MODE, "lr-tb")
