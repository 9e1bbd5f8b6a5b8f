"""Sentences of the package, looked for word by word in its documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from ozgdash.proof.claims import Difference
from ozgdash.proof.documents import Document, Part
from ozgdash.proof.numbers import ANY, even
from ozgdash.proof.reading import Package

HYPHENS = re.compile(r"(?<=\w)-\s*\n\s*(?=\w)|\u00ad")
BETWEEN = re.compile(r"(?<=\d) (?=\d)")
SHORT = 15
Known = dict[str, set[tuple[str, ...]]]
"""The numbers that may stand in a sentence, by what it is without them."""


@dataclass(frozen=True)
class Line:
    """A text with ``#`` for each number and without blanks and hyphens: a paper breaks its lines where it likes."""

    skeleton: str
    numbers: tuple[str, ...]

    @classmethod
    def of(cls, said: str) -> Self:
        """Two numbers beside each other stay two."""
        apart = BETWEEN.sub("¦", even(HYPHENS.sub("", said)))
        bare = re.sub("[ -]", "", apart)
        return cls(re.sub(ANY, "#", bare), tuple(re.findall(ANY, bare)))

    @property
    def words(self) -> str:
        """With the numbers again."""
        pieces = self.skeleton.split("#")
        return "".join(word for pair in zip(pieces, (*self.numbers, ""), strict=True) for word in pair)


def known_lines(package: Package) -> Known:
    """The sentences of the package, the longest first: a short one may be the beginning of another."""
    found: Known = defaultdict(set)
    facts = [sheet.facts.get(key, "") for sheet in package.sheets.values() for key in ("finding", "n_of_m", "as_of")]
    for line in map(Line.of, (*facts, *package.summary)):
        if line.numbers and len(line.skeleton) > SHORT:
            found[line.skeleton].add(line.numbers)
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def line_differences(document: Document, part: Part, known: Known) -> Iterator[Difference]:
    """Every sentence of a part that is one of the package's with other numbers."""
    stream = Line.of("\n".join(part.words))
    taken = bytearray(len(stream.skeleton))
    for skeleton, numbers in known.items():
        start = stream.skeleton.find(skeleton)
        while start >= 0:
            end = start + len(skeleton)
            if not any(taken[start:end]):
                taken[start:end] = b"1" * len(skeleton)
                first = stream.skeleton.count("#", 0, start)
                said = stream.numbers[first : first + skeleton.count("#")]
                if said not in numbers:
                    expected = min(numbers, key=lambda other: _unlike(other, said))
                    named = Line(skeleton, said).words, Line(skeleton, expected).words
                    yield Difference(document.name, part.place, *named)
            start = stream.skeleton.find(skeleton, end)


def _unlike(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
