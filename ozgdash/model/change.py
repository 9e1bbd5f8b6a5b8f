"""What can change about a service between two days, or by a sheet: one list of kinds, named in one way everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ChangeKind(StrEnum):
    """One kind of change of a service at a partner, from one state to another; their order is that of every list.

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
    OTHER_MODEL = "other_model"
    """Counted and known on both days, on the same side of the target, by two models: their levels do not compare."""
    RATED = "rated"
    """Counted on both days, known now and not then."""
    UNRATED = "unrated"
    """Counted on both days, known and not reached then, not known now."""
    IN_SCOPE = "in_scope"
    """Counted now and not then: newly responsible, newly digitisable, or newly within the filter."""
    OUT_OF_SCOPE = "out_of_scope"
    """Counted then and not now: not responsible or not digitisable any more, or no longer within the filter."""
    PLANNED = "planned"
    """Counted and not reached now, with a planned date now and none then."""
    SLIPPED = "slipped"
    """Counted and not reached now, counted then as well, with a later planned date than then."""
    BROUGHT_FORWARD = "brought_forward"
    """Counted and not reached now, counted then as well, with an earlier planned date than then."""
    UNPLANNED = "unplanned"
    """Counted and not reached now, counted then as well, with a planned date then and none now."""
    OTHER = "other"
    """None of the others, but a sheet says something else than what was known; not looked for between two days."""


BETWEEN_DAYS = tuple(kind for kind in ChangeKind if kind is not ChangeKind.OTHER)
"""The kinds that are looked for between two days; those of SQL are the same (``metrics/sql/changes.sql``)."""
PLAN_KINDS = (ChangeKind.PLANNED, ChangeKind.SLIPPED, ChangeKind.BROUGHT_FORWARD, ChangeKind.UNPLANNED)


@dataclass(frozen=True)
class Situation:
    """What decides the kinds: whether the service is counted, its Reifegrad (None: unknown) and its planned date."""

    counted: bool
    maturity: int | None
    model: str | None
    planned_on: date | None

    def reached(self, target: int) -> bool:
        """Counted, and at ``target`` or higher."""
        return self.counted and self.maturity is not None and self.maturity >= target


def kinds_between(before: Situation, after: Situation, *, target: int) -> tuple[ChangeKind, ...]:
    """The kinds of change from one situation to the other, in their order; ``target``: the Reifegrad to be reached."""
    found = {*_of_maturity(before, after, target), *_of_scope(before, after), *_of_plan(before, after, target)}
    return tuple(kind for kind in BETWEEN_DAYS if kind in found)


def _of_maturity(before: Situation, after: Situation, target: int) -> Iterator[ChangeKind]:
    if not (before.counted and after.counted):
        return
    was, now = before.reached(target), after.reached(target)
    if was != now:
        yield ChangeKind.ONLINE if now else ChangeKind.FALLEN_BACK
    if before.maturity is None:
        if after.maturity is not None:
            yield ChangeKind.RATED
    elif after.maturity is None:
        if not was:
            yield ChangeKind.UNRATED
    elif was == now and before.model != after.model:
        yield ChangeKind.OTHER_MODEL
    elif was == now and before.maturity != after.maturity:
        yield ChangeKind.RAISED if after.maturity > before.maturity else ChangeKind.LOWERED


def _of_scope(before: Situation, after: Situation) -> Iterator[ChangeKind]:
    if before.counted != after.counted:
        yield ChangeKind.IN_SCOPE if after.counted else ChangeKind.OUT_OF_SCOPE


def _of_plan(before: Situation, after: Situation, target: int) -> Iterator[ChangeKind]:
    then, now = before.planned_on, after.planned_on
    if then == now or not after.counted or after.reached(target):
        return
    if then is None:
        yield ChangeKind.PLANNED
    elif before.counted and now is None:
        yield ChangeKind.UNPLANNED
    elif before.counted and now is not None:
        yield ChangeKind.SLIPPED if now > then else ChangeKind.BROUGHT_FORWARD
