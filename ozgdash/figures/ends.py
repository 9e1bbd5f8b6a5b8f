"""The first and the last of many, and the others as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from ozgdash import formats
from ozgdash.model.filters import View
from ozgdash.texts import text

T = TypeVar("T")

ENDS = 10
"""So many stand by themselves at either end."""


def ends(items: Sequence[T], together: Callable[[Sequence[T]], T]) -> list[T]:
    """The first and the last ``ENDS`` of them, and between them what ``together`` makes of the others.

    All of them where the others would be one.
    """
    if len(items) <= 2 * ENDS + 1:
        return list(items)
    return [*items[:ENDS], together(items[ENDS:-ENDS]), *items[-ENDS:]]


def others(items: Iterable[object], view: View) -> str:
    """``380 weitere Partner zusammen``."""
    count = sum(1 for _ in items)
    return text("crowd.others", view.lang, count=count, n=formats.number(count, view.lang))
