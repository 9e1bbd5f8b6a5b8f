"""How the styles of a template say that something looks: by itself, by what it descends from, by what is usual."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from lxml import etree

from ozgdash.export.odf.reading import tag

POINTS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}
LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(cm|mm|in|pt|pc|px)")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
MAX_DESCENT = 30
"""Styles of a forged file may descend from themselves."""
BLACK, WHITE = "#000000", "#FFFFFF"


def points(length: str | None, usual: float = 0.0) -> float:
    """A length in points; what is none is the usual."""
    found = LENGTH.fullmatch(length or "")
    return float(found[1]) * POINTS[found[2]] if found else usual


class Styles:
    """The styles of ``styles.xml``."""

    def __init__(self, root: Any) -> None:
        self._common = _named(root.find(tag("office:styles")))
        self._automatic = _named(root.find(tag("office:automatic-styles")))
        self._usual = {str(item.get(tag("style:family"))): item for item in root.iter(tag("style:default-style"))}
        self.page_layouts = {str(item.get(tag("style:name"))): item for item in root.iter(tag("style:page-layout"))}
        faces = {str(item.get(tag("style:name"))): item for item in root.iter(tag("style:font-face"))}
        self._families = {name: str(item.get(tag("svg:font-family"), name)) for name, item in faces.items()}
        self.embedded = tuple(
            _bare(self._families[name])
            for name, item in faces.items()
            if item.find(tag("svg:font-face-src")) is not None
        )
        self.names = frozenset(
            str(item.get(tag("style:name"))) for item in root.iter("{*}*") if item.get(tag("style:name"))
        )

    def common(self, name: str | None, family: str = "presentation") -> str | None:
        """The common style that a style is or descends from: slides cannot refer to an automatic one of masters."""
        for _ in range(MAX_DESCENT):
            if name is None or (family, name) in self._common:
                return name
            item = self._automatic.get((family, name))
            name = None if item is None else item.get(tag("style:parent-style-name"))
        return None

    def look(self, *named: tuple[str, str | None]) -> Look:
        """What styles say, the nearest first: ``named``, pairs of a family and a name."""
        return Look(self, [item for family, name in named for item in self._chain(family, name)], self._usual)

    def family(self, name: str) -> str:
        """The font of a font declaration."""
        return _bare(self._families.get(name, name))

    def _chain(self, family: str, name: str | None) -> Iterator[Any]:
        for _ in range(MAX_DESCENT):
            item = self._automatic.get((family, name or ""))
            item = self._common.get((family, name or "")) if item is None else item
            if item is None:
                return
            yield item
            name = item.get(tag("style:parent-style-name"))


class Look:
    """How something looks, by a chain of styles."""

    def __init__(self, styles: Styles, chain: list[Any], usual: dict[str, Any]) -> None:
        self._styles = styles
        self._chain = [
            *chain,
            *(usual[family] for family in ("presentation", "graphic", "paragraph") if family in usual),
        ]

    def said(self, kind: str, *names: str) -> str | None:
        """The nearest value of one of the attributes in ``style:<kind>-properties``; None where nobody says."""
        for item in self._chain:
            properties = item.find(tag(f"style:{kind}-properties"))
            for name in names:
                if properties is not None and (value := properties.get(tag(name))) is not None:
                    return str(value)
        return None

    def colour(self, ground: str | None) -> str:
        """The ink of the letters; what is left to the window stands out from the ground."""
        for item in self._chain:
            properties = item.find(tag("style:text-properties"))
            if properties is None:
                continue
            if properties.get(tag("style:use-window-font-color")) == "true":
                break
            if COLOUR.fullmatch(found := str(properties.get(tag("fo:color"), ""))):
                return found.upper()
        return (
            WHITE
            if ground is not None and int(ground[1:3], 16) + int(ground[3:5], 16) + int(ground[5:], 16) < 300
            else BLACK
        )

    def size(self) -> float:
        """The size of the letters in points."""
        for item in self._chain:
            properties = item.find(tag("style:text-properties"))
            if properties is not None and LENGTH.fullmatch(found := str(properties.get(tag("fo:font-size"), ""))):
                return max(1.0, points(found))
        return 18.0

    def is_certain(self) -> bool:
        """Whether a style of its own says how large the letters are."""
        return self.said("text", "fo:font-size") is not None

    def font(self) -> str:
        """The name of the font; empty where nobody says."""
        for item in self._chain:
            properties = item.find(tag("style:text-properties"))
            if properties is None:
                continue
            if family := properties.get(tag("fo:font-family")):
                return _bare(str(family))
            if name := properties.get(tag("style:font-name")):
                return self._styles.family(str(name))
        return ""

    def bullet_pt(self) -> float:
        """What a bullet and its indent take of the width on the first level; 0 without one."""
        for item in self._chain:
            levels = item.iterfind(f"{tag('style:graphic-properties')}/{tag('text:list-style')}/*")
            level = next((level for level in levels if level.get(tag("text:level")) == "1"), None)
            if level is None:
                continue
            if not level.get(tag("text:bullet-char")) and level.tag != tag("text:list-level-style-image"):
                return 0.0
            return _indent(level)
        return 0.0

    def list_xml(self) -> str:
        """The levels of its list, as XML; empty where it has none."""
        for item in self._chain:
            found = item.find(f"{tag('style:graphic-properties')}/{tag('text:list-style')}")
            if found is not None:
                levels = deepcopy(found)
                etree.cleanup_namespaces(levels)
                return "".join(etree.tostring(level, encoding="unicode", with_tail=False) for level in levels)
        return ""

    def fill(self, kind: str = "graphic") -> str | None:
        """The colour of a plain area; ``none`` where nothing fills it, None for a picture, a gradient and the like.

        ``kind``: of the properties that say it, ``drawing-page`` for what lies behind a whole page.
        """
        filled = self.said(kind, "draw:fill") or "solid"
        if filled == "none":
            return "none"
        colour, opacity = self.said(kind, "draw:fill-color") or "", self.said(kind, "draw:opacity") or "100%"
        return colour.upper() if filled == "solid" and COLOUR.fullmatch(colour) and opacity == "100%" else None


def _indent(level: Any) -> float:
    properties = level.find(tag("style:list-level-properties"))
    if properties is None:
        return 0.0
    aligned = properties.find(tag("style:list-level-label-alignment"))
    if aligned is not None:
        return max(0.0, points(aligned.get(tag("fo:margin-left"))))
    before, wide = properties.get(tag("text:space-before")), properties.get(tag("text:min-label-width"))
    return max(0.0, points(before) + points(wide))


def _named(parent: Any) -> dict[tuple[str, str], Any]:
    items = parent.iterfind(tag("style:style")) if parent is not None else ()
    return {(str(item.get(tag("style:family"))), str(item.get(tag("style:name")))): item for item in items}


def _bare(family: str) -> str:
    """A font's name without quotes and without those that would do instead."""
    return family.split(",")[0].strip().strip("'\"").split(":")[0]
