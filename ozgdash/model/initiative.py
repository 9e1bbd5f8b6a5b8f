"""What the partners do together, and what they ask of others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ozgdash.model.component import ComponentArea


class InitiativeState(StrEnum):
    """How far a joint initiative is, in the order of a board."""

    IDEA = "idea"
    PLANNED = "planned"
    RUNNING = "running"
    RESTING = "resting"
    DONE = "done"


class AskAddressee(StrEnum):
    """Of whom something is asked."""

    STATE = "state"
    PROVIDER = "provider"
    FEDERATION = "federation"
    INTERNAL = "internal"


@dataclass(frozen=True)
class Initiative:
    """One row of ``data/initiativen.csv``. ``lead`` and ``members`` are ids of partners.

    ``area`` None: across the areas. ``ask`` is what the initiative needs of ``addressee``; both or neither are given.
    """

    id: str
    title: str
    area: ComponentArea | None
    lead: str | None
    members: tuple[str, ...]
    state: InitiativeState
    since: date | None
    goal: str | None
    addressee: AskAddressee | None
    ask: str | None
    example: bool = False
