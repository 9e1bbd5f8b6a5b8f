"""A picture sheet of a template: each layout with its places, and what it is used for."""

from __future__ import annotations

from datetime import UTC
from typing import Any
from xml.sax.saxutils import escape

from ozgdash.drawing.lettering import cut, one_line
from ozgdash.export.archive import CREATED
from ozgdash.export.slides.house import House, HouseLayout, HousePlace, Use
from ozgdash.export.templates.report import LayoutUse, TemplateReport, use_of
from ozgdash.export.typst import typesetting
from ozgdash.texts import Lang, text

WIDE_PX = 440.0
PPI = 110
TINTS = {
    Use.TITLE: "#1B66A6", Use.SUBTITLE: "#3B8EC9", Use.TEXT: "#009E73", Use.CONTENT: "#8A6D00", Use.CHART: "#8A6D00",
    Use.TABLE: "#8A6D00", Use.PICTURE: "#B8508C",
}  # fmt: skip
PLAIN = "#57606A"


def picture(report: TemplateReport, form: str, lang: Lang) -> bytes:
    """The sheet as ``pdf`` or ``png``; the same template gives the same bytes.

    Raises UserError where Typst or its font is not installed.
    """
    sheet: dict[str, Any] = {
        "lang": lang,
        "font": typesetting.FONT,
        "title": text("templates.sheet_title", lang, file=one_line(report.file)),
        "layouts": [_card(item, report.house, lang) for item in report.layouts],
    }
    if form == "png":
        return typesetting.png("template_sheet", sheet, PPI)
    return typesetting.pdf("template_sheet", sheet, CREATED.replace(tzinfo=UTC))


def _card(item: LayoutUse, house: House, lang: Lang) -> dict[str, Any]:
    return {"words": one_line(use_of(item, lang)), "used": bool(item.kinds), "svg": _drawing(item.layout, house, lang)}


def _drawing(layout: HouseLayout, house: House, lang: Lang) -> str:
    scale = WIDE_PX / house.width
    high = house.height * scale
    shapes = "".join(_area(mark.box, mark.colour or "#D0D4D9", scale) for mark in layout.marks)
    shapes += "".join(_place(place, scale, lang) for place in layout.places)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE_PX:.0f}" height="{high:.0f}" '
        f'viewBox="0 0 {WIDE_PX:.0f} {high:.0f}"><rect x="0.5" y="0.5" width="{WIDE_PX - 1:.1f}" '
        f'height="{high - 1:.1f}" fill="{layout.ground or "#E7E9EC"}" stroke="#7A7F87"/>{shapes}</svg>'
    )


def _area(box: Any, colour: str, scale: float) -> str:
    left, top, width, height = (part * scale for part in (box.left, box.top, box.width, box.height))
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _place(place: HousePlace, scale: float, lang: Lang) -> str:
    box, tint = place.box, TINTS.get(place.use, PLAIN)
    left, top, width, height = (part * scale for part in (box.left, box.top, box.width, box.height))
    size = max(7.0, min(13.0, height * 0.6))
    words = f"{text(f'templates.use_{place.use}', lang)} {place.size:.0f} pt"
    words = escape(cut(words, max_px=max(width - 8, 10), font_px=size))
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="#FFFFFF" '
        f'fill-opacity="0.72" stroke="{tint}" stroke-width="1.5"/><text x="{left + 4:.1f}" '
        f'y="{top + min(height / 2, size) + size * 0.35:.1f}" font-size="{size:.1f}" fill="{tint}" '
        f'font-family="{typesetting.FONT}">{words}</text>'
    )
