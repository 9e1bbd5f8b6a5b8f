"""Writes the example sheets in data/demo: synthetic, seeded, the same bytes every time.

    python -m tools.make_demo [FOLDER]

What is modelled, and against which published marks it is set, stands in docs/EXAMPLE_DATA.md.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from random import Random

from ozgdash.model.cooperation import Cooperation, Partner
from ozgdash.model.days import month_ends, months_later
from ozgdash.model.observation import Observation, Obstacle, Stage
from ozgdash.model.service import Service
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.catalogue import read_catalogue
from ozgdash.sources.cooperation import read_cooperation
from ozgdash.sources.template import TemplateRow, write_component_csv, write_status_csv, write_use_csv
from tools.demo_components import component_lists
from tools.demo_demand import DEMAND, demand
from tools.demo_outside import write_outside_export
from tools.demo_profile import PROFILES, TOPIC_PACE, Profile, department
from tools.demo_use import FIRST_COLUMNS, LAST_COLUMNS, months_of, with_handling, with_use

SEED = 2209
LAST_MONTH = date(2026, 10, 31)
TARGET = 3
FIRST_PLAN = date(2022, 12, 31)
MODEL_2_SINCE = date(2025, 7, 31)
EFA_STEPS = ("Interessenbekundung", "Nachnutzungsvertrag", "Anbindung", "Rollout", "online")
STARTING_LEVELS = ((0, 30), (1, 52), (2, 17), (3, 1))


@dataclass
class Work:
    """What happens to one service at one partner; ``level`` None: nobody has rated it yet."""

    service: Service
    level: int | None
    responsible: bool | None = None
    digitisable: bool = True
    reason: Obstacle | None = None
    obstacle: Obstacle | None = None
    planned_on: date | None = None
    deferred: bool = False
    efa: int | None = None
    model: str = "1.1"
    has_address: bool = True
    reported: Observation | None = field(default=None, repr=False)


def main() -> None:
    """Write the sheets of all partners; what was in the folder is replaced."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT_DIR / "data" / "demo"
    cooperation = read_cooperation(PROJECT_DIR / "data" / "cooperation.toml")
    services = read_catalogue(PROJECT_DIR / "data" / "catalogue" / "leistungen.csv").services
    shutil.rmtree(folder, ignore_errors=True)
    for partner in cooperation.partners:
        (folder / partner.id).mkdir(parents=True)
        months = list(sheets(partner, services, cooperation))
        for number, (month, rows) in enumerate(months):
            path = folder / partner.id / f"{month:%Y-%m}.csv"
            optional: tuple[str, ...] = ()
            written = rows
            if number == 0 and partner.id in DEMAND:
                written, optional = [_with_demand(row, partner) for row in rows], FIRST_COLUMNS
            elif number == len(months) - 1 and partner.id in DEMAND:
                written, optional = [with_use(row, partner, month, SEED) for row in rows], LAST_COLUMNS
            write_status_csv(path, partner=partner, as_of=month, rows=written, example=True, optional=optional)
        for day, components in component_lists(partner, services):
            path = folder / partner.id / f"komponenten-{day:%Y-%m}.csv"
            write_component_csv(path, partner=partner, as_of=day, components=components, example=True)
        for name, day, found in months_of(partner, months, SEED):
            path = folder / partner.id / f"nutzung-{name}.csv"
            write_use_csv(path, partner=partner, as_of=day, months=found, example=True)
        write_outside_export(folder / partner.id, partner, [rows for _, rows in months], SEED)


def _with_demand(row: TemplateRow, partner: Partner) -> TemplateRow:
    """The row of the first sheet with what later sheets lack the columns of, so that these values stay."""
    seen = row.observation
    if seen is None or seen.responsible is False:
        return row
    cases, priority = demand(partner, row.service, SEED)
    given = replace(seen, cases_per_year=cases, priority=priority)
    return TemplateRow(row.service, with_handling(given, row.service, partner, month=None, seed=SEED))


def sheets(
    partner: Partner, services: tuple[Service, ...], cooperation: Cooperation
) -> Iterator[tuple[date, list[TemplateRow]]]:
    """The sheets of one partner by month: the first one whole, later ones with the rows that changed."""
    profile = PROFILES[partner.id]
    random = Random(f"{SEED}-{partner.id}")  # noqa: S311 - example data, nothing secret
    works = _start(partner, services, profile, random)
    first = max(cooperation.start, partner.joined_on)
    for number, month in enumerate(month_ends(first, LAST_MONTH)):
        if number:
            _live_through(works, month, profile, random)
        if month.strftime("%Y-%m") in profile.gaps:
            continue
        rows = []
        for work in works:
            observation = _observation(work, partner, month)
            if observation != work.reported:
                work.reported = observation
                rows.append(TemplateRow(work.service, observation))
        yield month, rows or [TemplateRow(works[0].service, works[0].reported)]


def _start(partner: Partner, services: tuple[Service, ...], profile: Profile, random: Random) -> list[Work]:
    works = []
    for service in services:
        executes = dict(service.executed_by).get(partner.kind, False)
        elsewhere = service.name in profile.not_ours
        if not executes or elsewhere:
            if elsewhere and executes:
                works.append(Work(service, None, responsible=False))
            continue
        levels, weights = zip(*STARTING_LEVELS, strict=True)
        level = None if random.random() < profile.unrated else random.choices(levels, weights)[0]
        work = Work(service, level, has_address=random.random() > 0.04)
        if random.random() < 0.62:
            work.planned_on = FIRST_PLAN
        if random.random() < 0.035:
            work.digitisable = False
            work.reason = random.choice(
                [Obstacle.LEGAL, Obstacle.WRITTEN_FORM, Obstacle.WRITTEN_FORM, Obstacle.NOT_ECONOMICAL]
            )
            work.planned_on = None
        if random.random() < 0.18:
            work.efa = 0
        works.append(work)
    return works


