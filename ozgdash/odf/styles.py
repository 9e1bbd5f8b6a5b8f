"""The styles of a spreadsheet: each look is written once and has a name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ozgdash.odf.number_styles import NumberStyle
from ozgdash.odf.pages import Page, pages_xml
from ozgdash.odf.xml import document, element

FONT = "Liberation Sans"
FONT_SIZE = "10pt"
PREFIXES = ("office", "style", "fo", "number", "table", "text")


@dataclass(frozen=True)
class CellStyle:
    """How a cell looks. ``locked``: nobody can write into it once its table is protected.

    ``right``: its text stands at the right, ``left`` at the left; neither: as what it holds usually does. ``below``: a
    line under it, as CSS writes borders.
    """

    bold: bool = False
    color: str | None = None
    background: str | None = None
    wrap: bool = False
    top: bool = False
    locked: bool = True
    number: NumberStyle | None = None
    size_pt: float | None = None
    underlined: bool = False
    right: bool = False
    left: bool = False
    below: str | None = None


class AutomaticStyles:
    """Gives names to looks, in the order in which they are asked for."""

    def __init__(self) -> None:
        self._written: dict[str, str] = {}
        self._names: dict[object, str] = {}
        self._cells: dict[int, tuple[CellStyle, str]] = {}
        self.pages: dict[Page, str] = {}
        """The kinds of pages and their names."""

    def cell(self, style: CellStyle | None) -> str | None:
        """The name of the style; None for the usual look."""
        if style is None:
            return None
        known = self._cells.get(id(style))
        if known is None:
            # A look is asked for at every cell and is long to compare; held here, nothing else gets its id.
            known = self._cells[id(style)] = (style, self._cell(style))
        return known[1]

    def column(self, width_cm: float) -> str:
        """The name of a column's style."""
        properties = element("style:table-column-properties", {"style:column-width": f"{width_cm:.3f}cm"})
        return self._add(("column", width_cm), "co", lambda name: _style(name, "table-column", properties))

    def row(self, height_cm: float | None = None) -> str:
        """The name of the style of rows; without a height they are as high as what they hold."""
        height = None if height_cm is None else f"{height_cm:.3f}cm"
        facts = {"style:row-height": height, "style:use-optimal-row-height": "false" if height else "true"}
        properties = element("style:table-row-properties", facts)
        return self._add(("row", height), "ro", lambda name: _style(name, "table-row", properties))

    def table(self, *, displayed: bool, page: Page | None = None) -> str:
        """The name of a table's style; ``page``: that on which it is printed."""
        properties = element("style:table-properties", {"table:display": "true" if displayed else "false"})
        master = self.pages.setdefault(page, f"page{len(self.pages) + 1}") if page else None

        def write(name: str) -> str:
            facts = {"style:name": name, "style:family": "table", "style:master-page-name": master}
            return element("style:style", facts, properties)

        return self._add(("table", displayed, page), "ta", write)

    def frame(self) -> str:
        """The name of the style of frames: nothing behind what they show, and nothing around it."""
        properties = element("style:graphic-properties", {"draw:stroke": "none", "draw:fill": "none"})
        return self._add("frame", "gr", lambda name: _style(name, "graphic", properties))

    def xml(self) -> str:
        """All of them."""
        return element("office:automatic-styles", None, *self._written.values())

    def _cell(self, style: CellStyle) -> str:
        number = self._number(style.number)
        return self._add(style, "ce", lambda name: _cell(name, style, number))

    def _number(self, style: NumberStyle | None) -> str | None:
        return None if style is None else self._add(style, "N", style.xml)

    def _add(self, look: object, prefix: str, write: Callable[[str], str]) -> str:
        if look not in self._names:
            count = sum(name.startswith(prefix) for name in self._written) + 1
            self._names[look] = f"{prefix}{count}"
            self._written[f"{prefix}{count}"] = write(f"{prefix}{count}")
        return self._names[look]


def common_styles(language: str, country: str, pages: Mapping[Page, str] | None = None) -> str:
    """The part with the usual look of all cells and with the pages on which tables are printed."""
    font = {"fo:font-family": FONT, "fo:font-size": FONT_SIZE, "fo:language": language, "fo:country": country}
    usual = element(
        "style:default-style", {"style:family": "table-cell"}, element("style:text-properties", font)
    ) + element("style:style", {"style:name": "Default", "style:family": "table-cell"})
    styles = element("office:styles", None, usual)
    return document("office:document-styles", PREFIXES, styles, *(pages_xml(pages) if pages else ()))


def _cell(name: str, style: CellStyle, number: str | None) -> str:
    cell = {
        "fo:background-color": style.background,
        "fo:wrap-option": "wrap" if style.wrap else None,
        "fo:border-bottom": style.below,
        "style:vertical-align": "top" if style.top else None,
        "style:cell-protect": "protected" if style.locked else "none",
        "style:text-align-source": "fix" if style.right or style.left else None,
    }
    text = {
        "fo:font-weight": "bold" if style.bold else None,
        "fo:font-size": f"{style.size_pt:g}pt" if style.size_pt else None,
        "fo:color": style.color,
        "style:text-underline-style": "solid" if style.underlined else None,
    }
    properties = element("style:table-cell-properties", cell)
    if style.right or style.left:
        properties += element("style:paragraph-properties", {"fo:text-align": "end" if style.right else "start"})
    if any(text.values()):
        properties += element("style:text-properties", text)
    return _style(name, "table-cell", properties, parent="Default", number=number)


def _style(name: str, family: str, properties: str, *, parent: str | None = None, number: str | None = None) -> str:
    facts = {"style:name": name, "style:family": family, "style:parent-style-name": parent}
    return element("style:style", facts | {"style:data-style-name": number}, properties)
