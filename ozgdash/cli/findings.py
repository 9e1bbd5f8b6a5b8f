"""Findings as lines for people and as objects for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ozgdash.cli.command import Call
from ozgdash.errors import Finding, SourceFormatError
from ozgdash.texts import Lang, text


def print_findings(call: Call, findings: Iterable[Finding]) -> None:
    """One line per finding on standard error, in the order of the file."""
    for finding in findings:
        severity = text(f"cli.{finding.severity}", call.lang)
        call.print_message(f"{severity}: {finding.message(call.lang)}")


def refusal_facts(error: SourceFormatError, lang: Lang) -> dict[str, Any]:
    """A refused file for ``--json``: everything that was found in it."""
    findings = as_objects(error.findings, lang)
    return {"file_name": error.file_name, "published": False, "error": error.headline(lang), "findings": findings}


def as_objects(findings: Iterable[Finding], lang: Lang) -> list[dict[str, Any]]:
    """For ``--json``: severity, key, sheet, row, column and the sentence."""
    return [
        {
            "severity": finding.severity,
            "key": finding.key,
            "sheet": finding.sheet,
            "row": finding.row,
            "column": finding.column,
            "message": finding.message(lang),
        }
        for finding in findings
    ]
