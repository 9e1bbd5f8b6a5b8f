"""A chart as one PowerPoint slide: native, editable, with everything on it that it needs to stand alone."""

from __future__ import annotations

import io
from typing import Any

from pptx.util import Pt

from ozgdash import formats
from ozgdash.charts.lettering import one_line, wrapped
from ozgdash.charts.spec import Cell, ChartSpec, Kind
from ozgdash.export import native_chart, native_table, presentation
from ozgdash.export.archive import with_fixed_times
from ozgdash.export.presentation import CHART_BOX, EXAMPLE, FOOTER, FOOTER_BOX, SUBTITLE, TITLE_BOX
from ozgdash.texts import text

MAX_NOTE_ROWS = 40
TITLE_SIZES = (26, 24, 22, 20, 18, 16, 14, 12)
FOOTER_SIZES = (11, 10, 9, 8, 7)
LINE_SPACING = 1.2


def pptx_file(spec: ChartSpec) -> bytes:
    """A presentation with this one slide; the same chart gives the same bytes."""
    deck = presentation.blank(one_line(spec.title), spec.lang)
    add_slide(deck, spec)
    buffer = io.BytesIO()
    deck.save(buffer)
    return with_fixed_times(buffer.getvalue())


def add_slide(deck: Any, spec: ChartSpec) -> Any:
    """Adds the chart's slide to a presentation made by ``presentation.blank`` and returns it.

    The finding is the slide's title, the chart's title stands above it, the provenance below. The chart is PowerPoint's
    own with the numbers in its workbook; a matrix is a table. Method and numbers are in the notes.
    """
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    places = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
    finding = one_line(spec.finding)
    size = _fitting(TITLE_SIZES, [finding], TITLE_BOX, bold=True)
    presentation.fill_text(slide.shapes.title, [finding], size=size)
    presentation.fill_text(places[SUBTITLE], [one_line(spec.title)])
    _fill_or_remove(places[EXAMPLE], spec.provenance.example_label)
    lines = [one_line(line) for line in spec.provenance.lines if line != spec.provenance.example_label]
    presentation.fill_text(places[FOOTER], lines, size=_fitting(FOOTER_SIZES, lines, FOOTER_BOX, bold=False))
    drawn = _draw(slide, spec)
    _describe(drawn, spec)
    _read_last(slide, places[FOOTER])
    slide.notes_slide.notes_text_frame.text = "\n".join(notes(spec))
    presentation.set_language(slide._element, spec.lang)
    presentation.set_language(slide.notes_slide._element, spec.lang)
    return slide


def notes(spec: ChartSpec) -> list[str]:
    """What the speaker needs: the finding, how it was counted, where from, and the numbers."""
    facts = [spec.finding, spec.method, *spec.provenance.lines, text("export.notes_numbers", spec.lang)]
    rows = spec.table.rows[:MAX_NOTE_ROWS]
    numbers = [
        ", ".join(
            f"{column.header}: {_shown(value, spec)}"
            for column, value in zip(spec.table.columns, row, strict=True)
            if value is not None
        )
        for row in rows
    ]
    left = len(spec.table.rows) - len(rows)
    more = [text("export.notes_more", spec.lang, count=left)] if left else []
    return [one_line(line) for line in (*facts, *numbers, *more) if line]


def _shown(value: Cell, spec: ChartSpec) -> str:
    if isinstance(value, float):
        return formats.percent(value, spec.lang)
    if isinstance(value, int):
        return formats.number(value, spec.lang)
    return value if isinstance(value, str) else formats.day(value, spec.lang) if value else formats.DASH


def _draw(slide: Any, spec: ChartSpec) -> Any:
    if spec.empty:
        box = slide.shapes.add_textbox(*CHART_BOX.emu)
        box.text_frame.text = text("charts.empty", spec.lang)
        box.text_frame.paragraphs[0].runs[0].font.size = Pt(18)
        return box
    if spec.kind is Kind.MATRIX:
        return native_table.add_table(slide, spec)
    return native_chart.add_chart(slide, spec)


def _describe(shape: Any, spec: ChartSpec) -> None:
    """Alternative text, and a name that the selection pane shows."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", one_line(spec.alt_text))
    properties.set("name", one_line(spec.title))


def _fill_or_remove(shape: Any, label: str | None) -> None:
    if label:
        presentation.fill_text(shape, [one_line(label)])
    else:
        shape._element.getparent().remove(shape._element)


def _read_last(slide: Any, shape: Any) -> None:
    """Screen readers read in the order of the tree: the footer comes after the chart."""
    slide.shapes._spTree.append(shape._element)


def _fitting(sizes: tuple[int, ...], lines: list[str], box: presentation.Box, *, bold: bool) -> int:
    """The largest font size in which the lines fit the box; the smallest one where none does."""
    for size in sizes:
        room = box.width * (0.93 if bold else 0.98)
        count = sum(len(wrapped(line, max_px=room, font_px=size)) for line in lines)
        if count * size * LINE_SPACING <= box.height:
            return size
    return sizes[-1]
