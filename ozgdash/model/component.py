"""What a partner's services run on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ComponentArea(StrEnum):
    """The four areas in which the partners can share something."""

    BASE_SERVICE = "base_service"
    ONLINE_SERVICE = "online_service"
    SPECIALIST = "specialist"
    INTERFACE = "interface"


class ComponentStatus(StrEnum):
    """Where a component is in its life."""

    PLANNED = "planned"
    INTRODUCING = "introducing"
    IN_USE = "in_use"
    REPLACED = "replaced"


@dataclass(frozen=True)
class Component:
    """One row of a partner's list of components; the whole list is its inventory on that day.

    ``name`` says what it is for ("Einwohnerwesen") and is what partners are compared by within an area; ``product``
    says what is used for it. ``domain``: OZG-IDs and Themenfelder it serves, separated by ", ". None: not known.
    """

    area: ComponentArea
    name: str
    product: str | None = None
    version: str | None = None
    provider: str | None = None
    contract_end: date | None = None
    status: ComponentStatus | None = None
    domain: str | None = None
    row: int | None = None
