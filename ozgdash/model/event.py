"""Something that happened on a day and explains what lines over time do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EventKind(StrEnum):
    """What happened."""

    LAW = "law"
    DECISION = "decision"
    SYSTEM = "system"
    OUTAGE = "outage"
    REPORTING = "reporting"
    """What is to be reported, or how, has changed."""


@dataclass(frozen=True)
class Happening:
    """One row of ``data/ereignisse.csv``. ``partner_id`` None: it concerns all.

    An ``example`` leaves with the example data.
    """

    on: date
    kind: EventKind
    partner_id: str | None
    text_de: str
    text_en: str
    source: str | None = None
    example: bool = False
