"""Findings as lines for people and as objects for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ozgdash.cli.command import Call
from ozgdash.errors import Finding, PlausibilityError, SourceFormatError, UserError
from ozgdash.texts import Lang, text


def print_findings(call: Call, findings: Iterable[Finding]) -> None:
    """One line per finding on standard error, in the order of the file."""
    for finding in findings:
        severity = text(f"cli.{finding.severity}", call.lang)
        call.print_message(f"{severity}: {finding.message(call.lang)}")


def error_facts(error: UserError, lang: Lang) -> dict[str, Any]:
    """An error for ``--json``: its sentence; of a file that is refused also everything that was found in it."""
    if isinstance(error, SourceFormatError):
        findings = as_objects(error.findings, lang)
        return {"file_name": error.file_name, "published": False, "error": error.headline(lang), "findings": findings}
    if isinstance(error, PlausibilityError):
        return {"published": False, "error": error.message(lang), "findings": as_objects(error.findings, lang)}
    return {"error": error.message(lang)}


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
