"""Reads an export of Open-PVOG: what the public portals show of one administration's services."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ozgdash.errors import Finding
from ozgdash.model.cooperation import Administration, Cooperation, first_of
from ozgdash.model.outside import OutsideEntry
from ozgdash.model.service import OZG_ID
from ozgdash.sources import cells
from ozgdash.sources.cells import CellError
from ozgdash.sources.feed import Description, Reading, description
from ozgdash.sources.findings import Findings
from ozgdash.sources.header import folded, required_header
from ozgdash.sources.tabular import Sheet, Value

DELIMITERS = ",;\t"
ARS, NUMBER_ARS = re.compile(r"\d{12}"), re.compile(r"[1-9]\d{10}")
ISO_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]")
Record = Mapping[str, Value]


@dataclass(frozen=True)
class OutsideView:
    """An outside view of one partner, or of one who is compared, on one day.

    ``left_out``: rows that could not be read or are of others.

    ``as_of`` None: the file does not say of which day it is.
    """

    partner_id: str
    as_of: date | None
    entries: tuple[OutsideEntry, ...]
    left_out: int
    findings: tuple[Finding, ...]
    example: bool = False


def pvog_delimiter(text: str) -> str | None:
    """The delimiter of the header row of an Open-PVOG file; None where no row among the first ones is such a header."""
    for line in text.splitlines()[:30]:
        for delimiter in DELIMITERS:
            if is_pvog_header([name.strip('"') for name in line.split(delimiter)]):
                return delimiter
    return None


def is_pvog_header(row: Sequence[Value]) -> bool:
    """Whether a row names the columns by which an export is known."""
    columns = description("pvog").columns
    return {"leika_key", "online_status"} <= {columns.get(folded(cell)) for cell in row}


def read_pvog_sheet(sheet: Sheet, *, cooperation: Cooperation, partner: Administration | None = None) -> OutsideView:
    """The entries of an export as CSV or XLSX.

    ``partner`` goes before the head block (``Partner``, ``Stand``, ``Beispieldaten``; an export has none, our examples
    do), the head block before the column ``ars``. A row that cannot be read is left out with a warning. Raises
    SourceFormatError where a mandatory column is missing, where the last row breaks off, where nothing of the partner
    is in it or a guard of ``pvog.toml`` is broken.
    """
    source, findings = description("pvog"), Findings(sheet.file_name)
    known = tuple(source.columns)
    header = required_header(sheet, (*known, *source.ignored), findings, allowed=known)
    names = [folded(cell) for cell in header.row.cells]
    check_columns(source, {name: str(cell) for name, cell in zip(names, header.row.cells, strict=True)}, findings)
    head = {folded(row.cell(0)): row.cell(1) for row in sheet.rows if row.number < header.row.number}
    body = [row for row in sheet.rows if row.number > header.row.number]
    shortest = min((len(row.cells) for row in body[:-1]), default=len(header.row.cells))
    if body and len(body[-1].cells) < shortest:
        raise findings.fail("feeds.broken_off", received=len(body[-1].cells), allowed=shortest)
    records = ((row.number, named(source, zip(names, row.cells, strict=False))) for row in body)
    said = cells.text(head.get("partner"))
    found = partner or (cooperation.named(said) if said else None)
    view = read_pvog_records(records, findings, cooperation=cooperation, partner=found)
    stand = _head_day(head.get("stand"), findings)
    example = cells.yes_no(head.get("beispieldaten"))
    findings.raise_errors()
    return OutsideView(
        view.partner_id, stand or view.as_of, view.entries, view.left_out, findings.all, example=bool(example)
    )


def read_pvog_records(
    records: Iterable[tuple[int, Record]],
    findings: Findings,
    *,
    cooperation: Cooperation,
    partner: Administration | None,
) -> OutsideView:
    """The entries of numbered rows, each by our names of the columns; see ``read_pvog_sheet``."""
    source, rows = description("pvog"), list(records)
    who = partner or _partner_by_ars(rows, cooperation, findings)
    reading = Reading(findings)
    entries: list[OutsideEntry] = []
    days: list[date] = []
    others: list[str] = []
    for number, record in rows:
        reading.rows += 1
        try:
            if _of_another(record, who):
                others.append(str(_ars(record, [who.ars])))
                continue
            entries.append(_entry(number, record, source, reading))
            days += _data_day(record, reading)
        except CellError as error:
            reading.leave_out(number, error.key, **error.values)
    if others:
        shown = ", ".join(sorted(set(others))[:5])
        if not entries:
            raise findings.fail("feeds.only_others", received=shown, expected=who.ars)
        findings.warning("feeds.other_area", count=len(others), received=shown, expected=who.ars)
        reading.rows -= len(others)
    found = reading.close(source, kept=len(entries))
    return OutsideView(who.id, max(days, default=None), tuple(entries), reading.left_out + len(others), found)


def check_columns(source: Description, received: Mapping[str, str], findings: Findings) -> None:
    """Names columns that are not read; raises SourceFormatError where one that is needed is missing."""
    ours = {source.columns[name] for name in received if name in source.columns}
    for column in source.required:
        if column not in ours:
            shown = "; ".join(received.values())[:300]
            allowed = "; ".join(source.required)
            findings.error("sources.column_missing", column=column, received=shown or "–", allowed=allowed)
    unknown = [shown for name, shown in received.items() if name not in source.columns and name not in source.ignored]
    if any(map(folded, unknown)):
        findings.notice("sources.columns_ignored", columns="; ".join(unknown)[:300])
    findings.raise_errors()


def named(source: Description, values: Iterable[tuple[str, Value]]) -> Record:
    """The values by our names of the columns; ``values`` come with folded ones."""
    return {source.columns[name]: value for name, value in values if name in source.columns}


def _partner_by_ars(rows: Sequence[tuple[int, Record]], cooperation: Cooperation, findings: Findings) -> Administration:
    """The one partner whose ARS stands in the rows; nothing is guessed where there are none or several."""
    known = {partner.ars for partner in cooperation.partners}
    received = {_ars(record, known) or "" for _, record in rows} - {""}
    found = [partner for partner in cooperation.partners if partner.ars in received]
    if len(found) != 1:
        shown = ", ".join(sorted(received)[:5]) or "–"
        allowed = first_of([f"{partner.ars} ({partner.id})" for partner in cooperation.partners])
        raise findings.fail("feeds.whose", received=shown, allowed=allowed)
    return found[0]


def _ars(record: Record, known: Collection[str]) -> str | None:
    """The ARS. A spreadsheet that takes it for a number loses the 0 it begins with; in a text that is put back only
    where it makes the ARS of a partner.
    """
    value = record.get("ars")
    received = cells.text(value)
    whole = f"0{received}"
    return (
        whole if NUMBER_ARS.fullmatch(received or "") and (whole in known or not isinstance(value, str)) else received
    )


def _of_another(record: Record, partner: Administration) -> bool:
    """True where the row is of a Gemeinde of the Landkreis, of the Land or of anybody else."""
    received = _ars(record, [partner.ars])
    if received is None:
        return False
    if not ARS.fullmatch(received):
        raise CellError("feeds.ars_shape", received=received)
    return received != partner.ars


def _entry(number: int, record: Record, source: Description, reading: Reading) -> OutsideEntry:
    key = cells.leika_key(record.get("leika_key"))
    if key is None:
        raise CellError("sources.empty_column", column="leika_key")
    return OutsideEntry(
        leika_key=key,
        row=number,
        name=cells.text(record.get("leika_bezeichnung")) or cells.text(record.get("leika_name")),
        ozg_id=_ozg_id(record, reading),
        url=address(record.get("url"), reading),
        online=reading.word(source, "online_status", _word(record, "online_status")),
        active=reading.word(source, "aktiv", _word(record, "aktiv")),
        coverage=cells.text(record.get("art_flaechendeckung")),
        reason=cells.text(record.get("begruendung_nicht_beruecksichtigt")),
    )


def _word(record: Record, column: str) -> str | None:
    value = record.get(column)
    return cells.text({True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value)


def address(received: Value, reading: Reading) -> str | None:
    """A web address; anything else is reported and counts as none."""
    try:
        return cells.web_address(received)
    except CellError:
        reading.not_understood("url", str(received))
        return None


def _ozg_id(record: Record, reading: Reading) -> str | None:
    """Five digits; it is often empty, and anything else is reported and left open."""
    received = re.sub(r"[.,]0+$", "", cells.text(record.get("ozgid")) or "") or None
    if received is not None and not OZG_ID.fullmatch(received):
        reading.not_understood("ozgid", received)
        return None
    return received


def _data_day(record: Record, reading: Reading) -> list[date]:
    """The day of the portal's data; a moment counts by its day."""
    received = cells.text(record.get("datenstand_pvog_import"))
    if received is None:
        return []
    moment = ISO_MOMENT.match(received)
    try:
        day = cells.day(moment[1] if moment else received)
    except CellError:
        reading.not_understood("datenstand_pvog_import", received)
        return []
    return [day] if day else []


def _head_day(received: Value, findings: Findings) -> date | None:
    try:
        return cells.day(received)
    except CellError as error:
        findings.error(error.key, **error.values)
        return None
