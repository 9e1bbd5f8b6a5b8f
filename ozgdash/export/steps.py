"""How far the making of a document is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Step:
    """``done`` of ``total`` pieces of work are finished; the next one belongs to ``document``."""

    document: str
    done: int
    total: int

    @property
    def share(self) -> float:
        """Between 0 and 1."""
        return self.done / self.total if self.total else 1.0

    def after(self, earlier: int) -> Step:
        """The same step in a longer row, behind ``earlier`` pieces of work."""
        return replace(self, done=self.done + earlier, total=self.total + earlier)


Report = Callable[[Step], None]


def silent(step: Step) -> None:
    """Tells nobody."""
