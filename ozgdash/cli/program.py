"""Reads the command line, runs the command, turns errors into messages and exit codes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import get_args

from ozgdash.cli.command import COMMANDS, Call, load
from ozgdash.cli.findings import error_facts
from ozgdash.cli.parser import command_parser, program_parser
from ozgdash.errors import UsageError, UserError
from ozgdash.settings import from_environment, share_new_files
from ozgdash.texts import DEFAULT_LANG, Lang, text


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code. What went wrong goes to standard error as a sentence.

    Errors that are neither the reader's nor the disk's are left to Python.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = _language(given)
    try:
        return _run(given, lang)
    except UserError as error:
        # Asked for before anything was parsed: a call that is wrong is answered in the same form.
        if "--json" in given:
            _print_result(json.dumps(error_facts(error, lang), ensure_ascii=False))
        _print_message(error.message(lang))
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output (head, less) went away; what it read was right.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - stays open until the interpreter ends
        return 0
    except OSError as error:
        place, reason = error.filename or "–", error.strerror or str(error)
        _print_message(text("cli.disk", lang, place=place, reason=reason))
        return UserError.exit_code


def _run(given: list[str], lang: Lang) -> int:
    common = program_parser(lang).parse_args(given)
    if common.command not in COMMANDS:
        raise UsageError("cli.unknown_command", received=common.command, allowed=", ".join(COMMANDS))
    command = load(common.command)
    parser = command_parser(common.command, lang)
    command.add_arguments(parser, lang)
    parsed = parser.parse_args(common.rest)
    settings = from_environment(data_dir=getattr(parsed, "data_dir", common.data_dir))
    share_new_files(settings)
    code = command.run(Call(parsed, settings, lang, _print_result, _print_message))
    sys.stdout.flush()
    return code


def _language(given: Sequence[str]) -> Lang:
    """The language asked for, known before the rest is read, so that even a usage error speaks it."""
    for index, word in enumerate(given):
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else None
        if word == "--lang" and index + 1 < len(given):
            value = given[index + 1]
        for lang in get_args(Lang):
            if value == lang:
                return lang  # type: ignore[no-any-return]
    return DEFAULT_LANG


def _print_result(line: str) -> None:
    print(line)


def _print_message(line: str) -> None:
    print(line, file=sys.stderr)
