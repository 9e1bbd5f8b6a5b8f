"""What a reader chose to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

from ozgdash.model.cooperation import Cooperation, Deadline, Partner
from ozgdash.model.days import month_end, months_later
from ozgdash.model.service import Addressee
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


WHOLE_SCOPE, SDG_SCOPE = "#all", "#sdg"
"""Stand for a deadline where there is none: all services, or those marked as SDG. No deadline has such a key."""


@dataclass(frozen=True)
class Filters:
    """The filter of one view. Empty tuples mean: all. ``deadline`` is a key of the cooperation's deadlines.

    ``partners`` (ids) and ``groups`` (keys of the cooperation's groups) together choose partners; where both are empty,
    all of them.
    """

    as_of: date
    rule: Rule = Rule.SERVICE_RG3
    partners: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    deadline: str | None = None
    groups: tuple[str, ...] = ()

    @property
    def chooses_partners(self) -> bool:
        """True where not all partners are meant."""
        return bool(self.partners or self.groups)

    def at(self, as_of: date) -> Self:
        """The same filter on another day."""
        return replace(self, as_of=as_of)

    def without(self, names: Sequence[str]) -> Self:
        """The filter without those that do not apply, by the names in APPLICABLE; the Stand stays."""
        fields = [field for name, several in APPLICABLE.items() if name not in names for field in several]
        kept: dict[str, Any] = {field: getattr(self, field) for field in fields}
        return type(self)(self.as_of, **kept)


APPLICABLE = {
    "partner": ("partners", "groups"),
    "rule": ("rule",),
    "topic": ("topics",),
    "department": ("departments",),
    "addressee": ("addressees",),
    "deadline": ("deadline",),
}
"""Filters that a page can do without, and their fields."""


ADDRESSEES = (Addressee.CITIZENS.value, Addressee.BUSINESSES.value)
"""Whom a filter can ask for; services for both belong to either."""
PACES = (6, 12, 24)
"""Over how many of the last months a pace can be taken."""
DEFAULT_PACE = 12
USE_LIMITS = (10, 20, 30, 50)
"""Per cent of digital cases below which a service that is online counts as not used."""
DEFAULT_USE_LIMIT = 20
COMPARED_MONTHS = 3
"""How far back a comparison goes where nobody chose a day."""
TARGET_YEARS = 3
"""How far ahead the target date lies where nobody chose one and the deadline has passed."""


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
    """One reader's look at one snapshot: everything a figure needs besides its numbers.

    ``compare_on`` is before the Stand, ``target_on`` after it; None means that nobody chose a day. ``service`` is the
    id of the one service that is looked at; None: no one is. ``use_below``: one of USE_LIMITS. ``takeover``: ids of the
    services that every partner is thought to take over; none: all that there are. ``whole``: lists hold every row,
    however many partners there are; so asks a file for looking up, never a page.
    """

    filters: Filters
    lang: Lang
    cooperation: Cooperation
    snapshot: SnapshotInfo
    compare_on: date | None = None
    target_on: date | None = None
    pace_months: int = DEFAULT_PACE
    use_below: int = DEFAULT_USE_LIMIT
    service: str | None = None
    takeover: tuple[str, ...] = ()
    whole: bool = False

    @cached_property
    def partners(self) -> tuple[Partner, ...]:
        """The chosen partners that had joined by the Stand, in the cooperation's order."""
        asked = self.chosen if self.filters.chooses_partners else self.cooperation.partners
        return tuple(partner for partner in asked if partner.joined_on <= self.filters.as_of)

    @cached_property
    def chosen(self) -> tuple[Partner, ...]:
        """The partners that the filter names, by themselves or by a group, also those that had not joined yet."""
        return self.cooperation.members(self.filters.partners, self.filters.groups)

    @property
    def deadline(self) -> Deadline:
        """The deadline this view measures against."""
        return self.cooperation.deadline(self.filters.deadline)

    @property
    def compared(self) -> date:
        """The day to compare with: the chosen one, else the month end three months before the Stand."""
        return self.compare_on or months_later(self.filters.as_of, -COMPARED_MONTHS)

    @property
    def target(self) -> date:
        """The day to reach: the chosen one, else the deadline, after it the end of the third year after the Stand."""
        if self.target_on is not None:
            return self.target_on
        if self.days_past_deadline < 0:
            return self.deadline.date
        return month_end(date(self.filters.as_of.year + TARGET_YEARS, 12, 1))

    @property
    def days_past_deadline(self) -> int:
        """Days from the deadline to the Stand; negative while it lies ahead."""
        return (self.filters.as_of - self.deadline.date).days
