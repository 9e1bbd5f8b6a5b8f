"""argparse with our texts: help, headings and errors in the reader's language."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any, NoReturn

from ozgdash.cli.command import COMMANDS
from ozgdash.errors import UsageError
from ozgdash.texts import LANGS, Lang, text

PROGRAM = "python -m ozgdash"

REASONS = {
    "required": re.compile(r"the following arguments are required: (?P<names>.*)"),
    "unrecognized": re.compile(r"unrecognized arguments: (?P<names>.*)"),
    "expected_one": re.compile(r"argument (?P<names>.*): expected one argument"),
    "choice": re.compile(r"argument (?P<names>.*): invalid choice: '(?P<received>.*)' \(choose from (?P<allowed>.*)\)"),
}
"""What argparse finds wrong, by the key of our sentence for it."""


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError instead of ending the process."""

    def __init__(self, lang: Lang, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self.lang = lang
        self._positionals.title = text("cli.arguments", lang)
        self._optionals.title = text("cli.options", lang)
        self.add_argument("-h", "--help", action="help", help=text("cli.help_help", lang))

    def error(self, message: str) -> NoReturn:
        """Raises UsageError with argparse's reason and the usage line."""
        usage = self.format_usage().removeprefix("usage: ").strip()
        raise UsageError("cli.usage", reason=_reason(message, self.lang), usage=usage)


def _reason(message: str, lang: Lang) -> str:
    """argparse's English reason in the reader's language; one that we do not know stays as it is."""
    for key, pattern in REASONS.items():
        found = pattern.fullmatch(message)
        if found:
            return text(f"cli.usage_{key}", lang, **found.groupdict())
    return message


def program_parser(lang: Lang) -> Parser:
    """Takes the common options, the name of the command and, unread, the rest."""
    commands = "\n".join(f"  {name:<16}{text(f'cli.help_{name}', lang)}" for name in COMMANDS)
    parser = Parser(
        lang,
        prog=PROGRAM,
        description=text("cli.description", lang),
        epilog=f"{text('cli.commands', lang)}:\n{commands}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage=f"{PROGRAM} [--data-dir DIR] [--lang de|en] COMMAND …",
    )
    add_common(parser, lang, default=None)
    parser.add_argument("command", metavar="COMMAND", help=text("cli.help_command", lang))
    parser.add_argument("rest", metavar="…", nargs=argparse.REMAINDER, help=text("cli.help_rest", lang))
    return parser


def command_parser(name: str, lang: Lang) -> Parser:
    """The parser of one command, with the common options."""
    parser = Parser(lang, prog=f"{PROGRAM} {name}", description=text(f"cli.help_{name}", lang))
    add_common(parser, lang, default=argparse.SUPPRESS)
    return parser


def add_common(parser: argparse.ArgumentParser, lang: Lang, *, default: Any) -> None:
    """Adds the options that may stand before and behind the command's name."""
    parser.add_argument("--data-dir", type=Path, metavar="DIR", default=default, help=text("cli.help_data_dir", lang))
    parser.add_argument("--lang", choices=LANGS, default=default, help=text("cli.help_lang", lang))


def add_json(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Adds ``--json``."""
    parser.add_argument("--json", action="store_true", help=text("cli.help_json", lang))
