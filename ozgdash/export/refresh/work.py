"""What is to happen to each slide of a presentation that came back, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from ozgdash.errors import UserError
from ozgdash.export.refresh import plan
from ozgdash.export.refresh.as_written import says_ours, untouched
from ozgdash.export.refresh.marks import Mark
from ozgdash.export.refresh.pieces import Piece, Role
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
"""Gives the slides of today for where slides come from, laid out for a design."""
Pieces = Mapping[Role, Piece]


class Slide(Protocol):
    """A slide as its format's reader has it.

    ``loose``: a chart or table that somebody copied by itself.
    """

    @property
    def mark(self) -> Mark | None:
        """Where it comes from; None: it is none of ours."""

    @property
    def loose(self) -> bool:
        """Not a slide of ours but a chart on somebody's slide."""

    @property
    def unreadable(self) -> bool:
        """Whether its mark cannot be read."""

    @property
    def by_words(self) -> bool:
        """Whether another program dropped its mark, so that nobody can tell what a person changed."""

    @property
    def pieces(self) -> Pieces:
        """What stands there of what we wrote."""

    @property
    def bears_more(self) -> bool:
        """Whether a person has put something on it."""

    @property
    def title(self) -> str:
        """What it is called."""


S = TypeVar("S", bound=Slide)


@dataclass(frozen=True)
class Refreshed:
    """``content``: the file, the very one that came where nothing is new; ``report``: what was done."""

    content: bytes
    report: Report


NOTHING = SlidePlan(())


@dataclass(frozen=True)
class Work(Generic[S]):
    """A slide with what is to happen to it; ``page``: the slide of today, None where it has none."""

    seen: S
    fate: Fate
    page: Page | None = None
    plan: SlidePlan = NOTHING
    reason: str = ""
    error: UserError | None = None


def origins_of(found: Sequence[Slide]) -> list[Origin]:
    """Where the slides come from that can be made again."""
    known = (item.mark.origin for item in found if item.mark is not None)
    return [origin for origin in known if origin.kind is not PageKind.CHANGES]


def planned(item: S, renewed: Renewed, fresh: Callable[[Page], Pieces]) -> Work[S]:
    """What is to happen to a slide; ``fresh`` reads what a slide of today would say."""
    if item.unreadable:
        return Work(item, Fate.HELD, reason="unreadable")
    if item.mark is None:
        return Work(item, Fate.OWN)
    origin, prints = item.mark.origin, item.mark.prints
    if origin.kind is PageKind.CHANGES:
        return _needless(item, "old_changes")
    if (error := renewed.errors.get(key_of(origin))) is not None:
        return Work(item, Fate.HELD, error=error)
    page = renewed.page(origin)
    if page is None:
        return _surplus(item)
    steps = plan.planned(prints, item.pieces, _only(fresh(page), loose=item.loose))
    if steps.held:
        return Work(item, Fate.HELD, page, steps, reason=steps.held)
    return Work(item, Fate.REFRESHED if steps.changes else Fate.SAME, page, steps)


def _only(pieces: Pieces, *, loose: bool) -> Pieces:
    """Of a chart that was copied by itself the chart alone."""
    return {role: piece for role, piece in pieces.items() if role is Role.PICTURE} if loose else pieces


def _surplus(item: S) -> Work[S]:
    """A slide that a shorter list does not need: it goes where nobody has put anything of their own on it."""
    if item.mark is None or item.loose:
        return Work(item, Fate.HELD, reason="surplus")
    return _needless(item, "surplus")


def _needless(item: S, reason: str) -> Work[S]:
    if _is_ours(item):
        return Work(item, Fate.REMOVED, reason=reason)
    return Work(item, Fate.HELD, reason=f"{reason}_unsure" if item.by_words else reason)


def _is_ours(item: Slide) -> bool:
    """Whether nobody has added or changed a word: other looks alone are no loss where a slide is not needed."""
    prints = item.mark.prints if item.mark is not None else ()
    return says_ours(prints, item.pieces) and not item.bears_more


def is_alone(item: S) -> bool:
    """Whether nobody has touched the slide since we wrote it."""
    prints = item.mark.prints if item.mark is not None else ()
    return untouched(prints, item.pieces) and not item.bears_more


def refuse_nothing(work: Sequence[Work[S]], file: str) -> None:
    """Raises UserError for a file with nothing of ours, and for one of which nothing can be made again."""
    ours = [item for item in work if item.fate is not Fate.OWN]
    if not ours:
        raise UserError("refresh.nothing_of_ours", file=file)
    errors = [item.error for item in ours if item.error is not None]
    if len(errors) == len(ours):
        raise errors[0]
    if all(item.reason == "unreadable" for item in ours):
        raise UserError("refresh.all_unreadable", file=file)


def missing(work: Sequence[Work[S]], renewed: Renewed) -> dict[int, list[Page]]:
    """Position of a slide -> the slides that are needed behind it: of a longer list, of charts that have data again.

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
    for key in _spoken_for(work):
        if renewed.pages.get(key) and key not in last:
            found.setdefault(_before(key, renewed, last), []).extend(renewed.pages[key])
    return {place: pages for place, pages in found.items() if pages}


def _spoken_for(work: Sequence[Work[S]]) -> dict[Key, None]:
    """The charts that had no data and no slide of their own, in the order in which another slide names them."""
    marks = (item.seen.mark for item in work if item.fate in (Fate.SAME, Fate.REFRESHED) and not item.seen.loose)
    return {key_of(other): None for mark in marks if mark is not None for other in mark.origin.others()}


def _before(key: Key, renewed: Renewed, last: Mapping[Key, int]) -> int:
    """Behind which slide a chart comes: the last one here of what stands before it in the deck of today."""
    order = list(renewed.pages)
    here = [last[known] for known in order[: order.index(key)] if known in last]
    return here[-1] if here else max(last.values())


def report(work: Sequence[Work[S]], added: Mapping[int, Sequence[Page]], renewed: Renewed) -> Report:
    """What is going to be done, slide by slide."""
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


def _slide_report(item: Work[S], number: int) -> SlideReport:
    titles = [step.new for step in item.plan.steps if step.role is Role.TITLE and step.verb is Verb.NEW]
    title = titles[0] if titles and item.fate is Fate.REFRESHED else item.seen.title
    return SlideReport(number, title, item.fate, item.plan.steps, item.reason, item.error)


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
