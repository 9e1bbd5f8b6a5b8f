"""What a command is, and which there are."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from ozgdash.settings import Settings
from ozgdash.texts import Lang

COMMANDS = (
    "build", "status", "import", "template", "sync", "snapshots", "rollback", "verify", "export", "check-template",
    "backup", "restore", "marts", "refresh", "report",
    "verify-package",
)  # fmt: skip
"""In the order of the help. ``import`` lives in ``import_.py``: the plain name is a word of Python."""


@dataclass(frozen=True)
class Call:
    """One call of a command: its parsed arguments and where its words go."""

    arguments: argparse.Namespace
    settings: Settings
    lang: Lang
    print_result: Callable[[str], None]
    print_message: Callable[[str], None]


class Command(Protocol):
    """The module of a command. Only the module of the command that is called gets imported."""

    @staticmethod
    def add_arguments(parser: argparse.ArgumentParser, lang: Lang) -> None:
        """Adds what the command takes."""

    @staticmethod
    def run(call: Call) -> int:
        """Does it; the exit code. UserError is left to the program."""


def load(name: str) -> Command:
    """The module of the command ``name``."""
    module = "import_" if name == "import" else name.replace("-", "_")
    return cast("Command", import_module(f"ozgdash.cli.{module}"))
