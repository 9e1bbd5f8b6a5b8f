"""What a partner reported of one service on one day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Self


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


class Priority(StrEnum):
    """How urgent a partner calls a service."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Standing(StrEnum):
    """Where a service stands in a partner's count; exactly one at any time."""

    COUNTED = "counted"
    """In the denominator: in responsibility and digitisable."""
    NOT_RESPONSIBLE = "not_responsible"
    NOT_DIGITISABLE = "not_digitisable"


MATURITY_LEVELS = {"1.1": range(5), "2.0": range(8)}
"""The levels of each Reifegrad model; labels and sources stand in ``data/reifegrad.csv``."""
DEFAULT_MATURITY_MODEL = "1.1"
OPTIONAL = {
    "cases_per_year": "cases_given",
    "cases_digital_per_year": "cases_digital_given",
    "handling_days": "handling_given",
    "backlog": "backlog_given",
    "priority": "priority_given",
}
"""Values of an observation whose column a sheet may leave out -> what says whether it had it."""


@dataclass(frozen=True)
class Observation:
    """One row of a status sheet. It replaces the whole former state of the service at this partner.

    ``responsible`` None: the catalogue decides. ``digitisable`` None counts as yes. ``maturity`` None: unknown.
    ``row`` is the row in the file it came from. ``cases_per_year``, ``cases_digital_per_year`` (those of them that came
    in through an online service), ``handling_days`` (median, calendar days), ``backlog`` (open cases) and ``priority``
    come from optional columns: where the sheet has no such column (``…_given`` False) the former value stays.
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
    cases_per_year: int | None = None
    cases_digital_per_year: int | None = None
    handling_days: float | None = None
    backlog: int | None = None
    priority: Priority | None = None
    row: int | None = None
    cases_given: bool = field(default=True, compare=False)
    cases_digital_given: bool = field(default=True, compare=False)
    handling_given: bool = field(default=True, compare=False)
    backlog_given: bool = field(default=True, compare=False)
    priority_given: bool = field(default=True, compare=False)

    def continuing(self, former: Self | None) -> Self:
        """What holds after this report: a value that its sheet has no column for stays as it was.

        More digital cases than cases contradict each other; then the digital ones are not known.
        """
        kept = (
            {}
            if former is None
            else {name: getattr(former, name) for name, given in OPTIONAL.items() if not getattr(self, given)}
        )
        after = replace(self, **kept)
        cases, digital = after.cases_per_year, after.cases_digital_per_year
        contradicts = cases is not None and digital is not None and digital > cases
        return replace(after, cases_digital_per_year=None) if contradicts else after
