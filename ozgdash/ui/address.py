"""The address of a view: ``?partner=…&gruppe=…&stand=…&regel=…&thema=…&leistung=…&reiter=…&lang=…``; pure functions.

Defaults stay out of the address, values are ids and never labels, so that a link means the same in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ozgdash import formats
from ozgdash.metrics.choices import Choices
from ozgdash.model.address import parameters
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.days import FIRST_DAY, LAST_DAY
from ozgdash.model.filters import ADDRESSEES, DEFAULT_PACE, DEFAULT_USE_LIMIT, PACES, USE_LIMITS, Filters, Rule
from ozgdash.model.names import spelled
from ozgdash.texts import DEFAULT_LANG, LANGS, Lang

Parameters = Mapping[str, Sequence[str]]

KNOWN = (
    "partner", "gruppe", "stand", "regel", "thema", "bereich", "adressat", "frist", "vergleich", "ziel", "tempo",
    "nutzung", "leistung", "reiter", "grafik", "lang",
)  # fmt: skip
"""Every parameter, in the order in which an address has them."""


PICTURE, INTERACTIVE = "bild", "interaktiv"
"""How a reader wants all charts: as pictures of which each becomes interactive when it is reached for, or at once."""

ONE_DAY = timedelta(days=1)
MAX_ALLOWED_SHOWN = 20


@dataclass(frozen=True)
class Dropped:
    """What one parameter of the address says that means nothing here: each value once, and what is allowed."""

    parameter: str
    values: tuple[str, ...]
    allowed: str


@dataclass(frozen=True)
class Asked:
    """What an address asks for; None: it does not say. ``tab``: the open part of the page; None: the first one.
    ``interactive``: all charts are wanted interactive at once."""

    filters: Filters
    compare_on: date | None = None
    target_on: date | None = None
    pace_months: int = DEFAULT_PACE
    use_below: int = DEFAULT_USE_LIMIT
    service: str | None = None
    tab: str | None = None
    interactive: bool = False


def language(parameters: Parameters) -> Lang:
    """The language of the address; German where it names none that we speak."""
    asked = _last(parameters, "lang")
    return next((lang for lang in LANGS if lang == asked), DEFAULT_LANG)


def parse(
    parameters: Parameters,
    *,
    cooperation: Cooperation,
    choices: Choices,
    default: date,
    today: date,
    tabs: Sequence[str] = (),
) -> tuple[Asked, tuple[Dropped, ...]]:
    """What an address asks for, and what of it was dropped, an entry per parameter; ``tabs``: those of its page.

    A parameter without a value asks for nothing. Of one that can have one value only the last one counts.
    """
    parameters = {name: [value for value in values if value] for name, values in parameters.items()}
    dropped: list[Dropped] = []
    stand = _day(parameters, "stand", dropped, latest=min(max(today, default), LAST_DAY)) or default
    filters = Filters(
        as_of=stand,
        rule=Rule(_one(parameters, "regel", list(Rule), dropped) or Rule.SERVICE_RG3),
        partners=_several(parameters, "partner", cooperation.ids, dropped),
        groups=_several(parameters, "gruppe", list(cooperation.groups_by_key), dropped),
        topics=_several(parameters, "thema", choices.topics, dropped),
        departments=_several(parameters, "bereich", choices.departments, dropped),
        addressees=_several(parameters, "adressat", ADDRESSEES, dropped),
        deadline=_deadline(parameters, cooperation, dropped),
    )
    tab = _one(parameters, "reiter", tabs, dropped)
    asked = Asked(
        filters,
        compare_on=_day(parameters, "vergleich", dropped, latest=stand - ONE_DAY),
        target_on=_day(parameters, "ziel", dropped, earliest=stand + ONE_DAY),
        pace_months=int(_one(parameters, "tempo", [str(pace) for pace in PACES], dropped) or DEFAULT_PACE),
        use_below=int(_one(parameters, "nutzung", [str(n) for n in USE_LIMITS], dropped) or DEFAULT_USE_LIMIT),
        service=_one(parameters, "leistung", [service_id for service_id, _ in choices.services], dropped),
        tab=None if tab in tabs[:1] else tab,
        interactive=_one(parameters, "grafik", (PICTURE, INTERACTIVE), dropped) == INTERACTIVE,
    )
    _one(parameters, "lang", LANGS, dropped)
    return asked, tuple(dropped)


def compose(asked: Asked, lang: Lang, *, default: date) -> dict[str, list[str]]:
    """The parameters of an address that leads back to what was asked, in a fixed order."""
    more = {"reiter": asked.tab, "grafik": INTERACTIVE if asked.interactive else None}
    return parameters(asked, lang, default=default, more=[(name, value) for name, value in more.items() if value])


def _last(parameters: Parameters, name: str) -> str | None:
    values = parameters.get(name, ())
    return values[-1] if values else None


def _several(parameters: Parameters, name: str, allowed: Sequence[str], dropped: list[Dropped]) -> tuple[str, ...]:
    known = set(allowed)
    # An address may be older than the spelling of a name.
    asked = dict.fromkeys(spelled(parameters.get(name, ()), allowed))
    unknown = tuple(value for value in asked if value not in known)
    if unknown:
        dropped.append(Dropped(name, unknown, _shown(allowed)))
    return tuple(value for value in allowed if value in asked)


def _one(parameters: Parameters, name: str, allowed: Sequence[str], dropped: list[Dropped]) -> str | None:
    asked = _last(parameters, name)
    if asked is None or asked in allowed:
        return asked
    dropped.append(Dropped(name, (asked,), _shown(allowed)))
    return None


def _shown(allowed: Sequence[str]) -> str:
    """What is allowed, in full where it is not too much to read; a dash for nothing."""
    some = allowed[:MAX_ALLOWED_SHOWN]
    return ", ".join([*some, "…"] if len(some) < len(allowed) else some) or formats.DASH


def _deadline(parameters: Parameters, cooperation: Cooperation, dropped: list[Dropped]) -> str | None:
    """None for the default deadline, which an address does not name."""
    keys = [deadline.key for deadline in cooperation.deadlines]
    asked = _one(parameters, "frist", keys, dropped)
    return None if asked == keys[0] else asked


def _day(
    parameters: Parameters,
    name: str,
    dropped: list[Dropped],
    *,
    earliest: date = FIRST_DAY,
    latest: date = LAST_DAY,
) -> date | None:
    asked = _last(parameters, name)
    if asked is None:
        return None
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = None
    if day is not None and earliest <= day <= latest:
        return day
    allowed = f"{earliest.isoformat()} – {latest.isoformat()}" if earliest <= latest else formats.DASH
    dropped.append(Dropped(name, (asked,), allowed))
    return None
