"""What a status sheet would change, told before anything is published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ozgdash.model.cooperation import PartnerKind
from ozgdash.model.filters import Rule
from ozgdash.model.observation import Observation
from ozgdash.model.service import Service

TARGET = Rule.SERVICE_RG3.threshold


class Effect(StrEnum):
    """What a sheet does to a service, against what the partner last reported; at most one for a service.

    Other than ``model.change.ChangeKind``, which compares two days and allows several for a service.
    """

    NEWLY_ONLINE = "newly_online"
    """From below Reifegrad 3, or from none, to 3 or above."""
    FALLEN = "fallen"
    """To a lower Reifegrad of the same model."""
    RAISED = "raised"
    """To a higher Reifegrad, without crossing 3."""
    FIRST_RATED = "first_rated"
    """A Reifegrad below 3 where none was known."""
    NO_LONGER_RATED = "no_longer_rated"
    """Without a Reifegrad where one was known."""
    OUT_OF_SCOPE = "out_of_scope"
    """No longer in the denominator."""
    INTO_SCOPE = "into_scope"
    """Newly in the denominator."""
    OTHER_MODEL = "other_model"
    """Rated by another Reifegrad model, on the same side of 3: levels of two models are not compared."""


@dataclass(frozen=True)
class ServiceChange:
    """One service that the sheet changes; maturity None: not known. Department as the sheet says."""

    effect: Effect
    service_id: str
    name: str
    department: str | None
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Difference:
    """What a sheet changes against what the partner last reported up to its day.

    ``missing``: ids of the services that were reported before and are not in the sheet; they keep their state.
    ``first``: nothing of this partner was known before, so there is nothing to compare with.
    """

    changes: tuple[ServiceChange, ...]
    missing: tuple[str, ...]
    first: bool

    def counts(self) -> dict[Effect, int]:
        """How many services change in which way; every effect is there."""
        found = Counter(change.effect for change in self.changes)
        return {effect: found[effect] for effect in Effect}


def difference(
    new: Sequence[Observation],
    former: Mapping[str, Observation],
    *,
    services: Mapping[str, Service],
    partner_kind: PartnerKind,
) -> Difference:
    """What the observations of a sheet change, in the order of the sheet. ``former``: by service id."""

    def changes() -> Iterator[ServiceChange]:
        for after in new:
            service = services[after.service_id]
            before = former.get(after.service_id, Observation(after.service_id))
            effect = _effect(before, after, service, partner_kind)
            if effect is not None:
                yield ServiceChange(effect, service.id, service.name, after.department, before.maturity, after.maturity)

    mentioned = {item.service_id for item in new}
    return Difference(tuple(changes()), tuple(sorted(set(former) - mentioned)), first=not former)


def is_counted(observation: Observation, service: Service, partner_kind: PartnerKind) -> bool:
    """Whether the service stands in the partner's denominator: in responsibility and digitisable."""
    responsible = observation.responsible
    if responsible is None:
        responsible = dict(service.executed_by).get(partner_kind, False)
    return responsible and observation.digitisable is not False


def _effect(before: Observation, after: Observation, service: Service, partner_kind: PartnerKind) -> Effect | None:
    was_counted, counted = (is_counted(item, service, partner_kind) for item in (before, after))
    if was_counted != counted:
        return Effect.INTO_SCOPE if counted else Effect.OUT_OF_SCOPE
    if not counted:
        return None
    old, new = before.maturity, after.maturity
    if old is None or new is None:
        return _rated(new) if old is None else Effect.NO_LONGER_RATED
    if old < TARGET <= new:
        return Effect.NEWLY_ONLINE
    if new < TARGET <= old:
        return Effect.FALLEN
    if before.maturity_model != after.maturity_model:
        return Effect.OTHER_MODEL
    if old == new:
        return None
    return Effect.RAISED if new > old else Effect.FALLEN


def _rated(new: int | None) -> Effect | None:
    if new is None:
        return None
    return Effect.NEWLY_ONLINE if new >= TARGET else Effect.FIRST_RATED
