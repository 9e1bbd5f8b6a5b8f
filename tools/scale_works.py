"""How the services of a made-up partner come along over six years, most of them slowly and for the better."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ozgdash.model.cooperation import Partner
from ozgdash.model.observation import Obstacle
from ozgdash.model.service import Service
from tools.demo_profile import TOPIC_PACE
from tools.make_demo import MODEL_2_SINCE, STARTING_LEVELS
from tools.scale_region import MONTHS

FIRST_SHEET = 0.9
"""Share of the services on the first sheet of a partner."""
CHANGED = (0.01, 0.02)
"""Between which shares of its services a partner reports anew in a month."""
NO_SHEET = 0.05
"""Share of the months for which nothing is handed in."""
PAUSE = 0.15
"""Share of the partners that hand in nothing for three to twelve months once."""
BY_MODEL_2 = 0.15
"""Share of the partners that rate by the newer model once there is one."""
NONE = -1
CODES = ("responsible", "digitisable", "obstacle", "maturity", "model", "planned", "efa", "deferred", "shown")
"""What is known of a service, each as a number: yes and no, a place in a list, or ``NONE``."""
Numbers = np.ndarray[Any, np.dtype[Any]]
Codes = Mapping[str, Numbers]


@dataclass(frozen=True)
class Sheet:
    """What is handed in for a month: ``places`` of the services in the partner's list, and what is said of each."""

    month: int
    places: Numbers
    codes: Codes


@dataclass(frozen=True)
class Habits:
    """How a partner works: ``pace`` is the chance of each service to move in a month."""

    pace: Numbers
    silent: frozenset[int]
    by_model_2: bool


def services_of(partner: Partner, services: Sequence[Service]) -> list[Service]:
    """The services that the catalogue puts in the partner's responsibility."""
    return [service for service in services if dict(service.executed_by).get(partner.kind, False)]


def sheets(partner: Partner, own: Sequence[Service], random: np.random.Generator, *, months: int) -> Iterator[Sheet]:
    """The sheets of a partner in the last ``months`` of ``MONTHS``: the first is whole, later ones say what moved."""
    habits, codes = _habits(own, random), _beginning(len(own), random)
    waiting, begun = random.random(len(own)) < FIRST_SHEET, False
    for month in range(max(0, len(MONTHS) - months), len(MONTHS)):
        if MONTHS[month] < partner.joined_on:
            continue
        if begun:
            waiting |= _live_through(codes, month, habits, random)
        if begun and month in habits.silent:
            continue
        places = np.flatnonzero(waiting) if waiting.any() else random.integers(0, len(own), 1)
        yield Sheet(month, places, {name: codes[name][places] for name in CODES})
        waiting, begun = np.zeros(len(own), dtype=bool), True


def _habits(own: Sequence[Service], random: np.random.Generator) -> Habits:
    of_topic = np.array([TOPIC_PACE[service.topic] for service in own])
    pace = float(random.uniform(*CHANGED)) * of_topic / of_topic.mean()
    silent = set(np.flatnonzero(random.random(len(MONTHS)) < NO_SHEET).tolist())
    if random.random() < PAUSE:
        first = int(random.integers(1, len(MONTHS)))
        silent |= set(range(first, first + int(random.integers(3, 13))))
    return Habits(pace, frozenset(silent), bool(random.random() < BY_MODEL_2))


def _beginning(count: int, random: np.random.Generator) -> dict[str, Numbers]:
    codes = {name: np.full(count, NONE, dtype=np.int16) for name in CODES}
    levels, weights = (np.array(part) for part in zip(*STARTING_LEVELS, strict=True))
    codes["maturity"][:] = random.choice(levels, count, p=weights / weights.sum())
    codes["maturity"][random.random(count) < 0.06] = NONE
    codes["planned"][:] = np.where(random.random(count) < 0.6, random.integers(6, 40, count), NONE)
    codes["efa"][random.random(count) < 0.18] = 0
    codes["shown"][random.random(count) < 0.96] = 1
    codes["responsible"][random.random(count) < 0.01] = 0
    without = random.random(count) < 0.035
    codes["digitisable"][without] = 0
    codes["obstacle"][without] = random.integers(0, 3, int(without.sum()))
    return codes


def _live_through(codes: dict[str, Numbers], month: int, habits: Habits, random: np.random.Generator) -> Numbers:
    """Which services moved in a month; their ``codes`` are changed."""
    moved = random.random(len(habits.pace)) < habits.pace
    count = int(moved.sum())
    former = codes["maturity"][moved]
    level = np.clip(np.maximum(former, 0) + random.choice([-1, 0, 1, 1, 1, 2], count), 0, np.where(former >= 3, 4, 3))
    reached = level >= 3
    held_up = ~reached & (random.random(count) < 0.3)
    codes["maturity"][moved] = level
    codes["planned"][moved] = np.where(reached, NONE, month + random.integers(2, 20, count))
    codes["obstacle"][moved] = np.where(held_up, random.integers(0, len(Obstacle), count), NONE)
    codes["deferred"][moved] = np.where(~reached & (random.random(count) < 0.03), 1, NONE)
    codes["efa"][moved] += (codes["efa"][moved] >= 0).astype(np.int16)
    if habits.by_model_2 and MONTHS[month] >= MODEL_2_SINCE:
        codes["model"][moved] = np.where(reached, 1, codes["model"][moved])
    return moved
