"""Reads the table ``[accessibility]`` of data/cooperation.toml: whom a reader may tell of barriers."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from ozgdash.model.statement import Feedback
from ozgdash.sources.toml_table import TomlTable

TABLE = "accessibility"
EMAIL = re.compile(r"[^@\s<>\"']+@[^@\s<>\"']+\.[a-zA-Z]{2,}")
PHONE = re.compile(r"\+?[0-9][0-9 /()-]{4,30}")


def feedback(file: str, raw: object) -> Feedback:
    """The table as it stands in the file; SettingsError names the key that is wrong and what is allowed."""
    table = TomlTable(file, TABLE, raw)
    shapes = {"contact": (None, '"…"'), "email": (EMAIL, "barrieren@stadt.example"), "phone": (PHONE, "05361 28-0")}
    said = {
        key: table.words(key, shape=shape, allowed=allowed) if table.optional(key) else None
        for key, (shape, allowed) in {**shapes, "enforcement": (None, '"…"')}.items()
    }
    checked_on = table.day("checked_on") if table.optional("checked_on") else None
    table.finish()
    return Feedback(**said, checked_on=checked_on)


def read_feedback(path: Path) -> Feedback:
    """What the file says today; nothing where it has no such table or cannot be read: the page says what is missing."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig")).get(TABLE)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return Feedback()
    return Feedback() if raw is None else feedback(path.name, raw)
