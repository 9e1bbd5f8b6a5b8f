"""Targets of one's own on the pages; nothing where none was decided."""

from __future__ import annotations

from ozgdash.model.filters import View
from ozgdash.ui import components, data, lists


def shown(view: View) -> None:
    """How the targets stand, and which of them no plan covers."""
    if data.chart("targets", view).empty:
        return
    components.chart("targets", view)
    components.method(data.chart("targets", view))
    if not data.chart("targets_unplanned", view).empty:
        lists.show("targets_unplanned", view)


def changed(view: View) -> None:
    """What happened to targets between the two days."""
    if not data.chart("targets_changes", view).empty:
        lists.show("targets_changes", view)
