"""The words of the status sheet and the values they stand for (``status_sheet.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TypeVar

from ozgdash.model.observation import Obstacle, Stage

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True)
class Vocabulary:
    """Words to values for reading, values to words for writing. Words for reading are case-folded."""

    columns: tuple[str, ...]
    head: dict[str, str]
    yes_no: dict[str, bool]
    stages: dict[str, Stage]
    obstacles: dict[str, Obstacle]
    stage_words: dict[Stage, str]
    obstacle_words: dict[Obstacle, str]

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
    file = resources.files("ozgdash.sources") / "status_sheet.toml"
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    return Vocabulary(
        columns=tuple(raw["columns"]),
        head={word.casefold(): name for name, words in raw["head"].items() for word in words},
        yes_no={word.casefold(): name == "yes" for name, words in raw["yes_no"].items() for word in words},
        stages=_readable(raw["stage"], Stage),
        obstacles=_readable(raw["obstacle"], Obstacle),
        stage_words={Stage(name): words[0] for name, words in raw["stage"].items()},
        obstacle_words={Obstacle(name): words[0] for name, words in raw["obstacle"].items()},
    )


def _readable(entries: dict[str, list[str]], values: type[E]) -> dict[str, E]:
    return {word.casefold(): values(name) for name, words in entries.items() for word in words}


def yes_or_no(value: bool | None) -> str:
    """``ja``, ``nein`` or nothing."""
    return {True: "ja", False: "nein", None: ""}[value]
