"""The words of the files that people fill in and the values they stand for (the ``.toml`` files beside this module)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, Generic, TypeVar

from ozgdash.model.component import ComponentArea, ComponentStatus
from ozgdash.model.event import EventKind
from ozgdash.model.initiative import AskAddressee, InitiativeState
from ozgdash.model.names import UMLAUTS, folded, lettered
from ozgdash.model.observation import Obstacle, Priority, Stage
from ozgdash.model.target import Measure

E = TypeVar("E", bound=StrEnum)

TOTAL_WORD = re.compile(r"[^\W\d_]+|∑")
STROKES = "-_/\\.…·•?|()[]<>"
"""Of these alone no word is made; dashes of all kinds are hyphens here."""
BETWEEN_WORDS = re.compile(r"[\s\-_/.]+")


@dataclass(frozen=True)
class Words(Generic[E]):
    """Words to values for reading (in the form of ``choice_form``), values to words for writing."""

    values: dict[str, E]
    words: dict[E, str]

    @property
    def shown(self) -> str:
        """The words that are written, for a message."""
        return ", ".join(self.words.values())


@dataclass(frozen=True)
class Vocabulary:
    """Words to values for reading (in the form of ``choice_form``), values to words for writing."""

    columns: tuple[str, ...]
    optional: tuple[str, ...]
    head: dict[str, str]
    yes_no: dict[str, bool]
    stages: dict[str, Stage]
    obstacles: dict[str, Obstacle]
    stage_words: dict[Stage, str]
    obstacle_words: dict[Obstacle, str]
    priorities: Words[Priority]
    also: dict[str, str]
    """What people call a column, by its letters -> the column."""

    @property
    def stages_shown(self) -> str:
        """The stages in words, for a message."""
        return ", ".join(self.stage_words.values())

    @property
    def obstacles_shown(self) -> str:
        """The obstacles in words, for a message."""
        return ", ".join(self.obstacle_words.values())


@cache
def vocabulary() -> Vocabulary:
    """The words of the file."""
    raw = _file("status_sheet")
    return Vocabulary(
        columns=tuple(raw["columns"]),
        optional=tuple(raw["optional"]),
        head={lettered(word): name for name, words in raw["head"].items() for word in words},
        yes_no={choice_form(word): name == "yes" for name, words in raw["yes_no"].items() for word in words},
        stages=_readable(raw["stage"], Stage),
        obstacles=_readable(raw["obstacle"], Obstacle),
        stage_words={Stage(name): words[0] for name, words in raw["stage"].items()},
        obstacle_words={Obstacle(name): words[0] for name, words in raw["obstacle"].items()},
        priorities=_words(raw["priority"], Priority),
        also={lettered(word): column for column, words in raw["also"].items() for word in words},
    )


@dataclass(frozen=True)
class ComponentVocabulary:
    """The list of components: name of its sheet, its columns and its words."""

    sheet: str
    columns: tuple[str, ...]
    areas: Words[ComponentArea]
    statuses: Words[ComponentStatus]

    def is_area(self, word: str) -> bool:
        """True for a word that is read as one of the areas."""
        return choice_form(word) in self.areas.values


@cache
def component_vocabulary() -> ComponentVocabulary:
    """The words of ``components.toml``."""
    raw = _file("components")
    return ComponentVocabulary(
        raw["sheet"],
        tuple(raw["columns"]),
        _words(raw["area"], ComponentArea),
        _words(raw["status"], ComponentStatus),
    )


@dataclass(frozen=True)
class UseVocabulary:
    """The file of cases by month: name of its sheet, its columns, and what people call them."""

    sheet: str
    columns: tuple[str, ...]
    also: dict[str, str]
    """By its letters -> the column."""


@cache
def use_vocabulary() -> UseVocabulary:
    """The words of ``use.toml``."""
    raw = _file("use")
    also = {lettered(word): column for column, words in raw["also"].items() for word in words}
    return UseVocabulary(raw["sheet"], tuple(raw["columns"]), also)


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
    raw = _file("notes")
    return NoteVocabulary(frozenset(map(folded, raw["totals"])), tuple(map(_joined, raw["notes"])), tuple(raw["signs"]))


def _joined(words: str) -> str:
    """Folded, without blanks behind points: "i.A." is "i. A."."""
    return folded(words).replace(". ", ".")


@dataclass(frozen=True)
class InitiativeVocabulary:
    """The list of initiatives: its columns and its words."""

    columns: tuple[str, ...]
    optional: tuple[str, ...]
    """Columns that a file may do without."""
    states: Words[InitiativeState]
    addressees: Words[AskAddressee]


@cache
def initiative_vocabulary() -> InitiativeVocabulary:
    """The words of ``initiatives.toml``."""
    raw = _file("initiatives")
    return InitiativeVocabulary(
        tuple(raw["columns"]),
        tuple(raw["optional"]),
        _words(raw["state"], InitiativeState),
        _words(raw["addressee"], AskAddressee),
    )


@dataclass(frozen=True)
class TargetVocabulary:
    """The list of targets: its columns, its words, and who is everybody."""

    columns: tuple[str, ...]
    mandatory: tuple[str, ...]
    everybody: frozenset[str]
    measures: Words[Measure]


@cache
def target_vocabulary() -> TargetVocabulary:
    """The words of ``targets.toml``."""
    raw = _file("targets")
    everybody = frozenset(map(choice_form, raw["everybody"]))
    return TargetVocabulary(tuple(raw["columns"]), tuple(raw["mandatory"]), everybody, _words(raw["measure"], Measure))


@dataclass(frozen=True)
class EventVocabulary:
    """The list of events: its columns, its words, and who is everybody."""

    columns: tuple[str, ...]
    mandatory: tuple[str, ...]
    everybody: frozenset[str]
    kinds: Words[EventKind]


@cache
def event_vocabulary() -> EventVocabulary:
    """The words of ``events.toml``."""
    raw = _file("events")
    everybody = frozenset(map(choice_form, raw["everybody"]))
    return EventVocabulary(tuple(raw["columns"]), tuple(raw["mandatory"]), everybody, _words(raw["kind"], EventKind))


@dataclass(frozen=True)
class DayVocabulary:
    """Words in days, case-folded: those that may stand before one, and the months by name."""

    weekdays: frozenset[str]
    near: frozenset[str]
    months: dict[str, int]


@cache
def day_vocabulary() -> DayVocabulary:
    """The words of ``days.toml``."""
    raw = _file("days")
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
    raw = _file("blanks")
    columns = {column: frozenset(map(_blank_form, words)) for column, words in raw["columns"].items()}
    as_above = frozenset(map(_blank_form, raw["as_above"]))
    return BlankVocabulary(
        frozenset(map(_blank_form, raw["everywhere"])), columns, as_above, "  ".join(raw["everywhere"])
    )


def _blank_form(written: str) -> str:
    """Without regard to case, blanks and points; points alone stay."""
    word = folded(written).replace(" ", "")
    return word.replace(".", "") or word


def _file(name: str) -> dict[str, Any]:
    file = resources.files("ozgdash.sources") / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _words(entries: dict[str, list[str]], values: type[E]) -> Words[E]:
    return Words(_readable(entries, values), {values(name): words[0] for name, words in entries.items()})


def _readable(entries: dict[str, list[str]], values: type[E]) -> dict[str, E]:
    return {choice_form(word): values(name) for name, words in entries.items() for word in words}


def choice_form(word: str) -> str:
    """The form in which words of a choice are compared: without regard to case, umlauts spelled out or not, blanks,
    hyphens, slashes and points. Other signs count: "ja?" is not "ja".
    """
    plain = folded(word)
    for letter, spelling in UMLAUTS:
        plain = plain.replace(letter, spelling)
    return BETWEEN_WORDS.sub("", plain)


def yes_or_no(value: bool | None) -> str:
    """``ja``, ``nein`` or nothing."""
    return {True: "ja", False: "nein", None: ""}[value]
