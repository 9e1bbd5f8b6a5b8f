"""The address of a view: ``?partner=…&stand=…&regel=…&thema=…&lang=…``; pure functions.

Defaults stay out of the address, values are ids and never labels, so that a link means the same in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ozgdash.metrics.choices import Choices
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.filters import Filters, Rule
from ozgdash.texts import DEFAULT_LANG, LANGS, Lang

Parameters = Mapping[str, Sequence[str]]

KNOWN = ("partner", "stand", "regel", "thema", "lang")


@dataclass(frozen=True)
class Dropped:
    """A value of the address that means nothing here."""

    parameter: str
    value: str
    allowed: str


def language(parameters: Parameters) -> Lang:
    """The language of the address; German where it names none that we speak."""
    asked = _last(parameters, "lang")
    return next((lang for lang in LANGS if lang == asked), DEFAULT_LANG)


def parse(
    parameters: Parameters, *, cooperation: Cooperation, choices: Choices, default: date, today: date
) -> tuple[Filters, tuple[Dropped, ...]]:
    """The filter that an address means, and what of it was dropped."""
    dropped: list[Dropped] = []
    partners = [partner.id for partner in cooperation.partners]
    filters = Filters(
        as_of=_stand(parameters, default, max(today, default), dropped),
        rule=_rule(parameters, dropped),
        partners=_several(parameters, "partner", partners, dropped),
        topics=_several(parameters, "thema", choices.topics, dropped),
    )
    asked = _last(parameters, "lang")
    if asked is not None and asked not in LANGS:
        dropped.append(Dropped("lang", asked, ", ".join(LANGS)))
    return filters, tuple(dropped)


def compose(filters: Filters, lang: Lang, *, default: date) -> dict[str, list[str]]:
    """The parameters of an address that leads back to this filter, in a fixed order."""
    plain = replace(filters, as_of=default, partners=(), topics=(), rule=Rule.SERVICE_RG3)
    parameters: dict[str, list[str]] = {
        "partner": list(filters.partners),
        "stand": [] if filters.as_of == plain.as_of else [filters.as_of.isoformat()],
        "regel": [] if filters.rule is plain.rule else [filters.rule.value],
        "thema": list(filters.topics),
        "lang": [] if lang == DEFAULT_LANG else [lang],
    }
    return {name: values for name, values in parameters.items() if values}


def _last(parameters: Parameters, name: str) -> str | None:
    values = parameters.get(name, ())
    return values[-1] if values else None


def _several(parameters: Parameters, name: str, allowed: Sequence[str], dropped: list[Dropped]) -> tuple[str, ...]:
    asked = parameters.get(name, ())
    dropped.extend(Dropped(name, value, ", ".join(allowed)) for value in asked if value not in allowed)
    return tuple(value for value in allowed if value in asked)


def _stand(parameters: Parameters, default: date, latest: date, dropped: list[Dropped]) -> date:
    asked = _last(parameters, "stand")
    if asked is None:
        return default
    try:
        stand = date.fromisoformat(asked)
    except ValueError:
        stand = None
    if stand is None or stand > latest:
        dropped.append(Dropped("stand", asked, f"≤ {latest.isoformat()}"))
        return default
    return stand


def _rule(parameters: Parameters, dropped: list[Dropped]) -> Rule:
    asked = _last(parameters, "regel")
    if asked is None:
        return Rule.SERVICE_RG3
    if asked not in tuple(Rule):
        dropped.append(Dropped("regel", asked, ", ".join(Rule)))
        return Rule.SERVICE_RG3
    return Rule(asked)
