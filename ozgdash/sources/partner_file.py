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


def sound_file(source: Source, origin: Origin | None, findings: Findings) -> PartnerFile:
    """What a file that was read without an error says of itself; raises SourceFormatError where ``findings`` has one.

    ``origin``: None where what is missing of it is an error among them.
    """
    findings.take(source.findings)
    findings.raise_errors()
    if origin is None:  # pragma: no cover - what is missing of it is an error above
        raise AssertionError
    return PartnerFile(
        file_name=source.first.file_name,
        sha256=source.first.sha256,
        partner_id=origin.partner_id,
        as_of=origin.as_of,
        example=origin.example,
        findings=findings.all,
    )
