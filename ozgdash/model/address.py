"""What an address says of a view: its parameters, in a fixed order. Values are ids and never labels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from ozgdash.model.filters import DEFAULT_PACE, DEFAULT_USE_LIMIT, PACES, Filters, Rule
from ozgdash.texts import DEFAULT_LANG, Lang


class Question(Protocol):
    """What is asked of a snapshot, as far as an address can say it."""

    @property
    def filters(self) -> Filters:
        """Day, rule and everything that is chosen."""

    @property
    def compare_on(self) -> date | None:
        """The day to compare with."""

    @property
    def target_on(self) -> date | None:
        """The day to reach."""

    @property
    def pace_months(self) -> int:
        """Over how many months the pace is taken."""

    @property
    def use_below(self) -> int:
        """Per cent of digital cases below which a service that is online counts as not used."""

    @property
    def service(self) -> str | None:
        """The one service that is looked at."""


def parameters(
    asked: Question, lang: Lang, *, default: date | None, more: Sequence[tuple[str, str]] = ()
) -> Parameters:
    """Defaults stay out; ``default``: the Stand that goes without saying, None: every Stand is said. ``more``: what a
    page says besides, before the language."""
    filters = asked.filters
    said: dict[str, Sequence[str]] = {
        "partner": filters.partners,
        "gruppe": filters.groups,
        "stand": [] if filters.as_of == default else [filters.as_of.isoformat()],
        "regel": [] if filters.rule is Rule.SERVICE_RG3 else [filters.rule.value],
        "thema": filters.topics,
        "bereich": filters.departments,
        "adressat": filters.addressees,
        "frist": [filters.deadline] if filters.deadline else [],
        "vergleich": [asked.compare_on.isoformat()] if asked.compare_on else [],
        "ziel": [asked.target_on.isoformat()] if asked.target_on else [],
        "tempo": [str(asked.pace_months)] if asked.pace_months in PACES and asked.pace_months != DEFAULT_PACE else [],
        "nutzung": [] if asked.use_below == DEFAULT_USE_LIMIT else [str(asked.use_below)],
        "leistung": [asked.service] if asked.service else [],
        **{name: [value] for name, value in more},
        "lang": [] if lang == DEFAULT_LANG else [lang],
    }
    return {name: list(values) for name, values in said.items() if values}


Parameters = dict[str, list[str]]
