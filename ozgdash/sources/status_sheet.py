"""Reads a partner's status sheet: XLSX or CSV, whole or only the rows that changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from ozgdash.errors import Finding
from ozgdash.model.cooperation import Cooperation, Partner
from ozgdash.model.observation import DEFAULT_MATURITY_MODEL, MATURITY_LEVELS, Observation
from ozgdash.model.service import folded
from ozgdash.sources import cells
from ozgdash.sources.cells import CellError
from ozgdash.sources.findings import Findings
from ozgdash.sources.header import Header, find_header
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.sources.tabular import Row, Sheet, Value, read_sheet
from ozgdash.sources.vocabulary import vocabulary

T = TypeVar("T")

EARLIEST_STAND = date(2015, 1, 1)
"""Before the OZG: a Stand earlier than this is a slip of the pen."""
DIGITS_AFTER_POINT = ".0"


@dataclass(frozen=True)
class StatusSheet:
    """What a partner reported on one day. ``findings`` holds warnings and notices only."""

    file_name: str
    sha256: str
    partner_id: str
    as_of: date
    example: bool
    observations: tuple[Observation, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Head:
    """The values of the head block, as they stand in the cells."""

    partner: Value = None
    stand: Value = None
    example: Value = None


def read_status_sheet(
    path: Path,
    *,
    cooperation: Cooperation,
    services: ServiceIndex,
    today: date,
    partner: str | None = None,
    as_of: date | None = None,
) -> StatusSheet:
    """The observations of a status sheet, one per row.

    ``partner`` (id, name or short name) and ``as_of`` go before the head block of the file. A row replaces the whole
    state of its service: a column that the sheet does not have is empty for all its rows, and a warning names it.
    Raises SourceFormatError with every error of the file; then nothing of it may be taken over.
    """
    sheet = read_sheet(path)
    findings = Findings(sheet.file_name, sheet=sheet.name)
    header = _header(sheet, findings)
    head = _head(sheet, header, findings)
    who = _partner(partner, head, cooperation, findings)
    when = _stand(as_of, head, today, findings)
    example = _cell(lambda: cells.choice(head.example, vocabulary().yes_no, shown="ja, nein"), findings)
    observations = _observations(sheet, header, services, findings)
    findings.raise_errors()
    if who is None or when is None:  # pragma: no cover - both are errors above
        raise AssertionError
    return StatusSheet(sheet.file_name, sheet.sha256, who.id, when, bool(example), observations, findings.all)


def _header(sheet: Sheet, findings: Findings) -> Header:
    columns = vocabulary().columns
    header = find_header(sheet, columns)
    if header is None:
        first = sheet.rows[0]
        received = "; ".join(str(cell) for cell in first.cells if cell is not None)[:200]
        raise findings.fail("sources.no_header", received=received, allowed="; ".join(columns))
    row = header.row.number
    for column in header.doubled:
        findings.error("sources.column_twice", row=row, column=column)
    by_key = "leika_schluessel" in header.positions
    by_name = {"ozg_id", "leistung"} <= set(header.positions)
    needed = [] if by_key or by_name else ["leika_schluessel"]
    missing = [c for c in (*needed, "reifegrad") if c not in header.positions]
    for column in missing:
        received = "; ".join(str(cell) for cell in header.row.cells if cell is not None)
        findings.error("sources.column_missing", row=row, column=column, received=received, allowed="; ".join(columns))
    if header.unknown:
        findings.notice("sources.columns_ignored", row=row, columns="; ".join(header.unknown))
    absent = [c for c in columns if c not in header.positions and c not in missing]
    if absent:
        findings.warning("sources.columns_absent", row=row, columns="; ".join(absent))
    findings.raise_errors()
    return header


def _head(sheet: Sheet, header: Header, findings: Findings) -> _Head:
    values: dict[str, Value] = {}
    for row in sheet.rows:
        if row.number >= header.row.number:
            break
        filled = [cell for cell in row.cells if cell is not None]
        name = vocabulary().head.get(str(filled[0]).rstrip(":").strip().casefold())
        if name is None:
            findings.notice("sources.row_before_header", row=row.number, received=str(filled[0])[:80])
        elif len(filled) > 1:
            values[name] = filled[1]
    return _Head(**values)


def _partner(option: str | None, head: _Head, cooperation: Cooperation, findings: Findings) -> Partner | None:
    allowed = ", ".join(partner.id for partner in cooperation.partners)
    named = cells.text(head.partner)
    if option and named and _find(named, cooperation) != _find(option, cooperation):
        findings.notice("sources.option_wins", option=option, head=named)
    received = option or named
    if received is None:
        findings.error("sources.no_partner", allowed=allowed)
        return None
    partner = _find(received, cooperation)
    if partner is None:
        findings.error("sources.unknown_partner", received=received, allowed=allowed)
    return partner


def _find(name: str, cooperation: Cooperation) -> Partner | None:
    wanted = folded(name)
    return next((p for p in cooperation.partners if wanted in map(folded, (p.id, p.name, p.short_name))), None)


def _stand(option: date | None, head: _Head, today: date, findings: Findings) -> date | None:
    named = _cell(lambda: cells.day(head.stand), findings)
    if option and named and option != named:
        findings.notice("sources.option_wins", option=option.isoformat(), head=named.isoformat())
    stand = option or named
    if stand is None:
        if head.stand is None:
            findings.error("sources.no_stand")
    elif stand > today:
        findings.error("sources.stand_in_future", received=stand.isoformat(), allowed=today.isoformat())
    elif stand < EARLIEST_STAND:
        findings.error("sources.stand_too_early", received=stand.isoformat(), allowed=EARLIEST_STAND.isoformat())
    return stand


def _observations(sheet: Sheet, header: Header, services: ServiceIndex, findings: Findings) -> tuple[Observation, ...]:
    rows = [row for row in sheet.rows if row.number > header.row.number]
    if not rows:
        raise findings.fail("sources.no_rows", row=header.row.number)
    observations: dict[str, Observation] = {}
    without_model = 0
    for row in rows:
        observation = _observation(row, header, services, findings)
        if observation is None:
            continue
        earlier = observations.setdefault(observation.service_id, observation)
        if earlier is not observation:
            findings.error("sources.duplicate_row", row=row.number, other=earlier.row)
        without_model += observation.maturity is not None and header.value(row, "reifegradmodell") is None
    if without_model:
        findings.notice("sources.model_assumed", count=without_model, model=DEFAULT_MATURITY_MODEL)
    return tuple(observations.values())


def _observation(row: Row, header: Header, services: ServiceIndex, findings: Findings) -> Observation | None:
    words = vocabulary()

    def read(column: str, reader: Callable[[Value], T]) -> T | None:
        return _cell(lambda: reader(header.value(row, column)), findings, row=row.number, column=column)

    key = read("leika_schluessel", cells.leika_key)
    if key is None and header.value(row, "leika_schluessel") is not None:
        return None
    ozg_id, name = read("ozg_id", cells.text), read("leistung", cells.text)
    service = _cell(lambda: services.find(key, ozg_id, name), findings, row=row.number)
    if service is None:
        return None
    if name is not None and folded(name) != folded(service.name):
        findings.warning("sources.other_name", row=row.number, received=name, expected=service.name)
    maturity, model = _maturity(row, header, findings)
    digitisable = read("digitalisierbar", lambda v: cells.choice(v, words.yes_no, shown="ja, nein"))
    obstacle = read("hindernis", lambda v: cells.choice(v, words.obstacles, shown=words.obstacles_shown))
    if digitisable is False and obstacle is None:
        findings.warning("sources.no_reason", row=row.number, column="hindernis")
    return Observation(
        service_id=service.id,
        responsible=read("zustaendig", lambda v: cells.choice(v, words.yes_no, shown="ja, nein")),
        digitisable=digitisable,
        obstacle=obstacle,
        maturity=maturity,
        maturity_model=model,
        stage=read("stufe", lambda v: cells.choice(v, words.stages, shown=words.stages_shown)),
        planned_on=read("geplant_am", cells.day),
        department=read("fachbereich", cells.text),
        url=read("onlinedienst_url", cells.web_address),
        efa_stage=read("efa_stufe", cells.text),
        remark=read("bemerkung", cells.text),
        row=row.number,
    )


def _maturity(row: Row, header: Header, findings: Findings) -> tuple[int | None, str | None]:
    """Level and model; both None for an unknown level. A level without a model is one of model 1.1."""
    number = row.number
    level = _cell(lambda: cells.whole_number(header.value(row, "reifegrad")), findings, row=number, column="reifegrad")
    received = header.value(row, "reifegradmodell")
    model = _model(received)
    if model is None:
        allowed = ", ".join(MATURITY_LEVELS)
        findings.error("sources.not_allowed", row=number, column="reifegradmodell", received=received, allowed=allowed)
        return None, None
    if level is None:
        return None, None
    levels = MATURITY_LEVELS[model]
    if level not in levels:
        found = {"received": level, "model": model, "highest": max(levels)}
        findings.error("sources.level_out_of_range", row=number, column="reifegrad", **found)
    return level, model


def _model(value: Value) -> str | None:
    if value is None:
        return DEFAULT_MATURITY_MODEL
    word = str(float(value)) if isinstance(value, int | float) else str(value).strip().replace(",", ".")
    word = f"{word}{DIGITS_AFTER_POINT}" if word.isdigit() else word
    return word if word in MATURITY_LEVELS else None


def _cell(read: Callable[[], T], findings: Findings, *, row: int | None = None, column: str | None = None) -> T | None:
    """What ``read`` returns; None, and an error among the findings, where the cell cannot be read."""
    try:
        return read()
    except CellError as error:
        findings.error(error.key, row=row, column=column, **error.values)
        return None
