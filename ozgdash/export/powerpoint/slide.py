"""A page as a PowerPoint slide: native, editable, with everything on it that it needs to stand alone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from ozgdash.drawing.lettering import one_line
from ozgdash.export.archive import with_fixed_times
from ozgdash.export.powerpoint import chart, presentation, table, tags
from ozgdash.export.refresh.pieces import Role
from ozgdash.export.slides import layouts
from ozgdash.export.slides.filling import BELOW_SIZE, Filling, below_box, fillings, picture_box
from ozgdash.export.slides.layouts import BODY, CHART_BOX, EXAMPLE, FOOTER, KICKER, NUMBER, PICTURE, Layout
from ozgdash.export.slides.pages import Page, chart_pages, with_unique_titles
from ozgdash.model.chart import ChartSpec

ROLES = {
    0: Role.TITLE,
    KICKER: Role.KICKER,
    EXAMPLE: Role.EXAMPLE,
    PICTURE: Role.PICTURE,
    BODY: Role.BODY,
    FOOTER: Role.FOOTER,
    NUMBER: Role.NUMBER,
}
"""What a placeholder of our layouts is for, by its number."""


def pptx_file(spec: ChartSpec) -> bytes:
    """A presentation with this chart on one slide, on several where its rows need them; same chart, same bytes."""
    deck = presentation.blank(one_line(spec.title), spec.lang)
    add_slides(deck, with_unique_titles(chart_pages(spec)))
    return saved(deck)


def saved(deck: Any) -> bytes:
    """The presentation as a file whose entries carry no times."""
    tags.remember(deck)
    buffer = io.BytesIO()
    deck.save(buffer)
    return with_fixed_times(buffer.getvalue())


def add_slides(deck: Any, pages: Sequence[Page]) -> None:
    """Adds the pages to a presentation made by ``presentation.blank``."""
    for number, page in enumerate(pages, start=len(deck.slides) + 1):
        _add_slide(deck, page, number)


def _add_slide(deck: Any, page: Page, number: int) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[list(Layout).index(page.layout)])
    shapes = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
    for filling in fillings(page):
        _write(shapes[filling.place.number or 0], filling)
    if PICTURE in shapes:
        _draw(slide, shapes[PICTURE], page)
    if any(item.number == NUMBER for item in layouts.PLACES[page.layout]):
        slide.shapes._spTree.append(_slide_number(slide, number))
    presentation.set_language(slide._element, page.lang)
    if page.notes:
        slide.notes_slide.notes_text_frame.text = "\n".join(page.notes)
        presentation.set_language(slide.notes_slide._element, page.lang)
    if page.origin is not None:
        tags.write(slide, page.origin, page.layout, _roles(slide))


def _roles(slide: Any) -> dict[Role, Any]:
    """The elements of a slide that was just written by what they are for, in reading order."""
    found = {}
    for shape in slide.shapes:
        role = ROLES[shape.placeholder_format.idx] if shape.is_placeholder else Role.BELOW
        found[role] = shape._element
    return found


def _write(shape: Any, filling: Filling) -> None:
    """One paragraph per line in the largest size that fits; an empty placeholder is taken away."""
    if not filling.lines:
        shape._element.getparent().remove(shape._element)
        return
    frame = shape.text_frame
    for position, line in enumerate(filling.lines):
        paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        if filling.size != filling.place.size:
            run.font.size = Pt(filling.size)


def _draw(slide: Any, placeholder: Any, page: Page) -> None:
    """The chart or table in the place and the reading order of its placeholder."""
    shape_id = placeholder._element.xpath(".//p:cNvPr")[0].get("id")
    if page.grid is not None:
        frame = table.table_frame(page.grid, CHART_BOX, int(shape_id), page.lang)
    elif page.spec is not None:
        frame = chart.add_chart(slide, page.spec, picture_box(page), page.top)._element
        frame.xpath(".//p:nvPr")[0].append(parse_xml(f'<p:ph {nsdecls("p")} type="chart" idx="{PICTURE}"/>'))
    else:
        raise ValueError(page.layout)
    properties = frame.xpath(".//p:cNvPr")[0]
    properties.set("descr", page.alt)
    properties.set("name", page.kicker)
    placeholder._element.addprevious(frame)
    placeholder._element.getparent().remove(placeholder._element)
    if page.below and page.grid is not None:
        note = slide.shapes.add_textbox(*below_box(page).emu)
        note.text_frame.text = page.below
        note.text_frame.margin_left = note.text_frame.margin_top = 0
        note.text_frame.word_wrap = True
        note.text_frame.paragraphs[0].runs[0].font.size = Pt(BELOW_SIZE)
        frame.addnext(note._element)


def _slide_number(slide: Any, number: int) -> Any:
    ids = [int(found) for found in slide._element.xpath(".//p:cNvPr/@id")]
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{max(ids) + 1}" name="Slide number"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum" idx="{NUMBER}"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}"'
        f' type="slidenum"><a:rPr/><a:t>{number}</a:t></a:fld><a:endParaRPr/></a:p></p:txBody></p:sp>'
    )
