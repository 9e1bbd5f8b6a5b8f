"""Mail addresses as people name them on the command line: a plain address each, nothing that could become a header."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ozgdash.errors import UsageError

ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?P<domain>[A-Za-z0-9.-]+)")
DOMAIN = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*")
LONGEST = 254
SHOWN = 80


def address(received: str) -> str:
    """The address as it was given.

    Raises UsageError for anything but one plain address in ASCII: a name in front, two of them, a line break, a blank.
    """
    found = ADDRESS.fullmatch(received)
    if found is None or not DOMAIN.fullmatch(found["domain"]) or len(received) > LONGEST:
        raise UsageError("mail.no_address", received=repr(received[:SHOWN]))
    return received


def addresses(received: Iterable[str]) -> tuple[str, ...]:
    """The addresses in this order, each mailbox once however its letters are written.

    Raises UsageError as ``address`` does.
    """
    found: dict[str, str] = {}
    for one in map(address, received):
        found.setdefault(mailbox(one), one)
    return tuple(found.values())


def mailbox(given: str) -> str:
    """By what two addresses are the same: no mail server in use tells capitals from small letters."""
    return given.casefold()
