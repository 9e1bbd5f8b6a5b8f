"""``backup``: the data folder as one file."""

from __future__ import annotations

import argparse
from pathlib import Path

from ozgdash import formats
from ozgdash.cli.command import Call
from ozgdash.texts import Lang, text


def add_arguments(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Where to."""
    parser.add_argument("out", type=Path, metavar="OUT.zip", help=text("cli.help_backup_out", lang))


def run(call: Call) -> int:
    """Writes the ZIP file."""
    from ozgdash.ingest.backup import back_up

    report = back_up(call.settings, call.arguments.out)
    size = formats.number(report.size / 1_000_000, call.lang, 1)
    call.print_result(
        text(
            "cli.backed_up",
            call.lang,
            file=call.arguments.out,
            files=report.files,
            snapshots=report.snapshots,
            current=report.current or formats.DASH,
            size=size,
        )
    )
    return 0
