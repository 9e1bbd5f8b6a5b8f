"""Finds rows by words as people type them: without umlauts, with typing errors, in any order."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from rapidfuzz import fuzz

SIMILAR_PCT = 80
"""Words of this similarity and above count as the same word."""
MIN_FUZZY_LETTERS = 4
"""A shorter word must stand there as typed: almost everything is similar to two letters."""
SPELLINGS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))


def folded(words: str) -> str:
    """Lower case, umlauts spelled out, other accents gone: ``Müll`` and ``Muell`` become the same."""
    plain = unicodedata.normalize("NFC", words).casefold()
    for letter, spelling in SPELLINGS:
        plain = plain.replace(letter, spelling)
    return unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()


def matches(query: str, candidates: Sequence[str]) -> list[int]:
    """The positions of the candidates in which every word of the query is found, in their order; all for no word."""
    words = folded(query).split()
    return [position for position, candidate in enumerate(candidates) if _holds(words, folded(candidate))]


def _holds(words: Sequence[str], candidate: str) -> bool:
    return all(_found(word, candidate) for word in words)


def _found(word: str, candidate: str) -> bool:
    if word in candidate:
        return True
    # An umlaut typed as its bare letter: "mull" for "muell".
    if word in candidate.replace("ae", "a").replace("oe", "o").replace("ue", "u"):
        return True
    if len(word) < MIN_FUZZY_LETTERS or word.isdigit():
        return False
    return any(fuzz.ratio(word, other[: len(word) + 1]) >= SIMILAR_PCT for other in candidate.split())
