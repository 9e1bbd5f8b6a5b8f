"""Finds rows by words as people type them: without umlauts, with typing errors, in any order, together or apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from ozgdash.model.synonym import WordGroup

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


def matches(query: str, candidates: Sequence[str], groups: tuple[WordGroup, ...] = ()) -> list[int]:
    """The positions of the candidates in which every word of the query is found, in their order; all for no word.

    A word that stands somewhere as typed is found only there; an everyday word of the ``groups`` also where its
    official words stand. A word that stands nowhere is taken for another of its group, else for a typing error and
    found where the words are most similar.
    """
    found = set(range(len(candidates)))
    for term in _terms(query, groups):
        found &= _found(term, candidates)
    return sorted(found)


def also_searched(query: str, groups: tuple[WordGroup, ...]) -> list[str]:
    """The official words that a query's everyday words stand for, as they are written; each once."""
    official = [word for term in _terms(query, groups) if term.everyday for word in term.others]
    return list(dict.fromkeys(official))


@dataclass(frozen=True)
class _Term:
    """A word of a query, or several that make an everyday word, with the other words that may stand for it."""

    words: str
    others: tuple[str, ...] = ()
    everyday: bool = False


def _terms(query: str, groups: tuple[WordGroup, ...]) -> list[_Term]:
    """The query taken apart: the longest everyday words first, then word by word."""
    everyday, official = _index(groups)
    words = [part for word in folded(query).split() for part in _pieces(word, everyday)]
    terms = []
    while words:
        length = next((n for n in range(len(words), 1, -1) if " ".join(words[:n]) in everyday), 1)
        term, words = " ".join(words[:length]), words[length:]
        if term in everyday:
            terms.append(_Term(term, everyday[term], everyday=True))
        else:
            terms.append(_Term(term, official.get(term, ())))
    return terms


def _pieces(word: str, everyday: Container[str]) -> list[str]:
    """``Kita-Platz`` as the everyday word it is, ``Kfz-Zulassung`` in two, other words as they are."""
    joined, parts = word.replace("-", ""), [part for part in word.split("-") if part]
    if word in everyday or "-" not in word:
        return [word]
    if joined in everyday:
        return [joined]
    return parts if any(part in everyday for part in parts) else [word]


@lru_cache(maxsize=8)
def _index(groups: tuple[WordGroup, ...]) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Folded everyday word -> its official words; folded official word -> the others of its groups."""
    everyday: dict[str, tuple[str, ...]] = {}
    official: dict[str, tuple[str, ...]] = {}
    for group in groups:
        for word in group.everyday:
            # As it may be typed: "Knöllchen", "Knoellchen", "Knollchen", "Onlineausweis".
            plain, bare, _ = _forms(word)
            everyday |= dict.fromkeys(filter(None, (plain, bare, plain.replace("-", ""))), group.official)
        for word in group.official:
            others = tuple(other for other in (*group.everyday, *group.official) if other != word)
            official[folded(word)] = (*official.get(folded(word), ()), *others)
    return everyday, official


def _found(term: _Term, candidates: Sequence[str]) -> set[int]:
    own = _standing(term.words, candidates)
    if term.everyday:
        own = {position for position in own if _meant(term, candidates[position])}
    elif own:
        return own
    others: set[int] = set()
    for other in filter(None, map(folded, term.others)):
        others |= _as_typed(other, candidates) or _standing(other, candidates)
    return own | others or _similar_words(term.words, candidates)


def _meant(term: _Term, candidate: str) -> bool:
    """Whether an everyday word stands there as itself, not as a piece of something else.

    An abbreviation (``Perso``) must be a word of its own, a short word (``eID``) must at least begin one.
    """
    if any(folded(other).startswith(term.words) for other in term.others):
        return term.words in _words(candidate)
    return len(term.words) >= MIN_FUZZY_LETTERS or any(word.startswith(term.words) for word in _words(candidate))


def _standing(words: str, candidates: Sequence[str]) -> set[int]:
    """Where all of the words stand as typed."""
    return set.intersection(*(_as_typed(word, candidates) for word in words.split()))


def _similar_words(words: str, candidates: Sequence[str]) -> set[int]:
    return set.intersection(*(_as_typed(word, candidates) or _similar(word, candidates) for word in words.split()))


def _as_typed(word: str, candidates: Sequence[str]) -> set[int]:
    return {
        position for position, candidate in enumerate(candidates) if any(word in form for form in _forms(candidate))
    }


def _similar(word: str, candidates: Sequence[str]) -> set[int]:
    if len(word) < MIN_FUZZY_LETTERS or word.isdigit():
        return set()
    # Of many candidates most words come again: what Kreis and Land are called.
    likeness = {
        other: _likeness(word, other) for other in {each for candidate in candidates for each in _words(candidate)}
    }
    scores = [max((likeness[other] for other in _words(candidate)), default=0.0) for candidate in candidates]
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
