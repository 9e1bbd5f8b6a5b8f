"""A service (Leistung) of the catalogue and how it is identified."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ozgdash.model.cooperation import PartnerKind
from ozgdash.model.names import cleaned

LEIKA_KEY = re.compile(r"99\d{12}")
OZG_ID = re.compile(r"\d{5}")


class Addressee(StrEnum):
    """For whom a service is."""

    CITIZENS = "buerger"
    BUSINESSES = "unternehmen"
    BOTH = "beide"


@dataclass(frozen=True)
class Service:
    """One single service. ``leika_key`` None: there is no official key, OZG-ID and name identify it.

    ``executed_by`` says for each kind of partner whether it is responsible; a kind that is missing was not judged, and
    the service then stands outside that kind's denominator until a status sheet says otherwise.
    """

    leika_key: str | None
    name: str
    ozg_id: str
    ozg_name: str
    topic: str
    life_situation: str
    leika_type: str
    addressee: Addressee | None
    executed_by: tuple[tuple[PartnerKind, bool], ...]
    sdg: bool | None = None

    @property
    def id(self) -> str:
        """The key of the service in the store and in cross references."""
        return service_id(self.leika_key, self.ozg_id, self.name)


def service_id(leika_key: str | None, ozg_id: str, name: str) -> str:
    """The LeiKa key, or ``10013:pflegekinderdienst`` where there is none.

    The name stands there cleaned and without case: ids are stored, so this form stays what it is even where names come
    to be compared more liberally.
    """
    return leika_key or f"{ozg_id}:{cleaned(cleaned(name).casefold())}"
