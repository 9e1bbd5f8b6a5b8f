"""``refresh``: a presentation that people have worked on, with the numbers of today."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ozgdash.cli.command import Call
from ozgdash.cli.days import day
from ozgdash.cli.files import refuse_other_ending, write_whole
from ozgdash.cli.parser import add_json
from ozgdash.cli.view import stand
from ozgdash.errors import UsageError, UserError
from ozgdash.model import days
from ozgdash.store import read
from ozgdash.store.snapshots import Store
from ozgdash.texts import Lang, text

if TYPE_CHECKING:
    from ozgdash.export.refresh.work import Refreshed


def add_arguments(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Which file, where to, for which day."""
    parser.add_argument("what", choices=("deck",), help=text("cli.help_refresh_what", lang))
    parser.add_argument("old", type=Path, metavar="OLD", help=text("cli.help_refresh_old", lang))
    parser.add_argument("--out", type=Path, metavar="NEW", help=text("cli.help_refresh_out", lang))
    parser.add_argument("--as-of", metavar="D", help=text("cli.help_as_of", lang))
    parser.add_argument("--list-changes", action="store_true", help=text("cli.help_list_changes", lang))
    add_json(parser, lang)


def run(call: Call) -> int:
    """Writes the new file whole or not at all, and prints what changed."""
    from ozgdash.export import refreshing
    from ozgdash.export.refresh.report import lines, plain, summary

    old: Path = call.arguments.old
    content = _content(old)
    if call.arguments.out is not None:
        refuse_other_ending(call.arguments.out, refreshing.form_of(content))
    result = _refreshed(call, old.name, content)
    out = _out(call.arguments.out, old, result.report.after[0])
    write_whole(out, result.content)
    if call.arguments.json:
        call.print_result(json.dumps(plain(result.report, call.lang) | {"file": str(out)}, ensure_ascii=False))
        return 0
    for line in (*lines(result.report, call.lang), summary(result.report, call.lang)):
        call.print_result(line)
    call.print_result(text("cli.exported", call.lang, file=out))
    return 0


def _content(old: Path) -> bytes:
    try:
        return old.read_bytes()
    except OSError as error:
        raise UserError("refresh.not_read", file=old, reason=error.strerror or str(error)) from error


def _refreshed(call: Call, name: str, content: bytes) -> Refreshed:
    from ozgdash.export import refreshing
    from ozgdash.export.refresh.renewed import Today, renewed

    asked = day(call.arguments.as_of)
    current, connection = Store(call.settings.snapshots_dir).open_current()
    with closing(connection):
        info = read.snapshot_info(connection, current.path)
        as_of = stand(asked, info, days.today(), call.lang)
        today = Today(connection, read.cooperation(connection), info, as_of)
        return refreshing.refreshed(
            content, name, lambda *asked: renewed(today, *asked), list_changes=call.arguments.list_changes
        )


def _out(asked: Path | None, old: Path, as_of: date) -> Path:
    """Where the new file goes: beside the old one under a name with its Stand, where nobody says another place.

    Raises UsageError where such a file is there already: it may be somebody's.
    """
    own = f"{old.stem}_{as_of.isoformat()}{old.suffix}"
    if asked is not None:
        return asked / own if asked.is_dir() else asked
    path = old.with_name(own)
    if path.exists():
        raise UsageError("refresh.is_there", file=path)
    return path
