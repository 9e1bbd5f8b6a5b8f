"""The number that a council gives to a paper (Vorlage), as people write it and as it stands in the name of a file."""

from __future__ import annotations

import re

from ozgdash.errors import UsageError
from ozgdash.model.names import cleaned

MAX_CHARACTERS = 30
ALLOWED = re.compile(r"[^\W_][\w ./()-]*")
"""Letters, digits, blanks and the signs that councils part their numbers with: 26-12345, 2026/0123, BV 12.3 (neu)."""
DASHES = re.compile("[\u2010-\u2015\u2212]")
"""What a word processor makes of a hyphen."""
TITLE = re.compile(r"^(?:vorlagen?(?:[ -]?nr\b\.?|nummer\b|\b)[ :.]*)+", re.IGNORECASE)
"""The word before the number, which the documents set themselves."""


def paper_number(written: str) -> str:
    """The number without the word Vorlage, in one line; empty where nothing was written.

    Raises UsageError where it has no digit, is too long or holds a sign that no council's number has.
    """
    number = TITLE.sub("", DASHES.sub("-", cleaned(written)), count=1) if written else ""
    if not number:
        return ""
    if len(number) > MAX_CHARACTERS or not ALLOWED.fullmatch(number) or not re.search("[0-9]", number):
        raise UsageError("council.paper_refused", received=cleaned(written)[:80], most=MAX_CHARACTERS)
    return number
