"""``build``: the data folder becomes a snapshot, if there is none for its content."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from ozgdash.cli.command import Call
from ozgdash.cli.findings import as_objects, print_findings
from ozgdash.cli.parser import add_json
from ozgdash.model import days
from ozgdash.texts import Lang, text

if TYPE_CHECKING:
    from ozgdash.ingest import BuildReport


def add_arguments(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Only ``--json``."""
    add_json(parser, lang)


def run(call: Call) -> int:
    """Builds, tells what came of it."""
    from ozgdash.ingest import build

    report = build(call.settings, today=days.today())
    if call.arguments.json:
        call.print_result(_json(report, call.lang))
        return 0
    print_findings(call, report.findings)
    call.print_result(_sentence(report, call.lang))
    return 0


def _json(report: BuildReport, lang: Lang) -> str:
    facts = asdict(report) | {"findings": as_objects(report.findings, lang)}
    facts["snapshot"] = facts.pop("snapshot_id")
    return json.dumps(facts, ensure_ascii=False)


def _sentence(report: BuildReport, lang: Lang) -> str:
    key = "cli.built" if report.published else "cli.built_before"
    head = text(key, lang, snapshot=report.snapshot_id)
    content = [
        text("cli.partners", lang, count=report.partners),
        text("cli.services", lang, count=report.services),
        text("cli.real_sheets", lang, count=report.real_sheets),
        text("cli.example_sheets", lang, count=report.example_sheets),
    ]
    return f"{head}\n{', '.join(content)}."
