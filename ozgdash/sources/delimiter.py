"""What separates the columns of a CSV, told by the columns that are known."""

from __future__ import annotations

from collections.abc import Collection

from ozgdash.model.names import lettered

DELIMITERS = ";,\t|"
"""What people's programs write, the semicolon of our own files first."""
SEARCHED_CHARACTERS = 100_000
SEARCHED_LINES = 60
"""Of lines of text: a head block may have cells of several."""


def delimiter_of(text: str, columns: Collection[str]) -> str | None:
    """The separator by which a line among the first ones names most of the columns, at least two; None where none does.

    Names are compared by their letters and digits alone, as those of a header row are.
    """
    known = {lettered(column) for column in columns}
    lines = text[:SEARCHED_CHARACTERS].splitlines()[:SEARCHED_LINES]
    named = {mark: max((_named(line, mark, known) for line in lines), default=0) for mark in DELIMITERS}
    best = max(DELIMITERS, key=lambda mark: named[mark])
    return best if named[best] > 1 else None


def _named(line: str, mark: str, known: Collection[str]) -> int:
    return len({lettered(word) for word in line.split(mark)} & set(known))
