"""How many partners a figure can tell apart, and whom it shows where there are more."""

from __future__ import annotations

from dataclasses import replace

from ozgdash.model.cooperation import Partner
from ozgdash.model.filters import View

SEVERAL = 8
"""So many partners a figure shows one by one, each in a colour of its own; more are many."""


def is_large(view: View) -> bool:
    """True for a cooperation of many partners: its figures show distributions."""
    return len(view.cooperation.partners) > SEVERAL


def told_apart(view: View) -> tuple[Partner, ...]:
    """The partners that a figure shows one by one, in the cooperation's order.

    All of the view in a cooperation of a few; in a large one those that somebody chose, and none where nobody or many
    are chosen.
    """
    if not is_large(view):
        return view.partners
    return view.partners if view.filters.chooses_partners and len(view.partners) <= SEVERAL else ()


def crowd(view: View) -> View | None:
    """The view of those whose distribution a figure shows; None in a cooperation of a few.

    That of all partners under the other filters, unless many are chosen: then it is theirs. Where none of the chosen
    ones had joined by the Stand it is that of nobody: the numbers of all would be taken for theirs.
    """
    if not is_large(view):
        return None
    if view.filters.chooses_partners and not 0 < len(view.partners) <= SEVERAL:
        return view
    return replace(view, filters=replace(view.filters, partners=(), groups=()))
