"""The styles of a chart: each look is written once and has a name, also dashes, hatches and formats of numbers."""

from __future__ import annotations

from collections.abc import Callable

from ozgdash.odf.chart_looks import Dash, Fill, Font, Hatch, Label, Marker, Stroke
from ozgdash.odf.number_styles import NumberStyle
from ozgdash.odf.xml import Attributes, element

CM_PER_PT = 2.54 / 72
Properties = dict[str, str | int | None]


class ChartStyles:
    """Gives names to looks, in the order in which they are asked for. ``language``, ``country``: of all texts."""

    def __init__(self, language: str, country: str) -> None:
        self._language, self._country = language, country
        self._names: dict[object, str] = {}
        self._automatic: list[str] = []
        self._common: list[str] = []

    def style(
        self,
        chart: Attributes | None = None,
        graphic: Attributes | None = None,
        font: Font | None = None,
        number: NumberStyle | None = None,
    ) -> str:
        """The name of the style with these properties."""
        format_name = None if number is None else self._number(number)
        properties = "".join(
            element(f"style:{family}-properties", {name: value for name, value in given.items() if value is not None})
            for family, given in (("chart", chart), ("graphic", graphic), ("text", self._text(font)))
            if given
        )

        def write(name: str) -> str:
            facts = {"style:name": name, "style:family": "chart", "style:data-style-name": format_name}
            return element("style:style", facts, properties)

        return self._add((format_name, properties), "ch", write, self._automatic)

    def stroke(self, stroke: Stroke | None) -> Properties:
        """What a line looks like, as properties of a graphic; None is no line."""
        if stroke is None:
            return {"draw:stroke": "none"}
        return {
            "draw:stroke": "dash" if stroke.dash else "solid",
            "draw:stroke-dash": self._dash(stroke.dash) if stroke.dash else None,
            "svg:stroke-width": centimetres(stroke.width_pt * CM_PER_PT),
            "svg:stroke-color": stroke.colour.lower(),
        }

    def fill(self, fill: Fill | None) -> Properties:
        """What an area is filled with; None is nothing."""
        if fill is None:
            return {"draw:fill": "none"}
        return {
            "draw:fill": "hatch" if fill.hatch else "solid",
            "draw:fill-color": fill.colour.lower(),
            "draw:fill-hatch-name": self._hatch(fill.hatch) if fill.hatch else None,
            "draw:fill-hatch-solid": "true" if fill.hatch else None,
            "draw:opacity": f"{fill.opacity:.0%}" if fill.opacity < 1 else None,
        }

    def automatic_xml(self) -> str:
        """The styles of the part with the content."""
        return element("office:automatic-styles", None, *self._automatic)

    def common_xml(self) -> str:
        """The dashes and hatches, which have their place in the part with the styles."""
        return element("office:styles", None, *self._common)

    def _text(self, font: Font | None) -> Attributes | None:
        if font is None:
            return None
        return {
            "fo:color": font.colour.lower(),
            "fo:font-family": font.family,
            "fo:font-size": f"{font.size_pt:g}pt",
            "fo:font-weight": "bold" if font.bold else "normal",
            "fo:language": self._language,
            "fo:country": self._country,
        }

    def _number(self, style: NumberStyle) -> str:
        return self._add(style, "N", style.xml, self._automatic)

    def _dash(self, dash: Dash) -> str:
        def write(name: str) -> str:
            facts: Attributes = {
                "draw:name": name,
                "draw:style": "round" if dash.round else "rect",
                "draw:dots1": 1,
                "draw:dots1-length": f"{dash.length}%",
                "draw:distance": f"{dash.gap}%",
            }
            return element("draw:stroke-dash", facts)

        return self._add(dash, "dash", write, self._common)

    def _hatch(self, hatch: Hatch) -> str:
        def write(name: str) -> str:
            facts: Attributes = {
                "draw:name": name,
                "draw:style": "single",
                "draw:color": hatch.colour.lower(),
                "draw:distance": centimetres(hatch.distance_cm),
                "draw:rotation": hatch.degrees * 10,
            }
            return element("draw:hatch", facts)

        return self._add(hatch, "hatch", write, self._common)

    def _add(self, look: object, prefix: str, write: Callable[[str], str], target: list[str]) -> str:
        key = (prefix, look)
        if key not in self._names:
            self._names[key] = f"{prefix}{sum(known[0] == prefix for known in self._names) + 1}"  # type: ignore[index]
            target.append(write(self._names[key]))
        return self._names[key]


def symbol(marker: Marker | None) -> Properties:
    """The mark of points; None is none."""
    if marker is None:
        return {"chart:symbol-type": "none"}
    size = centimetres(marker.size_pt * CM_PER_PT)
    return {
        "chart:symbol-type": "named-symbol",
        "chart:symbol-name": marker.symbol.value,
        "chart:symbol-width": size,
        "chart:symbol-height": size,
    }


def caption(label: Label | None) -> Properties:
    """Whether points have a label, and where."""
    return {
        "chart:data-label-number": "value" if label else "none",
        "chart:data-label-text": "false",
        "chart:data-label-symbol": "false",
        "chart:link-data-style-to-source": "false" if label else None,
        "chart:label-position": label.place.value if label and label.place else None,
    }


def centimetres(size: float) -> str:
    """A length as the format writes it."""
    return f"{size:.3f}cm"
