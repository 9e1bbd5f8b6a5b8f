"""The names by which parts of an OpenDocument package call each other: styles, pages, files, cells of a chart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping

from lxml import etree

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
PREFIXES = {
    "chart": "chart", "draw": "drawing", "number": "datastyle", "office": "office", "presentation": "presentation",
    "style": "style", "svg": "svg-compatible", "table": "table", "text": "text",
}  # fmt: skip


def _key(written: str) -> str:
    prefix, _, name = written.partition(":")
    return f"{{{OASIS}{PREFIXES[prefix]}:1.0}}{name}"


XML_ID, HREF = "{http://www.w3.org/XML/1998/namespace}id", "{http://www.w3.org/1999/xlink}href"
NAME, FAMILY, DRAW_NAME = _key("style:name"), _key("style:family"), _key("draw:name")
KINDS = {
    _key("text:list-style"): "list", _key("style:page-layout"): "page-layout", _key("style:master-page"): "master-page",
    _key("style:presentation-page-layout"): "presentation-page-layout", _key("style:font-face"): "font-face",
    _key("table:table-template"): "table-template",
}  # fmt: skip
DRAWN = {
    _key("draw:hatch"): "hatch", _key("draw:gradient"): "gradient", _key("draw:stroke-dash"): "dash",
    _key("draw:marker"): "marker", _key("draw:fill-image"): "fill-image", _key("draw:opacity"): "opacity",
}  # fmt: skip
ONE_FAMILY = {
    "chart:style-name": "chart", "draw:text-style-name": "paragraph", "draw:fill-hatch-name": "hatch",
    "draw:fill-gradient-name": "gradient", "draw:fill-image-name": "fill-image", "draw:stroke-dash": "dash",
    "draw:marker-start": "marker", "draw:marker-end": "marker", "draw:opacity-name": "opacity",
    "draw:master-page-name": "master-page", "presentation:style-name": "presentation",
    "presentation:presentation-page-layout-name": "presentation-page-layout", "style:data-style-name": "data",
    "style:percentage-data-style-name": "data", "style:font-name": "font-face", "style:list-style-name": "list",
    "style:page-layout-name": "page-layout", "table:default-cell-style-name": "table-cell",
    "table:template-name": "table-template",
}  # fmt: skip
BY_ELEMENT = {
    _key("table:table"): "table", _key("table:table-column"): "table-column", _key("table:table-row"): "table-row",
    _key("table:table-cell"): "table-cell", _key("table:covered-table-cell"): "table-cell",
    _key("text:p"): "paragraph", _key("text:h"): "paragraph", _key("text:span"): "text", _key("text:a"): "text",
    _key("text:list"): "list", _key("text:list-level-style-bullet"): "text",
    _key("text:list-level-style-number"): "text",
    _key("draw:page"): "drawing-page", _key("style:master-page"): "drawing-page",
    _key("style:handout-master"): "drawing-page", _key("presentation:notes"): "drawing-page",
}  # fmt: skip
FAMILY_OF = {_key(attribute): family for attribute, family in ONE_FAMILY.items()}
STYLED = (_key("table:style-name"), _key("text:style-name"), _key("draw:style-name"))
PARENT = _key("style:parent-style-name")
ADDRESSES = tuple(
    map(_key, ("chart:values-cell-range-address", "chart:label-cell-address", "table:cell-range-address"))
)
RANGE = re.compile(
    r"(?P<table>[\w-]+)\.\$?(?P<left>[A-Z]+)\$?(?P<top>\d+)(?::\.?\$?(?P<right>[A-Z]+)\$?(?P<bottom>\d+))?"
)
LOCAL = "local-table"
NO_FILE = {_key("text:a"), _key("chart:chart")}
Names = dict[str, set[str]]


def reference_problems(
    parts: Mapping[str, etree._Element], files: Collection[str], listed: Collection[str]
) -> Iterator[str]:
    """What is called by a name that nobody bears, a sentence for each.

    ``parts``: path -> XML; ``files``: all of the archive; ``listed``: what the manifest lists.
    """
    for path, root in parts.items():
        folder, _, name = path.rpartition("/")
        place = f"{folder}/" if folder else ""
        if name in ("content.xml", "styles.xml"):
            known = _known(root, parts.get(f"{place}styles.xml"))
            for family, called in sorted(_called(root)):
                if called not in known[family]:
                    yield f"{path}: there is no {family} called {called!r}"
            yield from _ids(path, root)
            yield from _files(path, root, place, {*files, *listed})
            yield from _addresses(path, root)


def _known(root: etree._Element, styles: etree._Element | None) -> Names:
    """The names that a part may use: its own and those of all styles that are not automatic."""
    found: Names = defaultdict(set)
    _collect(root, found)
    if styles is not None and styles is not root:
        for area in styles:
            if area.tag != _key("office:automatic-styles"):
                _collect(area, found)
    return found


def _collect(root: etree._Element, found: Names) -> None:
    for element in root.iter(etree.Element):
        if element.tag == _key("style:style"):
            found[str(element.get(FAMILY))].add(str(element.get(NAME)))
        elif element.tag in KINDS:
            found[KINDS[element.tag]].add(str(element.get(NAME) or element.get(_key("table:name"))))
        elif element.tag in DRAWN:
            found[DRAWN[element.tag]].add(str(element.get(DRAW_NAME)))
        elif element.tag.startswith(f"{{{OASIS}datastyle:") and element.get(NAME):
            found["data"].add(str(element.get(NAME)))


def _called(root: etree._Element) -> set[tuple[str, str]]:
    found = set()
    for element in root.iter(etree.Element):
        for key, value in element.attrib.items():
            family = FAMILY_OF.get(str(key)) or _styled(element, str(key))
            if family and value:
                found.add((family, str(value)))
    return found


def _styled(element: etree._Element, key: str) -> str | None:
    if key == PARENT:
        return str(element.get(FAMILY))
    return (
        BY_ELEMENT.get(str(element.tag), "graphic" if key == _key("draw:style-name") else None)
        if key in STYLED
        else None
    )


def _ids(path: str, root: etree._Element) -> Iterator[str]:
    ids = Counter(element.get(XML_ID) for element in root.iter(etree.Element))
    for name, count in ids.items():
        if name is not None and count > 1:
            yield f"{path}: {count} elements have the id {name!r}"
    order = (str(page.get(_key("draw:nav-order"))).split() for page in root.iter(_key("draw:page")))
    for name in sorted({name for names in order for name in names if name != "None"} - set(filter(None, ids))):
        yield f"{path}: the reading order names {name!r}, which is not there"


def _files(path: str, root: etree._Element, place: str, there: Collection[str]) -> Iterator[str]:
    """Files that the part shows; addresses in the web and within the document are none, nor is a chart's ``.``."""
    for element in root.iter(etree.Element):
        href = element.get(HREF)
        if href and not href.startswith("#") and ":" not in href and element.tag not in NO_FILE:
            target = place + href.removeprefix("./")
            if not {target, f"{target.rstrip('/')}/content.xml"} & set(there):
                yield f"{path}: shows {href}, which is not there"


def _addresses(path: str, root: etree._Element) -> Iterator[str]:
    """A chart's data: cells that its own table has."""
    tables = {str(table.get(_key("table:name"))): table for table in root.iter(_key("table:table"))}
    for element in root.iter(etree.Element):
        if not str(element.tag).startswith(f"{{{OASIS}chart:"):
            continue
        for key in ADDRESSES:
            for found in RANGE.finditer(element.get(key) or ""):
                if found["table"] == LOCAL and not _within(tables.get(LOCAL), found):
                    yield f"{path}: {etree.QName(element).localname} takes {found[0]}, which the table does not have"


def _within(table: etree._Element | None, found: re.Match[str]) -> bool:
    if table is None:
        return False
    rows = [list(row) for row in table.iter(_key("table:table-row"))]
    bottom, right = int(found["bottom"] or found["top"]), _column(found["right"] or found["left"])
    return bottom <= len(rows) and right <= max((len(row) for row in rows), default=0)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
