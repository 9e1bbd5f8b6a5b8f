"""Brings a presentation up to date, whatever its format."""

from __future__ import annotations

from ozgdash.export.odf import refresh as of_opendocument
from ozgdash.export.powerpoint import refresh as of_powerpoint
from ozgdash.export.refresh.work import Ask, Refreshed

MARK_OF_ODF = b"mimetypeapplication/vnd.oasis.opendocument"
"""How an OpenDocument file begins, behind the head of its first entry."""
HEAD = 200


def form_of(content: bytes) -> str:
    """In which format a presentation came and leaves: ``odp`` or ``pptx``."""
    return "odp" if MARK_OF_ODF in content[:HEAD] else "pptx"


def refreshed(content: bytes, file: str, ask: Ask, *, list_changes: bool = False) -> Refreshed:
    """The presentation with the numbers of today, in the format in which it came; raises as its writer does."""
    if form_of(content) == "odp":
        return of_opendocument.refreshed(content, file, ask, list_changes=list_changes)
    return of_powerpoint.refreshed(content, file, ask, list_changes=list_changes)
