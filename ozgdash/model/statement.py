"""Whom a reader may tell of barriers: what the house fills into its accessibility statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Feedback:
    """The house's part of the statement; None for what it has not said yet.

    ``contact``: who answers; ``enforcement``: the body to turn to when the answer does not help; ``checked_on``: when
    the house last held the statement against its installation.
    """

    contact: str | None = None
    email: str | None = None
    phone: str | None = None
    enforcement: str | None = None
    checked_on: date | None = None

    @property
    def reachable(self) -> bool:
        """Whether a reader can write or call."""
        return bool(self.email or self.phone)
