"""The master and its seven layouts as PowerPoint's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from ozgdash.export.slides.layouts import (
    BAND_HEIGHTS,
    BULLET_PT,
    CHART_BOX,
    DEEP,
    LIGHT,
    NUMBER_PLACE,
    PLACES,
    STRIP_HEIGHT,
    TITLE_PLACE,
    WIDTH_PT,
    Box,
    Layout,
    Place,
)


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
