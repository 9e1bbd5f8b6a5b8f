"""Brings a presentation up to date: what came from us is made anew, what a person changed or added stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ozgdash.errors import UserError
from ozgdash.export.powerpoint import foreign, slide, slides_again
from ozgdash.export.powerpoint.scratch import Scratch
from ozgdash.export.powerpoint.seen import Seen, seen
from ozgdash.export.refresh import plan
from ozgdash.export.refresh.pieces import Role
from ozgdash.export.refresh.plan import SlidePlan, Verb
from ozgdash.export.refresh.renewed import Key, Renewed, key_of
from ozgdash.export.refresh.report import Fate, Report, SlideReport, changes
from ozgdash.export.slides.design import OWN, Design
from ozgdash.export.slides.layouts import Layout
from ozgdash.export.slides.origin import Origin, PageKind, with_origin
from ozgdash.export.slides.pages import Page, continued, with_unique_titles
from ozgdash.model.asked import Asked
from ozgdash.model.filters import View
from ozgdash.texts import text

Ask = Callable[[Sequence[Origin], Design], Renewed]


@dataclass(frozen=True)
class Refreshed:
    """``content``: the file, the very one that came where nothing is new; ``report``: what was done."""

    content: bytes
    report: Report


NOTHING = SlidePlan(())


@dataclass(frozen=True)
class _Slide:
    """A slide with what is to happen to it; ``page``: the slide of today, None where it has none."""

    seen: Seen
    fate: Fate
    page: Page | None = None
    plan: SlidePlan = NOTHING
    reason: str = ""
    error: UserError | None = None


def refreshed(content: bytes, file: str, ask: Ask, *, list_changes: bool = False) -> Refreshed:
    """The presentation with the numbers of today; ``ask`` gives the slides of today for where they come from
    and what room they have.

    ``list_changes``: a last slide says what changed. Raises UserError for a file that is no presentation, is damaged or
    has macros, for one without a slide of ours, and where none of ours can be made again.
    """
    deck = foreign.opened(content, file)
    found = _seen(deck, file)
    origins = [item.mark.origin for item in found if item.mark is not None]
    fresh = Scratch(deck, content, file)
    renewed = ask([origin for origin in origins if origin.kind is not PageKind.CHANGES], fresh.design)
    work = [_planned(item, renewed, fresh) for item in found]
    _refuse_nothing(work, file)
    added = _missing(work, renewed)
    report = _report(work, added, renewed)
    if not report.changes:
        return Refreshed(content, report)
    _apply(deck, work, fresh)
    behind = [(work[place].seen.slide, [fresh.slide(page) for page in pages]) for place, pages in added.items()]
    slides_again.insert(deck, behind)
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


def _planned(item: Seen, renewed: Renewed, fresh: Scratch) -> _Slide:
    if item.unreadable:
        return _Slide(item, Fate.HELD, reason="unreadable")
    if item.mark is None:
        return _Slide(item, Fate.OWN)
    origin, prints = item.mark.origin, item.mark.prints
    if origin.kind is PageKind.CHANGES:
        return _Slide(item, Fate.REMOVED) if _is_alone(item) else _Slide(item, Fate.HELD, reason="old_changes")
    if (error := renewed.errors.get(key_of(origin))) is not None:
        return _Slide(item, Fate.HELD, error=error)
    page = renewed.page(origin)
    if page is None:
        return _surplus(item)
    steps = plan.planned(prints, item.pieces, _only(fresh.slide(page).pieces, loose=item.loose))
    if steps.held:
        return _Slide(item, Fate.HELD, page, steps, reason=steps.held)
    return _Slide(item, Fate.REFRESHED if steps.changes else Fate.SAME, page, steps)


def _only(pieces: Mapping[Role, Any], *, loose: bool) -> Mapping[Role, Any]:
    """Of a chart that was copied by itself the chart alone."""
    return {role: piece for role, piece in pieces.items() if role is Role.PICTURE} if loose else pieces


def _surplus(item: Seen) -> _Slide:
    """A slide that a shorter list does not need: it goes where nobody has put anything of their own on it."""
    if item.mark is None or item.loose:
        return _Slide(item, Fate.HELD, reason="surplus")
    return _Slide(item, Fate.REMOVED) if _is_alone(item) else _Slide(item, Fate.HELD, reason="surplus")


def _is_alone(item: Seen) -> bool:
    """Whether nobody has touched the slide since we wrote it."""
    prints = item.mark.prints if item.mark is not None else ()
    return plan.untouched(prints, item.pieces) and not _foreign_shapes(item)


def _foreign_shapes(item: Seen) -> bool:
    """Whether there is something on the slide that we did not put there: a shape, an animation, a comment."""
    ours = [element for role, element in (item.shapes or {}).items() if role is not Role.NOTES]
    if len(slides_again.shapes_of(item.slide)) > len(ours):
        return True
    return slides_again.has_animation(item.slide) or slides_again.has_comments(item.slide)


def _refuse_nothing(work: Sequence[_Slide], file: str) -> None:
    """A file with nothing of ours, and one of which nothing can be made again, are no half successes."""
    ours = [item for item in work if item.fate is not Fate.OWN]
    if not ours:
        raise UserError("refresh.nothing_of_ours", file=file)
    errors = [item.error for item in ours if item.error is not None]
    if len(errors) == len(ours):
        raise errors[0]
    if all(item.reason == "unreadable" for item in ours):
        raise UserError("refresh.all_unreadable", file=file)


def _missing(work: Sequence[_Slide], renewed: Renewed) -> dict[int, list[Page]]:
    """Position of a slide -> the slides that a longer list needs behind it: behind the last one that it has here.

    Slides that a person deleted are not missing.
    """
    last: dict[Key, int] = {}
    parts: dict[Key, int] = {}
    for place, item in enumerate(work):
        if item.seen.mark is not None and not item.seen.loose and item.fate in (Fate.SAME, Fate.REFRESHED):
            key = key_of(item.seen.mark.origin)
            last[key], parts[key] = place, max(parts.get(key, 0), item.seen.mark.origin.parts)
    found: dict[int, list[Page]] = {}
    for key, place in last.items():
        found.setdefault(place, []).extend(renewed.pages[key][parts[key] :])
    return {place: pages for place, pages in found.items() if pages}


def _report(work: Sequence[_Slide], added: Mapping[int, Sequence[Page]], renewed: Renewed) -> Report:
    slides: list[SlideReport] = []
    number = 0
    for place, item in enumerate(work):
        number += not item.seen.loose and item.fate is not Fate.REMOVED
        slides.append(_slide_report(item, max(number, 1)))
        for page in added.get(place, ()):
            number += 1
            slides.append(SlideReport(number, page.title, Fate.ADDED))
    asked = [item.seen.mark.origin.asked for item in work if item.seen.mark is not None]
    before = tuple(dict.fromkeys((item.filters.as_of, item.snapshot) for item in asked))
    view = renewed.view
    after = (view.filters.as_of, view.snapshot.id) if view is not None else before[0]
    return Report(tuple(slides), before, after)


def _slide_report(item: _Slide, number: int) -> SlideReport:
    titles = [step.new for step in item.plan.steps if step.role is Role.TITLE and step.verb is Verb.NEW]
    title = titles[0] if titles and item.fate is Fate.REFRESHED else slides_again.title_of(item.seen)
    return SlideReport(number, title, item.fate, item.plan.steps, item.reason, item.error)


def _apply(deck: Any, work: Sequence[_Slide], fresh: Scratch) -> None:
    for item in work:
        if item.fate is Fate.REFRESHED and item.page is not None:
            alone = item.seen.mark is not None and not item.seen.loose and _is_alone(item.seen)
            slides_again.write(item.seen, fresh.slide(item.page), item.plan, item.page, alone=alone)
        elif item.fate is Fate.SAME and item.page is not None:
            slides_again.mark_again(item.seen, fresh.slide(item.page))
        elif item.fate is Fate.REMOVED:
            slides_again.remove(deck, item.seen.slide)


def _append_changes(deck: Any, report: Report, renewed: Renewed, fresh: Scratch) -> None:
    if renewed.view is not None:
        pages = changes_pages(report, renewed.view, fresh.design)
        slides_again.append(deck, [fresh.slide(page) for page in pages])


def changes_pages(report: Report, view: View, design: Design = OWN) -> list[Page]:
    """The slides that say what was changed."""
    page = Page(
        layout=Layout.CLOSING,
        title=text("refresh.changes_title", view.lang),
        lang=view.lang,
        footer=(),
        example=None,
        kicker=text("refresh.changes_kicker", view.lang),
        body=tuple(changes(report, view.lang)),
        group=text("deck.group_closing", view.lang),
    )
    return with_unique_titles(with_origin(continued(page, design), Origin(PageKind.CHANGES, Asked.of(view))))


def _finish(deck: Any, renewed: Renewed) -> None:
    slides_again.number_slides(deck)
    if renewed.view is not None:
        deck.core_properties.modified = renewed.view.snapshot.published_at.replace(tzinfo=None)
