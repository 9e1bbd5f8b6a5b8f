"""What the public sees of a partner's services, apart from what the partner itself reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True)
class OutsideEntry:
    """One line of an outside view: one service at one partner, as a portal shows it. A service may have several.

    ``leika_key`` may be one that the catalogue does not know. ``url`` None: no online service is linked. ``online`` and
    ``active`` are None where the source does not say it or in words that are not understood. ``row`` is the row of the
    CSV file, else the running number in the source.
    """

    leika_key: str
    row: int
    name: str | None = None
    ozg_id: str | None = None
    url: str | None = None
    online: bool | None = None
    active: bool | None = None
    coverage: str | None = None
    reason: str | None = None


class LinkOutcome(StrEnum):
    """What came of asking an address."""

    OK = "ok"
    GONE = "gone"
    """The server says that there is nothing there (404, 410), or the name of the host does not exist."""
    FAULTY = "faulty"
    """The server answers with an error of its own (5xx)."""
    UNREACHABLE = "unreachable"
    """No answer: refused, timed out, broken encryption."""
    UNCLEAR = "unclear"
    """An answer that says nothing about the service: sign-in, blocked, too many redirects."""
    REFUSED = "refused"
    """Not asked: the address leads into a private network or is no web address."""


@dataclass(frozen=True)
class Link:
    """An address of an online service. ``source``: who gave it, the partner's ``report`` or a portal (pvog, xzufi).

    ``service_id`` is the service; of a portal's address it is source, LeiKa key and row there, joined by colons.
    """

    partner_id: str
    service_id: str
    url: str
    source: str = "report"


@dataclass(frozen=True)
class LinkCheck:
    """One address asked on one day. ``status`` is the HTTP status, None without an answer."""

    link: Link
    checked_on: date
    outcome: LinkOutcome
    status: int | None = None
