"""Reads the catalogue of services: our own file, strictly, and the messy official list, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ozgdash.errors import Finding
from ozgdash.model.cooperation import PartnerKind
from ozgdash.model.service import OZG_ID, Addressee, Service
from ozgdash.sources import cells
from ozgdash.sources.cells import CellError
from ozgdash.sources.findings import Findings
from ozgdash.sources.header import Header, folded, required_header
from ozgdash.sources.tabular import Row, Sheet, Value, read_sheet

T = TypeVar("T")

EXECUTION_COLUMNS = {
    PartnerKind.CITY: "vollzug_kreisfreie_stadt",
    PartnerKind.DISTRICT: "vollzug_landkreis",
    PartnerKind.MUNICIPALITY: "vollzug_gemeinde",
}
OFFICIAL_COLUMNS = ("leika_schluessel", "leistung", "leika_typ", "ozg_id", "ozg_leistung", "lage", "themenfeld")
JUDGED_COLUMNS = ("adressat", *EXECUTION_COLUMNS.values())
OPTIONAL_COLUMNS = ("sdg",)
YES_NO = {"ja": True, "nein": False}
ADDRESSEES = {addressee.value: addressee for addressee in Addressee}
NO_KEY = ("nicht im leika", "")
FEDERAL_ONLY = "1"
"""LeiKa type 1: the Bund rules and executes."""

Execution = tuple[tuple[PartnerKind, bool], ...]


@dataclass(frozen=True)
class Catalogue:
    """The services of a list. ``left_out`` counts the rows that name no service; each has a finding."""

    file_name: str
    sha256: str
    services: tuple[Service, ...]
    findings: tuple[Finding, ...]
    left_out: int = 0


def read_catalogue(path: Path) -> Catalogue:
    """The services of ``data/catalogue/leistungen.csv``, in its order.

    Raises SourceFormatError with every error: a missing column, an unknown value, a service twice, an OZG-Leistung with
    two names or two Themenfelder.
    """
    return read_catalogue_sheet(read_sheet(path, columns=(*OFFICIAL_COLUMNS, *JUDGED_COLUMNS)))


def read_catalogue_sheet(sheet: Sheet) -> Catalogue:
    """The services of a list in the form of ``data/catalogue/leistungen.csv``; see ``read_catalogue``."""
    findings = Findings(sheet.file_name, sheet=sheet.name)
    header = _header(sheet, (*OFFICIAL_COLUMNS, *JUDGED_COLUMNS), findings)
    services: dict[str, Service] = {}
    rows: dict[str, int] = {}
    for row in header.body:
        service = _cell(lambda row=row: _judged_service(row, header), findings, row.number)  # type: ignore[misc]
        if service is None:
            continue
        if service.id in services:
            findings.error("sources.duplicate_row", row=row.number, other=rows[service.id])
        services[service.id], rows[service.id] = service, row.number
    _refuse_two_faced_bundles(services.values(), rows, findings)
    if not services:
        findings.error("sources.no_rows", row=header.row.number)
    findings.raise_errors()
    return Catalogue(sheet.file_name, sheet.sha256, tuple(services.values()), findings.all)


def read_official_list(sheet: Sheet, *, known: Mapping[str, Service]) -> Catalogue:
    """The services of the official list, with what ``known`` (by service id) has judged of them.

    Nothing is dropped in silence: rows = services + ``left_out``, and every row that is left out, has no key or names
    two LeiKa types has a finding. Responsibility is judged in this order: the known service's own; for LeiKa type 1
    nobody of the municipal level; what all known services of the same OZG-Leistung agree on; else not judged.
    """
    findings = Findings(sheet.file_name, sheet=sheet.name)
    header = _header(sheet, OFFICIAL_COLUMNS, findings)
    agreed = agreed_execution(known.values())
    services: dict[str, Service] = {}
    rows: dict[str, int] = {}
    left_out = 0
    for row in header.body:
        try:
            service = _official_service(row, header, known, agreed, findings)
        except CellError as error:
            findings.warning(error.key, row=row.number, **error.values)
            left_out += 1
            continue
        if service.id in services:
            findings.warning("sources.listed_twice", row=row.number, other=rows[service.id], name=service.name)
            left_out += 1
            continue
        services[service.id], rows[service.id] = service, row.number
    unjudged = sum(1 for service in services.values() if not service.executed_by)
    if unjudged:
        findings.notice("sources.not_judged", count=unjudged)
    return Catalogue(sheet.file_name, sheet.sha256, tuple(services.values()), findings.all, left_out)


def _header(sheet: Sheet, needed: tuple[str, ...], findings: Findings) -> Header:
    known = (*OFFICIAL_COLUMNS, *JUDGED_COLUMNS, *OPTIONAL_COLUMNS)
    header = required_header(sheet, known, findings, allowed=needed)
    header.expect(needed, findings)
    header.report_unknown(known, findings)
    findings.raise_errors()
    return header


def _words(row: Row, header: Header, column: str) -> str:
    words = cells.name(header.value(row, column))
    if words is None:
        raise CellError("sources.empty_column", column=column)
    return words


def _ozg_id(row: Row, header: Header) -> str:
    received = cells.ozg_id(_words(row, header, "ozg_id"))
    if received is None or not OZG_ID.fullmatch(received):
        raise CellError("sources.ozg_id_shape", received=received)
    return received


def _judged_service(row: Row, header: Header) -> Service:
    execution = {kind: _yes_no(row, header, column) for kind, column in EXECUTION_COLUMNS.items()}
    return Service(
        leika_key=cells.leika_key(header.value(row, "leika_schluessel")),
        name=_words(row, header, "leistung"),
        ozg_id=_ozg_id(row, header),
        ozg_name=_words(row, header, "ozg_leistung"),
        topic=_words(row, header, "themenfeld"),
        life_situation=_words(row, header, "lage"),
        leika_type=cells.text(header.value(row, "leika_typ")) or "",
        addressee=cells.choice(header.value(row, "adressat"), ADDRESSEES, shown=", ".join(ADDRESSEES)),
        executed_by=tuple((kind, judged) for kind, judged in execution.items() if judged is not None),
        sdg=_yes_no(row, header, "sdg"),
    )


def _yes_no(row: Row, header: Header, column: str) -> bool | None:
    return cells.choice(header.value(row, column), YES_NO, shown="ja, nein")


def _official_service(
    row: Row, header: Header, known: Mapping[str, Service], agreed: Mapping[str, Execution], findings: Findings
) -> Service:
    written = cells.text(header.value(row, "leika_schluessel")) or ""
    without_key = written.casefold() in NO_KEY
    read = Service(
        leika_key=None if without_key else cells.leika_key(written),
        name=_words(row, header, "leistung"),
        ozg_id=_ozg_id(row, header),
        ozg_name=_words(row, header, "ozg_leistung"),
        topic=_words(row, header, "themenfeld"),
        life_situation=_words(row, header, "lage"),
        leika_type=cells.text(header.value(row, "leika_typ")) or "",
        addressee=None,
        executed_by=(),
    )
    if without_key:
        findings.notice("sources.without_key", row=row.number, name=read.name, ozg_id=read.ozg_id)
    if not read.leika_type or "," in read.leika_type:
        findings.notice("sources.type_unclear", row=row.number, received=read.leika_type or "–", name=read.name)
    return with_judgement(read, known.get(read.id), agreed)


def with_judgement(read: Service, judged: Service | None, agreed: Mapping[str, Execution]) -> Service:
    """The service of a list that judges nobody's responsibility, with the known judgement; see ``read_official_list``.

    Addressee and SDG mark of the list stand where nothing was judged.
    """
    if judged is not None:
        execution, addressee, sdg = judged.executed_by, judged.addressee, judged.sdg
    elif read.leika_type == FEDERAL_ONLY:
        execution, addressee, sdg = tuple((kind, False) for kind in EXECUTION_COLUMNS), read.addressee, read.sdg
    else:
        execution, addressee, sdg = agreed.get(read.ozg_id, ()), read.addressee, read.sdg
    return Service(
        read.leika_key, read.name, read.ozg_id, read.ozg_name, read.topic, read.life_situation, read.leika_type,
        addressee, execution, sdg,
    )  # fmt: skip


def agreed_execution(known: Iterable[Service]) -> dict[str, Execution]:
    """OZG-ID -> the responsibility of its known services, where all of them agree."""
    seen: dict[str, set[Execution]] = {}
    for service in known:
        seen.setdefault(service.ozg_id, set()).add(service.executed_by)
    return {ozg_id: next(iter(found)) for ozg_id, found in seen.items() if len(found) == 1}


def _refuse_two_faced_bundles(services: Iterable[Service], rows: Mapping[str, int], findings: Findings) -> None:
    first: dict[str, Service] = {}
    for service in services:
        other = first.setdefault(service.ozg_id, service)
        if (service.ozg_name, service.topic) != (other.ozg_name, other.topic):
            row, earlier = rows[service.id], rows[other.id]
            findings.error("sources.two_faced_bundle", row=row, ozg_id=service.ozg_id, other=earlier)


def _cell(read: Callable[[], T], findings: Findings, row: int) -> T | None:
    try:
        return read()
    except CellError as error:
        findings.error(error.key, row=row, **error.values)
        return None


def is_catalogue(columns: Iterable[Value]) -> bool:
    """True for the header of our own catalogue, which judges who executes a service."""
    return {folded(column) for column in EXECUTION_COLUMNS.values()} <= {folded(column) for column in columns}
