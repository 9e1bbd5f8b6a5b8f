"""Master pages: the ground of slides, the places on them and the styles of what stands there; all of ``styles.xml``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ozgdash.odf.presentation_looks import (
    SCRIPTS,
    Box,
    Class,
    Lettering,
    Place,
    bullets,
    ground_properties,
    paragraph_properties,
    points,
    style,
    style_of,
    text_box_properties,
    text_properties,
)
from ozgdash.odf.presentation_shapes import Ground, Group, ground_xml, group_xml
from ozgdash.odf.xml import document, element, name_token, plain

PREFIXES = ("office", "style", "fo", "draw", "svg", "presentation", "text", "table")
BEHIND = "backgroundobjects"
SLIDE, NOTES = "PM1", "PM2"
NOTES_PAGE = (595.28, 841.89)
"""A4, as the page of notes is printed."""
THUMBNAIL, NOTES_BOX = Box(56, 62, 483, 272), Box(56, 372, 483, 420)
NOTES_LETTERING = Lettering(12, "#000000")
OUTLINE_LEVELS = range(2, 10)
SHOWN = (Class.TITLE, Class.SUBTITLE, Class.OUTLINE)
"""The placeholders that a master itself can have."""


@dataclass(frozen=True)
class NotesPage:
    """The page of notes: the style of the notes (empty for none), the places of the slide's picture and of them."""

    style: str
    thumbnail: Box = THUMBNAIL
    box: Box = NOTES_BOX


@dataclass(frozen=True)
class MasterPage:
    """What slides have in common: grounds behind everything, and places; ``name`` is read by whoever chooses one.

    A place of the class ``NUMBER`` shows the number of each slide; the others show nothing on the master itself.
    """

    name: str
    places: tuple[Place, ...]
    grounds: tuple[Ground | Group, ...] = ()

    @property
    def numbered(self) -> bool:
        """Whether its slides show their number."""
        return any(place.kind is Class.NUMBER for place in self.places)

    @property
    def footer(self) -> bool:
        """Whether its slides show words of the master's at their foot."""
        return False

    @property
    def token(self) -> str:
        """Its name as other parts refer to it."""
        return name_token(self.name)

    @property
    def notes(self) -> NotesPage:
        """How the speaker's notes stand on their page."""
        return NotesPage(f"{self.token}-notes")

    @property
    def layout(self) -> str:
        """The name of the layout that says which placeholders a slide has."""
        return f"{name_token(self.name)}-layout"


@dataclass(frozen=True)
class Usual:
    """What holds for all texts: the font, its language and country, and the size of a slide in points."""

    font: str
    language: str
    country: str
    width: float
    height: float


def styles_part(masters: Sequence[MasterPage], usual: Usual) -> str:
    """The part with the styles of all slides, and the masters."""
    common = [*_defaults(usual), *(written for master in masters for written in _styles(master, usual.font))]
    layouts = (_layout(master) for master in masters)
    looks = _Looks()
    pages = [_master(master, looks) for master in masters]
    return document(
        "office:document-styles",
        PREFIXES,
        font_faces(usual.font),
        element("office:styles", None, *common, *layouts),
        element("office:automatic-styles", None, *_page_layouts(usual), *looks.written),
        element("office:master-styles", None, *pages),
    )


def font_faces(font: str) -> str:
    """The declaration of the font."""
    facts = {"style:name": font, "svg:font-family": f"'{font}'", "style:font-family-generic": "swiss"}
    return element("office:font-face-decls", None, element("style:font-face", facts | {"style:font-pitch": "variable"}))


def notes_xml(facts: dict[str, str], inside: str, page: int | None, layer: str, notes: NotesPage) -> str:
    """A page of notes: the picture of the slide and the frame with the text in it."""
    thumbnail = {"draw:layer": layer, "presentation:class": "page", "draw:page-number": page}
    frame = {"presentation:style-name": notes.style or None, "draw:layer": layer, "presentation:class": "notes"}
    frame |= {"presentation:placeholder": "true"} if not inside else {"presentation:user-transformed": "true"}
    return element(
        "presentation:notes",
        facts,
        element("draw:page-thumbnail", thumbnail | dict(notes.thumbnail.facts)),
        element("draw:frame", frame | dict(notes.box.facts), element("draw:text-box", None, inside)),
    )


def _defaults(usual: Usual) -> Iterator[str]:
    letters: dict[str, str] = {}
    for script in SCRIPTS:
        letters |= {f"style:font-name{script}": usual.font, f"{'style' if script else 'fo'}:font-size{script}": "18pt"}
    letters |= {"fo:language": usual.language, "fo:country": usual.country}
    text = element("style:text-properties", letters)
    yield element("style:default-style", {"style:family": "graphic"}, text)
    yield style("standard", "graphic", ground_properties("#FFFFFF"))


