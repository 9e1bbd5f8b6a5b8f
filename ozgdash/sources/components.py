"""Reads a partner's list of components: a sheet of the status workbook, or a file of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ozgdash.errors import Finding
from ozgdash.model.component import Component
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.names import folded
from ozgdash.sources import cells
from ozgdash.sources.cells import read_cell
from ozgdash.sources.detect import Source
from ozgdash.sources.findings import Findings
from ozgdash.sources.head import read_origin
from ozgdash.sources.header import Header, required_header
from ozgdash.sources.parts import Part, read_parts
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.sources.tables import Row, Sheet
from ozgdash.sources.values import Value
from ozgdash.sources.vocabulary import component_vocabulary

T = TypeVar("T")

MANDATORY = ("bereich", "name")
DOMAIN_SEPARATOR = re.compile(r"\s*[,;|]\s*")
MAX_NAME = 120
"""A component's name and product stand in cells of a matrix and on slides."""


@dataclass(frozen=True)
class ComponentList:
    """What a partner's services ran on one day, all of it. ``findings`` holds warnings and notices only."""

    file_name: str
    sha256: str
    partner_id: str
    as_of: date
    example: bool
    components: tuple[Component, ...]
    findings: tuple[Finding, ...]


def read_component_list(
    source: Source,
    *,
    cooperation: Cooperation,
    services: ServiceIndex,
    today: date,
    partner: str | None = None,
    as_of: date | None = None,
) -> ComponentList:
    """The components of a file of its own, with the head block of a status sheet; all of its tabs are one list.

    Raises SourceFormatError with every error of the file; then nothing of it may be taken over.
    """
    first = source.first
    findings = Findings(first.file_name)
    parts = read_parts(source.sheets, _header, findings)
    origin = read_origin(parts, findings, cooperation=cooperation, today=today, partner=partner, as_of=as_of)
    components = _components(parts, services)
    findings.join(*(part.findings for part in parts))
    if not components and not findings.has_errors:
        raise findings.fail("sources.no_components", row=parts[0].header.row.number)
    findings.take(source.findings)
    findings.raise_errors()
    if origin is None:  # pragma: no cover - what is missing of it is an error above
        raise AssertionError
    return ComponentList(
        first.file_name,
        first.sha256,
        origin.partner_id,
        origin.as_of,
        origin.example,
        components,
        findings.all,
    )


def read_components(sheets: Sequence[Sheet], services: ServiceIndex, findings: Findings) -> tuple[Component, ...]:
    """The components of tabs beside a status sheet; errors stand in ``findings``.

    Without a row below the header they say nothing, and the former inventory stays; a notice says so.
    """
    parts = read_parts(sheets, _header, findings)
    components = _components(parts, services)
    if parts and not components and not any(part.findings.has_errors for part in parts):
        parts[0].findings.notice("sources.components_kept")
    findings.join(*(part.findings for part in parts))
    return components


def _header(sheet: Sheet, findings: Findings) -> Header:
    columns = component_vocabulary().columns
    header = required_header(sheet, columns, findings, days=("vertragsende",))
    row = header.row.number
    header.refuse_doubled(findings)
    header.expect(MANDATORY, findings, allowed=columns)
    if header.unknown:
        findings.notice("sources.columns_ignored", row=row, columns="; ".join(header.unknown))
    absent = [c for c in columns if c not in header.positions and c not in MANDATORY]
    if absent:
        findings.warning("sources.columns_absent", row=row, columns="; ".join(absent))
    findings.raise_errors()
    return header


def _components(parts: Sequence[Part], services: ServiceIndex) -> tuple[Component, ...]:
    components: dict[tuple[str, ...], Component] = {}
    known = {s.ozg_id for s in services.by_id.values()} | {folded(s.topic) for s in services.by_id.values()}
    for part in parts:
        for row in part.header.body:
            component = _component(row, part.header, known, part.findings)
            if component is None:
                continue
            key = (component.area.value, folded(component.name), folded(component.product or ""))
            earlier = components.setdefault(key, component)
            if earlier is not component:
                part.findings.error("sources.component_twice", row=row.number, other=earlier.row)
    return tuple(components.values())


def _component(row: Row, header: Header, known: set[str], findings: Findings) -> Component | None:
    words = component_vocabulary()

    def read(column: str, reader: Callable[[Value], T]) -> T | None:
        return read_cell(lambda: reader(header.value(row, column)), findings, row=row.number, column=column)

    area = read("bereich", lambda v: cells.choice(v, words.areas.values, shown=words.areas.shown))
    name = read("name", _label)
    for column in MANDATORY:
        if header.value(row, column) is None:
            findings.error("sources.empty_cell", row=row.number, column=column)
    domain = read("domaene", _domain)
    strange = [part for part in (domain or "").split(", ") if part and folded(part) not in known]
    if strange:
        findings.warning("sources.domain_unknown", row=row.number, column="domaene", received="; ".join(strange))
    status = read("status", lambda v: cells.choice(v, words.statuses.values, shown=words.statuses.shown))
    product, version, provider = read("produkt", _label), read("version", _label), read("anbieter", _label)
    contract_end = read("vertragsende", cells.day)
    if area is None or name is None:
        return None
    return Component(area, name, product, version, provider, contract_end, status, domain, row.number)


def _label(value: Value) -> str | None:
    return cells.name(value, longest=MAX_NAME)


def _domain(value: Value) -> str | None:
    words = cells.name(value)
    if words is None:
        return None
    return ", ".join(part for part in DOMAIN_SEPARATOR.split(words) if part) or None
