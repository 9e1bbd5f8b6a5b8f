"""What somebody may do: read, publish for named partners, or everything."""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from dataclasses import dataclass

PREFIX = "ozg:"
VIEWER, EDITOR, ADMIN = "viewer", "editor:", "admin"


@dataclass(frozen=True)
class Rights:
    """Without a word nothing is allowed.

    ``who``: the name under which something is published; ``reads``: the numbers may be seen; ``partners``: ids of the
    partners whose files may be published; ``admin``: every file, the way back to an older snapshot, every recipe.
    """

    who: str = ""
    reads: bool = False
    partners: frozenset[str] = frozenset()
    admin: bool = False

    @property
    def publishes(self) -> bool:
        """Whether there is anything that may be published at all."""
        return self.admin or bool(self.partners)

    def may_publish(self, partner_id: str | None) -> bool:
        """Whether a file of that partner may be published; None: a file that concerns everybody, as a catalogue."""
        return self.admin or partner_id in self.partners

    @classmethod
    def of_roles(cls, roles: Iterable[object], *, who: str) -> Rights:
        """The rights that go with ``ozg:viewer``, ``ozg:editor:PARTNER`` and ``ozg:admin``; other words give none.

        Whoever may publish may also read. Capitals count: a word that is not exactly one of these is another one.
        """
        words = [role.removeprefix(PREFIX) for role in roles if isinstance(role, str) and role.startswith(PREFIX)]
        partners = frozenset(filter(None, (word.removeprefix(EDITOR) for word in words if word.startswith(EDITOR))))
        admin = ADMIN in words
        return cls(who=who, reads=VIEWER in words or admin or bool(partners), partners=partners, admin=admin)


def everything(who: str) -> Rights:
    """The rights of somebody at the machine itself, who could change the files as well."""
    return Rights(who=who, reads=True, admin=True)


def at_the_machine() -> Rights:
    """Everything, under the name of the user who runs the program."""
    try:
        return everything(getpass.getuser())
    except (KeyError, OSError):  # a user without a name, as in some containers
        return everything("?")