def _styles(master: MasterPage, font: str) -> Iterator[str]:
    token = name_token(master.name)

    def named(key: str, *properties: str, parent: str | None = None) -> str:
        shown = f"{master.name}-{key}"
        return style(f"{token}-{key}", "presentation", *properties, parent=parent and f"{token}-{parent}", shown=shown)

    yield named("background", ground_properties("#FFFFFF"))
    yield named("backgroundobjects", element("style:graphic-properties", {"draw:shadow": "hidden"}))
    yield named("notes", *_text_styles(NOTES_LETTERING))
    for place in master.places:
        if place.kind is Class.TEXT:
            yield style(style_of(master.name, place), "graphic", *_text_styles(place.lettering), parent="standard",
                        shown=f"{master.name} {place.name}")  # fmt: skip
        elif place.kind is Class.OUTLINE:
            listed = bullets(f"{token}-outline1", place.lettering, font)
            yield named("outline1", *_text_styles(place.lettering, listed))
            for level in OUTLINE_LEVELS:
                yield named(f"outline{level}", parent=f"outline{level - 1}")
        elif place.kind in (Class.TITLE, Class.SUBTITLE):
            yield named(place.kind.value, *_text_styles(place.lettering))


def _text_styles(lettering: Lettering, *content: str) -> tuple[str, str, str]:
    return text_box_properties(lettering, *content), paragraph_properties(lettering), text_properties(lettering)


def _layout(master: MasterPage) -> str:
    """Which placeholders a slide of that master has, and where."""
    kinds = (Class.TEXT, Class.NUMBER)
    places = (
        element(
            "presentation:placeholder",
            {"presentation:object": place.kind.value} | dict(place.box.facts),
        )
        for place in master.places
        if place.kind not in kinds
    )
    return element("style:presentation-page-layout", {"style:name": master.layout}, *places)


def _page_layouts(usual: Usual) -> Iterator[str]:
    for name, (width, height) in ((SLIDE, (usual.width, usual.height)), (NOTES, NOTES_PAGE)):
        facts = {f"fo:margin-{side}": "0pt" for side in ("top", "bottom", "left", "right")}
        facts |= {"fo:page-width": points(width), "fo:page-height": points(height)}
        facts["style:print-orientation"] = "landscape" if width > height else "portrait"
        yield element("style:page-layout", {"style:name": name}, element("style:page-layout-properties", facts))


class _Looks:
    """The automatic styles of what stands on the masters."""

    def __init__(self) -> None:
        page = {"draw:background-size": "border", "draw:fill": "solid", "draw:fill-color": "#FFFFFF"}
        self.written = [style("Mdp1", "drawing-page", element("style:drawing-page-properties", page))]
        self._names: dict[str, str] = {}

    def ground(self, colour: str) -> str:
        if colour not in self._names:
            self._names[colour] = f"Mgr{len(self._names) + 1}"
            self.written.append(style(self._names[colour], "graphic", ground_properties(colour), parent="standard"))
        return self._names[colour]

    def number(self, place: Place, token: str) -> str:
        """Programs look for a style of this parent, not for one that is named like the class."""
        name = f"Mpr-{token}"
        parent = f"{token}-backgroundobjects"
        self.written.append(style(name, "presentation", *_text_styles(place.lettering), parent=parent))
        return name


def _master(master: MasterPage, looks: _Looks) -> str:
    token = name_token(master.name)
    facts = {"style:name": token, "style:display-name": master.name}
    facts |= {"style:page-layout-name": SLIDE, "draw:style-name": "Mdp1"}
    behind = (_behind(shape, looks) for shape in master.grounds)
    places = (_placeholder(place, master.name) for place in master.places if place.kind in SHOWN)
    numbers = (_number(place, looks.number(place, token)) for place in master.places if place.kind is Class.NUMBER)
    notes = notes_xml({"style:page-layout-name": NOTES}, "", None, BEHIND, master.notes)
    return element("style:master-page", facts, *behind, *places, *numbers, notes)


def _behind(shape: Ground | Group, looks: _Looks) -> str:
    if isinstance(shape, Group):
        return group_xml(shape, [looks.ground(part.colour) for part in shape.shapes], BEHIND)
    return ground_xml(shape, looks.ground(shape.colour), BEHIND)


def _placeholder(place: Place, master: str) -> str:
    facts = {"draw:name": place.name, "presentation:style-name": style_of(master, place), "draw:layer": BEHIND}
    facts |= {"presentation:class": place.kind.value, "presentation:placeholder": "true"}
    return element("draw:frame", facts | dict(place.box.facts), element("draw:text-box"))


def _number(place: Place, style_name: str) -> str:
    facts = {"draw:name": place.name, "presentation:style-name": style_name, "draw:layer": BEHIND}
    facts |= {"presentation:class": place.kind.value}
    number = element("text:p", None, element("text:page-number", None, plain("<number>")))
    return element("draw:frame", facts | dict(place.box.facts), element("draw:text-box", None, number))
