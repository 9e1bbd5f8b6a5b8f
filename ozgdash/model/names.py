"""Names that people type, and the two forms of them: the one to be shown and the one to be compared."""

from __future__ import annotations

import unicodedata


def cleaned(name: str) -> str:
    """The name as a reader sees it: NFC, characters without a width left out, every run of white space one blank.

    White space is what Unicode calls so: line breaks and no-break blanks, too. Without a width are the format
    characters (category Cf: soft hyphen, zero-width blanks and joiners, marks of direction). Empty where nothing
    visible is left.
    """
    visible = "".join(character for character in name if unicodedata.category(character) != "Cf")
    return " ".join(unicodedata.normalize("NFC", visible).split())


def folded(name: str) -> str:
    """The form in which two names are compared: names that look alike but for case are the same."""
    return unicodedata.normalize("NFC", cleaned(name).casefold())
