"""The pages on which tables of a spreadsheet are printed: A4 across, as wide as the table, with a line at the foot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ozgdash.odf.xml import Attributes, element, plain

LAYOUT = "landscape"
MARGINS = {"fo:margin-top": "1.5cm", "fo:margin-bottom": "1cm", "fo:margin-left": "1.3cm", "fo:margin-right": "1.3cm"}
FOOT = {"fo:min-height": "0.8cm", "fo:margin-top": "0.3cm"}


class Field(StrEnum):
    """What a program counts, by the element that stands for it."""

    PAGE = "text:page-number"
    PAGES = "text:page-count"


@dataclass(frozen=True)
class Page:
    """A kind of page. ``left`` and ``right``: what stands at its foot."""

    left: str = ""
    right: tuple[str | Field, ...] = ()


def pages_xml(pages: Mapping[Page, str]) -> Iterator[str]:
    """The part of the styles that says how large pages are, and the one with the kinds of pages and their names."""
    facts: Attributes = {
        "fo:page-width": "29.7cm",
        "fo:page-height": "21cm",
        "style:print-orientation": "landscape",
        **MARGINS,
        "style:scale-to-X": 1,
    }
    properties = element("style:page-layout-properties", facts)
    foot = element("style:footer-style", None, element("style:header-footer-properties", FOOT))
    layout = element("style:page-layout", {"style:name": LAYOUT}, properties, element("style:header-style"), foot)
    yield element("office:automatic-styles", None, layout)
    yield element("office:master-styles", None, *map(_master, pages, pages.values()))


def _master(page: Page, name: str) -> str:
    left = element("text:p", None, plain(page.left))
    right = element("text:p", None, *(element(part) if isinstance(part, Field) else plain(part) for part in page.right))
    footer = element(
        "style:footer", None, element("style:region-left", None, left), element("style:region-right", None, right)
    )
    header = element("style:header", {"style:display": "false"})
    return element("style:master-page", {"style:name": name, "style:page-layout-name": LAYOUT}, header, footer)
