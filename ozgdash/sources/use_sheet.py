"""Reads the cases of one partner by service and month: a file of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ozgdash.formats import day as day_words
from ozgdash.formats import number
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.days import month_end
from ozgdash.model.names import cleaned
from ozgdash.model.use import MonthUse
from ozgdash.sources import cells
from ozgdash.sources.cells import read_cell
from ozgdash.sources.detect import Source
from ozgdash.sources.findings import Findings
from ozgdash.sources.head import EARLIEST_STAND, Unsaid, read_origin
from ozgdash.sources.header import Header, required_header
from ozgdash.sources.number_format import shown
from ozgdash.sources.partner_file import PartnerFile, sound_file
from ozgdash.sources.parts import Part, read_parts
from ozgdash.sources.row_reader import RowReader
from ozgdash.sources.service_index import ServiceIndex
from ozgdash.sources.tables import Row, Sheet
from ozgdash.sources.vocabulary import use_vocabulary

MANDATORY = ("leika_schluessel", "monat")
MAX_SOURCE = 120


@dataclass(frozen=True)
class UseSheet:
    """What a partner says of single months.

    ``file.as_of``: the Stand of the file; where it names none, the last day of its newest month.
    """

    file: PartnerFile
    months: tuple[MonthUse, ...]


def read_use(
    source: Source,
    *,
    cooperation: Cooperation,
    services: ServiceIndex,
    today: date,
    partner: str | None = None,
    as_of: date | None = None,
) -> UseSheet:
    """The months of a file of one partner, in the order of its rows; all of its tabs are one file.

    Whose it is the head block says, as in a status sheet, or the column ``partner`` in every row. ``partner`` and
    ``as_of`` go before both. A service is told by its LeiKa key; one without a key has no months. Raises
    SourceFormatError with every error of the file; then nothing of it may be taken over.
    """
    findings = Findings(source.first.file_name)
    parts = read_parts(source.sheets, _header, findings)
    months = _months(parts, services)
    unsaid = Unsaid(_partner(parts, cooperation), max((month_end(item.month) for item in months), default=None))
    origin = None
    if months or not any(part.findings.has_errors for part in parts):
        origin = read_origin(
            parts, findings, cooperation=cooperation, today=today, partner=partner, as_of=as_of, unsaid=unsaid
        )
    _refuse_others(parts, origin.partner_id if origin is not None else unsaid.partner_id, cooperation)
    if origin is not None:
        _refuse_open_months(months, min(origin.as_of, today))
    findings.join(*(part.findings for part in parts))
    if not months and not findings.has_errors:
        raise findings.fail("sources.no_months", row=parts[0].header.row.number)
    return UseSheet(sound_file(source, origin, findings), tuple(item.use for item in months))


@dataclass(frozen=True)
class _Read:
    """A row that was read, and where."""

    part: Part
    row: int
    use: MonthUse

    @property
    def month(self) -> date:
        return self.use.month


def _header(sheet: Sheet, findings: Findings) -> Header:
    words = use_vocabulary()
    header = required_header(sheet, words.columns, findings, with_notes=True)
    header.refuse_doubled(findings)
    counts = [column for column in ("faelle", "faelle_digital") if column in header.positions]
    header.expect([*MANDATORY, *([] if counts else ["faelle"])], findings, allowed=words.columns)
    header.report_unknown(words.columns, findings, also=words.also)
    if len(counts) == 1:
        findings.warning("sources.one_count", row=header.row.number, column=counts[0])
    findings.raise_errors()
    return header


def _months(parts: Sequence[Part], services: ServiceIndex) -> list[_Read]:
    seen: dict[tuple[str, date], _Read] = {}
    found = []
    for part in parts:
        reader = RowReader(part.header, part.findings)
        for row in part.header.body:
            use = _month(row, reader, services)
            if use is None:
                continue
            found.append(_Read(part, row.number, use))
            earlier = seen.setdefault((use.service_id, use.month), found[-1])
            if earlier.part is not part:
                tab = earlier.part.sheet.name
                part.findings.error(
                    "sources.month_twice_in_tab", row=row.number, column="monat", other=earlier.row, tab=tab
                )
            elif earlier is not found[-1]:
                part.findings.error("sources.month_twice", row=row.number, column="monat", other=earlier.row)
        reader.report_blanks()
    return found


def _month(row: Row, reader: RowReader, services: ServiceIndex) -> MonthUse | None:
    findings = reader.findings
    key, month = reader.read(row, "leika_schluessel", cells.leika_key), reader.read(row, "monat", cells.month)
    reader.expect(row, MANDATORY)
    service = read_cell(lambda: services.find(key, None, None), findings, row=row.number) if key is not None else None
    cases = reader.read(row, "faelle", cells.count)
    digital = reader.read(row, "faelle_digital", cells.count)
    if reader.value(row, "faelle") is None and reader.value(row, "faelle_digital") is None:
        findings.error("sources.no_count", row=row.number)
    if cases is not None and digital is not None and digital > cases:
        values = {"received": number(digital, "de"), "allowed": number(cases, "de"), "cases": "faelle"}
        findings.error("sources.digital_above_cases", row=row.number, column="faelle_digital", **values)
    origin = reader.read(row, "quelle", lambda value: cells.name(value, longest=MAX_SOURCE))
    if service is None or month is None:
        return None
    return MonthUse(service.id, month, cases, digital, service.leika_key, origin, row.number)


def _named(part: Part) -> Iterator[tuple[Row, str]]:
    """The rows that name a partner, with the name."""
    for row in part.header.body:
        written = part.header.value(row, "partner")
        if written is not None and cleaned(shown(written)):
            yield row, cleaned(shown(written))


def _partner(parts: Sequence[Part], cooperation: Cooperation) -> str | None:
    """The partner that the first row with a known name names."""
    known = (cooperation.named(name) for part in parts for _, name in _named(part))
    return next((partner.id for partner in known if partner is not None), None)


def _refuse_others(parts: Sequence[Part], partner_id: str | None, cooperation: Cooperation) -> None:
    """An error for the first row of each other name: a file is of one partner, as its rights are.

    Where it is not known whose the file is, for each name that nobody has.
    """
    for part in parts:
        told: set[str] = set()
        for row, name in _named(part):
            partner = cooperation.named(name)
            if name in told or (partner is not None and partner.id == partner_id):
                continue
            told.add(name)
            key = "sources.unknown_partner" if partner is None else "sources.other_partner"
            allowed = cooperation.known_ids() if partner is None or partner_id is None else partner_id
            part.findings.error(key, row=row.number, column="partner", received=name, allowed=allowed)


def _refuse_open_months(months: Sequence[_Read], last: date) -> None:
    """An error for a month that was not over when the file was made, and for one before the OZG."""
    for item in months:
        too_late = month_end(item.month) > last
        if too_late or item.month < EARLIEST_STAND:
            key = "sources.month_not_over" if too_late else "sources.month_too_early"
            allowed = day_words(last if too_late else EARLIEST_STAND, "de")
            received = f"{item.month:%Y-%m}"
            item.part.findings.error(key, row=item.row, column="monat", received=received, allowed=allowed)
