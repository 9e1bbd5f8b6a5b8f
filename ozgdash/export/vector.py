"""A chart as PNG, SVG and PDF file: the printed picture with its title, finding and provenance.

SVG and PDF are written here, without a browser; the PNG is drawn by one.
"""

from __future__ import annotations

from datetime import UTC
from xml.sax.saxutils import escape

from ozgdash.charts import svg
from ozgdash.charts.lettering import one_line
from ozgdash.charts.plotly import figure
from ozgdash.charts.spec import ChartSpec
from ozgdash.export import pictures, typesetting
from ozgdash.export.table import CREATED
from ozgdash.settings import Settings


def png_file(spec: ChartSpec, settings: Settings) -> bytes:
    """PNG, 3200 pixels wide."""
    return pictures.draw(figure(spec, target="print"), "png", settings)


def pdf_file(spec: ChartSpec) -> bytes:
    """PDF/UA-1 of one page in the size of the picture, with its alternative text; the same chart gives the same bytes.

    Raises UserError where Typst or its font is not installed.
    """
    wide, high = svg.size(spec, target="print")
    data = {
        "lang": spec.lang,
        "font": typesetting.FONT,
        "title": one_line(spec.title),
        "alt": one_line(f"{spec.alt_text} {' '.join(spec.provenance.lines)}"),
        "svg": typesetting.picture(spec, "print"),
        "width": wide,
        "height": high,
    }
    return typesetting.pdf("picture", data, CREATED.replace(tzinfo=UTC))


def svg_file(spec: ChartSpec) -> bytes:
    """SVG with title and description for screen readers; the same chart gives the same bytes, nothing is fetched."""
    drawn = svg.picture(spec, target="print")
    opening, closing, rest = drawn.partition(">")
    named = f'{opening} role="img" xml:lang="{spec.lang}"{closing}'
    words = f"<title>{escape(one_line(spec.finding))}</title><desc>{escape(one_line(spec.alt_text))}</desc>"
    return f"{named}{words}{rest}".encode()
