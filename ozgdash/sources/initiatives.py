"""Reads data/initiativen.csv: what the partners do together, and what they ask of others."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from ozgdash.model.cooperation import Cooperation
from ozgdash.model.initiative import Initiative
from ozgdash.sources import cells
from ozgdash.sources.cells import CellError
from ozgdash.sources.findings import Findings
from ozgdash.sources.header import Header, required_header
from ozgdash.sources.row_reader import RowReader
from ozgdash.sources.tabular import Row, Sheet, Value, read_sheet
from ozgdash.sources.vocabulary import component_vocabulary, initiative_vocabulary

MANDATORY = ("id", "titel", "status")
NAME_SEPARATOR = re.compile(r"\s*,\s*")


def read_initiatives(path: Path, *, cooperation: Cooperation) -> tuple[Initiative, ...]:
    """The initiatives in the order of the file. Raises SourceFormatError with every error of the file."""
    sheet = read_sheet(path, columns=initiative_vocabulary().columns)
    findings = Findings(sheet.file_name, sheet=sheet.name)
    header = _header(sheet, findings)
    cell_reader = RowReader(header, findings)
    initiatives: dict[str, Initiative] = {}
    rows: dict[str, int] = {}
    for row in sheet.rows:
        initiative = _initiative(row, cell_reader, cooperation) if row.number > header.row.number else None
        if initiative is None:
            continue
        if initiative.id in initiatives:
            findings.error(
                "sources.initiative_twice", row=row.number, received=initiative.id, other=rows[initiative.id]
            )
        initiatives[initiative.id], rows[initiative.id] = initiative, row.number
    findings.raise_errors()
    return tuple(initiatives.values())


def _header(sheet: Sheet, findings: Findings) -> Header:
    columns, optional = initiative_vocabulary().columns, initiative_vocabulary().optional
    known = (*columns, *optional)
    header = required_header(sheet, known, findings, allowed=columns)
    header.refuse_doubled(findings)
    for column in header.unknown:
        findings.error("sources.column_unknown", row=header.row.number, column=column, allowed="; ".join(known))
    header.expect(columns, findings)
    findings.raise_errors()
    return header


def _initiative(row: Row, cell_reader: RowReader, cooperation: Cooperation) -> Initiative | None:
    words = initiative_vocabulary()
    areas, findings = component_vocabulary().areas, cell_reader.findings
    read = partial(cell_reader.read, row)

    cell_reader.expect(row, MANDATORY)
    state = read("status", lambda v: cells.choice(v, words.states.values, shown=words.states.shown))
    addressee = read("adressat", lambda v: cells.choice(v, words.addressees.values, shown=words.addressees.shown))
    ask = read("bitte", cells.text)
    if ask and cell_reader.value(row, "adressat") is None:
        findings.error(
            "sources.ask_without_addressee", row=row.number, column="adressat", allowed=words.addressees.shown
        )
    initiative_id, title = read("id", cells.text), read("titel", cells.text)
    leads = read("federfuehrung", lambda v: _partners(v, cooperation)) or ()
    if len(leads) > 1:
        findings.error("sources.two_leads", row=row.number, column="federfuehrung")
    members = read("mitglieder", lambda v: _partners(v, cooperation)) or ()
    area = read("bereich", lambda v: cells.choice(v, areas.values, shown=areas.shown))
    since, goal = read("seit", cells.day), read("ziel", cells.text)
    example = read("beispiel", cells.yes_no)
    decided = _decided(read)
    if initiative_id is None or title is None or state is None:
        return None
    return Initiative(
        id=initiative_id,
        title=title,
        area=area,
        lead=leads[0] if leads else None,
        members=members,
        state=state,
        since=since,
        goal=goal,
        addressee=addressee if ask else None,
        ask=ask,
        example=bool(example),
        **decided,
    )


def _decided(read: Callable[..., Any]) -> dict[str, Any]:
    """What is known of the decision behind an initiative, by the fields of ``Initiative``."""
    return {
        "resolution": read("beschluss", cells.text),
        "status_on": read("status_vom", cells.day),
        "due_on": read("frist", cells.day),
        "cost_planned": read("kosten_plan", cells.euros),
        "cost_actual": read("kosten_ist", cells.euros),
    }


def _partners(value: Value, cooperation: Cooperation) -> tuple[str, ...]:
    """The ids of the partners that are named, in the cooperation's order."""
    named = set()
    for name in NAME_SEPARATOR.split(cells.text(value) or ""):
        partner = cooperation.named(name) if name else None
        if name and partner is None:
            allowed = cooperation.known_ids()
            raise CellError("sources.unknown_partner", received=name, allowed=allowed)
        named.add(partner.id if partner else "")
    return tuple(partner.id for partner in cooperation.partners if partner.id in named)
