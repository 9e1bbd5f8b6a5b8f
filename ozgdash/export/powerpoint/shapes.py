"""The shapes of a new slide that take our words and charts: placeholders of its layout, else text boxes."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.autoshape import Shape

from ozgdash.export.slides.design import Design
from ozgdash.export.slides.layouts import NUMBER, Box, Layout, Place

PLACEHOLDERS = "./p:cSld/p:spTree//p:nvPr/p:ph"
"""The placeholders of a layout, in the order of the file."""
FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
Shapes = dict[int | None, Any]
"""The number of a place (None: the title) -> the shape that takes what belongs there."""


def shapes_of(slide: Any, layout: Layout, design: Design) -> Shapes:
    """The empty shapes of a slide that was just added, but for the slide number."""
    if design.is_own:
        return {shape.placeholder_format.idx or None: shape for shape in slide.placeholders}
    tree = slide.shapes._spTree
    for cloned in list(slide.placeholders):
        tree.remove(cloned._element)
    found: Shapes = {}
    for place in design.places[layout]:
        if place.number != NUMBER:
            tree.append(_shape(slide, place))
            found[place.number] = Shape(tree[-1], slide.shapes)
    return found


def slide_number(slide: Any, number: int, place: Place, design: Design) -> Any:
    """The element that counts the slides, in the layout's place for it."""
    kind = f'type="sldNum" idx="{NUMBER}"' if design.is_own else _attributes(slide, place)
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{next_id(slide)}" name="Slide number"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>'
        f'{_position(place.outer)}<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{FIELD}"'
        f' type="slidenum"><a:rPr/><a:t>{number}</a:t></a:fld><a:endParaRPr/></a:p></p:txBody></p:sp>'
    )


def next_id(slide: Any) -> int:
    """A number that no shape of the slide has."""
    return max(int(found) for found in slide._element.xpath(".//p:cNvPr/@id")) + 1


def _shape(slide: Any, place: Place) -> Any:
    if place.target is not None:
        return _placeholder(slide, place, _attributes(slide, place))
    if place.number is None:
        # A title that the layout does not have: navigation and screen readers know the slide by it all the same.
        return _placeholder(slide, place, 'type="title"', box=place.box)
    return _text_box(slide, place)


def _attributes(slide: Any, place: Place) -> str:
    """Which placeholder of its layout a shape belongs to."""
    found = slide.slide_layout._element.xpath(PLACEHOLDERS)[place.target]
    kept = {name: value for name, value in found.attrib.items() if name in ("type", "orient", "sz", "idx")}
    return " ".join(f"{name}={quoteattr(value)}" for name, value in kept.items())


def _placeholder(slide: Any, place: Place, attributes: str, *, box: Box | None = None) -> Any:
    body = (
        "" if box is None else '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"><a:noAutofit/></a:bodyPr>'
    )
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{next_id(slide)}" name={quoteattr(place.name)}/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {attributes}/></p:nvPr></p:nvSpPr>'
        f"{_position(box or place.outer)}<p:txBody>{body or '<a:bodyPr/>'}<a:lstStyle/><a:p/></p:txBody></p:sp>"
    )


def _text_box(slide: Any, place: Place) -> Any:
    fill = f'<a:solidFill><a:srgbClr val="{place.ground[1:]}"/></a:solidFill>' if place.ground else "<a:noFill/>"
    insets = " ".join(f'{side}Ins="{45720 if place.ground else 0}"' for side in "ltrb")
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{next_id(slide)}" name={quoteattr(place.name)}/>'
        f'<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f"{_position(place.box, fill)}<p:txBody>"
        f'<a:bodyPr wrap="square" {insets} anchor="{place.anchor}">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )


def _position(box: Box | None, fill: str = "") -> str:
    if box is None:
        return "<p:spPr/>"
    left, top, width, height = box.emu
    shape = f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}' if fill else ""
    return f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>{shape}</p:spPr>'
