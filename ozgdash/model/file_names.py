"""Names of files as strangers give them, made fit to be shown and to be the name of a file of ours."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from ozgdash.model.names import cleaned, folded

MAX_CHARACTERS, MAX_ENDING = 80, 10
"""In UTF-8 at most 320 bytes would come of it; ``MAX_BYTES`` is what file systems take, with room for a number."""
MAX_BYTES = 240
NAMELESS = "-"
TURNING = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
"""Classes of the marks that turn the direction of the text after them."""
FORBIDDEN = frozenset('/\\:*?"<>|')
"""What parts a path, or what some system does not take in a name."""


def harmless(name: str) -> str:
    """The last part of the name as a reader sees it, short enough to be read and to be the name of a file anywhere.

    Without control characters, marks of direction and what parts a path; never empty, never only dots. The ending
    stays where the rest is cut, an ellipsis says so.
    """
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    visible = "".join(" " if unicodedata.category(c) in ("Cc", "Cs") or c in FORBIDDEN else c for c in last)
    return _shortened(cleaned(visible).lstrip(". ").rstrip(". ") or NAMELESS)


def misleads(name: str) -> bool:
    """Whether a terminal or a page that shows the name would show something else: control characters, turned text."""
    return any(unicodedata.category(c) == "Cc" or unicodedata.bidirectional(c) in TURNING for c in name)


def told_apart(names: Sequence[str]) -> tuple[str, ...]:
    """The harmless form of each name; those that look like one before them get a number: ``blatt (2).csv``."""
    given: set[str] = set()
    seen: Counter[str] = Counter()
    found = []
    for name in map(harmless, names):
        path, shown = PurePosixPath(name), name
        while folded(shown) in given:
            seen[folded(name)] += 1
            shown = f"{path.stem} ({seen[folded(name)] + 1}){path.suffix}"
        given.add(folded(shown))
        found.append(shown)
    return tuple(found)


def _shortened(name: str) -> str:
    if len(name) <= MAX_CHARACTERS and len(name.encode()) <= MAX_BYTES:
        return name
    path = PurePosixPath(name)
    ending = path.suffix if len(path.suffix) <= MAX_ENDING else ""
    stem = name.removesuffix(ending)[: MAX_CHARACTERS - len(ending) - 1]
    while len(f"{stem}…{ending}".encode()) > MAX_BYTES:
        stem = stem[:-1]
    return f"{stem}…{ending}"
