"""What a reader chose to see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from ozgdash.model.cooperation import Cooperation, Deadline, Partner
from ozgdash.texts import Lang


class Rule(StrEnum):
    """Zählweise: what counts as done, out of what (DESIGN: the three rules of the field)."""

    SERVICE_RG3 = "leistung_rg3"
    """Single services at Reifegrad >= 3 of the services in the denominator."""
    BUNDLE_RG2 = "buendel_rg2"
    """OZG-Leistungen with at least one service at Reifegrad >= 2 (the federal dashboard's rule)."""
    BUNDLE_ALL_RG3 = "buendel_alle_rg3"
    """OZG-Leistungen all of whose services in the denominator are at Reifegrad >= 3."""

    @property
    def unit(self) -> str:
        """``service`` or ``bundle``: figures of different units never share an axis."""
        return "service" if self is Rule.SERVICE_RG3 else "bundle"

    @property
    def threshold(self) -> int:
        """The lowest Reifegrad that counts as done."""
        return 2 if self is Rule.BUNDLE_RG2 else 3


@dataclass(frozen=True)
class Filters:
    """The filter of one view. Empty tuples mean: all. ``deadline`` is a key of the cooperation's deadlines."""

    as_of: date
    rule: Rule = Rule.SERVICE_RG3
    partners: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    deadline: str | None = None

    def at(self, as_of: date) -> Self:
        """The same filter on another day."""
        return replace(self, as_of=as_of)


@dataclass(frozen=True)
class SnapshotInfo:
    """The facts about the data behind a figure.

    ``newest_observation`` and ``oldest_observation`` are None while no partner has reported anything.
    """

    id: str
    published_at: datetime
    newest_observation: date | None
    oldest_observation: date | None
    example_data: bool


@dataclass(frozen=True)
class View:
    """One reader's look at one snapshot: everything a figure needs besides its numbers."""

    filters: Filters
    lang: Lang
    cooperation: Cooperation
    snapshot: SnapshotInfo

    @property
    def partners(self) -> tuple[Partner, ...]:
        """The chosen partners that had joined by the Stand, in the cooperation's order."""
        chosen = self.filters.partners
        return tuple(
            partner
            for partner in self.cooperation.partners
            if (not chosen or partner.id in chosen) and partner.joined_on <= self.filters.as_of
        )

    @property
    def deadline(self) -> Deadline:
        """The deadline this view measures against."""
        return self.cooperation.deadline(self.filters.deadline)

    @property
    def days_past_deadline(self) -> int:
        """Days from the deadline to the Stand; negative while it lies ahead."""
        return (self.filters.as_of - self.deadline.date).days
