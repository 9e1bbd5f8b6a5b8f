"""``rollback``: another snapshot becomes the current one."""

from __future__ import annotations

import argparse

from ozgdash.cli.command import Call
from ozgdash.store.snapshots import Store
from ozgdash.texts import Lang, text


def add_arguments(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Which one."""
    parser.add_argument("snapshot", metavar="ID", help=text("cli.help_rollback_id", lang))


def run(call: Call) -> int:
    """Checks the snapshot and makes it current."""
    target = Store(call.settings.snapshots_dir).rollback(call.arguments.snapshot)
    call.print_result(text("cli.rolled_back", call.lang, snapshot=target.id))
    return 0
