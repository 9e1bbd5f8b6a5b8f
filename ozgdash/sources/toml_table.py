"""A table of a TOML file that people edit, read strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NoReturn

from ozgdash.errors import SettingsError
from ozgdash.model.days import FIRST_DAY, LAST_DAY, is_in_range
from ozgdash.model.names import cleaned


class TomlTable:
    """One table of a file; every reader removes its key, so that what remains is unknown."""

    def __init__(self, file: str, name: str, raw: object) -> None:
        self.file, self.name = file, name
        if not isinstance(raw, Mapping):
            self.refuse("", raw, "a table")
        self.raw: dict[str, Any] = dict(raw)

    def refuse(self, key: str, received: object, allowed: str) -> NoReturn:
        """SettingsError that names file, table and key, what was received and what is allowed."""
        place = f"[{self.name}] {key}".strip()
        raise SettingsError("sources.setting", file=self.file, place=place, received=received, allowed=allowed)

    def words(self, key: str, *, shape: re.Pattern[str] | None = None, allowed: str = "text") -> str:
        """The text of a mandatory key, as a reader sees it."""
        received = self.raw.pop(key, None)
        if not isinstance(received, str) or not cleaned(received) or (shape and not shape.fullmatch(received)):
            self.refuse(key, received, allowed)
        return cleaned(received)

    def day(self, key: str) -> date:
        """The day of a mandatory key."""
        received = self.raw.pop(key, None)
        if not isinstance(received, date) or isinstance(received, datetime):
            self.refuse(key, received, "2020-09-01")
        if not is_in_range(received):
            self.refuse(key, received, f"{FIRST_DAY} – {LAST_DAY}")
        return received

    def optional(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self.raw

    def finish(self) -> None:
        """Refuses what nobody has read."""
        for key, received in self.raw.items():
            self.refuse(key, received, "–")
