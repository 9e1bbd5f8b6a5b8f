"""What the portals show of the partners beside what they show of others; nothing where nobody is compared."""

from __future__ import annotations

from ozgdash.model.filters import View
from ozgdash.ui import components


def shown(view: View) -> None:
    """The chart, where ``cooperation.toml`` names somebody to compare with."""
    if view.cooperation.peers:
        components.chart("comparison", view)
