"""A chart as the picture that a page shows: HTML with an SVG that follows the width of its column, without a script.

It is the drawing that Plotly gets for the screen: margins in pixels, a plot that stretches. So x is said in per cent of
the plot and y in pixels, and the height is the same at every width. One picture serves both themes. What depends on the
width is left to the container queries of ``ui/assets/chart.css``.
"""

from __future__ import annotations

from dataclasses import dataclass

from ozgdash.drawing import picture_bars, picture_grid, picture_labels, picture_lines, plotly
from ozgdash.drawing.lettering import escaped
from ozgdash.drawing.picture_notes import note
from ozgdash.drawing.picture_parts import Scene, attribute, hidden, scene
from ozgdash.model.chart import ChartSpec, Kind
from ozgdash.texts import text


@dataclass(frozen=True)
class Picture:
    """One self-contained piece of HTML and its height in CSS pixels, the same at every width."""

    html: str
    height: int


def picture(spec: ChartSpec, *, name: str | None = None) -> Picture:
    """The picture of a chart; the same spec gives the same text.

    ``name`` begins all ids, so that several pictures of one chart can stand on a page. Nothing in the chart's texts is
    taken for markup. Raises KeyError for a mere table, of which there is nothing to draw.
    """
    own = scene(plotly.drawing(spec, theme="both"), name=name or spec.name)
    drawn, beside, more = _empty(own) if spec.empty else _parts(spec, own)
    opening = (
        f'<svg role="graphics-document document" aria-roledescription={attribute(text("charts.picture", spec.lang))}'
        f' aria-label={attribute(escaped(spec.alt_text))}{more} height="{own.height}">'
    )
    kind = f'<div class="picture {spec.kind.value}" lang="{spec.lang}" style="{own.style}">'
    return Picture(f"{kind}{opening}{drawn}</svg>{beside}</div>", own.height)


def _empty(own: Scene) -> tuple[str, str, str]:
    return hidden("".join(note(words, own) for words in own.drawn.annotations)), "", ""


def _parts(spec: ChartSpec, own: Scene) -> tuple[str, str, str]:
    """What lies in the plot, what the page sets around it, and what the SVG says of itself."""
    if spec.kind is Kind.LINE:
        return picture_lines.content(own), picture_labels.beside(own), picture_lines.attributes(spec)
    around = picture_grid if spec.kind is Kind.MATRIX else picture_bars
    return around.content(own), around.beside(spec, own), ""
