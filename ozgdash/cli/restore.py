"""``restore``: a backup goes back into the data folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from ozgdash import formats
from ozgdash.cli.command import Call
from ozgdash.texts import Lang, text


def add_arguments(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Which backup, and whether it may go over what is there."""
    parser.add_argument("backup", type=Path, metavar="BACKUP.zip", help=text("cli.help_restore_file", lang))
    parser.add_argument("--replace", action="store_true", help=text("cli.help_restore_replace", lang))


def run(call: Call) -> int:
    """Checks the backup, then puts it in place."""
    from ozgdash.ingest.restore import restore

    report = restore(call.settings, call.arguments.backup, replace=call.arguments.replace)
    if report.left_alone:
        names = ", ".join(report.left_alone[:10])
        call.print_message(text("cli.restore_left_alone", call.lang, count=len(report.left_alone), names=names))
    if report.to_build:
        call.print_message(text("cli.restore_old", call.lang))
    call.print_result(
        text(
            "cli.restored",
            call.lang,
            folder=call.settings.data_dir,
            files=report.files,
            snapshots=report.snapshots,
            current=report.current or formats.DASH,
        )
    )
    return 0
