"""What an XZuFi export holds in the end, after everything that its messages write and delete, in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Ident = tuple[str, str]
"""schemeAgencyID and id: an id counts only together with whose it is. ``""`` where the message does not say whose."""


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when something holds, both days included; None: open."""

    begin: date | None = None
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the day lies within."""
        return (self.begin is None or self.begin <= day) and (self.end is None or day <= self.end)


def holds(periods: Iterable[Period], day: date | None) -> bool:
    """Whether something with these periods holds on a day; without a period, or with no day to ask about, it does."""
    known = list(periods)
    return day is None or not known or any(period.holds_on(day) for period in known)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a key of a service was not read; ``key`` and ``values`` as of CellError."""

    key: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PortalService:
    """A service (``leistung``) as it was written last; ``file`` None where the export is one file."""

    file: str | None
    line: int
    name: str | None
    keys: tuple[str, ...]
    faults: tuple[Fault, ...] = ()
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class OnlineService:
    """An online service (``onlinedienst``) as it was written last.

    ``services``: those that it names without an id for the naming; ``links``: the keys of the links that stand in it.
    """

    addresses: tuple[str, ...]
    services: tuple[Ident, ...] = ()
    links: tuple[Ident, ...] = ()
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A ``zustaendigkeit``: an online service is one of these services. ``own``: it stands in the online service."""

    online: Ident
    services: tuple[Ident, ...]
    own: bool = False


@dataclass
class Inventory:
    """The objects of an export. The later writing of an object counts; what is deleted comes back when written anew.

    ``nameless``: services without an id, which nothing can refer to. ``rewritten`` and ``removed`` count by kind of
    object, ``missed`` deletions of what the export does not hold.
    """

    services: dict[Ident, PortalService] = field(default_factory=dict)
    online: dict[Ident, OnlineService] = field(default_factory=dict)
    links: dict[Ident, Link] = field(default_factory=dict)
    nameless: list[PortalService] = field(default_factory=list)
    rewritten: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    missed: int = 0
    _unnamed: int = 0

    def write_service(self, ident: Ident | None, service: PortalService) -> None:
        """Takes a service, in place of the one with this id."""
        if ident is None:
            self.nameless.append(service)
            return
        self.rewritten["service"] += ident in self.services
        self.services[ident] = service

    def write_online(self, ident: Ident | None, online: OnlineService, links: Mapping[Ident, Link]) -> None:
        """Takes an online service with the links that stand in it, in place of the one with this id."""
        ident = ident or self._unnamed_one()
        self.rewritten["online_service"] += self._drop_own_links(ident)
        self.links.update(links)
        self.online[ident] = online

    def write_link(self, ident: Ident | None, link: Link) -> None:
        """Takes a link that is an object of its own."""
        self.links[ident or self._unnamed_one()] = link

    def delete(self, kind: str, ident: Ident) -> None:
        """Removes an object; a link that was never there is no fault, since portals repeat old deletions for years."""
        if kind == "link":
            self.removed[kind] += self.links.pop(ident, None) is not None
            return
        if kind == "online_service":
            self._drop_own_links(ident)
        gone = (self.online if kind == "online_service" else self.services).pop(ident, None) is not None
        self.removed[kind] += gone
        self.missed += not gone

    def _drop_own_links(self, ident: Ident) -> bool:
        """Removes the links that stand in an online service, not those that are objects; False where there is none."""
        former = self.online.get(ident)
        for key in former.links if former else ():
            link = self.links.get(key)
            if link is not None and link.own and link.online == ident:
                del self.links[key]
        return former is not None

    def _unnamed_one(self) -> Ident:
        # No message can write this id: XML knows no NUL.
        self._unnamed += 1
        return "\0", str(self._unnamed)

    def services_of_online(self) -> Iterator[tuple[OnlineService, list[Ident]]]:
        """Each online service with the services of the export that it is one of, each once, in the order of writing."""
        find_online, find_service = Finder(self.online), Finder(self.services)
        linked: dict[Ident, list[Ident]] = {}
        for key, link in self.links.items():
            online = find_online(link.online, key[0])
            if online is not None:
                linked.setdefault(online, []).extend(link.services)
        for ident, written in self.online.items():
            found = (find_service(named, ident[0]) for named in (*written.services, *linked.get(ident, ())))
            yield written, list(dict.fromkeys(service for service in found if service is not None))


class Finder:
    """Finds what a reference means. One that does not say whose id it names means an object of the referring one's own
    Redaktion, else the only one with this id; one that says it may mean an object that does not.
    """

    def __init__(self, known: Container[Ident] | Iterable[Ident]) -> None:
        self.known: Any = known
        self._by_id: dict[str, list[Ident]] | None = None

    def __call__(self, reference: Ident, own_agency: str) -> Ident | None:
        """The object's ident; None where there is none, or several of which nobody knows which."""
        if reference in self.known:
            return reference
        agency, words = reference
        other = ("" if agency else own_agency, words)
        if other in self.known:
            return other
        if agency:
            return None
        found = self._all_with(words)
        return found[0] if len(found) == 1 else None

    def _all_with(self, words: str) -> list[Ident]:
        if self._by_id is None:
            self._by_id = {}
            for ident in self.known:
                self._by_id.setdefault(ident[1], []).append(ident)
        return self._by_id.get(words, [])
