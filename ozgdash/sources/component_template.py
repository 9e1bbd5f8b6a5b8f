"""The list of components in the workbook to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ozgdash.model.component import Component
from ozgdash.model.days import is_in_range
from ozgdash.sources.template_drafts import SPARE_ROWS, Draft, DraftCell, DropDown, Look
from ozgdash.sources.vocabulary import component_vocabulary
from ozgdash.texts import Lang, text

WIDTHS = {"name": 36, "produkt": 30, "anbieter": 30, "domaene": 36}
DEFAULT_WIDTH = 16


def component_cells(component: Component) -> dict[str, Any]:
    """Column -> value; "" for nothing, and for a day that an older program took and none may name any more."""
    words = component_vocabulary()
    return {
        "bereich": words.areas.words[component.area],
        "name": component.name,
        "produkt": component.product or "",
        "version": component.version or "",
        "anbieter": component.provider or "",
        "vertragsende": end if (end := component.contract_end) and is_in_range(end) else "",
        "status": words.statuses.words[component.status] if component.status else "",
        "domaene": component.domain or "",
    }


def component_draft(components: Sequence[Component]) -> Draft:
    """A sheet with one row per component and drop-downs, also for rows that are added by hand."""
    words = component_vocabulary()
    looks = [Look.DAY if column == "vertragsende" else Look.TEXT for column in words.columns]
    lines: list[list[DraftCell | None]] = [[DraftCell(column, Look.HEADER) for column in words.columns]]
    for component in components:
        cells = [component_cells(component)[column] for column in words.columns]
        lines.append([DraftCell(cell, look) if cell else None for cell, look in zip(cells, looks, strict=True)])
    last = len(components) + SPARE_ROWS
    return Draft(
        words.sheet,
        lines,
        [(WIDTHS.get(column, DEFAULT_WIDTH), look) for column, look in zip(words.columns, looks, strict=True)],
        drop_downs=tuple(
            DropDown(words.columns.index(column), 1, last, list(allowed.words.values()))
            for column, allowed in (("bereich", words.areas), ("status", words.statuses))
        ),
        frozen=(1, 2),
    )


def component_help(lang: Lang) -> Iterator[tuple[str, str]]:
    """Each column and the sentence that explains it."""
    words = component_vocabulary()
    allowed = {"bereich": words.areas.shown, "status": words.statuses.shown}
    for column in words.columns:
        yield column, text(f"sources.help_component_{column}", lang, allowed=allowed.get(column, ""))
