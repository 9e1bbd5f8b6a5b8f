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
    ``resolution``: which decision it rests on, in words; ``status_on``: since when ``state`` holds; ``due_on``: by when
    it is to be done; costs in euros, to the cent. None: nobody said.
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
    resolution: str | None = None
    status_on: date | None = None
    due_on: date | None = None
    cost_planned: float | None = None
    cost_actual: float | None = None
