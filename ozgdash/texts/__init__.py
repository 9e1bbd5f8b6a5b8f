"""Every sentence that a reader sees, by key, in German and English.

One TOML file per area: the file's stem is the first part of the key, the table's name the second. A table holds ``de``
and ``en``; where a sentence depends on a number it also holds ``de_one`` and ``en_one`` for the number 1::

    # overview.toml
    [services]
    de = "{count} Leistungen"
    de_one = "eine Leistung"
    en = "{count} services"
    en_one = "one service"

    text("overview.services", "de", count=2)  ->  "2 Leistungen"

Placeholders are filled with ``str.format``; numbers and dates come formatted from ``ozgdash.formats``. A word that
depends on a number of the sentence stands in a placeholder of that number, singular first::

    de = "{shown} von {total} {total:Leistung|Leistungen}"
"""

from __future__ import annotations

import string
import tomllib
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

Lang = Literal["de", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
DEFAULT_LANG: Lang = "de"


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """All entries: key -> {"de": …, "en": …, "de_one"?: …, "en_one"?: …}."""
    entries: dict[str, dict[str, str]] = {}
    for file in sorted(resources.files(__name__).iterdir(), key=lambda item: item.name):
        if file.name.endswith(".toml"):
            area = file.name.removesuffix(".toml")
            for name, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
                entries[f"{area}.{name}"] = entry
    return entries


def text(key: str, lang: Lang, /, **values: Any) -> str:
    """The sentence ``key`` in ``lang``; ``count=1`` picks the singular where there is one.

    Raises KeyError for a key that no file holds: that is a programming error, and a test looks for it.
    """
    entry = catalogue()[key]
    singular = f"{lang}_one"
    pattern = entry[singular] if values.get("count") == 1 and singular in entry else entry[lang]
    return (PATTERNS if "|" in pattern else str).format(pattern, **values)


class _Patterns(string.Formatter):
    """Fills a placeholder that offers two words with the one that goes with its number: ``{total:row|rows}``."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        singular, offered, plural = format_spec.partition("|")
        if not offered:
            return super().format_field(value, format_spec)
        return singular if str(value) == "1" else plural


PATTERNS = _Patterns()


def place(sheet: str | None, row: int | None, column: str | None, lang: Lang) -> str:
    """Where in a file, as words: ``Blatt „Status“, Zeile 7, Spalte „reifegrad“``; empty where nothing is given."""
    parts = []
    if sheet is not None:
        parts.append(text("errors.place_sheet", lang, sheet=sheet))
    if row is not None:
        parts.append(text("errors.place_row", lang, row=row))
    if column is not None:
        parts.append(text("errors.place_column", lang, column=column))
    return ", ".join(parts)
