"""Finds the service that a row means."""

from __future__ import annotations

from collections.abc import Iterable

from ozgdash.model.names import folded
from ozgdash.model.service import Service
from ozgdash.sources.cells import CellError

LOST_DIGITS = "0" * 8
"""An unknown key that ends so has lost its digits to a spreadsheet program: procedure and detail alone are six."""


class ServiceIndex:
    """The services of a catalogue by LeiKa key, and by OZG-ID and name."""

    def __init__(self, services: Iterable[Service]) -> None:
        self.by_id = {service.id: service for service in services}
        # Those without a key last: a name that both have means the one that has nothing but its name.
        ordered = sorted(self.by_id.values(), key=lambda service: service.leika_key is None)
        self._by_name = {(service.ozg_id, folded(service.name)): service for service in ordered}

    def find(self, leika_key: str | None, ozg_id: str | None, name: str | None) -> Service:
        """The service that a row means: by its key, else by OZG-ID and name.

        Raises CellError where the row names none, one that the catalogue does not hold, or one whose OZG-ID differs.
        """
        if leika_key is None and (ozg_id is None or name is None):
            raise CellError("sources.no_identity")
        if leika_key is None:
            # A row whose key was left out still means the service of that name in that OZG-Leistung.
            service = self._by_name.get((ozg_id or "", folded(name or "")))
            if service is None:
                raise CellError("sources.unknown_service", ozg_id=ozg_id, name=name)
            return service
        service = self.by_id.get(leika_key)
        if service is None:
            key = "sources.key_rounded" if leika_key.endswith(LOST_DIGITS) else "sources.unknown_key"
            raise CellError(key, received=leika_key)
        if ozg_id is not None and ozg_id != service.ozg_id:
            raise CellError("sources.other_ozg_id", received=ozg_id, key=leika_key, expected=service.ozg_id)
        return service
