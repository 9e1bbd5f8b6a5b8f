"""One object of an XZuFi message: which of its texts are kept, and what they make together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from ozgdash.sources import cells
from ozgdash.sources.cells import CellError
from ozgdash.sources.xzufi_inventory import Fault, Ident, Inventory, Link, OnlineService, Period, PortalService

MAX_KEPT = 1_000
"""Keys, addresses and services named of one object; more are counted and not kept."""
LINK_ID = ("zustaendigkeit", "id")
PARENT_ID = ("uebergeordnetesObjektID",)
IDS = {("id",), PARENT_ID, LINK_ID}
KEYS = {("referenzLeiKa", "code"), ("referenzLeistungsschluessel", "code"), ("referenzLeistungsschluessel",)}
MODULE, CONTENT = ("modulText", "leikaTextmodul", "code"), ("modulText", "inhalt")
LINK_KIND, LINK = ("link", "typ", "code"), ("link", "link")
TEXTS = {MODULE, CONTENT, LINK_KIND, LINK}
PERIODS = ("gueltigkeit", "versionsinformation")
Steps = tuple[str, ...]


@dataclass
class MessageObject:
    """What was kept of one object; ``kind`` is ours: service, online_service, link.

    A path is the names of the elements below the object. ``scheme``: what kind of ``zustaendigkeit`` its id says it is.
    """

    kind: str
    line: int
    scheme: str = ""
    ids: dict[Steps, Ident] = field(default_factory=dict)
    texts: dict[Steps, str] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    services: list[Ident] = field(default_factory=list)
    links: dict[Ident, tuple[Ident, ...]] = field(default_factory=dict)
    name: str | None = None
    addresses: list[str] = field(default_factory=list)
    days: dict[str, date | None] = field(default_factory=dict)
    periods: list[Period] = field(default_factory=list)
    too_many: int = 0

    @staticmethod
    def wants(path: Steps) -> bool:
        """Whether the text at this path is kept."""
        if path in IDS or path in KEYS or path in TEXTS or path[-1:] == ("leistungID",):
            return True
        return len(path) > 1 and path[0] in PERIODS and ("beginn" in path or "ende" in path)

    def keep(self, path: Steps, words: str, *, agency: str, german: bool) -> None:
        """Takes the text at a path; of several languages German goes first."""
        if path in IDS:
            self.ids[path] = (agency, words)
        elif path in KEYS:
            self._add(self.keys, words)
        elif path[-1] == "leistungID":
            self._add(self.services, (agency, words))
        elif path[0] in PERIODS:
            self.days.setdefault("beginn" if "beginn" in path else "ende", day_of(words))
        elif german or path not in self.texts:
            self.texts[path] = words

    def _add(self, kept: list[Any], value: object) -> None:
        if len(kept) < MAX_KEPT:
            kept.append(value)
        else:
            self.too_many += 1

    def close_part(self, part: str, source: Mapping[str, Any]) -> None:
        """Joins what belongs together when an element right below the object ends."""
        if part == "modulText":
            code, content = self.texts.pop(MODULE, None), self.texts.pop(CONTENT, None)
            if code == source["name_module"]:
                self.name = content
        elif part == "link":
            kind, url = self.texts.pop(LINK_KIND, None), self.texts.pop(LINK, None)
            if url and (kind is None or kind in source["link_types"]):
                self._add(self.addresses, url)
        elif part == "zustaendigkeit":
            self._close_link()
        elif part in PERIODS and self.days:
            self.periods.append(Period(self.days.get("beginn"), self.days.get("ende")))
            self.days.clear()

    def _close_link(self) -> None:
        own_id = self.ids.pop(LINK_ID, None)
        if own_id is not None:
            self.links[own_id] = tuple(self.services)
            self.services.clear()

    def write_into(self, inventory: Inventory, source: Mapping[str, Any], *, file: str | None) -> None:
        """Hands the object over when it has been read; ``file`` None where the export is one file."""
        own_id, parent = self.ids.get(("id",)), self.ids.get(PARENT_ID)
        if self.kind == "service":
            inventory.write_service(own_id, self._service(own_id, file))
        elif self.kind == "online_service":
            links = {key: Link(own_id, named, own=True) for key, named in self.links.items()} if own_id else {}
            unnamed = self.services if own_id else [*self.services, *chain(*self.links.values())]
            online = OnlineService(tuple(self.addresses), tuple(unnamed), tuple(links), tuple(self.periods))
            inventory.write_online(own_id, online, links)
        elif parent and self.scheme not in source["other_links"]:
            for key, named in self.links.items():
                inventory.write_link(key, Link(parent, named))
            if self.services:
                inventory.write_link(None, Link(parent, tuple(self.services)))

    def _service(self, own_id: Ident | None, file: str | None) -> PortalService:
        name = cells.text(_short(self.name)) if self.name else None
        keys: dict[str, None] = {}
        faults: list[Fault] = []
        for received in self.keys if own_id else ():
            try:
                key = cells.leika_key(received)
            except CellError as error:
                faults.append(Fault(error.key, error.values))
            else:
                keys |= {key: None} if key else {}
        if not keys and not faults:
            shown = name or _short(own_id[1] if own_id else None) or "–"
            faults.append(Fault("feeds.service_without_key", {"name": shown}))
        return PortalService(file, self.line, name, tuple(keys), tuple(faults), tuple(self.periods))


def day_of(received: str | None) -> date | None:
    """The day of a moment in ISO form; None for anything else."""
    try:
        return date.fromisoformat((received or "")[:10])
    except ValueError:
        return None


def _short(words: str | None) -> str:
    return " ".join((words or "").split())[:300]
