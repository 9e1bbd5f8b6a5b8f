"""What a made-up partner hands in, as rows of the tables of a snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pyarrow as pa

from ozgdash.model.component import Component, ComponentArea, ComponentStatus
from ozgdash.model.cooperation import Partner, PartnerKind
from ozgdash.model.days import months_later
from ozgdash.model.observation import Obstacle, Priority, Stage
from ozgdash.model.service import Service
from tools.demo_components import ENTRIES
from tools.demo_profile import BY_LIFE_SITUATION, CITY_DEPARTMENTS, DISTRICT_DEPARTMENTS
from tools.make_demo import EFA_STEPS
from tools.scale_region import END, MONTHS
from tools.scale_works import CODES, NONE, Codes, Numbers, Sheet, services_of, sheets

LATER = [months_later(MONTHS[0], place) for place in range(len(MONTHS) + 40)]
EFA_SINCE = MONTHS.index(date(2022, 1, 31))
FIRST_ROW = 6
"""In a written file: three lines of the head block, a blank one, the names of the columns."""
CALLED = ("{}", "Fachbereich {}", "Amt für {}", "Fachdienst {}")
WITH_CASES = 0.25
"""Share of the partners whose first sheet has the optional columns."""
STAGES = tuple(Stage)


def observations(
    partner: Partner, services: Sequence[Service], random: np.random.Generator, *, months: int
) -> pa.Table:
    """The rows of all sheets of one partner, by day, then in the order of the catalogue.

    Columns as in the table ``observation``, without ``import_id``.
    """
    own = services_of(partner, services)
    told = list(sheets(partner, own, random, months=months))
    month = np.concatenate([np.full(len(sheet.places), sheet.month) for sheet in told])
    place = np.concatenate([sheet.places for sheet in told])
    codes = {name: np.concatenate([sheet.codes[name] for sheet in told]) for name in CODES}
    return pa.table(
        {
            "partner_id": _words([partner.id], np.zeros(len(month))),
            "service_id": _words([service.id for service in own], place),
            "observed_on": pa.array(MONTHS, pa.date32()).take(pa.array(month)),
            "row_number": pa.array(_rows(told), pa.int32()),
            **_said(partner, own, place, month, codes, random),
            **_optional(month, codes, random),
        }
    )


def _said(
    partner: Partner, own: Sequence[Service], place: Numbers, month: Numbers, codes: Codes, random: np.random.Generator
) -> dict[str, pa.Array]:
    ours = codes["responsible"] != 0
    counted = ours & (codes["digitisable"] != 0)
    level = np.where(counted, codes["maturity"], NONE)
    efa = np.where(counted & (month >= EFA_SINCE), np.minimum(codes["efa"], len(EFA_STEPS) - 1), NONE)
    return {
        "responsible": _flags(np.where(ours, NONE, 0)),
        "digitisable": _flags(np.where(ours & ~counted, 0, NONE)),
        "obstacle": _words([item.value for item in Obstacle], np.where(ours, codes["obstacle"], NONE)),
        "maturity": pa.array(level.astype(np.int32), mask=level == NONE),
        "maturity_model": _words(["1.1", "2.0"], np.where(level == NONE, NONE, np.maximum(codes["model"], 0))),
        "stage": _words([item.value for item in STAGES], np.where(counted, _stages(codes, month), NONE)),
        "planned_on": _days(np.where(counted & (level < 3), codes["planned"], NONE)),
        "department": _words(_departments(partner, own, random), np.where(ours, place, NONE)),
        "url": _words(_addresses(partner, own), np.where((level >= 3) & (codes["shown"] == 1), place, NONE)),
        "efa_stage": _words(EFA_STEPS, efa),
        "remark": pa.nulls(len(month), pa.string()),
    }


def _optional(month: Numbers, codes: Codes, random: np.random.Generator) -> dict[str, pa.Array]:
    count = len(month)
    given = (month == month[0]) & (random.random() < WITH_CASES)
    asked = given & (codes["responsible"] != 0)
    cases = np.where(asked, random.lognormal(4.0, 1.5, count) + 1, NONE).astype(np.int32)
    urgent = np.where(asked & (random.random(count) < 0.5), random.integers(0, len(Priority), count), NONE)
    return {
        "cases_per_year": pa.array(cases, mask=cases == NONE),
        "priority": _words([item.value for item in Priority], urgent),
        "cases_given": pa.array(given),
        "priority_given": pa.array(given),
    }


def _stages(codes: Codes, month: Numbers) -> Numbers:
    left = codes["planned"] - month
    planned = np.select([left <= 2, left <= 9], [STAGES.index(Stage.TESTING), STAGES.index(Stage.IN_PROGRESS)], 1)
    open_ones = np.where(codes["planned"] == NONE, STAGES.index(Stage.NOT_STARTED), planned)
    open_ones = np.where(codes["deferred"] == 1, STAGES.index(Stage.DEFERRED), open_ones)
    return np.where(codes["maturity"] >= 3, STAGES.index(Stage.ONLINE), open_ones)


def _departments(partner: Partner, own: Sequence[Service], random: np.random.Generator) -> list[str]:
    """The department of each service, by the habit of the house how to call one."""
    called = CALLED[int(random.integers(len(CALLED)))]
    if partner.kind is PartnerKind.DISTRICT:
        return [called.format(DISTRICT_DEPARTMENTS[service.topic]) for service in own]
    return [called.format(BY_LIFE_SITUATION.get(item.life_situation, CITY_DEPARTMENTS[item.topic])) for item in own]


def _addresses(partner: Partner, own: Sequence[Service]) -> list[str]:
    return [f"https://{partner.id}.example/dienste/{service.leika_key or service.ozg_id}" for service in own]


def _rows(told: Sequence[Sheet]) -> Numbers:
    return np.concatenate([np.arange(len(sheet.places)) for sheet in told]) + FIRST_ROW


def _words(words: Sequence[str], places: Numbers) -> pa.Array:
    places = places.astype(np.int32)
    return pa.array(list(words), pa.string()).take(pa.array(places, mask=places == NONE))


def _days(places: Numbers) -> pa.Array:
    places = places.astype(np.int32)
    return pa.array(LATER, pa.date32()).take(pa.array(places, mask=places == NONE))


def _flags(values: Numbers) -> pa.Array:
    return pa.array(values == 1, mask=values == NONE)


def components(services: Sequence[Service], random: np.random.Generator) -> list[Component]:
    """What a partner's services run on: of the products of the example data one for most purposes."""
    ids = {service.ozg_name: service.ozg_id for service in services}
    return [_component(place, ids, random) for place in range(len(ENTRIES)) if random.random() < 0.6]


def _component(place: int, ids: dict[str, str], random: np.random.Generator) -> Component:
    entry = ENTRIES[place]
    use = entry.uses[int(random.integers(len(entry.uses)))]
    ends = months_later(END, int(random.integers(-6, 60))) if random.random() < 0.7 else None
    return Component(
        area=ComponentArea(entry.area),
        name=entry.name,
        product=use.product,
        version=use.version,
        provider=use.provider,
        contract_end=ends,
        status=ComponentStatus.IN_USE if random.random() < 0.9 else ComponentStatus.INTRODUCING,
        domain=", ".join(sorted({ids[name] for name in entry.bundles})) or None,
    )
