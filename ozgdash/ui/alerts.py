"""Bounds that are passed, on the data page; nothing where none is."""

from __future__ import annotations

from ozgdash.model.filters import View
from ozgdash.ui import data, lists


def shown(view: View) -> None:
    """Which bound is passed where, as a list."""
    if not data.chart("alerts", view).empty:
        lists.show("alerts", view)
