"""Reads a partner's status sheet: XLSX or CSV, whole or only the rows that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from ozgdash.formats import number
from ozgdash.model.component import Component
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.names import NO_NAMES, KnownNames, folded
from ozgdash.model.observation import DEFAULT_MATURITY_MODEL, MATURITY_LEVELS, Observation
from ozgdash.sources import cells
from ozgdash.sources.cells import read_cell
from ozgdash.sources.components import component_parts, read_components
from ozgdash.sources.detect import Source
from ozgdash.sources.findings import Findings
from ozgdash.sources.head import read_origin
from ozgdash.sources.header import Header, required_header
from ozgdash.sources.partner_file import PartnerFile, sound_file
from ozgdash.sources.parts import Part, read_parts
from ozgdash.sources.row_reader import RowReader, WrittenNames
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.sources.tables import Row, Sheet
from ozgdash.sources.vocabulary import vocabulary

GIVEN = {
    "faelle_pro_jahr": "cases_given",
    "faelle_digital_pro_jahr": "cases_digital_given",
    "bearbeitungsdauer_tage": "handling_given",
    "rueckstand": "backlog_given",
    "prioritaet": "priority_given",
}
"""The optional columns -> the field of an observation that says whether the sheet has one."""


@dataclass(frozen=True)
class StatusSheet:
    """What a partner reported on one day.

    ``components``: the whole inventory of that day; empty where the workbook says nothing about it.
    """

    file: PartnerFile
    observations: tuple[Observation, ...]
    components: tuple[Component, ...]


def read_status_sheet(
    source: Source,
    *,
    cooperation: Cooperation,
    services: ServiceIndex,
    today: date,
    partner: str | None = None,
    as_of: date | None = None,
    names: KnownNames = NO_NAMES,
) -> StatusSheet:
    """The observations of a status sheet, one per row, of all tabs that are one.

    ``partner`` (id, name or short name) and ``as_of`` go before the head block of the file. A row replaces the whole
    state of its service: a column that the sheet does not have is empty for all its rows, and a warning names it; of
    the optional columns the former value stays. Several tabs are read as one sheet where they are of one partner and
    one day. Spellings of one name become one, that of ``names`` where it is known there. A workbook may hold the list
    of components in tabs of its own, of the same partner and day. Raises SourceFormatError with every error of the
    file; then nothing of it may be taken over.
    """
    findings = Findings(source.first.file_name)
    parts = read_parts(source.sheets, _header, findings)
    beside = component_parts(source.components, findings)
    origin = read_origin(
        (*parts, *beside), findings, cooperation=cooperation, today=today, partner=partner, as_of=as_of
    )
    observations = _observations(parts, services, names)
    findings.join(*(part.findings for part in parts))
    components = read_components(beside, services, findings, names)
    return StatusSheet(sound_file(source, origin, findings), observations, components)


def _header(sheet: Sheet, findings: Findings) -> Header:
    columns = vocabulary().columns
    header = required_header(sheet, columns, findings, days=("geplant_am",), with_notes=True)
    row = header.row.number
    header.refuse_doubled(findings)
    by_key = "leika_schluessel" in header.positions
    by_name = {"ozg_id", "leistung"} <= set(header.positions)
    needed = ["reifegrad"] if by_key or by_name else ["leika_schluessel", "reifegrad"]
    header.expect(needed, findings, allowed=columns)
    header.report_unknown(columns, findings, also=vocabulary().also)
    expected = [c for c in columns if c not in vocabulary().optional]
    absent = [c for c in expected if c not in header.positions and c not in needed]
    if absent:
        findings.warning("sources.columns_absent", row=row, columns="; ".join(absent))
    findings.raise_errors()
    return header


def _observations(parts: Sequence[Part], services: ServiceIndex, names: KnownNames) -> tuple[Observation, ...]:
    observations: dict[str, Observation] = {}
    tabs: dict[str, Part] = {}
    departments = WrittenNames()
    for part in parts:
        _name_empty(part, parts)
        for observation in _observations_of(part, services, departments):
            earlier = observations.setdefault(observation.service_id, observation)
            other = tabs.setdefault(observation.service_id, part)
            if other is not part:
                tab = other.sheet.name
                part.findings.error("sources.duplicate_in_tab", row=observation.row, other=earlier.row, tab=tab)
            elif earlier is not observation:
                part.findings.error("sources.duplicate_row", row=observation.row, other=earlier.row)
    spelled = departments.spellings("fachbereich", names.departments, parts[0].findings) if parts else {}
    return tuple(
        replace(item, department=spelled[folded(item.department)]) if item.department else item
        for item in observations.values()
    )


def _name_empty(part: Part, parts: Sequence[Part]) -> None:
    """An empty tab is an error, and beside one with rows a notice."""
    if part.header.body:
        return
    row = part.header.row.number
    if any(other.header.body for other in parts):
        part.findings.notice("sources.no_rows_here", row=row)
    else:
        part.findings.error("sources.no_rows", row=row)


def _observations_of(part: Part, services: ServiceIndex, departments: WrittenNames) -> Iterator[Observation]:
    cell_reader = RowReader(part.header, part.findings)
    without_model = 0
    for row in part.header.body:
        observation = _observation(row, cell_reader, services)
        if observation is not None:
            departments.add(cell_reader.value(row, "fachbereich"))
            without_model += observation.maturity is not None and cell_reader.value(row, "reifegradmodell") is None
            yield observation
    if without_model:
        part.findings.notice("sources.model_assumed", count=without_model, model=DEFAULT_MATURITY_MODEL)
    cell_reader.report_blanks()


def _observation(row: Row, cell_reader: RowReader, services: ServiceIndex) -> Observation | None:
    words, findings, positions = vocabulary(), cell_reader.findings, cell_reader.header.positions
    read = partial(cell_reader.read, row)

    key = read("leika_schluessel", cells.leika_key)
    if key is None and cell_reader.value(row, "leika_schluessel") is not None:
        return None
    ozg_id, name = read("ozg_id", cells.ozg_id), read("leistung", cells.name)
    service = read_cell(lambda: services.find(key, ozg_id, name), findings, row=row.number)
    if service is None:
        return None
    if name is not None and folded(name) != folded(service.name):
        findings.warning("sources.other_name", row=row.number, received=name, expected=service.name)
    maturity, model = _maturity(row, cell_reader)
    digitisable = read("digitalisierbar", cells.yes_no)
    obstacle = read("hindernis", lambda v: cells.choice(v, words.obstacles, shown=words.obstacles_shown))
    if digitisable is False and obstacle is None:
        findings.warning("sources.no_reason", row=row.number, column="hindernis")
    return Observation(
        service_id=service.id,
        responsible=read("zustaendig", cells.yes_no),
        digitisable=digitisable,
        obstacle=obstacle,
        maturity=maturity,
        maturity_model=model,
        stage=read("stufe", lambda v: cells.choice(v, words.stages, shown=words.stages_shown)),
        planned_on=read("geplant_am", cells.day),
        department=read("fachbereich", cells.group_name),
        url=read("onlinedienst_url", cells.web_address),
        efa_stage=read("efa_stufe", cells.name),
        remark=read("bemerkung", cells.text),
        **_use(row, cell_reader),
        priority=read("prioritaet", lambda v: cells.choice(v, words.priorities.values, shown=words.priorities.shown)),
        row=row.number,
        **{given: column in positions for column, given in GIVEN.items()},
    )


def _use(row: Row, cell_reader: RowReader) -> dict[str, Any]:
    """Cases, digital cases, handling time and backlog; an error where more of the cases are digital than there are."""
    read, value = partial(cell_reader.read, row), partial(cell_reader.value, row)
    cases, digital = read("faelle_pro_jahr", cells.count), read("faelle_digital_pro_jahr", cells.count)
    if cases is not None and digital is not None and digital > cases:
        received, allowed = number(digital, "de"), number(cases, "de")
        cell_reader.findings.error(
            "sources.digital_above_cases",
            row=row.number,
            column="faelle_digital_pro_jahr",
            received=received,
            allowed=allowed,
            cases="faelle_pro_jahr",
        )
    elif digital is not None and "faelle_pro_jahr" in cell_reader.header.positions and value("faelle_pro_jahr") is None:
        cell_reader.findings.warning(
            "sources.digital_without_cases", row=row.number, column="faelle_digital_pro_jahr", cases="faelle_pro_jahr"
        )
    return {
        "cases_per_year": cases,
        "cases_digital_per_year": digital,
        "handling_days": read("bearbeitungsdauer_tage", cells.amount),
        "backlog": read("rueckstand", cells.count),
    }


def _maturity(row: Row, cell_reader: RowReader) -> tuple[int | None, str | None]:
    """Level and model; both None for an unknown level. A level without a model is one of model 1.1."""
    level = cell_reader.read(row, "reifegrad", cells.level)
    model = cell_reader.read(row, "reifegradmodell", cells.model)
    if model is None and cell_reader.value(row, "reifegradmodell") is not None:
        return None, None
    model = model or DEFAULT_MATURITY_MODEL
    if level is None:
        return None, None
    levels = MATURITY_LEVELS[model]
    if level not in levels:
        found = {"received": level, "model": model, "highest": max(levels)}
        cell_reader.findings.error("sources.level_out_of_range", row=row.number, column="reifegrad", **found)
    return level, model
