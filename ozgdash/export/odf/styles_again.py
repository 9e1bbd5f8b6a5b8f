"""Automatic styles of OpenDocument: what a shape looks like by them, and how it takes them into another document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from ozgdash.export.refresh.pieces import digest
from ozgdash.odf.xml import NAMESPACES

STYLE_NAME = f"{{{NAMESPACES['style']}}}name"
FAMILY = f"{{{NAMESPACES['style']}}}family"
AUTOMATIC = f"{{{NAMESPACES['office']}}}automatic-styles"
SPACES = {space: prefix for prefix, space in NAMESPACES.items()}
LIST_STYLE = f"{{{NAMESPACES['text']}}}list-style"
Styles = Mapping[tuple[str, str], Any]

BY_ELEMENT = {
    "table:table": "table", "table:table-column": "table-column", "table:table-row": "table-row",
    "table:table-cell": "table-cell", "text:p": "paragraph", "text:h": "paragraph", "text:span": "text",
    "text:list": LIST_STYLE, "draw:page": "drawing-page",
}  # fmt: skip
BY_ATTRIBUTE = {
    "presentation:style-name": "presentation", "draw:style-name": "graphic", "draw:text-style-name": "paragraph",
    "style:list-style-name": LIST_STYLE, "table:default-cell-style-name": "table-cell",
}  # fmt: skip
OF_ELEMENT = ("table:style-name", "text:style-name")


def look_of(element: Any, styles: Styles) -> str:
    """The digest of every look that stands in the element, whichever names its styles have."""
    looks = {look for item in element.iter() if isinstance(item.tag, str) for look in _looks(item, styles)}
    return digest(*sorted(looks))


def _looks(element: Any, styles: Styles) -> Iterator[str]:
    for _, family, name in _references(element):
        style = styles.get((family, name))
        yield f"{family} {name}" if style is None else f"{family} {canonical(style)}"


def _references(element: Any) -> Iterator[tuple[str, str, str]]:
    """(attribute, family, name) for each style that an element names."""
    for attribute, value in element.attrib.items():
        name = _short(attribute)
        if name in BY_ATTRIBUTE:
            is_page = name == "draw:style-name" and _short(element.tag) == "draw:page"
            yield attribute, "drawing-page" if is_page else BY_ATTRIBUTE[name], value
        elif name in OF_ELEMENT and _short(element.tag) in BY_ELEMENT:
            yield attribute, BY_ELEMENT[_short(element.tag)], value


def _short(name: str) -> str:
    space, _, local = name.removeprefix("{").partition("}")
    return f"{SPACES.get(space, '?')}:{local}"


def canonical(element: Any) -> str:
    """A style with its attributes in order and without its own name."""
    attributes = sorted((_short(name), value) for name, value in element.attrib.items() if name != STYLE_NAME)
    inner = "".join(canonical(child) for child in element if isinstance(child.tag, str))
    return f"<{_short(element.tag)} {attributes}>{inner}{(element.text or '').strip()}</>"


class Importer:
    """Copies elements of one document for another one, with the automatic styles that they need."""

    def __init__(self, source: Styles, root: Any) -> None:
        self._source = source
        self._styles = root.find(AUTOMATIC)
        self._known: dict[tuple[str, str], str] = {}
        self._names: set[str] = set()
        for item in self._styles:
            family, name = item.get(FAMILY) or str(item.tag), str(item.get(STYLE_NAME))
            self._known.setdefault((family, canonical(item)), name)
            self._names.add(name)

    def copied(self, element: Any) -> Any:
        """The element as it stands in the other document."""
        copy = deepcopy(element)
        copy.tail = None
        self._rename(copy)
        return copy

    def _rename(self, element: Any) -> None:
        for item in element.iter():
            if isinstance(item.tag, str):
                for attribute, family, name in list(_references(item)):
                    if (family, name) in self._source:
                        item.set(attribute, self._taken(family, self._source[family, name]))

    def _taken(self, family: str, style: Any) -> str:
        copy = deepcopy(style)
        copy.tail = None
        self._rename(copy)
        key = (family, canonical(copy))
        if key not in self._known:
            name = next(name for number in range(1, 100_000) if (name := f"oz{number}") not in self._names)
            copy.set(STYLE_NAME, name)
            self._styles.append(copy)
            self._known[key] = name
            self._names.add(name)
        return self._known[key]
