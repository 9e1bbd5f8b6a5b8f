"""``import``: a status sheet or a list of services becomes part of a new snapshot."""

from __future__ import annotations

import argparse
import getpass
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ozgdash import formats
from ozgdash.cli.command import Call
from ozgdash.cli.days import day
from ozgdash.cli.findings import as_objects, print_findings
from ozgdash.cli.parser import add_json
from ozgdash.texts import Lang, text

if TYPE_CHECKING:
    from ozgdash.ingest import ImportReport


def add_arguments(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The file, whose and of which day it is, whether to publish."""
    parser.add_argument("file", type=Path, metavar="FILE", help=text("cli.help_file", lang))
    parser.add_argument("--partner", metavar="P", help=text("cli.help_sheet_partner", lang))
    parser.add_argument("--as-of", metavar="D", help=text("cli.help_sheet_as_of", lang))
    parser.add_argument("--note", default="", metavar="TEXT", help=text("cli.help_note", lang))
    parser.add_argument("--reason", default="", metavar="TEXT", help=text("cli.help_reason", lang))
    parser.add_argument("--dry-run", action="store_true", help=text("cli.help_dry_run", lang))
    add_json(parser, lang)


def run(call: Call) -> int:
    """Imports, tells what came of it."""
    from ozgdash.ingest import import_file

    report = import_file(
        call.settings,
        call.arguments.file,
        imported_by=_user(),
        today=date.today(),
        partner=call.arguments.partner,
        as_of=day(call.arguments.as_of),
        dry_run=call.arguments.dry_run,
        note=call.arguments.note,
        reason=call.arguments.reason,
    )
    if call.arguments.json:
        call.print_result(_json(report, call.lang))
        return 0
    print_findings(call, report.findings)
    for line in _lines(report, call.lang):
        call.print_result(line)
    return 0


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return "?"


def _json(report: ImportReport, lang: Lang) -> str:
    facts = asdict(report) | {
        "kind": report.kind.value,
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "findings": as_objects(report.findings, lang),
        "breaches": as_objects(report.breaches, lang),
        "difference": report.difference.counts() if report.difference else None,
    }
    facts["snapshot"] = facts.pop("snapshot_id")
    facts["partner"] = facts.pop("partner_id")
    return json.dumps(facts, ensure_ascii=False)


def _lines(report: ImportReport, lang: Lang) -> list[str]:
    return [_content(report, lang), *_components(report, lang), *_examples(report, lang), _outcome(report, lang)]


def _content(report: ImportReport, lang: Lang) -> str:
    if report.kind.value == "components":
        return text(
            "cli.components_content",
            lang,
            file=report.file_name,
            partner=report.partner_id,
            day=formats.day(report.as_of, lang) if report.as_of else "",
            rows=formats.number(report.rows, lang),
            changed=formats.number(report.changed, lang),
        )
    if report.as_of is None:
        return text(
            "cli.catalogue_content",
            lang,
            file=report.file_name,
            rows=formats.number(report.rows, lang),
            left_out=formats.number(report.rows_left_out, lang),
            added=formats.number(report.services_added, lang),
            updated=formats.number(report.services_updated, lang),
            kept=formats.number(report.services_kept, lang),
        )
    return text(
        "cli.sheet_content",
        lang,
        file=report.file_name,
        partner=report.partner_id,
        day=formats.day(report.as_of, lang),
        rows=formats.number(report.rows, lang),
        changed=formats.number(report.changed, lang),
    )


def _components(report: ImportReport, lang: Lang) -> list[str]:
    if report.kind.value == "status_sheet" and report.components:
        return [text("cli.sheet_components", lang, count=report.components)]
    return []


def _examples(report: ImportReport, lang: Lang) -> list[str]:
    if report.example:
        return [text("cli.sheet_is_example", lang)]
    if report.examples_removed and not report.already_imported:
        key = "cli.examples_would_go" if report.dry_run else "cli.examples_removed"
        return [text(key, lang, count=report.examples_removed)]
    return []


def _outcome(report: ImportReport, lang: Lang) -> str:
    if report.already_imported:
        key = "already_imported" if report.as_of else "nothing_new"
    else:
        key = "dry_run_done" if report.dry_run else "imported"
    return text(f"cli.{key}", lang, snapshot=report.snapshot_id)
