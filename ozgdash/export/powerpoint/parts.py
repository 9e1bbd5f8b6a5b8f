"""What native line and bar charts have in common: labels, number formats and the axis of values."""

from __future__ import annotations

from typing import Any

from pptx.enum.chart import XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from ozgdash.export.powerpoint.presentation import rgb
from ozgdash.export.slides.design import Paint
from ozgdash.export.slides.scale import LABEL_PT
from ozgdash.model.chart import ChartSpec, Kind, Unit

PERCENT = {"de": "[$-407]0\\ %", "en": "[$-809]0%"}
COUNT = {"de": "[$-407]#,##0", "en": "[$-809]#,##0"}
"""With the language, so that thousands are set apart as there, whatever the program's own."""
YEAR, MONTH = "yyyy", "mm\\.yyyy"
"""Of an axis of days; the point is escaped, because some programs take a date with a bare one for a number."""


def set_ink(colour: Any, ink: str, paint: Paint) -> None:
    """Gives a colour of a text or line; the ink of a themed paint is the theme's own, by name."""
    if paint.themed and ink == paint.ink:
        colour.theme_color = MSO_THEME_COLOR.TEXT_1
    else:
        colour.rgb = rgb(ink)


def paint_xml(ink: str, paint: Paint) -> str:
    """The same as an element of DrawingML."""
    is_theme = paint.themed and ink == paint.ink
    return '<a:schemeClr val="tx1"/>' if is_theme else f'<a:srgbClr val="{ink[1:]}"/>'


def write_label(label: Any, lines: list[str], colour: str, paint: Paint, *, bold_first: bool = False) -> None:
    """Writes a data label, a paragraph to a line."""
    frame = label.text_frame
    frame.word_wrap = False
    for position, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold = Pt(LABEL_PT * paint.scale), bold_first and position == 0
        set_ink(run.font.color, colour, paint)


def set_value_axis(axis: Any, spec: ChartSpec, top: float, paint: Paint) -> None:
    """An axis from 0 to the top with light lines across; shares as per cent."""
    axis.minimum_scale, axis.maximum_scale = 0, top
    axis.major_unit = top / 4
    axis.tick_labels.number_format = (PERCENT if spec.unit is Unit.SHARE else COUNT)[spec.lang]
    axis.tick_labels.number_format_is_linked = False
    axis.major_gridlines.format.line.color.rgb = rgb(paint.grid)
    axis.format.line.fill.background()
    axis.major_tick_mark = XL_TICK_MARK.NONE
    cross = axis._element.find(qn("c:crossBetween"))
    if cross is not None:
        cross.set("val", "midCat" if spec.kind is Kind.LINE else "between")
