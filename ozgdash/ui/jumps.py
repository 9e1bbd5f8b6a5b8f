"""Leaps between two reports that no event explains, on the data page; nothing where there is none."""

from __future__ import annotations

from ozgdash.model.filters import View
from ozgdash.ui import data, lists


def shown(view: View) -> None:
    """Which numbers leapt from one report to the next, as a list."""
    if not data.chart("jumps", view).empty:
        lists.show("jumps", view)
