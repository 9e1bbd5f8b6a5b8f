"""Brings a presentation of OpenDocument up to date: what came from us is made anew, what a person changed stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ozgdash.errors import UserError
from ozgdash.export.odf import template
from ozgdash.export.odf.came_back import Document, Seen, seen
from ozgdash.export.odf.house_slide import HousePages
from ozgdash.export.odf.presentation import presentation_of
from ozgdash.export.odf.reading import tag
from ozgdash.export.odf.slide_marks import dated, file_of, remember
from ozgdash.export.odf.slides_again import Again, rename, save
from ozgdash.export.refresh.marks import Mark
from ozgdash.export.refresh.pieces import Role
from ozgdash.export.refresh.plan import Verb, marked_again
from ozgdash.export.refresh.renewed import Renewed
from ozgdash.export.refresh.report import Fate
from ozgdash.export.refresh.work import (
    NOTHING,
    Ask,
    Pieces,
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
from ozgdash.export.slides.design import OWN
from ozgdash.export.slides.house_design import chosen
from ozgdash.export.slides.pages import Page


class Scratch:
    """The slides of today as they are drawn, in a document of our own."""

    def __init__(self, pages: Sequence[Page], house: HousePages | None = None) -> None:
        self.document = Document(presentation_of(pages, "", pages[0].lang, house=house), "")
        drawn = seen(self.document)
        self._slides = {id(page): item for page, item in zip(pages, drawn, strict=True)}

    def slide(self, page: Page) -> Seen:
        """The slide of a page."""
        return self._slides[id(page)]


def refreshed(content: bytes, file: str, ask: Ask, *, list_changes: bool = False) -> Refreshed:
    """The presentation with the numbers of today; as ``powerpoint.refresh.refreshed`` does it.

    A chart that was worked on in another program keeps its slide as it is: its looks cannot be told from its numbers.
    """
    document = Document(content, file)
    found = _seen(document, file)
    house = _house(content, file) if any(item.mark is not None and item.mark.of_house for item in found) else None
    design = house.design if house else OWN
    renewed = ask(origins_of(found), design)
    pages = [page for several in renewed.pages.values() for page in several]
    fresh = Scratch(pages, house) if pages else None
    work = [_with_whole_charts(planned(item, renewed, lambda page: _pieces(fresh, page))) for item in found]
    refuse_nothing(work, file)
    added = missing(work, renewed)
    report = reported(work, added, renewed)
    if not report.changes or fresh is None:
        return Refreshed(content, report)
    again = Again(document, fresh.document)
    marks = [marked for item in work for marked in _carried_out(item, again, fresh)]
    for place, several in added.items():
        before = work[place].seen.page
        for page in several:
            before = again.insert(before, fresh.slide(page))
            marks.append((before, _mark(fresh.slide(page))))
    if list_changes and renewed.view is not None and document.pages:
        listed = changes_pages(report, renewed.view, design)
        drawn = Scratch(listed, house)
        writer = Again(document, drawn.document)
        for page in listed:
            last = writer.insert(document.pages[-1], drawn.slide(page))
            marks.append((last, _mark(drawn.slide(page))))
    rename(document, [page for page, _ in marks])
    save(document)
    remember(document, {page.get(tag("draw:name")): mark for page, mark in marks})
    _date(document, renewed)
    return Refreshed(file_of(document.parts), report)


def _house(content: bytes, file: str) -> HousePages | None:
    """The old presentation as a template; where it cannot be one its slides are drawn as ours."""
    try:
        found = template.opened(content, file)
    except UserError:
        return None
    return HousePages(found, chosen(found.house).design)


def _seen(document: Document, file: str) -> list[Seen]:
    try:
        found = seen(document)
        for item in found:
            _ = item.pieces
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError) as error:
        # What an office program would not write: references to nothing, numbers that are none.
        raise UserError("refresh.damaged", file=file) from error
    return found


def _pieces(fresh: Scratch | None, page: Page) -> Pieces:
    return fresh.slide(page).pieces if fresh is not None else {}


def _with_whole_charts(item: Work[Seen]) -> Work[Seen]:
    picture = next((step for step in item.plan.steps if step.role is Role.PICTURE), None)
    piece = item.seen.pieces.get(Role.PICTURE)
    if picture is None or not picture.looks_kept or piece is None or piece.chart is None:
        return item
    return replace(item, fate=Fate.HELD, reason="chart_worked_on") if item.fate is Fate.REFRESHED else item


def _mark(item: Seen) -> Mark:
    if item.mark is None:
        raise ValueError("unmarked")
    return item.mark


def _carried_out(item: Work[Seen], again: Again, fresh: Scratch) -> list[tuple[Any, Mark]]:
    """Does what is planned; the slide with its new mark, where it still is and has one."""
    old = item.seen
    if item.fate is Fate.REMOVED:
        old.page.getparent().remove(old.page)
        return []
    if old.mark is None:
        return []
    if item.fate not in (Fate.SAME, Fate.REFRESHED) or item.page is None:
        return [(old.page, old.mark)]
    new, plan = fresh.slide(item.page), item.plan
    if item.fate is Fate.SAME:
        return [(old.page, marked_again(old.mark, _mark(new), NOTHING, {}))]
    added = {step.role: 0 for step in plan.steps if step.verb is Verb.ADDED}
    mark = marked_again(old.mark, _mark(new), plan, added)
    if is_alone(old):
        again.replace(old, new)
    else:
        again.write(old, new, plan)
    return [(old.page, mark)]


def _date(document: Document, renewed: Renewed) -> None:
    """The time of the document is that of the data."""
    if renewed.view is not None:
        dated(document, renewed.view.snapshot.published_at)
