"""The tabs of one file that are read as one table, each with its header row and its own findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ozgdash.errors import SourceFormatError
from ozgdash.sources.findings import Findings
from ozgdash.sources.header import Header
from ozgdash.sources.tables import Sheet


@dataclass(frozen=True)
class Part:
    """A tab, where its columns stand, and what is found in it."""

    sheet: Sheet
    header: Header
    findings: Findings


def read_parts(
    sheets: Iterable[Sheet], header_of: Callable[[Sheet, Findings], Header], findings: Findings
) -> tuple[Part, ...]:
    """The tabs whose header ``header_of`` finds. What is wrong with the others stands in ``findings``."""
    parts = []
    for sheet in sheets:
        own = Findings(sheet.file_name, sheet=sheet.name)
        try:
            parts.append(Part(sheet, header_of(sheet, own), own))
        except SourceFormatError:
            findings.join(own)  # it holds what the exception names
    return tuple(parts)
