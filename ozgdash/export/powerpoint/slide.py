"""A page as a PowerPoint slide: native, editable, with everything on it that it needs to stand alone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx.util import Pt

from ozgdash.drawing.lettering import one_line
from ozgdash.export.archive import with_fixed_times
from ozgdash.export.powerpoint import chart, part_names, presentation, table, tags, template
from ozgdash.export.powerpoint.parts import set_ink
from ozgdash.export.powerpoint.shapes import shapes_of, slide_number
from ozgdash.export.refresh.marks import HOUSE
from ozgdash.export.refresh.pieces import Role
from ozgdash.export.slides.column_widths import SIDE_EM
from ozgdash.export.slides.design import OWN, Design, Paint
from ozgdash.export.slides.filling import BELOW_SIZE, Filling, below_box, fillings, picture_box
from ozgdash.export.slides.house_design import chosen
from ozgdash.export.slides.layouts import BODY, EXAMPLE, FOOTER, KICKER, NUMBER, PICTURE, Layout
from ozgdash.export.slides.pages import Page, chart_pages, with_unique_titles
from ozgdash.export.templates.kept import read_template
from ozgdash.model.chart import ChartSpec

BELOW = -1
"""The note under a table, which has no place of its own."""
BELOW_MARGIN = 3
"""Points above and below it where it brings its ground along."""
ROLES = {
    None: Role.TITLE,
    KICKER: Role.KICKER,
    EXAMPLE: Role.EXAMPLE,
    PICTURE: Role.PICTURE,
    BODY: Role.BODY,
    FOOTER: Role.FOOTER,
    NUMBER: Role.NUMBER,
    BELOW: Role.BELOW,
}
"""What a shape is for, by the number of its place."""


def pptx_file(spec: ChartSpec, house_template: str = "") -> bytes:
    """A presentation with this chart on one slide, on several where its rows need them; same chart, same bytes.

    ``house_template``: the file of a house's own template; raises UserError where it cannot be used.
    """
    title, design = one_line(spec.title), OWN
    if house_template:
        found = template.opened(*read_template(house_template))
        deck, design = found.deck, chosen(found.house).design
        presentation.describe(deck, title, spec.lang)
    else:
        deck = presentation.blank(title, spec.lang)
    add_slides(deck, with_unique_titles(chart_pages(spec, design=design)), design)
    return saved(deck)


def saved(deck: Any) -> bytes:
    """The presentation as a file whose entries carry no times and of which no two have one name."""
    tags.remember(deck)
    part_names.tell_apart(deck.part.package)
    buffer = io.BytesIO()
    deck.save(buffer)
    return with_fixed_times(buffer.getvalue())


def add_slides(deck: Any, pages: Sequence[Page], design: Design = OWN) -> None:
    """Adds the pages to a presentation of that design, made by ``presentation.blank`` or opened as a template."""
    for number, page in enumerate(pages, start=len(deck.slides) + 1):
        _add_slide(deck, page, number, design)


def _add_slide(deck: Any, page: Page, number: int, design: Design) -> None:
    slide = deck.slides.add_slide(_layout(deck, page.layout, design))
    shapes, paint = shapes_of(slide, page.layout, design), design.paint(page.layout)
    for filling in fillings(page, design):
        shape = shapes[filling.place.number]
        _write(shape, filling)
        if not design.is_own:
            _dress(shape, filling, paint)
    elements = {number: shape._element for number, shape in shapes.items()}
    if PICTURE in shapes:
        elements |= _draw(slide, shapes[PICTURE], page, design)
    if design.has(page.layout, NUMBER):
        elements[NUMBER] = slide_number(slide, number, design.place(page.layout, NUMBER), design)
        slide.shapes._spTree.append(elements[NUMBER])
    presentation.set_language(slide._element, page.lang)
    if page.notes:
        slide.notes_slide.notes_text_frame.text = "\n".join(page.notes)
        presentation.set_language(slide.notes_slide._element, page.lang)
    if page.origin is not None:
        layout = page.layout.value if design.is_own else HOUSE + page.layout.value
        tags.write(slide, page.origin, layout, _roles(slide, elements))


def _layout(deck: Any, layout: Layout, design: Design) -> Any:
    if design.is_own:
        return deck.slide_layouts[list(Layout).index(layout)]
    master, position = design.chosen[layout]
    return deck.slide_masters[master].slide_layouts[position]


def _roles(slide: Any, elements: dict[int | None, Any]) -> dict[Role, Any]:
    """The elements of a slide that was just written by what they are for, in reading order."""
    order = {element: position for position, element in enumerate(slide.shapes._spTree)}
    found = [(element, ROLES[number]) for number, element in elements.items() if element in order and number in ROLES]
    return {role: element for element, role in sorted(found, key=lambda item: order[item[0]])}


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
        if filling.size != filling.place.size or filling.place.outer is not None:
            run.font.size = Pt(filling.size)
        if position < filling.bold:
            run.font.bold = True


def _dress(shape: Any, filling: Filling, paint: Paint) -> None:
    """A text box of ours says its size and ink itself; a title that the layout lacks has the ink of the master's.

    Our languages run from left to right, whatever the house's text does.
    """
    for paragraph in shape.text_frame.paragraphs:
        paragraph._p.get_or_add_pPr().set("rtl", "0")
        if filling.place.target is not None:
            continue
        for run in paragraph.runs:
            run.font.size = Pt(filling.size)
            if filling.place.number is not None:
                set_ink(run.font.color, filling.place.colour, paint)


def _draw(slide: Any, placeholder: Any, page: Page, design: Design) -> dict[int | None, Any]:
    """The chart or table in the place and the reading order of its placeholder, and the note below; their elements."""
    box, paint = picture_box(page, design), design.paint(page.layout)
    shape_id = placeholder._element.xpath(".//p:cNvPr")[0].get("id")
    if page.grid is not None:
        frame = table.table_frame(page.grid, box, int(shape_id), page.lang, paint)
    elif page.spec is not None:
        frame = chart.add_chart(slide, page.spec, box, page.top, paint)._element
    else:
        raise ValueError(page.layout)
    for kind in placeholder._element.xpath(".//p:nvPr/p:ph"):
        frame.xpath(".//p:nvPr")[0].append(deepcopy(kind))
    properties = frame.xpath(".//p:cNvPr")[0]
    properties.set("descr", page.alt)
    properties.set("name", page.kicker)
    placeholder._element.addprevious(frame)
    placeholder._element.getparent().remove(placeholder._element)
    if not page.below or page.grid is None:
        return {PICTURE: frame}
    note = _below(slide, page, design)._element
    frame.addnext(note)
    return {PICTURE: frame, BELOW: note}


def _below(slide: Any, page: Page, design: Design) -> Any:
    """The note under a table of which only a part is shown."""
    paint = design.paint(page.layout)
    note = slide.shapes.add_textbox(*below_box(page, design).emu)
    note.text_frame.text = page.below
    note.text_frame.margin_left = Pt(page.grid.size * SIDE_EM if page.grid and paint.panel else 0)
    note.text_frame.margin_top = note.text_frame.margin_bottom = Pt(BELOW_MARGIN if paint.panel else 0)
    note.text_frame.word_wrap = True
    font = note.text_frame.paragraphs[0].runs[0].font
    font.size = Pt(BELOW_SIZE * paint.scale)
    if not design.is_own:
        set_ink(font.color, paint.ink, paint)
    if paint.panel:
        note.fill.solid()
        note.fill.fore_color.rgb = presentation.rgb(paint.ground)
    return note
