"""The theme of a template: its colours and fonts, and what a colour of a master or layout looks like in the end."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE

from ozgdash.export.powerpoint.package_parts import PARSER

OFFICE_COLOURS = {
    "dk1": "#000000", "lt1": "#FFFFFF", "dk2": "#44546A", "lt2": "#E7E6E6", "accent1": "#4472C4", "accent2": "#ED7D31",
    "accent3": "#A5A5A5", "accent4": "#FFC000", "accent5": "#5B9BD5", "accent6": "#70AD47", "hlink": "#0563C1",
    "folHlink": "#954F72",
}  # fmt: skip
"""For a theme that leaves some out."""
USUAL_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
NAMED = {
    "black": "#000000",
    "white": "#FFFFFF",
    "red": "#FF0000",
    "green": "#008000",
    "blue": "#0000FF",
    "gray": "#808080",
}
PER_CENT = 100_000
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True)
class Theme:
    """``colours``: by the names of the scheme; ``named``: the custom colours of the theme that have a name, in order.

    ``major``, ``minor``: the fonts of titles and texts, empty where the theme has none; ``fills``: its backgrounds.
    """

    colours: Mapping[str, str]
    named: tuple[tuple[str, str], ...]
    major: str
    minor: str
    fills: tuple[Any, ...]


def theme_of(master: Any) -> Theme:
    """The theme of a master."""
    parts = [item.target_part for item in master.part.rels.values() if item.reltype == RELATIONSHIP_TYPE.THEME]
    root = etree.fromstring(parts[0].blob, PARSER) if parts else etree.Element("none")
    scheme = root.find(f".//{A}clrScheme")
    colours = dict(OFFICE_COLOURS)
    for entry in scheme if scheme is not None else ():
        found = _base(entry[0], {}) if len(entry) else None
        if found:
            colours[etree.QName(entry).localname] = found
    named = [(item.get("name", ""), _base(item[0], colours) or "") for item in root.iter(f"{A}custClr") if len(item)]
    fills = root.find(f".//{A}bgFillStyleLst")
    return Theme(
        colours,
        tuple((name, colour) for name, colour in named if name and colour),
        _font(root, "majorFont"),
        _font(root, "minorFont"),
        tuple(fills) if fills is not None else (),
    )


def _font(root: Any, name: str) -> str:
    found = root.find(f".//{A}fontScheme/{A}{name}/{A}latin")
    return str(found.get("typeface", "")) if found is not None else ""


def _base(element: Any, colours: Mapping[str, str]) -> str | None:
    """The colour that an element of DrawingML names, before it is changed."""
    kind, value = etree.QName(element).localname, str(element.get("val", ""))
    if kind == "srgbClr":
        return f"#{value.upper()}" if len(value) == 6 else None
    if kind == "sysClr":
        return f"#{element.get('lastClr', 'FFFFFF' if value == 'window' else '000000').upper()}"
    if kind == "prstClr":
        return NAMED.get(value)
    return colours.get(value) if kind == "schemeClr" else None


@dataclass(frozen=True)
class Colours:
    """The theme's colours as one master or layout maps them."""

    theme: Theme
    mapping: Mapping[str, str]

    def of(self, fill: Any, placeholder: str | None = None) -> str | None:
        """The colour of a fill (``a:solidFill`` and its like) as hex; None where it is no plain one, or see-through.

        ``placeholder``: what ``phClr`` stands for in a fill of the theme.
        """
        if fill is None or etree.QName(fill).localname not in ("solidFill", "bgRef", "fillRef") or not len(fill):
            return None
        names = dict(self.theme.colours)
        names |= {name: self.theme.colours.get(own, "#000000") for name, own in self.mapping.items()}
        if placeholder:
            names["phClr"] = placeholder
        found = _base(fill[0], names)
        return _changed(found, fill[0]) if found else None

    def ink(self) -> str:
        """The colour of text."""
        return self.theme.colours.get(self.mapping.get("tx1", "dk1"), "#000000")


def _changed(colour: str, element: Any) -> str | None:
    """The colour with what the element does to it; None where it lets shine through what lies behind."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    for change in element:
        kind = etree.QName(change).localname
        try:
            amount = int(change.get("val", PER_CENT)) / PER_CENT
        except ValueError:
            continue
        if kind == "alpha" and amount < 0.9:
            return None
        if kind == "lumMod":
            light *= amount
        elif kind == "lumOff":
            light += amount
        elif kind == "tint":
            light += (1 - light) * (1 - amount)
        elif kind == "shade":
            light *= amount
        elif kind == "satMod":
            strength *= amount
    changed = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), min(max(strength, 0), 1))
    return "#" + "".join(f"{round(part * 255):02X}" for part in changed)


def mapping_of(master: Any, layout: Any | None = None) -> dict[str, str]:
    """Which colour of the theme each name of the slide stands for."""
    found = dict(USUAL_MAP)
    elements = [master._element.find("{*}clrMap")]
    if layout is not None:
        elements.append(layout._element.find("{*}clrMapOvr/{*}overrideClrMapping"))
    for element in elements:
        if element is not None:
            found |= {str(name): str(value) for name, value in element.attrib.items()}
    return found
