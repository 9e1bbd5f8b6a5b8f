"""What can change about a service between two days."""

from __future__ import annotations

from enum import StrEnum


class ChangeKind(StrEnum):
    """One kind of change of a service at a partner, from the state on one day to that on another.

    Reached: counted and at Reifegrad 3 or higher, within its own model. Known: a Reifegrad is reported. A service can
    have one kind each of scope (``in_scope``, ``out_of_scope``), of Reifegrad and of plan at the same time, and
    ``rated`` beside ``online``. What happened in between and was undone does not show.
    """

    ONLINE = "online"
    """Counted on both days, reached now and not then (from a lower or an unknown Reifegrad)."""
    FALLEN_BACK = "fallen_back"
    """Counted on both days, reached then and not now (to a lower Reifegrad or to none known)."""
    RAISED = "raised"
    """Counted and known on both days by the same model, a higher Reifegrad on the same side of the target."""
    LOWERED = "lowered"
    """Counted and known on both days by the same model, a lower Reifegrad on the same side of the target."""
    RATED = "rated"
    """Counted on both days, known now and not then."""
    IN_SCOPE = "in_scope"
    """Counted now and not then: newly responsible, newly digitisable, or newly within the filter."""
    OUT_OF_SCOPE = "out_of_scope"
    """Counted then and not now: not responsible or not digitisable any more, or no longer within the filter."""
    PLANNED = "planned"
    """Counted and not reached now, with a planned date now and none then."""
    SLIPPED = "slipped"
    """Counted and not reached now, counted then as well, with a later planned date than then."""
