"""``import``: a status sheet, a list of services or an outside view becomes part of a new snapshot."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ozgdash import formats
from ozgdash.cli.command import Call
from ozgdash.cli.days import day
from ozgdash.cli.findings import as_objects, print_findings
from ozgdash.cli.parser import add_json
from ozgdash.model import days
from ozgdash.texts import Lang, text

if TYPE_CHECKING:
    from ozgdash.ingest import ImportReport
    from ozgdash.ingest.difference import ServiceChange
    from ozgdash.ingest.use_difference import UseDifference


def add_arguments(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """The file, whose and of which day it is, whether to publish."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help=text("cli.help_file", lang))
    parser.add_argument("--partner", metavar="P", help=text("cli.help_sheet_partner", lang))
    parser.add_argument("--as-of", metavar="D", help=text("cli.help_sheet_as_of", lang))
    parser.add_argument("--note", default="", metavar="TEXT", help=text("cli.help_note", lang))
    parser.add_argument("--reason", default="", metavar="TEXT", help=text("cli.help_reason", lang))
    parser.add_argument("--dry-run", action="store_true", help=text("cli.help_dry_run", lang))
    add_json(parser, lang)


def run(call: Call) -> int:
    """Imports all of the files or none, tells what came of it."""
    from ozgdash.ingest import import_files
    from ozgdash.model.rights import at_the_machine

    files = call.arguments.files
    reports = import_files(
        call.settings,
        files,
        by=at_the_machine(),
        today=days.today(),
        partner=call.arguments.partner,
        as_of=day(call.arguments.as_of),
        dry_run=call.arguments.dry_run,
        note=call.arguments.note,
        reason=call.arguments.reason,
    )
    if call.arguments.json:
        facts = [import_facts(report, call.lang) for report in reports]
        call.print_result(json.dumps(facts if len(files) > 1 else facts[0], ensure_ascii=False))
        return 0
    for report in reports:
        print_findings(call, report.findings)
        for line in import_lines(report, call.lang):
            call.print_result(line)
    return 0


def import_facts(report: ImportReport, lang: Lang) -> dict[str, Any]:
    """The report for ``--json``."""
    facts = asdict(report) | {
        "kind": report.kind.value,
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "findings": as_objects(report.findings, lang),
        "breaches": as_objects(report.breaches, lang),
        "difference": report.difference.counts() if report.difference else None,
        "changes": [_change(change) for change in report.difference.changes] if report.difference else None,
        "use": _use(report.use) if report.use else None,
    }
    facts["snapshot"] = facts.pop("snapshot_id")
    facts["partner"] = facts.pop("partner_id")
    return facts


def _change(change: ServiceChange) -> dict[str, Any]:
    """A changed service; days as ISO dates."""
    values = {
        field.field: {side: _plain(getattr(field, side)) for side in ("before", "after")} for field in change.fields
    }
    return {"service_id": change.service_id, "name": change.name, "kinds": list(change.kinds), "fields": values}


def _use(found: UseDifference) -> dict[str, Any]:
    """The months that are new, changed and the same; the changed ones with their numbers."""
    changes = [
        {"service_id": change.after.service_id, "name": change.name, "month": f"{change.month:%Y-%m}"}
        | {
            name: {"before": getattr(change.before, name), "after": getattr(change.after, name)}
            for name in ("cases", "cases_digital")
        }
        for change in found.changes
    ]
    first, last = f"{found.earliest:%Y-%m}", f"{found.latest:%Y-%m}"
    return {"new": found.new, "same": found.same, "first": first, "last": last, "changes": changes}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def import_lines(report: ImportReport, lang: Lang) -> list[str]:
    """The report in sentences: what is in the file first, what came of it last."""
    return [
        _content(report, lang),
        *_changes(report, lang),
        *_components(report, lang),
        *_examples(report, lang),
        _outcome(report, lang),
    ]


def _content(report: ImportReport, lang: Lang) -> str:
    if report.kind.value in ("components", "use"):
        return text(
            f"cli.{report.kind.value}_content",
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
    if report.kind.is_outside_view:
        return text(
            "cli.outside_content",
            lang,
            file=report.file_name,
            partner=report.partner_id,
            day=formats.day(report.as_of, lang),
            rows=formats.number(report.rows, lang),
            left_out=formats.number(report.rows_left_out, lang),
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


def _changes(report: ImportReport, lang: Lang) -> list[str]:
    """How many services change in which way, where something was known before."""
    from ozgdash.ingest import difference_wording, use_wording

    if report.use is not None:
        return [use_wording.summary(report.use, lang)]
    found = report.difference
    return [] if found is None or found.first else [difference_wording.summary(found, lang)]


def _components(report: ImportReport, lang: Lang) -> list[str]:
    if report.kind.value == "status_sheet" and report.components:
        number, changed = (formats.number(value, lang) for value in (report.components, report.components_changed))
        return [text("cli.sheet_components", lang, count=report.components, number=number, changed=changed)]
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
