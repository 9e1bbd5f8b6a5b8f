"""Reads the Leistungssteckbriefe of the FIM portal: an untyped answer, any field may be missing or of another type."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ozgdash.errors import SourceUnavailableError
from ozgdash.model.service import OZG_ID, Addressee, Service
from ozgdash.sources import cells
from ozgdash.sources.catalogue import Catalogue, Execution, agreed_execution, with_judgement
from ozgdash.sources.cells import CellError
from ozgdash.sources.download import Answer, expect_ok
from ozgdash.sources.download import Service as HttpService
from ozgdash.sources.feed import Reading, description
from ozgdash.sources.findings import Findings
from ozgdash.sources.tabular import MAX_FILE_BYTES

ADDRESSEES = {
    frozenset({"buerger"}): Addressee.CITIZENS,
    frozenset({"unternehmen"}): Addressee.BUSINESSES,
    frozenset({"buerger", "unternehmen"}): Addressee.BOTH,
}
"""The administration itself is no addressee of ours."""


def read_fim(path: Path, *, known: Mapping[str, Service]) -> Catalogue:
    """The services of a saved answer: an object with ``items``, or a list of Steckbriefe.

    Raises SourceFormatError where it is no JSON of that shape; see ``catalogue_of``.
    """
    findings = Findings(path.name)
    if path.stat().st_size > MAX_FILE_BYTES:
        raise findings.fail("feeds.file_too_large", allowed=MAX_FILE_BYTES // 1_000_000)
    try:
        parsed = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise findings.fail("feeds.file_not_json", reason=str(error)[:120]) from error
    items = parsed.get("items") if isinstance(parsed, Mapping) else parsed
    if not isinstance(items, list):
        received = ", ".join(map(str, parsed))[:200] if isinstance(parsed, Mapping) else type(parsed).__name__
        raise findings.fail("feeds.no_items", received=received or "–")
    return catalogue_of(items, name=path.name, known=known)


def fetch_fim(service: HttpService, *, known: Mapping[str, Service]) -> Catalogue:
    """The services of the portal, page by page.

    Raises SourceUnavailableError where the portal does not deliver, repeats a page or ends before the number of entries
    that it names.
    """
    source = description("fim").raw
    items: list[object] = []
    total, pages, former = 1, 0, None
    while len(items) < total:
        if pages == service.limits.max_pages or len(items) > description("fim").max_rows:
            raise SourceUnavailableError("feeds.too_many_rows", url=source["path"], allowed=len(items))
        answer = service.get(
            source["path"],
            accept="application/json",
            limit=source["page_size"],
            offset=len(items),
            order_by=source["order_by"],
        )
        page, total = _page(expect_ok(answer))
        if (not page and len(items) < total) or (page and page == former):
            raise SourceUnavailableError("feeds.page_empty", url=answer.url, page=pages + 1, pages="?")
        items += page
        pages, former = pages + 1, page
    return catalogue_of(items, name="fim-steckbriefe.json", known=known)


def _page(answer: Answer) -> tuple[list[object], int]:
    parsed = answer.parsed()
    body: Mapping[str, Any] = parsed if isinstance(parsed, Mapping) else {}
    items, total = body.get("items"), body.get("total_count")
    if not isinstance(items, list) or not isinstance(total, int) or isinstance(total, bool):
        raise SourceUnavailableError(
            "feeds.not_a_page", url=answer.url, received=", ".join(map(str, body))[:200] or "–"
        )
    return items, total


def catalogue_of(items: Sequence[object], *, name: str, known: Mapping[str, Service]) -> Catalogue:
    """The services of Steckbriefe, with what ``known`` (by service id) has judged of them.

    A Steckbrief without OZG-ID or Themenfeld is left out and counted: it cannot be placed. What is known of its bundle
    (name, Themenfeld, Lage) goes before what the Steckbrief says. Of several OZG-IDs the first counts.
    """
    findings = Findings(name)
    reader = _Reader(Reading(findings), _Bundles.of(known.values()), known)
    services: dict[str, Service] = {}
    for number, item in enumerate(items, start=1):
        reader.reading.rows += 1
        try:
            service = reader.service(item if isinstance(item, Mapping) else {})
        except CellError as error:
            reader.reading.leave_out(number, error.key, **error.values)
            continue
        if service is None:
            continue
        if service.id in services:
            reader.reading.leave_out(number, "feeds.key_twice", received=service.id)
        services.setdefault(service.id, service)
    reader.report()
    found = reader.reading.close(description("fim"), kept=len(services))
    plain = json.dumps(items, sort_keys=True, ensure_ascii=False).encode()
    sha256 = hashlib.sha256(plain).hexdigest()
    return Catalogue(name, sha256, tuple(services.values()), found, reader.reading.left_out)


@dataclass(frozen=True)
class _Bundles:
    """What is known of the OZG-Leistungen: one service of each, and the responsibility that all of them agree on."""

    first: Mapping[str, Service]
    agreed: Mapping[str, Execution]

    @classmethod
    def of(cls, known: Iterable[Service]) -> _Bundles:
        services = list(known)
        return cls({service.ozg_id: service for service in reversed(services)}, agreed_execution(services))


class _Reader:
    """Turns one Steckbrief after the other into a service."""

    def __init__(self, reading: Reading, bundles: _Bundles, known: Mapping[str, Service]) -> None:
        self.reading, self.bundles, self.known = reading, bundles, known
        self.source = description("fim").raw
        self.without_bundle = self.several_bundles = self.unjudged = 0
        words = self.source["lookups"]["addressee"]
        self.addressees = {word.casefold(): ours for ours, names in words.items() for word in names}

    def service(self, item: Mapping[str, Any]) -> Service | None:
        """The service; None where it has no OZG-ID. Raises CellError where key, name or Themenfeld cannot be read."""
        key = cells.leika_key(_plain(self._field(item, "key")))
        name = cells.text(_plain(self._field(item, "name")))
        if key is None or name is None:
            raise CellError("feeds.no_key_or_name", received=", ".join(map(str, item))[:200] or "–")
        bundle = self._bundle(self._field(item, "ozg"))
        if bundle is None:
            self.without_bundle += 1
            self.reading.left_out += 1
            return None
        ozg_id = str(_first(bundle, self.source["ozg"]["id"]))
        like = self.bundles.first.get(ozg_id)
        read = Service(
            leika_key=key,
            name=" ".join(name.split()),
            ozg_id=ozg_id,
            ozg_name=like.ozg_name if like else (_plain(_first(bundle, self.source["ozg"]["name"])) or ozg_id),
            topic=like.topic if like else self._topic(bundle),
            life_situation=like.life_situation if like else "",
            leika_type=",".join(_codes(self._field(item, "type"))),
            addressee=self._addressee(self._field(item, "addressee")),
            executed_by=(),
            sdg=self._sdg(self._field(item, "sdg")),
        )
        judged = with_judgement(read, self.known.get(read.id), self.bundles.agreed)
        self.unjudged += not judged.executed_by
        return judged

    def report(self) -> None:
        """What was counted, as findings."""
        findings = self.reading.findings
        if self.without_bundle:
            findings.warning("feeds.without_bundle", count=self.without_bundle)
        if self.several_bundles:
            findings.notice("feeds.several_bundles", count=self.several_bundles)
        if self.unjudged:
            findings.notice("sources.not_judged", count=self.unjudged)

    def _field(self, item: Mapping[str, Any], name: str) -> Any:
        return _first(item, self.source["fields"][name])

    def _bundle(self, received: Any) -> Mapping[str, Any] | None:
        """The first OZG-Leistung with a five-digit id, from a list or a single object."""
        found = [
            entry
            for entry in (received if isinstance(received, list) else [received])
            if isinstance(entry, Mapping) and OZG_ID.fullmatch(str(_first(entry, self.source["ozg"]["id"])))
        ]
        self.several_bundles += len(found) > 1
        return found[0] if found else None

    def _topic(self, bundle: Mapping[str, Any]) -> str:
        slug = _plain(_first(bundle, self.source["ozg"]["topic"])) or ""
        label = _plain(_first(bundle, self.source["ozg"]["topic_label"])) or ""
        topics: Mapping[str, str] = self.source["topics"]
        for word in (slug, label):
            found = topics.get(word.casefold()) or next((name for name in topics.values() if name == word), None)
            if found:
                return found
        raise CellError("feeds.unknown_topic", received=slug or label or "–", allowed=", ".join(topics))

    def _addressee(self, received: Any) -> Addressee | None:
        words = _codes(received)
        for word in words:
            if word.casefold() not in self.addressees:
                self.reading.not_understood("leistungsadressat", word)
        meant = {self.addressees[word.casefold()] for word in words if word.casefold() in self.addressees}
        return ADDRESSEES.get(frozenset(meant - {"verwaltung"}))

    def _sdg(self, received: Any) -> bool | None:
        """No where the Steckbrief names the code for none; another code is an information area and says nothing."""
        codes = set(_codes(received))
        return False if codes and codes <= set(self.source["sdg"]["none"]) else None


def _first(item: Mapping[str, Any], names: Sequence[str]) -> Any:
    return next((item[name] for name in names if item.get(name) not in (None, "", [])), None)


def _plain(value: Any) -> str | None:
    """Text of a text or a number; None for everything else."""
    return str(value).strip() or None if isinstance(value, str | int) and not isinstance(value, bool) else None


def _codes(received: Any) -> list[str]:
    """Codes from a list or a single value; an entry is text, or an object with ``code``, ``value`` or ``label``."""
    entries = received if isinstance(received, list) else [received]
    found = (_plain(_first(e, ("code", "value", "label")) if isinstance(e, Mapping) else e) for e in entries)
    return [code for code in found if code]
