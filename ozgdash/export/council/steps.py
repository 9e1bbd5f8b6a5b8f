"""How far the making of a document is, and how it ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ozgdash.errors import UserError
from ozgdash.export.refresh import report


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


@dataclass(frozen=True)
class Done:
    """The document is finished; ``report``: what was done, of one that was brought up to date."""

    content: bytes
    report: report.Report | None = None


@dataclass(frozen=True)
class Failed:
    """There is no document: ``error`` says why to the reader; None for a fault of the program, told in ``trace``."""

    error: UserError | None
    trace: str
