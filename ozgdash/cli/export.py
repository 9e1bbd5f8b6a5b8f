"""``export``: a chart as a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from ozgdash.cli.command import Call
from ozgdash.cli.view import add_filters, add_options, opened_view
from ozgdash.errors import UsageError, UserError
from ozgdash.texts import Lang, text

WHAT = ("chart",)


def add_arguments(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """What, which chart, in which format, where to, for which view."""
    parser.add_argument("what", choices=WHAT, help=text("cli.help_what", lang))
    parser.add_argument("--chart", metavar="NAME", required=True, help=text("cli.help_chart", lang))
    parser.add_argument("--format", metavar="F", help=text("cli.help_format", lang))
    parser.add_argument("--out", type=Path, metavar="PATH", required=True, help=text("cli.help_export_out", lang))
    add_filters(parser, lang)
    add_options(parser, lang)


def run(call: Call) -> int:
    """Writes the file; an existing one is replaced only when the new one is complete."""
    from ozgdash.export import package, registry
    from ozgdash.export.figures import services

    arguments = call.arguments
    form = arguments.format or arguments.out.suffix.removeprefix(".").lower()
    if form not in registry.FORMATS:
        raise UsageError("cli.unknown_format", received=form, allowed=", ".join(registry.FORMATS))
    with opened_view(call) as (connection, view):
        if view.service is None and arguments.chart in services.OF_ONE_SERVICE:
            raise UsageError("cli.service_missing", received=arguments.chart)
        content = registry.write(package.chart(arguments.chart, connection, view), form, call.settings)
    _write(arguments.out, content)
    call.print_result(text("cli.exported", call.lang, file=arguments.out))
    return 0


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UserError("cli.not_written", file=path, reason=error.strerror or str(error)) from error
