"""An empty 16:9 presentation with one layout, made for one chart to a slide.

python-pptx brings a 4:3 template with eleven layouts. What is kept of it is the master; the one layout that remains is
written here, with the places of title, subtitle, footer and the label for example data.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Length, Pt

from ozgdash.charts import theme
from ozgdash.texts import Lang, text

LANGUAGE_TAGS: dict[Lang, str] = {"de": "de-DE", "en": "en-GB"}
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a constant, so that the same chart gives the same file
WIDTH_PT, HEIGHT_PT = 960, 540
SUBTITLE, FOOTER, EXAMPLE = 10, 11, 12
"""Placeholder numbers of the layout."""


@dataclass(frozen=True)
class Box:
    """A place on the slide in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[Length, Length, Length, Length]:
        """Left, top, width and height as python-pptx takes them."""
        return Pt(self.left), Pt(self.top), Pt(self.width), Pt(self.height)


TITLE_BOX = Box(40, 44, 880, 78)
SUBTITLE_BOX = Box(40, 22, 620, 24)
EXAMPLE_BOX = Box(660, 22, 260, 24)
CHART_BOX = Box(40, 128, 880, 344)
FOOTER_BOX = Box(40, 480, 880, 48)
TITLE_SIZE, SUBTITLE_SIZE, FOOTER_SIZE = 26, 14, 11
EXAMPLE_COLOUR = "9A4A00"


def blank(title: str, lang: Lang) -> Any:
    """A presentation without slides; ``title`` and language stand in its properties."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH_PT), Pt(HEIGHT_PT)
    layouts = deck.slide_layouts
    for layout in list(layouts)[:5] + list(layouts)[6:]:
        layouts.remove(layout)
    _set_fonts(deck.slide_master)
    _clear_master(deck.slide_master)
    _write_layout(layouts[0], lang)
    facts = deck.core_properties
    facts.title, facts.language, facts.author = title[:255], LANGUAGE_TAGS[lang], text("export.author", lang)
    facts.created = facts.modified = CREATED
    facts.last_modified_by = ""
    return deck


def _set_fonts(master: Any) -> None:
    """Arial for headings and text: it is everywhere, or has a twin of the same width."""
    part = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    tree = parse_xml(part.blob)
    for latin in tree.iter(qn("a:latin")):
        latin.set("typeface", theme.SLIDE_FONT)
    part._blob = serialize_part_xml(tree)


def _clear_master(master: Any) -> None:
    """Title and text of the master in the new places; no date, footer and number, which nothing fills."""
    for shape in list(master.placeholders):
        kind = shape.placeholder_format.type.name
        if kind == "TITLE":
            shape.left, shape.top, shape.width, shape.height = TITLE_BOX.emu
        elif kind == "BODY":
            shape.left, shape.top, shape.width, shape.height = CHART_BOX.emu
        else:
            shape._element.getparent().remove(shape._element)
    for level in master._element.iter(qn("p:titleStyle")):
        first = level.find(qn("a:lvl1pPr"))
        first.set("algn", "l")
        first.find(qn("a:defRPr")).set("sz", str(TITLE_SIZE * 100))
        first.find(qn("a:defRPr")).set("b", "1")


def _write_layout(layout: Any, lang: Lang) -> None:
    layout.name = text("export.layout_name", lang)
    tree = layout.shapes._spTree
    for shape in list(layout.placeholders):
        if shape.placeholder_format.type.name != "TITLE":
            tree.remove(shape._element)
    for number, name, box, size, align in (
        (SUBTITLE, "Subtitle", SUBTITLE_BOX, SUBTITLE_SIZE, "l"),
        (EXAMPLE, "Example data", EXAMPLE_BOX, SUBTITLE_SIZE, "r"),
        (FOOTER, "Provenance", FOOTER_BOX, FOOTER_SIZE, "l"),
    ):
        tree.append(_text_placeholder(number, name, box, size=size, align=align))


def _text_placeholder(number: int, name: str, box: Box, *, size: int, align: str) -> Any:
    left, top, width, height = box.emu
    colour = EXAMPLE_COLOUR if number == EXAMPLE else theme.THEMES["light"].muted[1:]
    bold = ' b="1"' if number == EXAMPLE else ""
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" sz="quarter" idx="{number}"/></p:nvPr>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></a:bodyPr><a:lstStyle>'
        f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{size * 100}"{bold}><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:defRPr>'
        f"</a:lvl1pPr></a:lstStyle><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
    )


def rgb(colour: str) -> RGBColor:
    """A hex colour as python-pptx takes it."""
    channels = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return RGBColor(*channels)  # type: ignore[no-untyped-call]


def set_language(element: Any, lang: Lang) -> None:
    """Marks every run of text in an element's tree as written in that language."""
    for tag in ("a:rPr", "a:endParaRPr", "a:defRPr"):
        for properties in element.iter(qn(tag)):
            properties.set("lang", LANGUAGE_TAGS[lang])


def fill_text(shape: Any, lines: list[str], *, size: float | None = None) -> None:
    """Writes one paragraph per line."""
    frame = shape.text_frame
    frame.text = lines[0] if lines else ""
    for line in lines[1:]:
        frame.add_paragraph().text = line
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(size) if size else None
    if shape.placeholder_format.type.name == "TITLE":
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap = True
        for paragraph in frame.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT
