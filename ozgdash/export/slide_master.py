"""The master and its seven layouts: where title, text, chart, footer and slide number have their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Length, Pt

from ozgdash.charts import theme
from ozgdash.model import palette

WIDTH_PT, HEIGHT_PT = 960, 540
KICKER, FOOTER, EXAMPLE, BODY, PICTURE, NUMBER = 10, 11, 12, 13, 14, 15
"""Placeholder numbers: line above the title, provenance, label for example data, text, chart or table, slide number."""
DEEP = theme.readable(palette.ACCENT, "#FFFFFF", 7.0)
"""The ground of the title, on which white text stands."""
EXAMPLE_COLOUR = "#9A4A00"


class Layout(StrEnum):
    """The layouts in the order of the file."""

    TITLE = "title"
    SECTION = "section"
    TEXT = "text"
    CHART = "chart"
    CHART_TEXT = "chart_text"
    TABLE = "table"
    CLOSING = "closing"


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


@dataclass(frozen=True)
class Place:
    """A placeholder of a layout: its number (None: the title), place, font size and looks."""

    number: int | None
    name: str
    box: Box
    size: float
    colour: str
    align: str = "l"
    anchor: str = "t"
    bold: bool = False
    kind: str = "body"
    spaced_pt: float = 0
    bullet: bool = False


TITLE_BOX = Box(40, 44, 880, 78)
CHART_BOX = Box(40, 128, 880, 344)
NARROW_CHART_BOX = Box(40, 128, 600, 344)
SIDE_BOX = Box(664, 140, 256, 320)
FOOTER_BOX = Box(40, 486, 836, 44)
STRIP_HEIGHT = 6
BULLET_PT = 20
BAND_HEIGHTS = {Layout.TITLE: 300.0, Layout.SECTION: 230.0}
"""How far the coloured ground reaches down on the layouts that have one."""

LIGHT = theme.THEMES["light"]
KICKER_PLACE = Place(KICKER, "Subtitle", Box(40, 20, 640, 22), 14, LIGHT.muted)
TITLE_PLACE = Place(None, "Title", TITLE_BOX, 26, LIGHT.ink, bold=True, kind="title")
EXAMPLE_PLACE = Place(EXAMPLE, "Example data", Box(690, 20, 230, 22), 14, EXAMPLE_COLOUR, align="r", bold=True)
FOOTER_PLACE = Place(FOOTER, "Provenance", FOOTER_BOX, 11, LIGHT.muted)
NUMBER_PLACE = Place(NUMBER, "Slide number", Box(880, 486, 40, 20), 11, LIGHT.muted, align="r", kind="sldNum")
FRAME = (TITLE_PLACE, KICKER_PLACE, EXAMPLE_PLACE)
END = (FOOTER_PLACE, NUMBER_PLACE)

PLACES: dict[Layout, tuple[Place, ...]] = {
    Layout.TITLE: (
        Place(None, "Title", Box(60, 110, 840, 166), 40, "#FFFFFF", anchor="b", bold=True, kind="title"),
        Place(KICKER, "Subtitle", Box(60, 48, 840, 48), 18, "#FFFFFF"),
        Place(BODY, "Text", Box(60, 334, 840, 104), 20, LIGHT.ink, spaced_pt=6),
        Place(EXAMPLE, "Example data", Box(60, 446, 840, 26), 18, EXAMPLE_COLOUR, bold=True),
        Place(FOOTER, "Provenance", Box(60, 486, 816, 44), 11, LIGHT.muted),
    ),
    Layout.SECTION: (
        Place(None, "Title", Box(60, 70, 840, 136), 36, "#FFFFFF", anchor="b", bold=True, kind="title"),
        Place(KICKER, "Subtitle", Box(60, 36, 600, 24), 16, "#FFFFFF"),
        Place(BODY, "Text", Box(60, 284, 840, 186), 20, LIGHT.ink, spaced_pt=8, bullet=True),
        Place(EXAMPLE, "Example data", Box(670, 252, 230, 22), 14, EXAMPLE_COLOUR, align="r", bold=True),
        Place(FOOTER, "Provenance", Box(60, 486, 816, 44), 11, LIGHT.muted),
        NUMBER_PLACE,
    ),
    Layout.TEXT: (*FRAME, Place(BODY, "Text", Box(40, 136, 880, 330), 26, LIGHT.ink, spaced_pt=14, bullet=True), *END),
    Layout.CHART: (*FRAME, Place(PICTURE, "Chart", CHART_BOX, 12, LIGHT.ink, kind="chart"), *END),
    Layout.CHART_TEXT: (
        *FRAME,
        Place(PICTURE, "Chart", NARROW_CHART_BOX, 12, LIGHT.ink, kind="chart"),
        Place(BODY, "Text", SIDE_BOX, 16, LIGHT.ink, spaced_pt=10),
        *END,
    ),
    Layout.TABLE: (*FRAME, Place(PICTURE, "Table", CHART_BOX, 12, LIGHT.ink, kind="tbl"), *END),
    Layout.CLOSING: (*FRAME, Place(BODY, "Text", Box(40, 136, 880, 330), 16, LIGHT.ink, spaced_pt=9), *END),
}
"""The placeholders of each layout in reading order."""


def place(layout: Layout, number: int | None) -> Place:
    """The placeholder of a layout by its number; KeyError where the layout has none."""
    found = [item for item in PLACES[layout] if item.number == number]
    if not found:
        raise KeyError((layout, number))
    return found[0]


def write_master(master: Any, colours: Sequence[str]) -> None:
    """Strip, line and the places that every layout inherits; text is set left and without bullets."""
    body = Place(1, "Text", CHART_BOX, 18, LIGHT.ink)
    shapes = [*_strip(0, STRIP_HEIGHT, colours), _bar(9, "Line", Box(40, 480, 880, 0.75), LIGHT.grid)]
    shapes += [_placeholder(item, shape_id, prompt="") for shape_id, item in ((2, TITLE_PLACE), (3, body))]
    shapes.append(_placeholder(NUMBER_PLACE, 4, prompt="", number=4))
    _fill_tree(master._element, shapes)
    for style in ("p:titleStyle", "p:bodyStyle"):
        for level in next(master._element.iter(qn(style))):
            level.set("algn", "l")
            for bullet in (*level.findall(qn("a:buChar")), *level.findall(qn("a:buFont"))):
                level.remove(bullet)


def write_layout(layout: Any, kind: Layout, colours: Sequence[str], name: str) -> None:
    """Fills one of the template's layouts anew."""
    root = layout._element
    for attribute in ("type", "preserve", "showMasterSp"):
        root.attrib.pop(attribute, None)
    root.set("userDrawn", "1")
    shapes = []
    if kind in BAND_HEIGHTS:
        root.set("showMasterSp", "0")
        height = BAND_HEIGHTS[kind]
        shapes += [_bar(60, "Ground", Box(0, 0, WIDTH_PT, height), DEEP), *_strip(height, 2 * STRIP_HEIGHT, colours)]
    shapes += [_placeholder(item, shape_id, prompt=name) for shape_id, item in enumerate(PLACES[kind], start=2)]
    _fill_tree(root, shapes)
    layout.name = name


