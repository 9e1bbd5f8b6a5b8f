"""The description files of the feeds: where they come from, what their columns and words mean, what is plausible."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from ozgdash import formats
from ozgdash.errors import Finding
from ozgdash.sources.findings import Findings
from ozgdash.sources.header import folded

SHOWN_ROWS = 20
"""So many unreadable rows get a sentence of their own; a feed may have thousands."""
SHOWN_VALUES = 5


@dataclass(frozen=True)
class Description:
    """One ``<source>.toml``. ``columns``: folded name in a file -> our name; ``lookups``: column -> word -> value."""

    url: str
    columns: Mapping[str, str]
    ignored: frozenset[str]
    required: tuple[str, ...]
    lookups: Mapping[str, Mapping[str, bool]]
    min_rows: int
    max_rows: int
    max_left_out_share: float
    max_shrink_share: float
    raw: Mapping[str, Any]


@cache
def description(name: str) -> Description:
    """The description file of the source ``name``."""
    file = resources.files("ozgdash.sources") / f"{name}.toml"
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    columns = {folded(alias): ours for ours, names in raw.get("columns", {}).items() for alias in (ours, *names)}
    guards = raw["guards"]
    return Description(
        url=raw["url"],
        columns=columns,
        ignored=frozenset(map(folded, raw.get("ignored", {}).get("columns", ()))),
        required=tuple(raw.get("required", {}).get("columns", ())),
        lookups={column: _words(table) for column, table in raw.get("lookups", {}).items()},
        min_rows=guards["min_rows"],
        max_rows=guards["max_rows"],
        max_left_out_share=guards["max_left_out_share"],
        max_shrink_share=guards.get("max_shrink_share", 1.0),
        raw=raw,
    )


def _words(table: Mapping[str, list[str]]) -> dict[str, bool]:
    return {word.casefold(): name == "yes" for name, words in table.items() if name in ("yes", "no") for word in words}


@dataclass
class Reading:
    """Counts what of a feed was not understood, so that a bad row is reported and does not stop the rest."""

    findings: Findings
    rows: int = 0
    left_out: int = 0
    unknown_values: dict[str, Counter[str]] = field(default_factory=dict)

    def leave_out(self, row: int, key: str, /, **values: Any) -> None:
        """A row that cannot be used: one warning each up to a number, then they are only counted."""
        self.left_out += 1
        if self.left_out <= SHOWN_ROWS:
            self.findings.warning(key, row=row, **values)

    def not_understood(self, column: str, received: str) -> None:
        """A word that no lookup holds; the value is unknown then."""
        self.unknown_values.setdefault(column, Counter())[received[:80]] += 1

    def word(self, source: Description, column: str, received: str | None) -> bool | None:
        """What the word stands for by the lookup; None for an empty cell and for a word that is not understood."""
        if received is None:
            return None
        known = source.lookups[column]
        folded_word = " ".join(received.casefold().split())
        if folded_word not in known:
            self.not_understood(column, received)
            return None
        return known[folded_word]

    def close(self, source: Description, *, kept: int) -> tuple[Finding, ...]:
        """The findings, when all rows are read. Raises SourceFormatError where a guard of the source is broken."""
        if self.left_out > SHOWN_ROWS:
            self.findings.warning("feeds.more_left_out", count=self.left_out - SHOWN_ROWS)
        for column, words in self.unknown_values.items():
            shown = "; ".join(f"{word} ({count})" for word, count in words.most_common(SHOWN_VALUES))
            self.findings.warning("feeds.not_understood", column=column, count=words.total(), received=shown)
        if self.rows and self.left_out > source.max_left_out_share * self.rows:
            allowed = formats.whole(source.max_left_out_share * 100)
            self.findings.error("feeds.mostly_unreadable", count=self.left_out, rows=self.rows, allowed=allowed)
        elif kept < source.min_rows:
            self.findings.error("feeds.too_few", count=kept, allowed=source.min_rows)
        self.findings.raise_errors()
        return self.findings.all
