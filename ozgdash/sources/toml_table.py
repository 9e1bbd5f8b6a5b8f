"""A table of a TOML file that people edit, read strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NoReturn

from ozgdash.errors import SettingsError
from ozgdash.model.days import FIRST_DAY, LAST_DAY, is_in_range
from ozgdash.model.names import cleaned

MAX_SHOWN = 80
"""Characters of what was received that a message repeats."""


class TomlTable:
    """One table of a file; every reader takes its key, so that what remains is unknown."""

    def __init__(self, file: str, name: str, raw: object) -> None:
        self.file, self.name = file, name
        if not isinstance(raw, Mapping):
            self.refuse("", raw, f"[{name}]")
        self.raw: dict[str, Any] = dict(raw)
        self._keys: list[str] = []

    def refuse(self, key: str, received: object, allowed: str) -> NoReturn:
        """SettingsError that names file, table and key, what was received (None: it is missing) and what is allowed."""
        place = f"[{self.name}] {key}".strip()
        if received is None:
            raise SettingsError("sources.setting_missing", file=self.file, place=place, allowed=allowed)
        raise SettingsError("sources.setting", file=self.file, place=place, received=_shown(received), allowed=allowed)

    def take(self, key: str, default: object = None) -> Any:
        """What stands at the key, ``default`` where the table has none."""
        self._keys.append(key)
        return self.raw.pop(key, default)

    def words(self, key: str, *, shape: re.Pattern[str] | None = None, allowed: str = '"…"') -> str:
        """The text of a mandatory key, as a reader sees it."""
        received = self.take(key)
        if not isinstance(received, str) or not cleaned(received) or (shape and not shape.fullmatch(received)):
            self.refuse(key, received, allowed)
        return cleaned(received)

    def day(self, key: str) -> date:
        """The day of a mandatory key."""
        received = self.take(key)
        if not isinstance(received, date) or isinstance(received, datetime):
            self.refuse(key, received, "2020-09-01")
        if not is_in_range(received):
            self.refuse(key, received, f"{FIRST_DAY} – {LAST_DAY}")
        return received

    def optional(self, key: str) -> bool:
        """Whether the key is there."""
        self._keys.append(key)
        return key in self.raw

    def finish(self) -> None:
        """Refuses what nobody has read, naming the keys that were looked for."""
        for key in self.raw:
            place, allowed = f"[{self.name}] {key}", ", ".join(dict.fromkeys(self._keys))
            raise SettingsError("sources.setting_unknown", file=self.file, place=place, allowed=allowed)


def take_tables(file: str, raw: dict[str, Any], name: str) -> list[TomlTable]:
    """The tables ``[[name]]``, taken out of what a file holds; none where it has no such table."""
    entries = raw.pop(name, [])
    if not isinstance(entries, list):
        TomlTable(file, name, {}).refuse("", entries, f"[[{name}]]")
    return [TomlTable(file, f"{name} {number}", entry) for number, entry in enumerate(entries, start=1)]


def refuse_rest(file: str, raw: Mapping[str, Any], allowed: str) -> None:
    """Refuses the first table or key that nobody has taken; ``allowed``: those that a file may have."""
    for name in raw:
        raise SettingsError("sources.setting_unknown", file=file, place=name, allowed=allowed)


def _shown(received: object) -> str:
    """As TOML writes it, of something long the beginning."""
    words = str(received).lower() if isinstance(received, bool) else str(received)
    return words if len(words) <= MAX_SHOWN else f"{words[:MAX_SHOWN]} …"
