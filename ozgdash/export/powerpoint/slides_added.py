"""Adds slides to a presentation and takes them away, in its navigation, too."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx.oxml.ns import qn

from ozgdash.export.powerpoint import tags
from ozgdash.export.powerpoint.seen import Seen, notes_element
from ozgdash.export.powerpoint.slides_again import adopted, layout_named
from ozgdash.export.refresh.pieces import Role

RELATION = qn("r:id")
SECTIONS = ".//{http://schemas.microsoft.com/office/powerpoint/2010/main}sldIdLst"
SECTION_SLIDE = "{http://schemas.microsoft.com/office/powerpoint/2010/main}sldId"


def insert(deck: Any, behind: Sequence[tuple[Any, Sequence[Seen]]]) -> None:
    """Slides behind others, in the same part of the navigation."""
    for slide, news in behind:
        before = slide
        for new in news:
            before = _inserted(deck, before, new)


def append(deck: Any, news: Sequence[Seen]) -> None:
    """Slides at the end."""
    for new in news:
        _inserted(deck, list(deck.slides)[-1], new)


def _inserted(deck: Any, before: Any, new: Seen) -> Any:
    layout = _layout_behind(before, new)
    slide = deck.slides.add_slide(layout)
    for element in [shape._element for shape in slide.shapes]:
        element.getparent().remove(element)
    shapes: dict[Role, Any] = {}
    for role, element in (new.shapes or {}).items():
        if role is not Role.NOTES:
            shapes[role] = adopted(element, slide, new.slide)
            slide.shapes._spTree.append(shapes[role])
    if Role.NOTES in (new.shapes or {}):
        slide.notes_slide.notes_text_frame.text = new.slide.notes_slide.notes_text_frame.text
        _take_notes(slide, new)
    if new.mark is not None:
        tags.write(slide, new.mark.origin, new.mark.layout, shapes)
    _move_behind(deck, slide, before)
    return slide


def _layout_behind(before: Any, new: Seen) -> Any:
    """That of the slide before where both are of one kind, else the one of the same name."""
    mark = tags.of_slide(before)
    if mark is not None and new.mark is not None and mark.layout == new.mark.layout:
        return before.slide_layout
    return layout_named(before.slide_layout.slide_master, new.slide.slide_layout.name) or before.slide_layout


def _take_notes(slide: Any, new: Seen) -> None:
    """The notes with the language of their runs."""
    body, fresh = notes_element(slide).find(qn("p:txBody")), notes_element(new.slide).find(qn("p:txBody"))
    body.getparent().replace(body, deepcopy(fresh))


def _move_behind(deck: Any, slide: Any, before: Any) -> None:
    ids = deck.slides._sldIdLst
    added = next(item for item in ids if item.get("id") == str(slide.slide_id))
    anchor = next(item for item in ids if item.get("id") == str(before.slide_id))
    anchor.addnext(added)
    for known in deck.part._element.findall(SECTIONS):
        for item in known.findall(SECTION_SLIDE):
            if item.get("id") == str(before.slide_id):
                copy = deepcopy(item)
                copy.set("id", str(slide.slide_id))
                item.addnext(copy)


def remove(deck: Any, slide: Any) -> None:
    """Takes a slide away, from the navigation and from shows of some slides, too."""
    number = str(slide.slide_id)
    for item in list(deck.slides._sldIdLst):
        if item.get("id") == number:
            key = item.get(RELATION)
            deck.slides._sldIdLst.remove(item)
            for shown in deck.part._element.xpath(f"./p:custShowLst//p:sld[@r:id='{key}']"):
                shown.getparent().remove(shown)
            deck.part.rels.pop(key)
    for known in deck.part._element.findall(SECTIONS):
        for item in [item for item in known.findall(SECTION_SLIDE) if item.get("id") == number]:
            known.remove(item)


def number_slides(deck: Any) -> None:
    """What our slide numbers show while nobody has opened the file."""
    for place, slide in enumerate(deck.slides, start=1):
        for field in slide._element.xpath(".//p:sp[p:nvSpPr/p:nvPr/p:ph[@type='sldNum']]//a:fld[@type='slidenum']/a:t"):
            field.text = str(place)
