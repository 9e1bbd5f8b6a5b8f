"""What every file of one partner and day says of itself, whatever else stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ozgdash.errors import Finding
from ozgdash.sources.detect import Source
from ozgdash.sources.findings import Findings
from ozgdash.sources.head import Origin


@dataclass(frozen=True)
class PartnerFile:
    """Whose a file is and of which day. ``findings`` holds warnings and notices only."""

    file_name: str
    sha256: str
    partner_id: str
    as_of: date
    example: bool
    findings: tuple[Finding, ...]


Facts = tuple[str, str, str, date, bool, tuple[Finding, ...]]
"""The fields of a PartnerFile in their order."""


def facts(source: Source, origin: Origin | None, findings: Findings) -> Facts:
    """What a file that was read without an error says of itself; raises SourceFormatError where ``findings`` has one.

    ``origin``: None where what is missing of it is an error among them.
    """
    findings.take(source.findings)
    findings.raise_errors()
    if origin is None:  # pragma: no cover - what is missing of it is an error above
        raise AssertionError
    return source.first.file_name, source.first.sha256, origin.partner_id, origin.as_of, origin.example, findings.all
