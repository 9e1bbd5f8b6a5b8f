"""The SQL files of this package as text."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def sql(name: str) -> str:
    """The text of ``<name>.sql`` beside this module."""
    return (resources.files("ozgdash.store") / f"{name}.sql").read_text(encoding="utf-8")
