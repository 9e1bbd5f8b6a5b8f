"""Reads data/ziele.csv: which share is to be done by when, and who decided it."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import partial
from pathlib import Path

from ozgdash.errors import UsageError
from ozgdash.model.cooperation import Cooperation
from ozgdash.model.names import folded
from ozgdash.model.paper_number import paper_number
from ozgdash.model.target import Measure, Target
from ozgdash.sources import cells
from ozgdash.sources.cells import CellError
from ozgdash.sources.findings import Findings
from ozgdash.sources.header import exact_header
from ozgdash.sources.row_reader import RowReader
from ozgdash.sources.tabular import Row, Value, read_sheet
from ozgdash.sources.vocabulary import choice_form, target_vocabulary

SHARE = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))? ?%?")
SHOWN_SHARE = "60 %"
Who = tuple[str | None, str | None]
"""Id of a partner, key of a group; neither means all together."""


def read_targets(path: Path, *, cooperation: Cooperation, topics: Collection[str]) -> tuple[Target, ...]:
    """The targets in the order of the file. Raises SourceFormatError with every error of the file."""
    columns = target_vocabulary().columns
    sheet = read_sheet(path, columns=columns)
    findings = Findings(sheet.file_name, sheet=sheet.name)
    header = exact_header(sheet, columns, findings)
    reader = _Reader(RowReader(header, findings), cooperation, topics)
    found: dict[str, Target] = {}
    rows: dict[str, int] = {}
    for row in sheet.rows:
        target = reader.target(row) if row.number > header.row.number else None
        if target is not None and target.id in found:
            findings.error("sources.initiative_twice", row=row.number, received=target.id, other=rows[target.id])
        elif target is not None:
            found[target.id], rows[target.id] = target, row.number
    findings.raise_errors()
    return tuple(found.values())


class _Reader:
    """The rows of one file. What is wrong with one goes to the findings of ``cell_reader``."""

    def __init__(self, cell_reader: RowReader, cooperation: Cooperation, topics: Collection[str]) -> None:
        self._cells, self._cooperation = cell_reader, cooperation
        self._topics = {folded(topic): topic for topic in topics}

    def target(self, row: Row) -> Target | None:
        """The target of a row; None where a mandatory cell cannot be read."""
        read, words = partial(self._cells.read, row), target_vocabulary()
        whole = self._cells.expect(row, words.mandatory)
        target_id, decided_by = read("id", cells.name), read("gremium", cells.name)
        who, measure, share = read("wer", self._who), read("was", _measure), read("ziel", _share)
        due_on, decided_on = read("bis", cells.day), read("beschluss_vom", cells.day)
        topic, department = read("themenfeld", self._topic), read("fachbereich", cells.group_name)
        sdg, example = read("sdg", cells.yes_no), read("beispiel", cells.yes_no)
        paper = read("vorlage", _paper)
        if due_on and decided_on and due_on <= decided_on:
            found = {"received": f"{due_on:%d.%m.%Y}", "other": f"{decided_on:%d.%m.%Y}"}
            self._cells.findings.error("sources.target_before_decision", row=row.number, column="bis", **found)
        if not whole or not (target_id and who and measure and share and due_on and decided_by and decided_on):
            return None
        partner_id, group_key = who
        return Target(
            *(target_id, partner_id, group_key, measure, topic, department, bool(sdg), share, due_on),
            *(decided_by, decided_on, paper, bool(example)),
        )

    def _who(self, value: Value) -> Who | None:
        """One partner, a group or everybody."""
        name = cells.name(value)
        if name is None or choice_form(name) in target_vocabulary().everybody:
            return None if name is None else (None, None)
        partner, group = self._cooperation.named(name), self._cooperation.group_named(name)
        if partner is None and group is None:
            raise CellError("sources.unknown_target_partner", received=name, allowed=self._allowed())
        return (partner.id, None) if partner is not None else (None, group.key if group else None)

    def _allowed(self) -> str:
        named = [self._cooperation.known_ids(), self._cooperation.known_groups()]
        return ", ".join(["alle", *filter(None, named)])

    def _topic(self, value: Value) -> str | None:
        name = cells.name(value)
        if name is not None and folded(name) not in self._topics:
            raise CellError("sources.not_allowed", received=name, allowed=", ".join(sorted(self._topics.values())))
        return self._topics[folded(name)] if name else None


def _measure(value: Value) -> Measure | None:
    measures = target_vocabulary().kinds
    return cells.choice(value, measures.values, shown=measures.shown)


def _share(value: Value) -> float | None:
    """Per cent as people write them: 60, 60 %, 62,5 %. A bare 1 is refused: one per cent, or all of it."""
    written = cells.name(value)
    if written is None:
        return None
    found = SHARE.fullmatch(written)
    per_cent = float(f"{found[1]}.{found[2] or 0}") if found else 0.0
    is_unclear = per_cent == 1 and not written.endswith("%")
    if is_unclear or not 1 <= per_cent <= 100:
        raise CellError("sources.not_a_share", received=written, allowed=SHOWN_SHARE)
    return per_cent / 100


def _paper(value: Value) -> str | None:
    written = cells.name(value)
    try:
        return paper_number(written) or None if written else None
    except UsageError as error:
        raise CellError("sources.not_a_paper", received=written) from error
