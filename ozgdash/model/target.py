"""A target of one's own: which share is to be done by when, and who decided it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Measure(StrEnum):
    """Of what a target names a share: the counting rules by their keys, and the cases that come in digitally."""

    SERVICE_RG3 = "leistung_rg3"
    BUNDLE_RG2 = "buendel_rg2"
    BUNDLE_ALL_RG3 = "buendel_alle_rg3"
    USE = "nutzung"


class TargetState(StrEnum):
    """How a target stands, the most urgent first."""

    MISSED = "missed"
    """Its day has passed, and it is not reached."""
    BEHIND = "behind"
    """Below the straight line from the decision to the target."""
    UNREPORTED = "unreported"
    """Nobody whom it concerns has reported a Reifegrad of what it counts (use: digital cases), or it counts nothing."""
    HIDDEN = "hidden"
    """The cases are too few to be told, so nothing is computed."""
    ON_THE_WAY = "on_the_way"
    """On or above that line."""
    REACHED = "reached"


@dataclass(frozen=True)
class Target:
    """One row of ``data/ziele.csv``.

    Whom it concerns: one partner (``partner_id``), a group (``group_key``) taken together, or all together where both
    are None. ``share`` is above 0 and at most 1. ``topic``, ``department`` and ``sdg`` (the services that the catalogue
    marks as SDG) narrow what is counted. An ``example`` leaves with the example data.
    """

    id: str
    partner_id: str | None
    group_key: str | None
    measure: Measure
    topic: str | None
    department: str | None
    sdg: bool
    share: float
    due_on: date
    decided_by: str
    decided_on: date
    paper: str | None
    example: bool = False
