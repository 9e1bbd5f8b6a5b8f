"""Brings a presentation up to date: what came from us is made anew, what a person changed or added stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ozgdash.errors import UserError
from ozgdash.export.powerpoint import foreign, slide, slides_added, slides_again
from ozgdash.export.powerpoint.scratch import Scratch
from ozgdash.export.powerpoint.seen import Seen, seen
from ozgdash.export.refresh.renewed import Renewed
from ozgdash.export.refresh.report import Fate, Report
from ozgdash.export.refresh.work import (
    Ask,
    Refreshed,
    Work,
    changes_pages,
    is_alone,
    missing,
    origins_of,
    planned,
    refuse_nothing,
)
from ozgdash.export.refresh.work import report as reported


def refreshed(content: bytes, file: str, ask: Ask, *, list_changes: bool = False) -> Refreshed:
    """The presentation with the numbers of today; ``ask`` gives the slides of today for where they come from
    and what room they have.

    ``list_changes``: a last slide says what changed. Raises UserError for a file that is no presentation, is damaged or
    has macros, for one without a slide of ours, and where none of ours can be made again.
    """
    deck = foreign.opened(content, file)
    found = _seen(deck, file)
    fresh = Scratch(content, file, of_house=any(item.mark is not None and item.mark.of_house for item in found))
    renewed = ask(origins_of(found), fresh.design)
    work = [planned(item, renewed, lambda page: fresh.slide(page).pieces) for item in found]
    refuse_nothing(work, file)
    added = missing(work, renewed)
    report = reported(work, added, renewed)
    if not report.changes:
        return Refreshed(content, report)
    _apply(deck, work, fresh)
    behind = [(work[place].seen.slide, [fresh.slide(page) for page in pages]) for place, pages in added.items()]
    slides_added.insert(deck, behind)
    if list_changes:
        _append_changes(deck, report, renewed, fresh)
    _finish(deck, renewed)
    return Refreshed(slide.saved(deck), report)


def _seen(deck: Any, file: str) -> list[Seen]:
    try:
        found = seen(deck)
        for item in found:
            _ = item.pieces
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        # What an office program would not write: references to nothing, numbers that are none.
        raise UserError("refresh.damaged", file=file) from error
    return found


def _apply(deck: Any, work: Sequence[Work[Seen]], fresh: Scratch) -> None:
    for item in work:
        if item.fate is Fate.REFRESHED and item.page is not None:
            alone = item.seen.mark is not None and not item.seen.loose and is_alone(item.seen)
            slides_again.write(item.seen, fresh.slide(item.page), item.plan, alone=alone)
        elif item.fate is Fate.SAME and item.page is not None:
            slides_again.mark_again(item.seen, fresh.slide(item.page))
        elif item.fate is Fate.REMOVED:
            slides_added.remove(deck, item.seen.slide)


def _append_changes(deck: Any, report: Report, renewed: Renewed, fresh: Scratch) -> None:
    if renewed.view is not None and len(deck.slides):
        pages = changes_pages(report, renewed.view, fresh.design)
        slides_added.append(deck, [fresh.slide(page) for page in pages])


def _finish(deck: Any, renewed: Renewed) -> None:
    slides_added.number_slides(deck)
    if renewed.view is not None:
        deck.core_properties.modified = renewed.view.snapshot.published_at.replace(tzinfo=None)
