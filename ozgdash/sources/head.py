"""Reads the head block of a sheet: whose it is, for which day, and whether it is an example."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ozgdash.model.cooperation import Cooperation, Partner
from ozgdash.model.names import folded
from ozgdash.sources import cells
from ozgdash.sources.cells import read_cell
from ozgdash.sources.findings import Findings
from ozgdash.sources.tabular import Sheet, Value
from ozgdash.sources.vocabulary import vocabulary

EARLIEST_STAND = date(2015, 1, 1)
"""Before the OZG: a Stand earlier than this is a slip of the pen."""


@dataclass(frozen=True)
class Origin:
    """Where the rows of a sheet come from."""

    partner_id: str
    as_of: date
    example: bool


@dataclass(frozen=True)
class _Head:
    """The values of the head block, as they stand in the cells."""

    partner: Value = None
    stand: Value = None
    example: Value = None


def read_origin(
    sheet: Sheet,
    header_row: int,
    findings: Findings,
    *,
    cooperation: Cooperation,
    today: date,
    partner: str | None,
    as_of: date | None,
) -> Origin | None:
    """What the rows above ``header_row`` say; ``partner`` and ``as_of`` go before them.

    None where partner or Stand is missing or wrong; the findings then hold an error.
    """
    head = _head(sheet, header_row, findings)
    who = _partner(partner, head, cooperation, findings)
    when = _stand(as_of, head, today, findings)
    example = read_cell(lambda: cells.choice(head.example, vocabulary().yes_no, shown="ja, nein"), findings)
    if who is None or when is None:
        return None
    return Origin(who.id, when, bool(example))


def _head(sheet: Sheet, header_row: int, findings: Findings) -> _Head:
    values: dict[str, Value] = {}
    for row in sheet.rows:
        if row.number >= header_row:
            break
        filled = [cell for cell in row.cells if cell is not None]
        name = vocabulary().head.get(str(filled[0]).rstrip(":").strip().casefold())
        if name is None:
            findings.notice("sources.row_before_header", row=row.number, received=str(filled[0])[:80])
        elif len(filled) > 1:
            first = values.setdefault(name, filled[1])
            if first != filled[1]:
                findings.error("sources.head_twice", row=row.number, name=filled[0], first=first, received=filled[1])
    return _Head(**values)


def _partner(option: str | None, head: _Head, cooperation: Cooperation, findings: Findings) -> Partner | None:
    allowed = ", ".join(partner.id for partner in cooperation.partners)
    named = read_cell(lambda: cells.text(head.partner), findings)
    if option and named and _find(named, cooperation) != _find(option, cooperation):
        findings.notice("sources.option_wins", option=option, head=named)
    received = option or named
    if received is None:
        if head.partner is None:
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
    named = read_cell(lambda: cells.any_day(head.stand), findings)
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
