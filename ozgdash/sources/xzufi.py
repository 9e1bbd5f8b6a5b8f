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
from ozgdash.sources.xzufi_message import Message, MessageService

MAX_FILE_BYTES = 1_000_000_000
CHUNK = 1 << 16


def read_xzufi(path: Path, *, partner: Partner) -> tuple[OutsideView, str]:
    """What the portal behind the message shows of the services of ``partner``, and the SHA-256 of the file.

    One entry per service (``leistung``) with a LeiKa key and online service linked to it by ``leistungID``; a service
    without one has an entry without address. ``as_of`` is the day on which the message was made, if it says so. DTDs
    and entities are refused. Raises SourceFormatError where it is no XZuFi 2.2.
    """
    findings = Findings(path.name)
    if path.stat().st_size > MAX_FILE_BYTES:
        raise findings.fail("feeds.file_too_large", allowed=MAX_FILE_BYTES // 1_000_000)
    message = Message(findings)
    with path.open("rb") as file:
        sha256 = _parse(file, message, findings)
    version = str(message.version or "–")
    if not version.startswith(message.source["version"]):
        findings.warning("feeds.xzufi_version", received=version, expected=message.source["version"])
    for kind, count in message.unknown.items():
        findings.warning("feeds.unknown_object", received=kind, count=count)
    entries = _entries(message)
    found = message.reading.close(description("xzufi"), kept=len(entries))
    view = OutsideView(partner.id, _created(message.created), entries, message.reading.left_out, found)
    return view, sha256


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
