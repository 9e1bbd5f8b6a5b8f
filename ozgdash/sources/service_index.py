"""Finds the service that a row means."""

from __future__ import annotations

from collections.abc import Iterable

from ozgdash.model.names import folded
from ozgdash.model.service import Service, service_id
from ozgdash.sources.cells import CellError


class ServiceIndex:
    """The services of a catalogue by LeiKa key, and by OZG-ID and name."""

    def __init__(self, services: Iterable[Service]) -> None:
        self.by_id = {service.id: service for service in services}
        self._keyed_by_name = {(s.ozg_id, folded(s.name)): s for s in self.by_id.values() if s.leika_key}

    def find(self, leika_key: str | None, ozg_id: str | None, name: str | None) -> Service:
        """The service that a row means: by its key, else by OZG-ID and name.

        Raises CellError where the row names none, one that the catalogue does not hold, or one whose OZG-ID differs.
        """
        if leika_key is None and (ozg_id is None or name is None):
            raise CellError("sources.no_identity")
        if leika_key is None:
            service = self.by_id.get(service_id(None, ozg_id or "", name or ""))
            # A row whose key was left out still means the service of that name in that OZG-Leistung.
            service = service or self._keyed_by_name.get((ozg_id or "", folded(name or "")))
            if service is None:
                raise CellError("sources.unknown_service", ozg_id=ozg_id, name=name)
            return service
        service = self.by_id.get(leika_key)
        if service is None:
            raise CellError("sources.unknown_key", received=leika_key)
        if ozg_id is not None and ozg_id != service.ozg_id:
            raise CellError("sources.other_ozg_id", received=ozg_id, key=leika_key, expected=service.ozg_id)
        return service
