"""Reads a partner's list of components: a sheet of the status workbook, or a file of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from ozgdash.model.component import Component
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.names import NO_NAMES, KnownNames, folded
from ozgdash.sources import cells
from ozgdash.sources.detect import Source
from ozgdash.sources.findings import Findings
from ozgdash.sources.head import read_origin
from ozgdash.sources.header import Header, required_header
from ozgdash.sources.partner_file import PartnerFile, sound_file
from ozgdash.sources.parts import Part, read_parts
from ozgdash.sources.row_reader import RowReader, WrittenNames
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.sources.tables import Row, Sheet
from ozgdash.sources.values import Value
from ozgdash.sources.vocabulary import component_vocabulary

MANDATORY = ("bereich", "name")
DOMAIN_SEPARATOR = re.compile(r"\s*[,;|]\s*")
MAX_NAME = 120
"""A component's name and product stand in cells of a matrix and on slides."""


@dataclass(frozen=True)
class ComponentList:
    """What a partner's services ran on one day, all of it."""

    file: PartnerFile
    components: tuple[Component, ...]


def read_component_list(
    source: Source,
    *,
    cooperation: Cooperation,
    services: ServiceIndex,
    today: date,
    partner: str | None = None,
    as_of: date | None = None,
    names: KnownNames = NO_NAMES,
) -> ComponentList:
    """The components of a file of its own, with the head block of a status sheet; all of its tabs are one list.

    Spellings of one name become one, that of ``names`` where it is known there.
    Raises SourceFormatError with every error of the file; then nothing of it may be taken over.
    """
    findings = Findings(source.first.file_name)
    parts = read_parts(source.sheets, _header, findings)
    origin = read_origin(parts, findings, cooperation=cooperation, today=today, partner=partner, as_of=as_of)
    components = _components(parts, services, names)
    findings.join(*(part.findings for part in parts))
    if not components and not findings.has_errors:
        raise findings.fail("sources.no_components", row=parts[0].header.row.number)
    return ComponentList(sound_file(source, origin, findings), components)


def component_parts(sheets: Sequence[Sheet], findings: Findings) -> tuple[Part, ...]:
    """The tabs beside a status sheet that are lists of components; errors of the others stand in ``findings``."""
    return read_parts(sheets, _header, findings)


def read_components(
    parts: Sequence[Part], services: ServiceIndex, findings: Findings, names: KnownNames = NO_NAMES
) -> tuple[Component, ...]:
    """The components of tabs beside a status sheet; errors stand in ``findings``.

    Without a row below the header they say nothing, and the former inventory stays; a notice says so.
    """
    components = _components(parts, services, names)
    if parts and not components and not any(part.findings.has_errors for part in parts):
        parts[0].findings.notice("sources.components_kept")
    findings.join(*(part.findings for part in parts))
    return components


def _header(sheet: Sheet, findings: Findings) -> Header:
    columns = component_vocabulary().columns
    header = required_header(sheet, columns, findings, days=("vertragsende",), with_notes=True)
    row = header.row.number
    header.refuse_doubled(findings)
    header.expect(MANDATORY, findings, allowed=columns)
    header.report_unknown(columns, findings)
    absent = [c for c in columns if c not in header.positions and c not in MANDATORY]
    if absent:
        findings.warning("sources.columns_absent", row=row, columns="; ".join(absent))
    findings.raise_errors()
    return header


def _components(parts: Sequence[Part], services: ServiceIndex, names: KnownNames) -> tuple[Component, ...]:
    components: dict[tuple[str, ...], Component] = {}
    tabs: dict[tuple[str, ...], Part] = {}
    written = {column: WrittenNames() for column in ("name", "produkt", "anbieter")}
    known = {s.ozg_id: s.ozg_id for s in services.by_id.values()}
    known |= {folded(s.topic): s.topic for s in services.by_id.values()}
    for part in parts:
        cell_reader = RowReader(part.header, part.findings)
        for row in part.header.body:
            component = _component(row, cell_reader, known)
            if component is None:
                continue
            for column, of_column in written.items():
                of_column.add(cell_reader.value(row, column))
            key = (component.area.value, folded(component.name), folded(component.product or ""))
            earlier = components.setdefault(key, component)
            other = tabs.setdefault(key, part)
            if other is not part:
                tab = other.sheet.name
                part.findings.error("sources.component_in_tab", row=row.number, other=earlier.row, tab=tab)
            elif earlier is not component:
                part.findings.error("sources.component_twice", row=row.number, other=earlier.row)
        cell_reader.report_blanks()
    return _respelled(components.values(), written, names, parts[0].findings) if parts else ()


def _respelled(
    items: Iterable[Component], written: Mapping[str, WrittenNames], known: KnownNames, findings: Findings
) -> tuple[Component, ...]:
    names = written["name"].spellings("name", known.components, findings)
    products = written["produkt"].spellings("produkt", known.products, findings)
    providers = written["anbieter"].spellings("anbieter", known.providers, findings)
    return tuple(
        replace(
            item,
            name=names[folded(item.name)],
            product=products[folded(item.product)] if item.product else None,
            provider=providers[folded(item.provider)] if item.provider else None,
        )
        for item in items
    )


def _component(row: Row, cell_reader: RowReader, known: Mapping[str, str]) -> Component | None:
    words, findings = component_vocabulary(), cell_reader.findings
    read = partial(cell_reader.read, row)

    area = read("bereich", lambda v: cells.choice(v, words.areas.values, shown=words.areas.shown))
    name = read("name", _label)
    cell_reader.expect(row, MANDATORY)
    parts = [known.get(folded(part), part) for part in read("domaene", _domain) or ()]
    strange = [part for part in parts if folded(part) not in known]
    if strange:
        findings.warning("sources.domain_unknown", row=row.number, column="domaene", received="; ".join(strange))
    status = read("status", lambda v: cells.choice(v, words.statuses.values, shown=words.statuses.shown))
    product, version, provider = read("produkt", _label), read("version", _label), read("anbieter", _label)
    contract_end = read("vertragsende", cells.day)
    if area is None or name is None:
        return None
    domain = ", ".join(parts) or None
    return Component(area, name, product, version, provider, contract_end, status, domain, row.number)


def _label(value: Value) -> str | None:
    return cells.group_name(value, longest=MAX_NAME)


def _domain(value: Value) -> list[str]:
    """The OZG-IDs and Themenfelder that the cell names, as they stand there."""
    return [part for part in DOMAIN_SEPARATOR.split(cells.name(value) or "") if part]
