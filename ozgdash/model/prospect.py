"""What can be said of the day on which a partner is done."""

from __future__ import annotations

from enum import StrEnum


class Prospect(StrEnum):
    """What can be said of a partner's completion; exactly one holds."""

    DONE = "done"
    """The goal is reached."""
    EXPECTED = "expected"
    """At this pace the goal is reached within fifty years."""
    BEYOND = "beyond"
    """The pace is above zero, but the goal is further away than fifty years."""
    NEVER = "never"
    """The pace is zero or below."""
    TOO_LITTLE = "too_little"
    """Fewer than three months are known."""
    UNREPORTED = "unreported"
    """No Reifegrad is known."""
