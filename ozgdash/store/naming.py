"""The name of a snapshot: ``ozg-<utc>-<hash>``, which tells when it was published and what it holds."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

HASH_LENGTH = 12
SNAPSHOT_NAME = re.compile(rf"ozg-(?P<utc>[0-9]{{8}}T[0-9]{{6}}Z)-(?P<hash>[0-9a-f]{{{HASH_LENGTH}}})")
TIME_IN_NAME = "%Y%m%dT%H%M%SZ"
ONE_SECOND = timedelta(seconds=1)


def snapshot_name(moment: datetime, content_hash: str) -> str:
    """The name, without an ending, of what was published at that ``moment`` (UTC)."""
    return f"ozg-{moment:{TIME_IN_NAME}}-{content_hash}"


def time_in_name(stem: str) -> datetime | None:
    """The moment (UTC, whole seconds) that the name of a snapshot holds; None for a name that is none of ours."""
    name = SNAPSHOT_NAME.fullmatch(stem)
    try:
        return datetime.strptime(name["utc"], TIME_IN_NAME).replace(tzinfo=UTC) if name else None
    except ValueError:  # digits, but no day of any calendar
        return None


def moment_after(newest: str | None, *, now: datetime) -> datetime:
    """Now, but never before ``newest``, the last name given: names tell the order, and clocks are put back."""
    last = time_in_name(newest) if newest else None
    try:
        return max(now, last + ONE_SECOND) if last else now
    except OverflowError:
        return now
