"""Finds rows by words as people type them: without umlauts, with typing errors, in any order, together or apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

SIMILAR_PCT = 80
"""Words of this similarity and above count as the same word."""
NEAR_PCT = 8
"""Of the similar ones those count that are at most this much less similar than the best."""
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
    """The positions of the candidates in which every word of the query is found, in their order; all for no word.

    A word that stands somewhere as typed is found only there; one that stands nowhere is taken for a typing error and
    found where the words are most similar.
    """
    found = set(range(len(candidates)))
    for word in folded(query).split():
        found &= _as_typed(word, candidates) or _similar(word, candidates)
    return sorted(found)


def _as_typed(word: str, candidates: Sequence[str]) -> set[int]:
    return {
        position for position, candidate in enumerate(candidates) if any(word in form for form in _forms(candidate))
    }


def _similar(word: str, candidates: Sequence[str]) -> set[int]:
    if len(word) < MIN_FUZZY_LETTERS or word.isdigit():
        return set()
    scores = [max((_likeness(word, other) for other in _words(candidate)), default=0.0) for candidate in candidates]
    lowest = max(SIMILAR_PCT, max(scores, default=0.0) - NEAR_PCT)
    return {position for position, score in enumerate(scores) if score >= lowest}


def _likeness(word: str, other: str) -> float:
    """How similar a word is to another or to its beginning, in per cent."""
    if len(other) < MIN_FUZZY_LETTERS:
        return 0.0
    return max(fuzz.ratio(word, other[:length]) for length in (len(word) - 1, len(word), len(word) + 1))


@lru_cache(maxsize=20_000)
def _forms(candidate: str) -> tuple[str, ...]:
    """A candidate as it may be typed: folded, with bare letters for umlauts ("mull"), and in one word."""
    plain = folded(candidate)
    bare = plain.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    return plain, bare, plain.replace(" ", "")


@lru_cache(maxsize=20_000)
def _words(candidate: str) -> tuple[str, ...]:
    """The words of a candidate, and each two neighbours as one: ``Gewerbe Anmeldung`` is typed ``Gewerbeanmeldung``."""
    words = folded(candidate).split()
    return (*words, *(first + second for first, second in pairwise(words)))
