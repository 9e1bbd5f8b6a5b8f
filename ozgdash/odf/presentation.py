"""A presentation (ODP) as a whole: its masters, its slides with what stands on them, and the speaker's notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ozgdash.odf.objects import mimetypes_of, parts_of
from ozgdash.odf.package import meta, package
from ozgdash.odf.presentation_looks import Place
from ozgdash.odf.presentation_master import MasterPage, NotesPage, Usual, font_faces, notes_xml, styles_part
from ozgdash.odf.presentation_shapes import LAYER, ObjectFrame, Picture, Shape, SlideWriter
from ozgdash.odf.presentation_styles import SlideStyles
from ozgdash.odf.xml import document, element, one_line

MIMETYPE = "application/vnd.oasis.opendocument.presentation"
PREFIXES = ("office", "style", "fo", "draw", "svg", "presentation", "text", "table", "xlink", "loext")


@dataclass(frozen=True)
class HouseMaster:
    """A master page that a document brings along. ``token``: its name; ``layout``: the placeholders of its slides.

    ``numbered``, ``footer``: whether its slides show their number and the master's words at their foot.
    """

    token: str
    layout: str
    notes: NotesPage
    numbered: bool = False
    footer: bool = False
    places: tuple[Place, ...] = ()

    @property
    def name(self) -> str:
        """As ``token``: nobody reads it."""
        return self.token


@dataclass(frozen=True)
class HouseStyles:
    """The styles and masters of another document: its part with the styles, and what that refers to.

    ``names``: of its styles, which ours must not have.
    """

    styles: bytes
    parts: Mapping[str, bytes]
    names: frozenset[str]


@dataclass(frozen=True)
class Slide:
    """A slide: shapes in the order in which they are read and lie above each other, and the paragraphs of its notes.

    ``name``: as the navigation names it; no two slides have the same, and a comma has no place in it.
    """

    name: str
    master: MasterPage | HouseMaster
    shapes: Sequence[Shape]
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Presentation:
    """What a file holds. ``shows``: name of a part -> names of its slides, which can be shown alone.

    ``house``: the styles of another document in the place of ``masters``.
    """

    title: str
    subject: str
    creator: str
    created: datetime
    usual: Usual
    masters: Sequence[MasterPage]
    slides: Sequence[Slide]
    shows: Sequence[tuple[str, Sequence[str]]] = ()
    house: HouseStyles | None = None


def presentation_file(content: Presentation) -> bytes:
    """The file; equal content gives equal bytes."""
    usual = content.usual
    about = meta(
        title=content.title,
        subject=content.subject,
        creator=content.creator,
        language=f"{usual.language}-{usual.country}",
        created=content.created,
    )
    parts: dict[str, str | bytes] = {
        "content.xml": _content(content),
        "styles.xml": content.house.styles if content.house else styles_part(content.masters, usual),
        "meta.xml": about,
    }
    shapes = [shape for slide in content.slides for shape in slide.shapes]
    embedded = [shape.shown for shape in shapes if isinstance(shape, ObjectFrame)]
    pictures = {shape.path: shape.content for shape in shapes if isinstance(shape, Picture)}
    kept = content.house.parts if content.house else {}
    return package(MIMETYPE, {**parts, **parts_of(embedded), **pictures, **kept}, mimetypes_of(embedded))


def _content(content: Presentation) -> str:
    styles = SlideStyles(content.usual.font, content.house.names if content.house else ())
    slides = [_slide(slide, number, styles) for number, slide in enumerate(content.slides, start=1)]
    shows = (
        element("presentation:show", {"presentation:name": name, "presentation:pages": ",".join(pages)})
        for name, pages in content.shows
    )
    settings = element("presentation:settings", None, *shows) if content.shows else ""
    body = element("office:body", None, element("office:presentation", None, *slides, settings))
    return document("office:document-content", PREFIXES, font_faces(content.usual.font), styles.xml(), body)


def _slide(slide: Slide, number: int, styles: SlideStyles) -> str:
    master = slide.master
    facts = {
        "draw:name": slide.name,
        "draw:style-name": styles.page(numbered=master.numbered, footer=master.footer),
        "draw:master-page-name": master.token,
        "presentation:presentation-page-layout-name": master.layout,
    }
    writer = SlideWriter(master.name, master.places, styles)
    shapes = map(writer.xml, slide.shapes)
    said = "".join(element("text:p", None, one_line(line)) for line in slide.notes)
    notes = notes_xml({}, said, number, LAYER, master.notes)
    return element("draw:page", facts, *shapes, notes)
