"""``check-template``: what would be used of a house's template for what, and what is missing."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ozgdash.cli.command import Call
from ozgdash.cli.parser import add_json
from ozgdash.errors import UsageError, UserError
from ozgdash.texts import Lang, text

ENDINGS = (".pdf", ".png")


def add_arguments(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Which template, and where a picture of its layouts goes."""
    parser.add_argument("template", metavar="FILE", help=text("cli.help_check_file", lang))
    parser.add_argument("--out", type=Path, metavar="PATH", help=text("cli.help_check_out", lang))
    add_json(parser, lang)


def run(call: Call) -> int:
    """Exit code 0 where the template can be used; why it cannot is an error of its own."""
    from ozgdash.export.templates import report, sheet
    from ozgdash.export.templates.kept import read_template, template_path
    from ozgdash.export.typst import typesetting
    from ozgdash.sources.cooperation import read_cooperation

    out: Path | None = call.arguments.out
    if out is not None and out.suffix.lower() not in ENDINGS:
        raise UsageError("templates.sheet_ending", received=out.name)
    content, file = read_template(template_path(call.settings.data_dir, call.arguments.template))
    partners = read_cooperation(call.settings.data_dir / "cooperation.toml").partners
    found = report.examined(content, file, partners, typesetting.families())
    if out is not None:
        _write(out, sheet.picture(found, out.suffix.lower().removeprefix("."), call.lang))
    if call.arguments.json:
        call.print_result(json.dumps(report.facts(found, call.lang), ensure_ascii=False))
        return 0
    for line in report.lines(found, call.lang):
        call.print_result(line)
    if out is not None:
        call.print_result(text("templates.sheet_written", call.lang, file=out))
    return 0


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UserError("cli.not_written", file=path, reason=error.strerror or str(error)) from error
