"""What a status sheet would change, told before anything is published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from ozgdash.model.change import ChangeKind, Situation, kinds_between
from ozgdash.model.cooperation import PartnerKind
from ozgdash.model.filters import Rule
from ozgdash.model.names import folded
from ozgdash.model.observation import Observation
from ozgdash.model.service import Service

TARGET = Rule.SERVICE_RG3.threshold
NOT_REPORTED = ("service_id", "row")
"""What of an observation says where it belongs, not what the partner reports."""
REPORTED = tuple(field.name for field in fields(Observation) if field.compare and field.name not in NOT_REPORTED)


@dataclass(frozen=True)
class FieldChange:
    """One value that the sheet changes; ``field`` is that of ``Observation``, None: nothing stands there."""

    field: str
    before: object
    after: object


@dataclass(frozen=True)
class ServiceChange:
    """One service that the sheet changes: in which ways, and each value that differs.

    ``before``, ``after``: the Reifegrad, also where it stays; None: not known. Department as the sheet says.
    """

    kinds: tuple[ChangeKind, ...]
    service_id: str
    name: str
    department: str | None
    before: int | None
    after: int | None
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Difference:
    """What a sheet changes against what the partner last reported up to its day.

    ``changes``: every service of which a value differs.
    ``missing``: ids of the services that were reported before and are not in the sheet; they keep their state.
    ``first``: nothing of this partner was known before, so there is nothing to compare with.
    """

    changes: tuple[ServiceChange, ...]
    missing: tuple[str, ...]
    first: bool

    def counts(self) -> dict[ChangeKind, int]:
        """How many services change in which way; every kind is there, a service counts in each of its kinds."""
        found = Counter(kind for change in self.changes for kind in change.kinds)
        return {kind: found[kind] for kind in ChangeKind}


def difference(
    new: Sequence[Observation],
    former: Mapping[str, Observation],
    *,
    services: Mapping[str, Service],
    partner_kind: PartnerKind,
) -> Difference:
    """What the observations of a sheet change, in the order of the sheet. ``former``: by service id."""

    def changes() -> Iterator[ServiceChange]:
        for item in new:
            service = services[item.service_id]
            before = former.get(item.service_id, Observation(item.service_id))
            after = item.continuing(former.get(item.service_id))
            changed = _fields(before, after)
            if changed:
                kinds = _kinds(before, after, service, partner_kind)
                levels = (before.maturity, after.maturity)
                yield ServiceChange(kinds, service.id, service.name, after.department, *levels, changed)

    mentioned = {item.service_id for item in new}
    return Difference(tuple(changes()), tuple(sorted(set(former) - mentioned)), first=not former)


def is_counted(observation: Observation, service: Service, partner_kind: PartnerKind) -> bool:
    """Whether the service stands in the partner's denominator: in responsibility and digitisable."""
    responsible = observation.responsible
    if responsible is None:
        responsible = dict(service.executed_by).get(partner_kind, False)
    return responsible and observation.digitisable is not False


def _fields(before: Observation, after: Observation) -> tuple[FieldChange, ...]:
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in REPORTED)
    return tuple(FieldChange(name, then, now) for name, then, now in pairs if not _same(name, then, now))


def _same(field: str, then: object, now: object) -> bool:
    """Spellings of one department are no change: the newest holds for all rows."""
    if field == "department" and isinstance(then, str) and isinstance(now, str):
        return folded(then) == folded(now)
    return then == now


def _kinds(
    before: Observation, after: Observation, service: Service, partner_kind: PartnerKind
) -> tuple[ChangeKind, ...]:
    then, now = (
        Situation(is_counted(item, service, partner_kind), item.maturity, item.maturity_model, item.planned_on)
        for item in (before, after)
    )
    return kinds_between(then, now, target=TARGET) or (ChangeKind.OTHER,)