def _fill_tree(root: Any, shapes: Sequence[str]) -> None:
    tree = root.find(qn("p:cSld")).find(qn("p:spTree"))
    for old in list(tree)[2:]:
        tree.remove(old)
    for shape in shapes:
        tree.append(parse_xml(shape))


def _strip(top: float, height: float, colours: Sequence[str]) -> list[str]:
    """A strip across the slide with one part per partner."""
    width = WIDTH_PT / len(colours)
    return [
        _bar(70 + position, f"Strip {position + 1}", Box(position * width, top, width, height), colour)
        for position, colour in enumerate(colours)
    ]


def _bar(shape_id: int, name: str, box: Box, colour: str) -> str:
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{shape_id}" name={quoteattr(name)}/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
    )


def _frame(box: Box) -> str:
    left, top, width, height = map(int, box.emu)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _placeholder(item: Place, shape_id: int, *, prompt: str, number: int | None = None) -> str:
    """A placeholder; ``prompt`` is what an empty one shows while a slide is being edited."""
    index = number or item.number
    position = f' idx="{index}"' if index is not None else ""
    size = ' sz="quarter"' if item.kind == "body" and index != 1 else ""
    bold = ' b="1"' if item.bold else ' b="0"'
    indent = int(Pt(BULLET_PT)) if item.bullet else 0
    bullet = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if item.bullet else "<a:buNone/>"
    words = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
    if item.kind != "sldNum":
        words = f"<a:r><a:rPr/><a:t>{prompt or item.name}</a:t></a:r>"
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{shape_id}" name={quoteattr(item.name)}/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{item.kind}"{size}{position}/></p:nvPr>'
        f'</p:nvSpPr><p:spPr>{_frame(item.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{item.anchor}">'
        f'<a:noAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="{indent}" indent="-{indent}" algn="{item.align}">'
        f'<a:spcBef><a:spcPts val="{round(item.spaced_pt * 100)}"/></a:spcBef>{bullet}'
        f'<a:defRPr sz="{round(item.size * 100)}"{bold}><a:solidFill>'
        f'<a:srgbClr val="{item.colour[1:]}"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
        f"<a:p>{words}<a:endParaRPr/></a:p></p:txBody></p:sp>"
    )
