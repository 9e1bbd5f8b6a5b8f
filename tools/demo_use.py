"""Digital cases, handling time, backlog and cases by month of the example data: invented, the same for the same seed.

What goes online is taken up slowly: years after its release most of what is asked for still comes on paper. A few
services, those of a business or a frequent errand among them, do better.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import exp
from random import Random

from ozgdash.model.cooperation import Partner
from ozgdash.model.days import month_ends
from ozgdash.model.observation import Observation
from ozgdash.model.service import Service
from ozgdash.model.use import MonthUse
from ozgdash.sources.template import TemplateRow
from tools.demo_demand import DEMAND, demand
from tools.demo_profile import TOPIC_PACE

FIRST_COLUMNS = ("faelle_pro_jahr", "bearbeitungsdauer_tage", "rueckstand", "prioritaet")
LAST_COLUMNS = ("faelle_digital_pro_jahr", "bearbeitungsdauer_tage", "rueckstand")
"""Those of the first and of the last sheet; no other one has an optional column."""
ONLINE_FROM = 3
MOST_SERVICES = 90
TAKE_UP_MONTHS = 30
"""After so many months two thirds of those have come who ever will."""
SEASON = (1.05, 0.95, 1.0, 0.98, 1.0, 0.97, 0.9, 0.95, 1.1, 1.05, 1.0, 0.75)


@dataclass(frozen=True)
class MonthsGiven:
    """From when on a partner reports cases by month, and what it names as their source."""

    first: date
    source: str


MONTHS: Mapping[str, MonthsGiven] = {
    "wolfsburg": MonthsGiven(date(2024, 11, 1), "Auszug aus den Fachverfahren (Beispiel)"),
    "braunschweig": MonthsGiven(date(2024, 11, 1), "Antragsmanagement und Fachverfahren (Beispiel)"),
    "gifhorn": MonthsGiven(date(2025, 11, 1), "Zählung der Fachbereiche (Beispiel)"),
}
"""Gifhorn has given a year, and no more. Salzgitter gives none, so that the dashboard shows what it says."""
State = tuple[date, Observation]


def months_of(
    partner: Partner, sheets: Sequence[tuple[date, list[TemplateRow]]], seed: int
) -> Iterator[tuple[str, date, list[MonthUse]]]:
    """The files of cases by month: the name, the last day and the months of each calendar year."""
    given = MONTHS.get(partner.id)
    if given is None:
        return
    last = sheets[-1][0]
    histories: dict[str, tuple[Service, list[State]]] = {}
    for day, rows in sheets:
        for row in rows:
            if row.observation is not None:
                histories.setdefault(row.service.id, (row.service, []))[1].append((day, row.observation))
    chosen = _most_asked(partner, [service for service, _ in histories.values()], seed)
    ends = month_ends(given.first, last)
    for year in sorted({end.year for end in ends}):
        months = [end for end in ends if end.year == year]
        found = [
            MonthUse(service.id, end.replace(day=1), *counts, service.leika_key, given.source)
            for service in chosen
            for end in months
            if (counts := _counts(partner, service, histories[service.id][1], end, seed)) is not None
        ]
        yield str(year), months[-1], found


def _most_asked(partner: Partner, services: Sequence[Service], seed: int) -> list[Service]:
    """The services with the most cases a year, of those that have a key and whose cases are known."""
    known = [(demand(partner, item, seed)[0], item) for item in services if item.leika_key]
    ordered = sorted(((cases, item) for cases, item in known if cases), key=lambda pair: (-pair[0], pair[1].id))
    return [item for _, item in ordered[:MOST_SERVICES]]


def _counts(
    partner: Partner, service: Service, history: Sequence[State], end: date, seed: int
) -> tuple[int, int] | None:
    """All cases of a month and the digital ones; None where the partner is not in charge of the service."""
    states = [seen for day, seen in history if day <= end]
    if not states or states[-1].responsible is False or states[-1].digitisable is False:
        return None
    random = Random(f"{seed}-month-{partner.id}-{service.id}-{end:%Y-%m}")  # noqa: S311 - example data
    yearly = demand(partner, service, seed)[0] or 0
    cases = round(yearly / 12 * SEASON[end.month - 1] * random.uniform(0.9, 1.1))
    share = _share(partner, service, history, end, seed)
    return cases, sum(random.random() < share for _ in range(cases))


def _share(partner: Partner, service: Service, history: Sequence[State], end: date, seed: int) -> float:
    """Which part of the cases comes in digitally: none before the release, then slowly more."""
    online = 0
    for month in month_ends(history[0][0], end):
        levels = [seen.maturity for day, seen in history if day <= month]
        online = online + 1 if levels and (levels[-1] or 0) >= ONLINE_FROM else 0
    if not online:
        return 0.0
    shared = Random(f"{seed}-use-{service.id}")  # noqa: S311 - example data, nothing secret
    own = Random(f"{seed}-use-{partner.id}-{service.id}")  # noqa: S311 - example data, nothing secret
    ever = min(0.9, shared.lognormvariate(-1.6, 0.8) * TOPIC_PACE[service.topic] * own.uniform(0.5, 1.6))
    return ever * (1 - exp(-online / TAKE_UP_MONTHS))


def with_use(row: TemplateRow, partner: Partner, month: date, seed: int) -> TemplateRow:
    """The row of the last sheet: the optional numbers of use for the services that it names anyhow."""
    seen = row.observation
    if seen is None or seen.responsible is False:
        return row
    cases = demand(partner, row.service, seed)[0]
    online = seen.maturity is not None and seen.maturity >= ONLINE_FROM
    share = Random(f"{seed}-year-{partner.id}-{row.service.id}").uniform(0.0, 0.3)  # noqa: S311 - example data
    digital = None if cases is None else round(cases * share) if online else 0
    given = replace(seen, cases_digital_per_year=digital)
    return TemplateRow(row.service, with_handling(given, row.service, partner, month=month, seed=seed))


def with_handling(
    seen: Observation, service: Service, partner: Partner, *, month: date | None, seed: int
) -> Observation:
    """The observation with a median handling time and open cases, where the partner knows its cases."""
    cases = demand(partner, service, seed)[0] if partner.id in DEMAND else None
    if cases is None:
        return seen
    shared = Random(f"{seed}-handling-{service.id}")  # noqa: S311 - example data, nothing secret
    own = Random(f"{seed}-handling-{partner.id}-{service.id}-{month}")  # noqa: S311 - example data
    usual = shared.lognormvariate(2.4, 0.8)
    days = max(0.5, round(2 * usual * own.uniform(0.7, 1.3)) / 2)
    return replace(seen, handling_days=days, backlog=round(cases * days / 365 * own.uniform(0.5, 1.6)))
