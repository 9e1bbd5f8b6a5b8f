"""Cases per year and priorities of the example data: invented, the same for the same seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from ozgdash.model.cooperation import Partner
from ozgdash.model.observation import Priority
from ozgdash.model.service import Service
from tools.demo_profile import TOPIC_PACE

FREQUENT = (
    "Personalausweis",
    "Reisepass",
    "Meldebescheinigung",
    "Wohnsitz",
    "Kraftfahrzeugzulassung",
    "Kraftfahrzeugkennzeichen",
    "Führungszeugnis",
    "Wahlschein",
    "Parkausweise",
    "Kindertagesbetreuung",
    "Hundehaltung",
    "Mängel",
    "Bibliothek",
)
"""Words in the names of OZG-Leistungen that many people ask for."""
TYPICAL_CASES = {"frequent": 3_000, "quick": 180, "rare": 30}
SPREAD = 1.3


@dataclass(frozen=True)
class Demand:
    """How much of it one partner reports. ``size``: its number of cases against that of a town of 120,000."""

    size: float
    cases_known: float
    priority_known: float


DEMAND: Mapping[str, Demand] = {
    "wolfsburg": Demand(size=1.0, cases_known=0.85, priority_known=0.45),
    "braunschweig": Demand(size=2.0, cases_known=0.92, priority_known=0.6),
    "gifhorn": Demand(size=1.4, cases_known=0.7, priority_known=0.0),
}
"""Salzgitter reports none, so that the dashboard shows what it says then."""


def demand(partner: Partner, service: Service, seed: int) -> tuple[int | None, Priority | None]:
    """Cases per year and priority of a service; None: the partner does not report it."""
    given = DEMAND[partner.id]
    shared = Random(f"{seed}-demand-{service.id}")  # noqa: S311 - example data, nothing secret
    own = Random(f"{seed}-demand-{partner.id}-{service.id}")  # noqa: S311 - example data, nothing secret
    usual = shared.lognormvariate(0.0, SPREAD) * TYPICAL_CASES[_kind(service)]
    cases = _rounded(usual * given.size * own.uniform(0.8, 1.25))
    is_known = own.random() < given.cases_known
    has_priority = own.random() < given.priority_known
    return cases if is_known else None, _priority(cases, own) if has_priority else None


def _kind(service: Service) -> str:
    if any(word in service.ozg_name for word in FREQUENT):
        return "frequent"
    return "quick" if TOPIC_PACE[service.topic] >= 1.1 else "rare"


def _rounded(cases: float) -> int:
    """Small numbers as counted, large ones as people estimate them."""
    step = 1 if cases < 100 else 10 if cases < 2_000 else 100
    return round(cases / step) * step


def _priority(cases: int, random: Random) -> Priority:
    weights = (5, 3, 1) if cases >= 1_000 else (2, 5, 3) if cases >= 100 else (1, 3, 6)
    return random.choices(list(Priority), weights)[0]
