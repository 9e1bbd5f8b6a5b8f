"""Words that cells of every file may have: for nothing, in days, and of rows that are totals or notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ozgdash.model.names import folded
from ozgdash.sources.vocabulary import words_of

TOTAL_WORD = re.compile(r"[^\W\d_]+|∑")
STROKES = "-_/\\.…·•?|()[]<>"
"""Of these alone no word is made; dashes of all kinds are hyphens here."""


@dataclass(frozen=True)
class NoteVocabulary:
    """Words by which a row says that it is a total or a note, in the form in which they are compared."""

    totals: frozenset[str]
    notes: tuple[str, ...]
    signs: tuple[str, ...]

    def is_total(self, words: str) -> bool:
        """True where the first or the last word is one for totals."""
        found = TOTAL_WORD.findall(folded(words))
        return bool(found) and (found[0] in self.totals or found[-1] in self.totals)

    def is_note(self, words: str) -> bool:
        """True where the words begin with a sign or a word of a note."""
        plain = _joined(words)
        return words.startswith(self.signs) or any(
            plain.startswith(word) and not (word[-1].isalpha() and plain[len(word) :][:1].isalpha())
            for word in self.notes
        )


@cache
def note_vocabulary() -> NoteVocabulary:
    """The words of ``notes.toml``."""
    raw = words_of("notes")
    return NoteVocabulary(frozenset(map(folded, raw["totals"])), tuple(map(_joined, raw["notes"])), tuple(raw["signs"]))


def _joined(words: str) -> str:
    """Folded, without blanks behind points: "i.A." is "i. A."."""
    return folded(words).replace(". ", ".")


@dataclass(frozen=True)
class DayVocabulary:
    """Words in days, case-folded: those that may stand before one, and the months by name."""

    weekdays: frozenset[str]
    near: frozenset[str]
    months: dict[str, int]


@cache
def day_vocabulary() -> DayVocabulary:
    """The words of ``days.toml``."""
    raw = words_of("days")
    months = {name: number for number, names in enumerate(raw["months"], start=1) for name in names}
    return DayVocabulary(frozenset(raw["weekdays"]), frozenset(raw["near"]), months)


@dataclass(frozen=True)
class BlankVocabulary:
    """Words for nothing, in the form in which they are compared: in every column, and in one alone."""

    everywhere: frozenset[str]
    columns: dict[str, frozenset[str]]
    as_above: frozenset[str]
    shown: str
    """The words for every column as the file has them, for a reader."""

    def means_nothing(self, written: str, column: str) -> bool:
        """True for a word that is read as an empty cell in this column, and for a cell that shows nothing but points,
        dashes, slashes, brackets and question marks.
        """
        word = _blank_form(written)
        return not word.strip(STROKES) or word in self.everywhere or word in self.columns.get(column, ())

    def means_as_above(self, written: str) -> bool:
        """True for a word or sign that repeats the cell above."""
        return _blank_form(written) in self.as_above


@cache
def blank_vocabulary() -> BlankVocabulary:
    """The words of ``blanks.toml``."""
    raw = words_of("blanks")
    columns = {column: frozenset(map(_blank_form, words)) for column, words in raw["columns"].items()}
    as_above = frozenset(map(_blank_form, raw["as_above"]))
    return BlankVocabulary(
        frozenset(map(_blank_form, raw["everywhere"])), columns, as_above, "  ".join(raw["everywhere"])
    )


def _blank_form(written: str) -> str:
    """Without regard to case, blanks and points; points alone stay."""
    word = folded(written).replace(" ", "")
    return word.replace(".", "") or word
