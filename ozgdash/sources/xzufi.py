"""Reads an XZuFi 2.2 message as a stream: the services that a portal describes and the online services it links."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import IO
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import feature_external_ges, feature_namespaces

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from ozgdash.model.cooperation import Partner
from ozgdash.model.outside import OutsideEntry
from ozgdash.sources.feed import Reading, description
from ozgdash.sources.findings import Findings
from ozgdash.sources.pvog import OutsideView, address
from ozgdash.sources.xzufi_index import whole_export
from ozgdash.sources.xzufi_message import Message, MessageService

MAX_FILE_BYTES = 1_000_000_000
CHUNK = 1 << 16


def read_xzufi(path: Path, *others: Path, partner: Partner) -> tuple[OutsideView, str]:
    """What the portal behind the export shows of the services of ``partner``, and the SHA-256 of the export.

    An export is one message, several given together, or an ``index.txt`` with the names of those beside it; several are
    read one after the other and count as one. One entry per service (``leistung``) with a LeiKa key and online service
    linked to it by ``leistungID``, also from another message of the export; a service without one has an entry without
    address. ``as_of`` is the newest day on which a message was made, if one says so. DTDs and entities are refused.
    Raises SourceFormatError where one of them is no XZuFi 2.2 or is missing.
    """
    findings = Findings(path.name)
    paths = whole_export((path, *others), findings)
    if sum(item.stat().st_size for item in paths) > MAX_FILE_BYTES:
        raise findings.fail("feeds.file_too_large", allowed=MAX_FILE_BYTES // 1_000_000)
    message = Message(findings)
    hashes, days = [], set()
    for item in paths:
        findings.sheet = item.name if len(paths) > 1 else None
        message.created = message.version = None
        with item.open("rb") as file:
            hashes.append(_parse(file, message, findings))
        days.add(_created(message.created))
        _check_version(message, findings)
    findings.sheet = None
    made = sorted(day for day in days if day is not None)
    if len(days) > 1:
        shown = ", ".join(map(str, made)) + (", –" if None in days else "")
        findings.warning("feeds.several_days", received=shown)
    for kind, count in message.unknown.items():
        findings.warning("feeds.unknown_object", received=kind, count=count)
    entries = _entries(message)
    found = message.reading.close(description("xzufi"), kept=len(entries))
    view = OutsideView(partner.id, made[-1] if made else None, entries, message.reading.left_out, found)
    return view, _joint_hash(hashes)


def _check_version(message: Message, findings: Findings) -> None:
    version = str(message.version or "–")
    if not version.startswith(message.source["version"]):
        findings.warning("feeds.xzufi_version", received=version, expected=message.source["version"])


def _joint_hash(hashes: Sequence[str]) -> str:
    """Of one file its own; of several one that does not depend on their order."""
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("\n".join(sorted(hashes)).encode()).hexdigest()


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


def _entries(message: Message) -> tuple[OutsideEntry, ...]:
    links: dict[str, list[str]] = {}
    dangling = 0
    for item in message.online:
        for reference in dict.fromkeys(item.references):
            if reference in message.services:
                links.setdefault(reference, []).extend(url for _, url in item.links)
            else:
                dangling += 1
    without = sum(1 for item in message.online if not item.references)
    if dangling or without:
        message.reading.findings.warning("feeds.online_without_service", count=dangling + without)
    return tuple(_numbered(message.services, links, message.reading))


def _numbered(
    services: Mapping[str, MessageService], links: Mapping[str, Sequence[str]], reading: Reading
) -> list[OutsideEntry]:
    entries: list[OutsideEntry] = []
    for own_id, service in services.items():
        addresses = (address(link, reading) for link in dict.fromkeys(links.get(own_id, ())))
        urls: list[str | None] = [url for url in addresses if url]
        for url in urls or [None]:
            online = True if url else None
            entries.append(OutsideEntry(service.leika_key, len(entries) + 1, service.name, url=url, online=online))
    return entries


def _created(received: str | None) -> date | None:
    try:
        return date.fromisoformat((received or "")[:10])
    except ValueError:
        return None
