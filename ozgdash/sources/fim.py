"""Reads the Leistungssteckbriefe of the FIM portal: an untyped answer, any field may be missing or of another type."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ozgdash.errors import SourceUnavailableError
from ozgdash.model.service import Service
from ozgdash.sources.catalogue import Catalogue
from ozgdash.sources.cells import CellError
from ozgdash.sources.download import Answer, expect_ok
from ozgdash.sources.download import Service as HttpService
from ozgdash.sources.feed import Reading, description
from ozgdash.sources.fim_steckbrief import Bundles, SteckbriefReader
from ozgdash.sources.findings import Findings
from ozgdash.sources.json_kind import entries_in, read_json


def read_fim(path: Path, *, known: Mapping[str, Service]) -> Catalogue:
    """The services of a saved answer: an object with ``items``, a list of such pages or of Steckbriefe.

    Raises SourceFormatError where it is no JSON of that shape; see ``catalogue_of``.
    """
    findings = Findings(path.name)
    parsed = read_json(path, findings)
    items = entries_in(parsed, "items")
    if items is None:
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

    A Steckbrief without OZG-ID or Themenfeld is left out and counted: it cannot be placed. So is one that is not
    released yet, not any more, or replaced by another; a service that is known already stays as it is then. A
    Steckbrief with several keys is one service for each. What is known of its bundle (name, Themenfeld, Lage) goes
    before what the Steckbrief says. Of several OZG-IDs the first counts.
    """
    findings = Findings(name)
    reading = Reading(findings)
    reader = SteckbriefReader(reading, Bundles.of(known.values()), known)
    services: dict[str, Service] = {}
    for number, item in enumerate(items, start=1):
        reading.rows += 1
        try:
            found = reader.services(item if isinstance(item, Mapping) else {})
        except CellError as error:
            reading.leave_out(number, error.key, **error.values)
            continue
        for service in found:
            if service.id in services:
                reading.leave_out(number, "feeds.key_twice", received=service.id)
            services.setdefault(service.id, service)
    reader.report()
    found_out = reading.close(description("fim"), kept=len(services))
    plain = json.dumps(items, sort_keys=True, ensure_ascii=False).encode()
    sha256 = hashlib.sha256(plain).hexdigest()
    return Catalogue(name, sha256, tuple(services.values()), found_out, reading.left_out)
