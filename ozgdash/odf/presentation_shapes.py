"""What stands on a slide: grounds, texts, tables, pictures and documents within the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ozgdash.odf.objects import Embedded, Frame, frame_xml
from ozgdash.odf.presentation_looks import CM_PER_POINT, Box, Class, Place, style_of
from ozgdash.odf.presentation_styles import SlideStyles
from ozgdash.odf.presentation_table import SlideTable, slide_table_xml
from ozgdash.odf.xml import Attributes, element, one_line, plain

LAYER = "layout"
"""The layer of what stands on a slide and not on its master."""
LINK: Attributes = {"xlink:type": "simple", "xlink:show": "embed", "xlink:actuate": "onLoad"}


@dataclass(frozen=True)
class Ground:
    """A rectangle in one colour."""

    name: str
    box: Box
    colour: str


@dataclass(frozen=True)
class Group:
    """Grounds that are moved as one."""

    name: str
    shapes: tuple[Ground, ...]


@dataclass(frozen=True)
class TextBox:
    """Paragraphs in a place of the master or in one of their own.

    ``size``: that of the letters where it is not the place's; ``bold``: so many paragraphs stand out.
    """

    place: Place
    paragraphs: tuple[str, ...]
    size: float | None = None
    bold: int = 0


@dataclass(frozen=True)
class Placeholder:
    """Paragraphs in a placeholder that looks as a master of others says.

    ``style``: the common style; ``size``: that of the letters where it is not the style's; ``bullets``: the levels of
    a list, XML, None where the paragraphs are none; ``bold``: so many paragraphs stand out.
    """

    kind: Class
    name: str
    box: Box
    style: str
    paragraphs: tuple[str, ...]
    size: float | None = None
    bullets: str | None = None
    bold: int = 0


@dataclass(frozen=True)
class Described:
    """A frame of which a screen reader says ``title`` and ``description``."""

    name: str
    box: Box
    title: str
    description: str


@dataclass(frozen=True)
class TableFrame(Described):
    """A table; its rows say how high it is."""

    table: SlideTable


@dataclass(frozen=True)
class ObjectFrame(Described):
    """A document within the document, a chart for instance."""

    shown: Embedded
    kind: Class = Class.CHART


@dataclass(frozen=True)
class Picture(Described):
    """A picture; ``path``: its place in the package, for instance ``Pictures/1.png``."""

    path: str
    content: bytes


Shape = Ground | Group | TextBox | Placeholder | TableFrame | ObjectFrame | Picture


class SlideWriter:
    """Writes the shapes of slides on one master; their looks go to ``styles``.

    ``master``: its name, ``places``: those of which it brings the styles.
    """

    def __init__(self, master: str, places: Iterable[Place], styles: SlideStyles) -> None:
        self._master, self._styles = master, styles
        self._known = {style_of(master, place): place.lettering for place in places}

    def xml(self, shape: Shape) -> str:
        """The shape."""
        styles = self._styles
        if isinstance(shape, Group):
            return group_xml(shape, [styles.ground(part.colour) for part in shape.shapes], LAYER)
        if isinstance(shape, Ground):
            return ground_xml(shape, styles.ground(shape.colour), LAYER)
        if isinstance(shape, TextBox):
            return self._text_box(shape)
        if isinstance(shape, Placeholder):
            return _placeholder(shape, styles)
        if isinstance(shape, ObjectFrame):
            return _object_frame(shape, styles)
        if isinstance(shape, TableFrame):
            return _described(shape, _in_placeholder(Class.TABLE, styles), slide_table_xml(shape.table, styles))
        image = element("draw:image", {"xlink:href": shape.path, **LINK})
        return _described(shape, {"draw:style-name": styles.frame(), "draw:layer": LAYER}, image)

    def _text_box(self, shape: TextBox) -> str:
        place = shape.place
        name = style_of(self._master, place)
        known = self._known.get(name) == place.lettering
        facts: Attributes = {"draw:style-name": name if known else self._styles.text_box(place.lettering)}
        if place.kind is not Class.TEXT:
            facts = {
                "presentation:style-name": name,
                "presentation:class": place.kind.value,
                "presentation:user-transformed": "true",
            }
        inside = element("draw:text-box", None, self._paragraphs(shape, known))
        return element("draw:frame", {"draw:name": place.name, **facts, "draw:layer": LAYER, **place.box.facts}, inside)

    def _paragraphs(self, shape: TextBox, known: bool) -> str:
        """As a list where the place has bullets. The looks of an unknown place are said of each paragraph again.

        LibreOffice does not take size and colour of letters from the style of a text box.
        """
        lettering, style = shape.place.lettering, None
        if not known or (shape.size or lettering.size) != lettering.size:
            style = self._styles.paragraph(replace(lettering, size=shape.size or lettering.size))
        bold = (
            self._styles.paragraph(replace(lettering, size=shape.size or lettering.size, bold=True))
            if shape.bold
            else ""
        )
        written = [
            element("text:p", {"text:style-name": bold if place < shape.bold else style}, one_line(line))
            for place, line in enumerate(shape.paragraphs)
        ]
        if not lettering.bullet:
            return "".join(written)
        items = (element("text:list-item", None, line) for line in written)
        return element("text:list", {"text:style-name": self._styles.list(lettering)}, *items)


def ground_xml(ground: Ground, style: str, layer: str) -> str:
    """The rectangle in a style that is written elsewhere."""
    facts = {"draw:name": ground.name, "draw:style-name": style, "draw:layer": layer}
    return element("draw:rect", {**facts, **ground.box.facts})


def group_xml(group: Group, styles: Sequence[str], layer: str) -> str:
    """The group; ``styles``: one for each of its grounds."""
    parts = (ground_xml(part, style, layer) for part, style in zip(group.shapes, styles, strict=True))
    return element("draw:g", {"draw:name": group.name}, *parts)


def _placeholder(shape: Placeholder, styles: SlideStyles) -> str:
    facts: Attributes = {
        "draw:name": shape.name,
        "presentation:style-name": styles.placeholder(shape.style),
        "draw:layer": LAYER,
        "presentation:class": shape.kind.value,
        "presentation:user-transformed": "true",
    }
    written = "".join(_sized(line, shape, place < shape.bold, styles) for place, line in enumerate(shape.paragraphs))
    if shape.bullets is not None:
        facts_of_list = {"text:style-name": styles.levels(shape.bullets) if shape.bullets else None}
        written = element("text:list", facts_of_list, written)
    return element("draw:frame", {**facts, **shape.box.facts}, element("draw:text-box", None, written))


def _sized(line: str, shape: Placeholder, is_bold: bool, styles: SlideStyles) -> str:
    style = styles.sized(shape.size, bold=is_bold) if shape.size else None
    written = element("text:p", {"text:style-name": style}, one_line(line))
    return element("text:list-item", None, written) if shape.bullets is not None else written


def _object_frame(shape: ObjectFrame, styles: SlideStyles) -> str:
    box = Box(*(length * CM_PER_POINT for length in (shape.box.left, shape.box.top, shape.box.width, shape.box.height)))
    frame = Frame(shape.name, box.width, box.height, box.left, box.top, shape.title, shape.description)
    return frame_xml(frame, shape.shown, _in_placeholder(shape.kind, styles))


def _in_placeholder(kind: Class, styles: SlideStyles) -> Attributes:
    return {
        "presentation:style-name": styles.frame("presentation"),
        "draw:layer": LAYER,
        "presentation:class": kind.value,
        "presentation:user-transformed": "true",
    }


def _described(shape: Described, facts: Attributes, inside: str) -> str:
    said = (element("svg:title", None, plain(shape.title)), element("svg:desc", None, plain(shape.description)))
    return element("draw:frame", {"draw:name": shape.name, **facts, **shape.box.facts}, inside, *said)
