"""Days on the command line."""

from __future__ import annotations

from datetime import date, datetime

from ozgdash.errors import UsageError


def day(received: str | None) -> date | None:
    """A day from ``2022-12-31`` or ``31.12.2022``; None for None. Raises UsageError for anything else."""
    if received is None:
        return None
    for pattern in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(received.strip(), pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise UsageError("cli.not_a_day", received=received)
