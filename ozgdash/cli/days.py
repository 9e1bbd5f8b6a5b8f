"""Days on the command line."""

from __future__ import annotations

from datetime import date, datetime

from ozgdash.errors import UsageError
from ozgdash.model.days import FIRST_DAY, LAST_DAY, is_in_range


def day(received: str | None) -> date | None:
    """A day from ``2022-12-31`` or ``31.12.2022``; None for None.

    Raises UsageError for anything else, and for a day that may not be named (``ozgdash.model.days``).
    """
    if received is None:
        return None
    found = _parsed(received)
    if not is_in_range(found):
        first, last = FIRST_DAY.isoformat(), LAST_DAY.isoformat()
        raise UsageError("cli.day_out_of_range", received=received, first=first, last=last)
    return found


def _parsed(received: str) -> date:
    for pattern in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(received.strip(), pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise UsageError("cli.not_a_day", received=received)
