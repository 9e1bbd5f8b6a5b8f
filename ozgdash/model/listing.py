"""How long the lists of a view may be: those of many partners are cut where a page or a paper shows them."""

from __future__ import annotations

from ozgdash.model.filters import View
from ozgdash.model.many import SEVERAL

LISTED = 50
"""Rows of a list that are shown of many partners."""
IN_FILES = 200_000
"""Rows of such a list in a file for looking up: more than anybody reads, and few enough to be written in a minute."""


def are_many(view: View) -> bool:
    """Whether the view holds more partners than can be shown one by one."""
    return len(view.partners) > SEVERAL


def most(view: View) -> int | None:
    """How many rows a list may have; None: all of them, for few partners. Files for looking up have ``IN_FILES``."""
    if not are_many(view):
        return None
    return IN_FILES if view.whole else LISTED
