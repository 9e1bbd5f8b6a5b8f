"""``verify``: is a snapshot what was published, and does its content hold together?"""

from __future__ import annotations

import argparse
import json

from ozgdash.cli.command import Call
from ozgdash.cli.findings import as_objects, print_findings
from ozgdash.cli.parser import add_json
from ozgdash.store.snapshots import Store
from ozgdash.texts import Lang, text


def add_arguments(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Which one; none: the current one."""
    parser.add_argument("snapshot", metavar="ID", nargs="?", help=text("cli.help_verify_id", lang))
    add_json(parser, lang)


def run(call: Call) -> int:
    """Exit code 0 where everything is sound, else 1 with one line per fault."""
    store = Store(call.settings.snapshots_dir)
    file, problems = store.verified(call.arguments.snapshot)
    if call.arguments.json:
        facts = {"snapshot": file.id, "sound": not problems, "findings": as_objects(problems, call.lang)}
        call.print_result(json.dumps(facts, ensure_ascii=False))
    else:
        print_findings(call, problems)
        call.print_result(text("cli.unsound" if problems else "cli.sound", call.lang, snapshot=file.id))
    return 1 if problems else 0
