"""The styles of a spreadsheet: each look is written once and has a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ozgdash.odf.number_styles import NumberStyle
from ozgdash.odf.xml import document, element

FONT = "Liberation Sans"
FONT_SIZE = "10pt"
PREFIXES = ("office", "style", "fo", "number", "table", "text")


@dataclass(frozen=True)
class CellStyle:
    """How a cell looks. ``locked``: nobody can write into it once its table is protected."""

    bold: bool = False
    color: str | None = None
    background: str | None = None
    wrap: bool = False
    top: bool = False
    locked: bool = True
    number: NumberStyle | None = None


class AutomaticStyles:
    """Gives names to looks, in the order in which they are asked for."""

    def __init__(self) -> None:
        self._written: dict[str, str] = {}
        self._names: dict[object, str] = {}

    def cell(self, style: CellStyle | None) -> str | None:
        """The name of the style; None for the usual look."""
        if style is None:
            return None
        if style not in self._names:
            number = self._number(style.number)
            self._add(style, "ce", lambda name: _cell(name, style, number))
        return self._names[style]

    def column(self, width_cm: float) -> str:
        """The name of a column's style."""
        properties = element("style:table-column-properties", {"style:column-width": f"{width_cm:.3f}cm"})
        return self._add(("column", width_cm), "co", lambda name: _style(name, "table-column", properties))

    def row(self) -> str:
        """The name of the style of rows, which are as high as what they hold."""
        properties = element("style:table-row-properties", {"style:use-optimal-row-height": "true"})
        return self._add("row", "ro", lambda name: _style(name, "table-row", properties))

    def table(self, *, displayed: bool) -> str:
        """The name of a table's style."""
        properties = element("style:table-properties", {"table:display": "true" if displayed else "false"})
        return self._add(("table", displayed), "ta", lambda name: _style(name, "table", properties))

    def xml(self) -> str:
        """All of them."""
        return element("office:automatic-styles", None, *self._written.values())

    def _number(self, style: NumberStyle | None) -> str | None:
        return None if style is None else self._add(style, "N", style.xml)

    def _add(self, look: object, prefix: str, write: Callable[[str], str]) -> str:
        if look not in self._names:
            count = sum(name.startswith(prefix) for name in self._written) + 1
            self._names[look] = f"{prefix}{count}"
            self._written[f"{prefix}{count}"] = write(f"{prefix}{count}")
        return self._names[look]


def common_styles(language: str, country: str) -> str:
    """The part with the usual look of all cells."""
    font = {"fo:font-family": FONT, "fo:font-size": FONT_SIZE, "fo:language": language, "fo:country": country}
    usual = element(
        "style:default-style", {"style:family": "table-cell"}, element("style:text-properties", font)
    ) + element("style:style", {"style:name": "Default", "style:family": "table-cell"})
    return document("office:document-styles", PREFIXES, element("office:styles", None, usual))


def _cell(name: str, style: CellStyle, number: str | None) -> str:
    cell = {
        "fo:background-color": style.background,
        "fo:wrap-option": "wrap" if style.wrap else None,
        "style:vertical-align": "top" if style.top else None,
        "style:cell-protect": "protected" if style.locked else "none",
    }
    text = {"fo:font-weight": "bold" if style.bold else None, "fo:color": style.color}
    properties = element("style:table-cell-properties", cell)
    if style.bold or style.color:
        properties += element("style:text-properties", text)
    return _style(name, "table-cell", properties, parent="Default", number=number)


def _style(name: str, family: str, properties: str, *, parent: str | None = None, number: str | None = None) -> str:
    facts = {"style:name": name, "style:family": family, "style:parent-style-name": parent}
    return element("style:style", facts | {"style:data-style-name": number}, properties)
