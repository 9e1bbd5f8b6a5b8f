"""How the four partners of the example data differ: invented, set against the marks in docs/EXAMPLE_DATA.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ozgdash.model.cooperation import Partner
from ozgdash.model.service import Service

TOPIC_PACE: Mapping[str, float] = {
    "Arbeit & Ruhestand": 0.8,
    "Bauen & Wohnen": 1.2,
    "Bildung": 0.6,
    "Ein- & Auswanderung": 0.8,
    "Engagement & Hobby": 1.1,
    "Familie & Kind": 1.0,
    "Forschung & Förderung": 0.6,
    "Gesundheit": 0.5,
    "Mobilität & Reisen": 1.7,
    "Querschnitt": 1.3,
    "Recht & Ordnung": 0.8,
    "Steuern & Zoll": 1.1,
    "Umwelt": 0.7,
    "Unternehmensführung & -entwicklung": 0.9,
}
"""How fast work goes in a Themenfeld, 1.0 being usual."""

CITY_DEPARTMENTS: Mapping[str, str] = {
    "Arbeit & Ruhestand": "Soziales und Gesundheit",
    "Bauen & Wohnen": "Bauen und Stadtplanung",
    "Bildung": "Schule und Bildung",
    "Ein- & Auswanderung": "Migration und Integration",
    "Engagement & Hobby": "Bürgerservice und Ordnung",
    "Familie & Kind": "Jugend und Familie",
    "Forschung & Förderung": "Wirtschaft und Kultur",
    "Gesundheit": "Soziales und Gesundheit",
    "Mobilität & Reisen": "Straßenverkehr",
    "Querschnitt": "Bürgerservice und Ordnung",
    "Recht & Ordnung": "Recht und Ordnung",
    "Steuern & Zoll": "Finanzen und Steuern",
    "Umwelt": "Umwelt und Grün",
    "Unternehmensführung & -entwicklung": "Gewerbe und Märkte",
}
DISTRICT_DEPARTMENTS: Mapping[str, str] = {
    **CITY_DEPARTMENTS,
    "Bauen & Wohnen": "Bauaufsicht und Kreisplanung",
    "Engagement & Hobby": "Ordnung und Verbraucherschutz",
    "Querschnitt": "Ordnung und Verbraucherschutz",
    "Recht & Ordnung": "Ordnung und Verbraucherschutz",
    "Steuern & Zoll": "Finanzen",
    "Unternehmensführung & -entwicklung": "Ordnung und Verbraucherschutz",
}
BY_LIFE_SITUATION: Mapping[str, str] = {
    "Tod": "Bürgerservice und Ordnung",
    "Eheschließung": "Standesamt",
    "Geburt": "Standesamt",
}


@dataclass(frozen=True)
class Profile:
    """One partner. ``pace``: (from month, services that go online per month), in order of time.

    ``packages``: month -> (Themenfeld, services that go online together); ``setbacks``: month -> services that fall
    back; ``gaps``: months without a sheet; ``unrated``: share of services without a Reifegrad at the start.
    """

    pace: tuple[tuple[date, float], ...]
    packages: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    setbacks: Mapping[str, int] = field(default_factory=dict)
    gaps: frozenset[str] = frozenset()
    strengths: Mapping[str, float] = field(default_factory=dict)
    not_ours: frozenset[str] = frozenset()
    unrated: float = 0.06
    rates_by_model_2: bool = False

    def per_month(self, month: date) -> float:
        """How many services are expected to go online in that month."""
        return next((rate for since, rate in reversed(self.pace) if since <= month), 0.0)


PROFILES: Mapping[str, Profile] = {
    "wolfsburg": Profile(
        pace=((date(2020, 9, 1), 0.4), (date(2022, 6, 1), 1.4), (date(2023, 1, 1), 2.6), (date(2024, 6, 1), 4.0)),
        packages={
            "2022-09": ("Mobilität & Reisen", 9),
            "2024-05": ("Bauen & Wohnen", 6),
            "2025-11": ("Familie & Kind", 7),
        },
        setbacks={"2024-03": 3},
        gaps=frozenset({"2021-08", "2023-12"}),
        strengths={"Mobilität & Reisen": 1.4},
        not_ours=frozenset({"Kurabgabe", "Zweitwohnungssteuer Festsetzung", "Kultur- und Tourismustaxe"}),
        unrated=0.04,
        rates_by_model_2=True,
    ),
    "braunschweig": Profile(
        pace=((date(2020, 9, 1), 0.45), (date(2022, 3, 1), 0.9), (date(2023, 1, 1), 2.2), (date(2024, 9, 1), 3.6)),
        packages={
            "2022-12": ("Querschnitt", 5),
            "2024-10": ("Mobilität & Reisen", 8),
            "2026-02": ("Bauen & Wohnen", 6),
        },
        setbacks={"2022-11": 4, "2025-03": 2},
        gaps=frozenset({"2021-01", "2022-07", "2024-08"}),
        not_ours=frozenset({"Kurabgabe", "Kultur- und Tourismustaxe"}),
    ),
    "salzgitter": Profile(
        pace=((date(2020, 9, 1), 0.45), (date(2022, 9, 1), 0.9), (date(2023, 6, 1), 1.7), (date(2025, 1, 1), 2.6)),
        packages={"2023-05": ("Engagement & Hobby", 6), "2025-06": ("Querschnitt", 6)},
        setbacks={"2023-09": 2},
        gaps=frozenset({"2021-05", "2021-06", "2022-10", "2025-08"}),
        not_ours=frozenset(
            {"Kurabgabe", "Kultur- und Tourismustaxe", "Übernachtungssteuer", "Zweitwohnungssteuer Festsetzung"}
        ),
        unrated=0.10,
    ),
    "gifhorn": Profile(
        pace=((date(2021, 4, 1), 0.4), (date(2022, 6, 1), 0.8), (date(2023, 6, 1), 1.6), (date(2024, 9, 1), 2.4)),
        packages={"2024-05": ("Bauen & Wohnen", 10), "2025-05": ("Bauen & Wohnen", 6)},
        setbacks={"2025-01": 2},
        gaps=frozenset({"2021-12", "2023-07"}),
        strengths={"Bauen & Wohnen": 1.8},
        unrated=0.07,
        rates_by_model_2=True,
    ),
}


def department(partner: Partner, service: Service) -> str:
    """The department in charge; the name of an organisational unit, never of a person."""
    if partner.id == "gifhorn":
        return DISTRICT_DEPARTMENTS[service.topic]
    return BY_LIFE_SITUATION.get(service.life_situation, CITY_DEPARTMENTS[service.topic])
