"""``snapshots``: what was published."""

from __future__ import annotations

import argparse
import json

from ozgdash import formats
from ozgdash.cli.command import Call
from ozgdash.cli.parser import add_json
from ozgdash.cli.table import table
from ozgdash.store.entries import SnapshotEntry
from ozgdash.store.snapshots import Store
from ozgdash.texts import Lang, text


def add_arguments(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Only ``--json``."""
    add_json(parser, lang)


def run(call: Call) -> int:
    """Lists the snapshots, the newest first; a star marks the current one."""
    entries = Store(call.settings.snapshots_dir).list()
    if call.arguments.json:
        call.print_result(json.dumps([_object(entry) for entry in entries], ensure_ascii=False))
    elif entries:
        call.print_result(_table(entries, call.lang))
    else:
        call.print_message(text("store.missing", call.lang, folder=call.settings.snapshots_dir))
    return 0


def _object(entry: SnapshotEntry) -> dict[str, object]:
    return {
        "snapshot": entry.id,
        "published_at": entry.published_at.isoformat(),
        "note": entry.note,
        "current": entry.is_current,
        "size": entry.size,
    }


def _table(entries: tuple[SnapshotEntry, ...], lang: Lang) -> str:
    header = [text(f"cli.column_{name}", lang) for name in ("current", "snapshot", "published_at", "size", "note")]
    rows = [
        [
            "*" if entry.is_current else "",
            entry.id,
            formats.moment(entry.published_at, lang),
            f"{formats.number(entry.size / 1_000_000, lang, 1)} MB",
            text("cli.other_format" if entry.is_other_format else "cli.damaged", lang)
            if entry.note is None
            else entry.note,
        ]
        for entry in entries
    ]
    return table(header, rows, right=(3,))
