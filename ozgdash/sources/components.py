"""Reads a partner's list of components: a sheet of the status workbook, or a file of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from ozgdash.errors import Finding
from ozgdash.model.component import Component
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.names import folded
from ozgdash.sources import cells
from ozgdash.sources.cells import read_cell
from ozgdash.sources.findings import Findings
from ozgdash.sources.head import read_origin
from ozgdash.sources.header import Header, required_header
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.sources.tabular import Row, Sheet, Value, read_sheet
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
    path: Path,
    *,
    cooperation: Cooperation,
    services: ServiceIndex,
    today: date,
    partner: str | None = None,
    as_of: date | None = None,
) -> ComponentList:
    """The components of a file of its own, with the head block of a status sheet.

    Raises SourceFormatError with every error of the file; then nothing of it may be taken over.
    """
    sheet = read_sheet(path)
    findings = Findings(sheet.file_name, sheet=sheet.name)
    header = _header(sheet, findings)
    origin = read_origin(
        sheet, header.row.number, findings, cooperation=cooperation, today=today, partner=partner, as_of=as_of
    )
    components = _components(sheet, header, services, findings)
    if not components and not findings.has_errors:
        raise findings.fail("sources.no_components", row=header.row.number)
    findings.raise_errors()
    if origin is None:  # pragma: no cover - what is missing of it is an error above
        raise AssertionError
    return ComponentList(
        sheet.file_name,
        sheet.sha256,
        origin.partner_id,
        origin.as_of,
        origin.example,
        components,
        findings.all,
    )


def read_components(sheet: Sheet, services: ServiceIndex, findings: Findings) -> tuple[Component, ...]:
    """The components of a sheet within a status workbook; errors stand in ``findings``.

    Without a row below the header the sheet says nothing, and the former inventory stays; a notice says so. Raises
    SourceFormatError where the sheet has no header row.
    """
    header = _header(sheet, findings)
    components = _components(sheet, header, services, findings)
    if not components and not findings.has_errors:
        findings.notice("sources.components_kept")
    return components


def _header(sheet: Sheet, findings: Findings) -> Header:
    columns = component_vocabulary().columns
    header = required_header(sheet, columns, findings)
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


def _components(sheet: Sheet, header: Header, services: ServiceIndex, findings: Findings) -> tuple[Component, ...]:
    components: dict[tuple[str, ...], Component] = {}
    known = {s.ozg_id for s in services.by_id.values()} | {folded(s.topic) for s in services.by_id.values()}
    for row in sheet.rows:
        component = _component(row, header, known, findings) if row.number > header.row.number else None
        if component is None:
            continue
        key = (component.area.value, folded(component.name), folded(component.product or ""))
        earlier = components.setdefault(key, component)
        if earlier is not component:
            findings.error("sources.component_twice", row=row.number, other=earlier.row)
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
