"""An element of a slide or chart as a text that a saving leaves alone: the ground of every digest."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any

from pptx.oxml.ns import qn

FLEETING = {"dirty", "err", "smtClean", "lang", "altLang", "noProof", "bmk"}
"""What PowerPoint notes in passing and nobody chose."""
WORDLESS = ("a:t", "a:fld", "a:br", "a:endParaRPr", "a:extLst", "p:extLst")
EMPTY = (qn("a:rPr"), qn("a:pPr"))
"""Without attributes they say nothing."""


def canonical(element: Any, dropped: Sequence[str] = WORDLESS) -> str:
    """The element with its attributes in order, without what is fleeting and without the tags of ``dropped``."""
    return "".join(_walk(element, _names(tuple(dropped))))


@cache
def _names(tags: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(qn, tags))


def _walk(element: Any, dropped: Collection[str]) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in dropped:
        return
    attributes = sorted((name, value) for name, value in element.attrib.items() if name not in FLEETING)
    inner = "".join(part for child in element for part in _walk(child, dropped))
    if not inner and not attributes and element.tag in EMPTY:
        return
    yield f"<{element.tag.rpartition('}')[2]} {attributes}>{inner}</>"
