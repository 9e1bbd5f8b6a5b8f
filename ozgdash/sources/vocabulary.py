"""The words of the files that people fill in and the values they stand for (the ``.toml`` files beside this module).

What stands in cells of whatever file: ``cell_words.py``.
"""

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
    raw = words_of("status_sheet")
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
    raw = words_of("components")
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
    raw = words_of("use")
    also = {lettered(word): column for column, words in raw["also"].items() for word in words}
    return UseVocabulary(raw["sheet"], tuple(raw["columns"]), also)


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
    raw = words_of("initiatives")
    return InitiativeVocabulary(
        tuple(raw["columns"]),
        tuple(raw["optional"]),
        _words(raw["state"], InitiativeState),
        _words(raw["addressee"], AskAddressee),
    )


@dataclass(frozen=True)
class DecidedVocabulary(Generic[E]):
    """The list of targets, or that of events: its columns, the words of its kinds, and who is everybody."""

    columns: tuple[str, ...]
    mandatory: tuple[str, ...]
    everybody: frozenset[str]
    kinds: Words[E]


@cache
def target_vocabulary() -> DecidedVocabulary[Measure]:
    """The words of ``targets.toml``."""
    return _decided("targets", Measure)


@cache
def event_vocabulary() -> DecidedVocabulary[EventKind]:
    """The words of ``events.toml``."""
    return _decided("events", EventKind)


def _decided(name: str, kinds: type[E]) -> DecidedVocabulary[E]:
    raw = words_of(name)
    everybody = frozenset(map(choice_form, raw["everybody"]))
    return DecidedVocabulary(tuple(raw["columns"]), tuple(raw["mandatory"]), everybody, _words(raw["kind"], kinds))


def words_of(name: str) -> dict[str, Any]:
    """What the file of words of this name holds."""
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
