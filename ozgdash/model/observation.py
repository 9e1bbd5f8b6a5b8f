"""What a partner reported of one service on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """How far the work on a service is, apart from its maturity."""

    NOT_STARTED = "not_started"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    TESTING = "testing"
    ONLINE = "online"
    DEFERRED = "deferred"


class Obstacle(StrEnum):
    """What is in the way of a service, or why it cannot be digitised."""

    LEGAL = "legal"
    TECHNICAL = "technical"
    WRITTEN_FORM = "written_form"
    STAFF = "staff"
    AWAITS_EFA = "awaits_efa"
    AWAITS_STATE_OR_PROVIDER = "awaits_state_or_provider"
    NOT_ECONOMICAL = "not_economical"


class Standing(StrEnum):
    """Where a service stands in a partner's count; exactly one at any time."""

    COUNTED = "counted"
    """In the denominator: in responsibility and digitisable."""
    NOT_RESPONSIBLE = "not_responsible"
    NOT_DIGITISABLE = "not_digitisable"


MATURITY_LEVELS = {"1.1": range(5), "2.0": range(8)}
"""The levels of each Reifegrad model; labels and sources stand in ``data/reifegrad.csv``."""
DEFAULT_MATURITY_MODEL = "1.1"


@dataclass(frozen=True)
class Observation:
    """One row of a status sheet. It replaces the whole former state of the service at this partner.

    ``responsible`` None: the catalogue decides. ``digitisable`` None counts as yes. ``maturity`` None: unknown.
    ``row`` is the row in the file it came from.
    """

    service_id: str
    responsible: bool | None = None
    digitisable: bool | None = None
    obstacle: Obstacle | None = None
    maturity: int | None = None
    maturity_model: str | None = None
    stage: Stage | None = None
    planned_on: date | None = None
    department: str | None = None
    url: str | None = None
    efa_stage: str | None = None
    remark: str | None = None
    row: int | None = None
