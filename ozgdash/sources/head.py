"""Reads the head block of a sheet: whose it is, for which day, and whether it is an example."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from ozgdash.formats import day
from ozgdash.model.cooperation import Cooperation, Partner
from ozgdash.model.names import lettered
from ozgdash.sources import cells
from ozgdash.sources.cells import read_cell
from ozgdash.sources.findings import Findings
from ozgdash.sources.number_format import shown
from ozgdash.sources.parts import Part
from ozgdash.sources.typed_days import day_meant
from ozgdash.sources.values import Value
from ozgdash.sources.vocabulary import vocabulary

T = TypeVar("T")

STAND_AND_DAY = re.compile(r"(?P<label>Stand)\s+(?:vom\s+|am\s+|zum\s+)?(?P<day>\d.*)", re.IGNORECASE)
"""A Stand without a colon; "Stand der Umsetzung" is a heading."""
EARLIEST_STAND = date(2015, 1, 1)
"""Before the OZG: a Stand earlier than this is a slip of the pen."""


@dataclass(frozen=True)
class Origin:
    """Where the rows of a sheet come from."""

    partner_id: str
    as_of: date
    example: bool


@dataclass(frozen=True)
class Unsaid:
    """What holds where neither the call nor the head block says it."""

    partner_id: str | None = None
    as_of: date | None = None


@dataclass(frozen=True)
class Field:
    """A value of the head block, and where it stands: its row, and the label as it is written there."""

    value: Value = None
    row: int | None = None
    label: str | None = None
    since_1904: bool = False

    def error(self, findings: Findings, key: str, *, option: object, received: str, allowed: str) -> None:
        """An error about what was received: from the call (``option``), else from this field."""
        row, column = (None, None) if option else (self.row, self.label)
        findings.error(key, row=row, column=column, received=received, allowed=allowed)


@dataclass(frozen=True)
class _Head:
    """The fields of the head block of one tab."""

    partner: Field = Field()
    stand: Field = Field()
    example: Field = Field()


def read_origin(
    parts: Sequence[Part],
    findings: Findings,
    *,
    cooperation: Cooperation,
    today: date,
    partner: str | None,
    as_of: date | None,
    unsaid: Unsaid | None = None,
) -> Origin | None:
    """What the rows above the header rows say; ``partner`` and ``as_of`` go before them, ``unsaid`` after them.

    A tab that does not say it is of the partner and the day of the first one that does; an error where two tabs differ.
    None where partner or Stand is missing or wrong; findings then hold an error.
    """
    heads = [_head(part) for part in parts]
    filled = [_Head(**{name: _said(heads, head, name) for name in ("partner", "stand", "example")}) for head in heads]
    origins: dict[Origin, str | None] = {}
    is_missing = False
    for part, own, head in zip(parts, heads, filled, strict=True):
        place = partial(_place, part, is_first=part is parts[0])
        unsaid = unsaid or Unsaid()
        named = partner or (unsaid.partner_id if head.partner.value is None else None)
        day_of = as_of or (unsaid.as_of if head.stand.value is None else None)
        who = _partner(named, head.partner, cooperation, place(own.partner, head.partner))
        when = _stand(day_of, head.stand, today, place(own.stand, head.stand))
        example = _read(head.example, cells.yes_no, place(own.example, head.example))
        if who is not None and when is not None:
            origins.setdefault(Origin(who.id, when, bool(example)), part.sheet.name)
        else:
            is_missing = True
    if is_missing:
        return None
    if len(origins) > 1:
        shown = "; ".join(f"„{name}“: {who.partner_id}, {day(who.as_of, 'de')}" for who, name in origins.items())
        findings.error("sources.tabs_differ", tabs=shown)
        return None
    return next(iter(origins), None)


def _place(part: Part, own: Field, said: Field, *, is_first: bool) -> Findings:
    """Where to say what is found about a field: in the tab that has it, and of a missing one in the first."""
    says_it = own is said or (said.value is None and is_first)
    return part.findings if says_it else Findings(part.sheet.file_name)


def _said(heads: Sequence[_Head], own: _Head, name: str) -> Field:
    fields = [getattr(head, name) for head in (own, *heads)]
    return next((field for field in fields if field.value is not None), Field())


def _head(part: Part) -> _Head:
    values: dict[str, Field] = {}
    findings, since_1904 = part.findings, part.sheet.facts.since_1904
    for row in part.sheet.rows:
        if row.number >= part.header.row.number:
            break
        entries = list(_entries([cell for cell in row.cells if cell is not None]))
        if not entries:
            received = str(next(cell for cell in row.cells if cell is not None))
            findings.notice("sources.row_before_header", row=row.number, received=received[:80])
        for label, value in entries:
            name = vocabulary().head[lettered(label)]
            if value is None:
                continue
            first = values.setdefault(name, Field(value, row.number, label, since_1904)).value
            if first != value:
                findings.error("sources.head_twice", row=row.number, name=label, first=first, received=value)
    return _Head(**values)


def _entries(cells: Sequence[Value]) -> Iterator[tuple[str, Value]]:
    """Label and value of each field in a row: in two cells side by side, or in one with a colon between them.

    Beside a field of two cells a cell that begins with its label is a remark about it, as our template has one.
    """
    rest, named = list(cells), set()
    while rest:
        written = str(rest.pop(0))
        label = written.strip().rstrip(":").strip()
        if lettered(label) in vocabulary().head:
            named.add(vocabulary().head[lettered(label)])
            yield label, rest.pop(0) if rest else None
            continue
        label, _, value = (part.strip() for part in written.partition(":"))
        if value and lettered(label) in vocabulary().head:
            if vocabulary().head[lettered(label)] not in named:
                yield label, value
        elif found := STAND_AND_DAY.fullmatch(written.strip()):
            yield found["label"], found["day"]


def _read(field: Field, reader: Callable[[Value], T], findings: Findings) -> T | None:
    return read_cell(lambda: reader(field.value), findings, row=field.row, column=field.label)


def _partner(option: str | None, field: Field, cooperation: Cooperation, findings: Findings) -> Partner | None:
    allowed = cooperation.known_ids()
    named = _read(field, cells.text, findings)
    if option and named and cooperation.named(named) != cooperation.named(option):
        findings.notice("sources.option_wins", option=option, head=named)
    received = option or named
    if received is None:
        if field.value is None:
            findings.error("sources.no_partner", allowed=allowed)
        return None
    partner = cooperation.named(received)
    if partner is None:
        field.error(findings, "sources.unknown_partner", option=option, received=received, allowed=allowed)
    return partner


def _stand(option: date | None, field: Field, today: date, findings: Findings) -> date | None:
    named = _read(field, lambda value: cells.any_day(_day_meant(value, field, findings)), findings)
    if option and named and option != named:
        findings.notice("sources.option_wins", option=option.isoformat(), head=named.isoformat())
    stand = option or named
    if stand is None:
        if field.value is None:
            findings.error("sources.no_stand")
        return None
    key, allowed = ("stand_in_future", today) if stand > today else ("stand_too_early", EARLIEST_STAND)
    if not EARLIEST_STAND <= stand <= today:
        shown = {"received": stand.isoformat(), "allowed": allowed.isoformat()}
        field.error(findings, f"sources.{key}", option=option, **shown)
    return stand


def _day_meant(value: Value, field: Field, findings: Findings) -> Value:
    """The day that a cell means, with a notice where it stands there by another name."""
    meant = day_meant(value, since_1904=field.since_1904)
    if meant is None:
        return value
    found, how = meant
    if how is not None:
        received, taken = shown(value), day(found, "de")
        place = (field.row, field.label)
        findings.notice(f"sources.day_{how}", row=place[0], column=place[1], count=1, received=received, taken=taken)
    return found
