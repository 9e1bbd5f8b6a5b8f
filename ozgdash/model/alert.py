"""A rule of ``data/hinweise.toml``: from when on somebody is to be told, and what is told then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AlertKind(StrEnum):
    """What is watched, of each partner by itself, in the order of the list."""

    NO_REPORT = "no_report"
    """The newest report is more than so many days old, or there is none."""
    SHARE_FELL = "share_fell"
    """The share of the rule fell by at least so many percentage points within so many months."""
    OVERDUE = "overdue"
    """More than so many services were planned for a day that has passed, and are not done."""
    DEAD_LINK = "dead_link"
    """More than so many addresses of services lead nowhere."""

    @property
    def bound(self) -> str:
        """What the bound is called in the file."""
        return {AlertKind.NO_REPORT: "days", AlertKind.SHARE_FELL: "points"}.get(self, "above")


@dataclass(frozen=True)
class AlertRule:
    """``partners``: ids, none: all. ``months``: how far back a share is compared; of other kinds it says nothing."""

    kind: AlertKind
    bound: float
    months: int = 1
    partners: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """By what two rules are the same: what is watched, and from when on; another bound is another rule."""
        months = f" {self.months}" if self.kind is AlertKind.SHARE_FELL else ""
        return f"{self.kind} {self.bound:.12g}{months}"


@dataclass(frozen=True)
class Alert:
    """A rule that one partner breaks, as it is told.

    ``key``: rule and partner, so the same for as long as the rule is broken, whatever the number is by now.
    ``since``: the day of the newest report, of the comparison or of the link check; None where there is none.
    """

    key: str
    sentence: str
    since: date | None = None
