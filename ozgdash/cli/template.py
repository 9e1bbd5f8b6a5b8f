"""``template``: the status sheet of a partner, prefilled with what is known."""

from __future__ import annotations

import argparse
from pathlib import Path

from ozgdash.cli.command import Call
from ozgdash.cli.days import day
from ozgdash.model import days
from ozgdash.texts import Lang, text


def add_arguments(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Where to, for whom, for which day."""
    parser.add_argument("out", type=Path, metavar="OUT", help=text("cli.help_out", lang))
    parser.add_argument("--partner", metavar="P", required=True, help=text("cli.help_template_partner", lang))
    parser.add_argument("--format", choices=("xlsx", "ods"), help=text("cli.help_template_format", lang))
    parser.add_argument("--as-of", metavar="D", help=text("cli.help_template_as_of", lang))


def run(call: Call) -> int:
    """Writes the sheet."""
    from ozgdash.ingest import template

    arguments = call.arguments
    as_of = day(arguments.as_of) or days.today()
    rows = template(
        call.settings,
        arguments.out,
        partner=arguments.partner,
        as_of=as_of,
        lang=call.lang,
        file_format=arguments.format,
    )
    call.print_result(text("cli.template_written", call.lang, file=arguments.out, count=rows))
    return 0
