"""Words from files as Markdown: on a page they are characters, never markup."""

from __future__ import annotations

MARKDOWN = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]<>#+-!|~$:"})


def plain(sentence: str) -> str:
    """The sentence as Markdown that shows exactly its characters."""
    return sentence.translate(MARKDOWN)