def _live_through(works: list[Work], month: date, profile: Profile, random: Random) -> None:
    """One month of work: first steps, releases, setbacks, plans."""
    open_works = [work for work in works if work.responsible is not False and work.digitisable]
    for work in open_works:
        _first_steps(work, month, random)
    for work in _released(open_works, month, profile, random):
        _release(work, month, profile, random)
    for work in _fallen(open_works, month, profile, random):
        work.level, work.obstacle = 2, Obstacle.TECHNICAL
        work.planned_on = months_later(month, random.choice([4, 6, 9]))
    for work in open_works:
        _plan(work, month, random)


def _first_steps(work: Work, month: date, random: Random) -> None:
    pace = TOPIC_PACE[work.service.topic]
    if work.level is None:
        if random.random() < 0.02:
            work.level = random.choice([0, 1, 1, 2])
    elif work.level == 0 and random.random() < 0.035 * pace:
        work.level = 1
    elif work.level == 1 and random.random() < 0.024 * pace:
        work.level = 2
    elif work.level == 3 and work.model == "1.1" and random.random() < 0.006:
        work.level = 4
    if work.efa is not None and work.efa < 3 and month.year >= 2022 and random.random() < 0.05:
        work.efa += 1


def _released(works: list[Work], month: date, profile: Profile, random: Random) -> list[Work]:
    """Which services go online this month: an independent draw for each, now and then a package of several."""
    ready = [work for work in works if work.level in (1, 2) and work.model == "1.1"]
    weights = [
        TOPIC_PACE[work.service.topic] * profile.strengths.get(work.service.topic, 1.0) * (work.level or 0)
        for work in ready
    ]
    expected = profile.per_month(month)
    total = sum(weights) or 1.0
    chosen = [work for work, weight in zip(ready, weights, strict=True) if random.random() < expected * weight / total]
    if month.strftime("%Y-%m") in profile.packages:
        topic, count = profile.packages[month.strftime("%Y-%m")]
        chosen += [work for work in ready if work.service.topic == topic and work not in chosen][:count]
    return chosen


def _release(work: Work, month: date, profile: Profile, random: Random) -> None:
    work.level, work.obstacle, work.planned_on, work.deferred = TARGET, None, None, False
    if work.efa is not None:
        work.efa = len(EFA_STEPS) - 1
    if profile.rates_by_model_2 and month >= MODEL_2_SINCE and random.random() < 0.15:
        work.model, work.level = "2.0", random.choice([3, 4, 4, 5])


def _fallen(works: list[Work], month: date, profile: Profile, random: Random) -> list[Work]:
    count = profile.setbacks.get(month.strftime("%Y-%m"), 0)
    online = [work for work in works if work.level == TARGET and work.model == "1.1"]
    return random.sample(online, min(count, len(online)))


def _plan(work: Work, month: date, random: Random) -> None:
    """A date that comes near or has passed is moved, not always at once; some are never moved."""
    if work.level is not None and work.level >= TARGET:
        return
    if work.planned_on is None:
        if random.random() < 0.012:
            work.planned_on = months_later(month, random.choice([6, 9, 12, 18]))
        return
    months_left = (work.planned_on.year - month.year) * 12 + work.planned_on.month - month.month
    if months_left > 2 or random.random() > 0.38:
        return
    work.planned_on = months_later(max(work.planned_on, month), random.choice([6, 6, 12, 12, 18]))
    work.obstacle = random.choices(list(Obstacle), [2, 4, 3, 4, 6, 5, 1])[0]
    work.deferred = random.random() < 0.03


def _observation(work: Work, partner: Partner, month: date) -> Observation:
    if work.responsible is False:
        return Observation(work.service.id, responsible=False)
    unit = department(partner, work.service)
    if not work.digitisable:
        return Observation(work.service.id, digitisable=False, obstacle=work.reason, department=unit)
    online = work.level is not None and work.level >= TARGET
    return Observation(
        service_id=work.service.id,
        obstacle=work.obstacle,
        maturity=work.level,
        maturity_model=work.model if work.level is not None else None,
        stage=_stage(work, month),
        planned_on=work.planned_on,
        department=unit,
        url=f"https://{partner.id}.example/dienste/{work.service.leika_key or work.service.ozg_id}"
        if online and work.has_address
        else None,
        efa_stage=EFA_STEPS[work.efa] if work.efa is not None and month.year >= 2022 else None,
    )


def _stage(work: Work, month: date) -> Stage:
    if work.level is not None and work.level >= TARGET:
        return Stage.ONLINE
    if work.deferred:
        return Stage.DEFERRED
    if work.planned_on is None:
        return Stage.NOT_STARTED
    months_left = (work.planned_on.year - month.year) * 12 + work.planned_on.month - month.month
    return Stage.TESTING if months_left <= 2 else Stage.IN_PROGRESS if months_left <= 9 else Stage.PLANNED


if __name__ == "__main__":
    main()
