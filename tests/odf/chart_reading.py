"""What a chart of ODF says: its elements with the looks that their styles name."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from ozgdash.odf.objects import Embedded
from ozgdash.odf.xml import NAMESPACES

PREFIX_OF = {uri: prefix for prefix, uri in NAMESPACES.items()}
STYLE_NAME = f"{{{NAMESPACES['style']}}}name"


def content_of(embedded: Embedded) -> Element:
    return ElementTree.fromstring(embedded.parts["content.xml"])


def short(tag: str) -> str:
    uri, _, name = tag.removeprefix("{").partition("}")
    return f"{PREFIX_OF[uri]}:{name}"


def attributes(element: Element) -> dict[str, str]:
    return {short(key): value for key, value in element.attrib.items()}


def looks(embedded: Embedded) -> dict[str, dict[str, str]]:
    """Name of each style of the chart and what it says; a format of numbers by what it is called."""
    found = {}
    for style in content_of(embedded).iter(f"{{{NAMESPACES['style']}}}style"):
        said = {key: value for part in style for key, value in attributes(part).items()}
        found[style.get(STYLE_NAME, "")] = said
    return found


def series_of(embedded: Embedded) -> list[Element]:
    return list(content_of(embedded).iter(f"{{{NAMESPACES['chart']}}}series"))


def look_of(element: Element, embedded: Embedded) -> dict[str, str]:
    return looks(embedded)[attributes(element)["chart:style-name"]]


def outline(embedded: Embedded) -> list[str]:
    """The elements of the chart without its table, indented, each with its attributes and its look."""
    (chart,) = content_of(embedded).iter(f"{{{NAMESPACES['chart']}}}chart")
    return list(_lines(chart, looks(embedded), 0))


def _lines(element: Element, known: dict[str, dict[str, str]], depth: int) -> Iterator[str]:
    said = attributes(element)
    look = known.get(said.pop("chart:style-name", ""), {})
    parts = [f"{key.partition(':')[2]}={value}" for key, value in {**said, **look}.items()]
    words = "".join(element.text or "")
    yield "  " * depth + " ".join([short(element.tag).partition(":")[2], *parts, *([repr(words)] if words else [])])
    for child in element:
        if short(child.tag) != "table:table":
            yield from _lines(child, known, depth + 1)


def table_of(embedded: Embedded) -> list[list[str | float | None]]:
    """The chart's own table as rows."""
    rows = content_of(embedded).iter(f"{{{NAMESPACES['table']}}}table-row")
    return [[_value(cell) for cell in row] for row in rows]


def _value(cell: Element) -> str | float | None:
    said = attributes(cell)
    if said.get("office:value-type") == "float":
        value = float(said["office:value"])
        return None if value != value else value
    return "\n".join(cell.itertext()) or None
