"""What stands on the sheets of the workbook to fill in, whatever the format of its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ozgdash.model.component import Component
from ozgdash.model.cooperation import Partner
from ozgdash.model.days import is_in_range
from ozgdash.model.observation import MATURITY_LEVELS, Observation
from ozgdash.model.service import Service
from ozgdash.sources.cell_words import blank_vocabulary
from ozgdash.sources.component_template import component_draft, component_help
from ozgdash.sources.template_drafts import SPARE_ROWS, Draft, DraftCell, DropDown, Look
from ozgdash.sources.vocabulary import vocabulary, yes_or_no
from ozgdash.texts import Lang, text

KEY_COLUMNS = ("leika_schluessel", "ozg_id", "leistung")
NUMBER_COLUMNS = ("reifegrad", "faelle_pro_jahr", "faelle_digital_pro_jahr", "bearbeitungsdauer_tage", "rueckstand")
CASE_COLUMNS = ("faelle_pro_jahr", "faelle_digital_pro_jahr", "bearbeitungsdauer_tage", "rueckstand")
"""Their numbers are exact: they are for whoever may report for the partner (docs/adr/0010)."""
WIDTHS = {
    "leika_schluessel": 18,
    "leistung": 60,
    "hindernis": 28,
    "fachbereich": 30,
    "onlinedienst_url": 36,
    "bemerkung": 50,
}
DEFAULT_WIDTH = 15


@dataclass(frozen=True)
class TemplateRow:
    """A service and what is known of it; ``observation`` None: nothing yet."""

    service: Service
    observation: Observation | None


def head_block(partner: Partner, as_of: date, example: bool) -> list[tuple[str, str | date]]:
    """The lines before the header row: label and value."""
    return [("Partner", partner.id), ("Stand", as_of), ("Beispieldaten", yes_or_no(example))]


def status_cells(row: TemplateRow) -> dict[str, Any]:
    """Column -> value; "" for nothing, and for a day that an older program took and none may name any more."""
    words, service, seen = vocabulary(), row.service, row.observation
    cells: dict[str, Any] = dict.fromkeys(words.columns, "")
    cells |= {"leika_schluessel": service.leika_key or "", "ozg_id": service.ozg_id, "leistung": service.name}
    if seen is None:
        return cells
    return cells | {
        "zustaendig": yes_or_no(seen.responsible),
        "digitalisierbar": yes_or_no(seen.digitisable),
        "hindernis": words.obstacle_words[seen.obstacle] if seen.obstacle else "",
        "reifegrad": "" if seen.maturity is None else seen.maturity,
        "reifegradmodell": seen.maturity_model or "",
        "stufe": words.stage_words[seen.stage] if seen.stage else "",
        "geplant_am": seen.planned_on if seen.planned_on and is_in_range(seen.planned_on) else "",
        "fachbereich": seen.department or "",
        "onlinedienst_url": seen.url or "",
        "efa_stufe": seen.efa_stage or "",
        "bemerkung": seen.remark or "",
        "faelle_pro_jahr": "" if seen.cases_per_year is None else seen.cases_per_year,
        "prioritaet": words.priorities.words[seen.priority] if seen.priority else "",
        "faelle_digital_pro_jahr": "" if seen.cases_digital_per_year is None else seen.cases_digital_per_year,
        "bearbeitungsdauer_tage": "" if seen.handling_days is None else _plain(seen.handling_days),
        "rueckstand": "" if seen.backlog is None else seen.backlog,
    }


def _plain(number: float) -> int | float:
    """A whole number without decimals."""
    return int(number) if number.is_integer() else number


def drafts(
    partner: Partner,
    as_of: date,
    rows: Sequence[TemplateRow],
    components: Sequence[Component],
    *,
    example: bool,
    lang: Lang,
    with_cases: bool = True,
) -> tuple[Draft, ...]:
    """The status sheet, the list of components, the help; without ``with_cases`` none of CASE_COLUMNS."""
    columns = [column for column in vocabulary().columns if with_cases or column not in CASE_COLUMNS]
    status = _status(partner, as_of, rows, columns, example=example, lang=lang)
    return status, component_draft(components), _help(columns, lang)


def look_of(column: str) -> Look:
    """A cell of text is formatted as text: a spreadsheet program would make a day of a model typed into it."""
    if column in KEY_COLUMNS:
        return Look.KEY
    return Look.DAY if column == "geplant_am" else Look.OPEN if column in NUMBER_COLUMNS else Look.TEXT


def _status(
    partner: Partner, as_of: date, rows: Sequence[TemplateRow], columns: Sequence[str], *, example: bool, lang: Lang
) -> Draft:
    lines: list[list[DraftCell | None]] = [
        [DraftCell(label, Look.BOLD), DraftCell(value, Look.DAY if isinstance(value, date) else Look.TEXT)]
        for label, value in head_block(partner, as_of, example)
    ]
    if example:
        lines[-1].append(DraftCell(text("sources.template_example", lang), Look.WARNING))
    lines += [[], [DraftCell(column, Look.HEADER) for column in columns]]
    header = len(lines) - 1
    # An empty cell is written, too: only a cell with its own format is open for entries everywhere.
    cells = map(status_cells, rows)
    lines += [[DraftCell(_or_none(row[column]), look_of(column)) for column in columns] for row in cells]
    last = header + len(rows)
    return Draft(
        "Status",
        lines,
        [(WIDTHS.get(column, DEFAULT_WIDTH), look_of(column)) for column in columns],
        drop_downs=tuple(_drop_downs(columns, header + 1, last + SPARE_ROWS)),
        frozen=(header + 1, len(KEY_COLUMNS)),
        filtered=(header, 0, max(last, header + 1), len(columns) - 1),
        protected=True,
    )


def _or_none(value: Any) -> str | float | date | None:
    return None if value == "" else value


def _drop_downs(columns: Sequence[str], first: int, last: int) -> Iterator[DropDown]:
    words = vocabulary()
    lists: Mapping[str, Sequence[str | int]] = {
        "zustaendig": ["ja", "nein"],
        "digitalisierbar": ["ja", "nein"],
        "hindernis": list(words.obstacle_words.values()),
        "reifegrad": sorted({level for levels in MATURITY_LEVELS.values() for level in levels}),
        "reifegradmodell": list(MATURITY_LEVELS),
        "stufe": list(words.stage_words.values()),
        "prioritaet": list(words.priorities.words.values()),
        "faelle_pro_jahr": (),
        "faelle_digital_pro_jahr": (),
        "rueckstand": (),
    }
    for column, allowed in lists.items():
        if column in columns:
            yield DropDown(columns.index(column), first, last, allowed)


def _help(columns: Sequence[str], lang: Lang) -> Draft:
    words = vocabulary()
    allowed = {"stufe": words.stages_shown, "hindernis": words.obstacles_shown, "prioritaet": words.priorities.shown}
    explained = [(column, text(f"sources.help_{column}", lang, allowed=allowed.get(column, ""))) for column in columns]
    nothing = text("sources.help_blanks_words", lang, words=blank_vocabulary().shown)
    lines: list[list[DraftCell | None]] = [
        [DraftCell(text("sources.help_title", lang), Look.BOLD)],
        [DraftCell(text("sources.help_intro", lang))],
        [],
        *map(_explained, explained),
        _explained((text("sources.help_blanks", lang), nothing)),
        [],
        [DraftCell(text("sources.help_components", lang), Look.BOLD)],
        [DraftCell(text("sources.help_components_intro", lang))],
        [],
        *map(_explained, component_help(lang)),
    ]
    return Draft("Hilfe", lines, [(20, None), (110, None)])


def _explained(said: tuple[str, str]) -> list[DraftCell | None]:
    return [DraftCell(said[0], Look.BOLD), DraftCell(said[1], Look.WRAP)]
