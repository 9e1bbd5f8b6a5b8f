"""A chart as PNG, SVG and PDF file: the printed picture with its title, finding and provenance.

All three are the same drawing: the SVG written here, which Typst sets as a PDF and paints as a PNG.
"""

from __future__ import annotations

from datetime import UTC
from typing import Any
from xml.sax.saxutils import escape

from ozgdash.drawing import svg
from ozgdash.drawing.lettering import one_line
from ozgdash.export.archive import CREATED
from ozgdash.export.typst import typesetting
from ozgdash.model.chart import ChartSpec

PPI = 192
"""Two pixels of a PNG for each of the layout, of which there are 96 in an inch."""


def png_file(spec: ChartSpec) -> bytes:
    """PNG, 3200 pixels wide; the same chart gives the same bytes.

    Raises UserError where Typst or its font is not installed.
    """
    return typesetting.png("picture", _sheet(spec), PPI)


def pdf_file(spec: ChartSpec) -> bytes:
    """PDF/UA-1 and PDF/A-2a of one page in the size of the picture, with its alternative text, dated by its snapshot.

    The same chart gives the same bytes.

    Raises UserError where Typst or its font is not installed.
    """
    return typesetting.pdf("picture", _sheet(spec), spec.provenance.published or CREATED.replace(tzinfo=UTC))


def _sheet(spec: ChartSpec) -> dict[str, Any]:
    wide, high = svg.size(spec, target="print")
    return {
        "lang": spec.lang,
        "font": typesetting.FONT,
        "title": one_line(spec.title),
        "finding": one_line(spec.finding),
        "alt": one_line(f"{spec.alt_text} {' '.join(spec.provenance.lines)}"),
        "svg": typesetting.picture(spec, "print"),
        "width": wide,
        "height": high,
    }


def svg_file(spec: ChartSpec) -> bytes:
    """SVG with title and description for screen readers; the same chart gives the same bytes, nothing is fetched."""
    drawn = svg.picture(spec, target="print")
    opening, closing, rest = drawn.partition(">")
    named = f'{opening} role="img" xml:lang="{spec.lang}"{closing}'
    words = f"<title>{escape(one_line(spec.finding))}</title><desc>{escape(one_line(spec.alt_text))}</desc>"
    return f"{named}{words}{rest}".encode()
