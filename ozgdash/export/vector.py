"""A chart as PNG, SVG and PDF file: the printed figure, drawn by the browser and finished here."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from ozgdash.charts.lettering import one_line
from ozgdash.charts.plotly import figure
from ozgdash.charts.spec import ChartSpec
from ozgdash.export import pictures
from ozgdash.settings import Settings

RANDOM_ID = re.compile(r'id="(?:top)?defs-([0-9a-f]{6})"')
"""Plotly numbers its clip paths and patterns with a random hex string per drawing."""
OPENING = re.compile(r"<svg\b[^>]*>")


def png_file(spec: ChartSpec, settings: Settings) -> bytes:
    """PNG, 3200 pixels wide."""
    return pictures.draw(figure(spec, target="print"), "png", settings)


def pdf_file(spec: ChartSpec, settings: Settings) -> bytes:
    """PDF of one page in the size of the picture."""
    return pictures.draw(figure(spec, target="print"), "pdf", settings)


def svg_file(spec: ChartSpec, settings: Settings) -> bytes:
    """SVG with title and description for screen readers; the same chart gives the same bytes, nothing is fetched."""
    drawn = pictures.draw(figure(spec, target="print"), "svg", settings).decode("utf-8")
    return described(with_stable_ids(drawn, spec.name), spec).encode("utf-8")


def with_stable_ids(svg: str, name: str) -> str:
    """The picture with the chart's name in the place of Plotly's random ids."""
    found = RANDOM_ID.search(svg)
    if found is None:
        return svg
    return re.sub(rf"((?:id=\"|url\('?#)[a-z-]*){found.group(1)}", rf"\g<1>ozg-{name}", svg)


def described(svg: str, spec: ChartSpec) -> str:
    """The picture with role, title and description as its first elements."""
    opening = OPENING.search(svg)
    if opening is None:
        return svg
    tag = opening.group(0)
    named = tag[:-1] + f' role="img" xml:lang="{spec.lang}">'
    words = f"<title>{escape(one_line(spec.finding))}</title><desc>{escape(one_line(spec.alt_text))}</desc>"
    return svg.replace(tag, named + words, 1)
