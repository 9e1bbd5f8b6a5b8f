"""Reads an XZuFi export as a stream: the services that a portal describes and the online services it links."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import IO
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import feature_external_ges, feature_namespaces

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from ozgdash.model.cooperation import Partner
from ozgdash.model.days import is_in_range
from ozgdash.model.outside import OutsideEntry
from ozgdash.sources.feed import Reading, description
from ozgdash.sources.findings import Findings
from ozgdash.sources.pvog import OutsideView, address
from ozgdash.sources.xzufi_index import whole_export
from ozgdash.sources.xzufi_inventory import Ident, Inventory, PortalService, holds
from ozgdash.sources.xzufi_message import Message
from ozgdash.sources.xzufi_object import day_of

MAX_FILE_BYTES = 1_000_000_000
CHUNK = 1 << 16


def read_xzufi(path: Path, *others: Path, partner: Partner) -> tuple[OutsideView, str]:
    """What the portal behind the export shows of the services of ``partner``, and the SHA-256 of the export.

    An export is one message, several given together, or an ``index.txt`` with the names of those beside it; several are
    read one after the other, in the order of ``whole_export``, and count as one. What was written or deleted last
    counts. One entry per LeiKa key of a service (``leistung``) and online service linked to it, by ``leistungID`` or by
    a ``zustaendigkeitTransferObjekt``, also from another message of the export; a service without one has entries
    without address. Ids count only together with their schemeAgencyID. ``as_of`` is the newest day on which a message
    was made, if one says so; what does not hold on it is left out with a finding. DTDs and entities are refused.
    Raises SourceFormatError where one of them is no XZuFi that is read, or is missing.
    """
    findings = Findings(path.name)
    paths = whole_export((path, *others), findings)
    if sum(item.stat().st_size for item in paths) > MAX_FILE_BYTES:
        raise findings.fail("feeds.file_too_large", allowed=MAX_FILE_BYTES // 1_000_000)
    message = Message(findings)
    hashes, days = [], set()
    for item in paths:
        findings.sheet = item.name if len(paths) > 1 else None
        message.begin()
        with item.open("rb") as file:
            hashes.append(_parse(file, message, findings))
        created = day_of(message.created)
        days.add(created if created and is_in_range(created) else None)
        _check_message(message, findings)
    findings.sheet = None
    made = sorted(day for day in days if day is not None)
    if len(days) > 1:
        shown = ", ".join(map(str, made)) + (", –" if None in days else "")
        findings.warning("feeds.several_days", received=shown)
    _tell(message, findings)
    as_of = made[-1] if made else None
    reading = Reading(findings)
    entries = _entries(message.inventory, as_of, reading)
    found = reading.close(description("xzufi"), kept=len(entries))
    return OutsideView(partner.id, as_of, entries, reading.left_out, found), _joint_hash(hashes)


def _check_message(message: Message, findings: Findings) -> None:
    if not message.operations and message.unknown:
        shown = ", ".join(message.unknown)[:200]
        raise findings.fail("feeds.xzufi_no_transfer", received=message.root[:100], found=shown)
    if not message.version.startswith(message.source["version"]):
        findings.warning("feeds.xzufi_version", received=message.version, expected=message.source["version"])


def _joint_hash(hashes: Sequence[str]) -> str:
    """Of one file its own; of several one that depends on their order, as what they say does."""
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def _parse(file: IO[bytes], message: Message, findings: Findings) -> str:
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    parser.setFeature(feature_external_ges, False)
    parser.setContentHandler(message)
    message.line_number = parser.getLineNumber
    digest = hashlib.sha256()
    try:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            parser.feed(chunk)
        parser.close()
    except DefusedXmlException as error:
        raise findings.fail("feeds.xml_entities") from error
    except SAXParseException as error:
        raise findings.fail("feeds.xml_broken", row=error.getLineNumber(), reason=error.getMessage()) from error
    except (SAXException, ValueError) as error:
        raise findings.fail("feeds.xml_broken", reason=str(error)[:120]) from error
    return digest.hexdigest()


def _tell(message: Message, findings: Findings) -> None:
    """What was read over, written twice or deleted."""
    held = message.inventory
    for kind, count in message.unknown.items():
        findings.warning("feeds.unknown_object", received=kind, count=count)
    if message.too_many:
        findings.warning("feeds.too_many_of_one", count=message.too_many)
    for key, counts in (("feeds.written_again", held.rewritten), ("feeds.removed", held.removed)):
        if counts.total():
            services, online = counts["service"], counts["online_service"]
            findings.notice(key, services=services, online=online, links=counts["link"])
    if held.missed:
        findings.notice("feeds.removal_missed", count=held.missed)


def _entries(held: Inventory, as_of: date | None, reading: Reading) -> tuple[OutsideEntry, ...]:
    addresses: dict[Ident, dict[str, None]] = {}
    homeless = over = 0
    for online, services in held.services_of_online():
        if not holds(online.periods, as_of):
            over += 1
            continue
        homeless += not services
        for ident in services:
            addresses.setdefault(ident, {}).update(dict.fromkeys(online.addresses))
    if homeless:
        reading.findings.warning("feeds.online_without_service", count=homeless)
    entries: list[OutsideEntry] = []
    for service in held.nameless:
        _leave_out(service, reading)
    for ident, service in held.services.items():
        if not holds(service.periods, as_of):
            over += 1
            continue
        _leave_out(service, reading)
        known = [found for link in addresses.get(ident, ()) if (found := address(link, reading))]
        entries += _numbered(service, known, len(entries))
    if over:
        reading.findings.warning("feeds.not_valid", count=over, day=as_of)
    return tuple(entries)


def _leave_out(service: PortalService, reading: Reading) -> None:
    """Reports the keys of a service that cannot be read."""
    reading.rows += len(service.keys) + len(service.faults)
    reading.findings.sheet = service.file
    for fault in service.faults:
        reading.leave_out(service.line, fault.key, **fault.values)
    reading.findings.sheet = None


def _numbered(service: PortalService, addresses: Sequence[str], before: int) -> list[OutsideEntry]:
    urls: list[str | None] = [*addresses] or [None]
    pairs = ((key, url) for key in service.keys for url in urls)
    return [
        OutsideEntry(key, before + number, service.name, url=url, online=True if url else None)
        for number, (key, url) in enumerate(pairs, start=1)
    ]
