"""The slides of a presentation that came back: which are ours, and which of their shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pptx.oxml.ns import qn

from ozgdash.export.powerpoint import tags
from ozgdash.export.powerpoint.reading import piece_of
from ozgdash.export.refresh.marks import Mark, UnreadableMarkError
from ozgdash.export.refresh.pieces import Piece, Print, Role, lines_digest, print_of

SHAPES = tuple(map(qn, ("p:sp", "p:graphicFrame", "p:pic", "p:cxnSp", "p:grpSp")))
COMMENTS = ("/comments", "/threadedComment")
ANIMATED = "./p:timing | ./p:transition | ./*[local-name()='AlternateContent']"
NOBODY = 0
"""The number of a shape that is not there, or that nobody can tell from a person's."""
ENOUGH = 2
"""So many shapes of a slide must be as we wrote them for the slide to be told without its tag."""


@dataclass(frozen=True)
class Seen:
    """A slide, or a chart or table that somebody copied by itself (``loose``).

    ``shapes``: the elements that the mark speaks of and that are still there. ``unreadable``: it has a mark that this
    program does not understand. ``mark`` None: it is none of ours. ``by_words``: another program dropped its mark; it
    was told by its words and numbers, and what a person changed cannot be told there.
    """

    slide: Any
    mark: Mark | None = None
    shapes: Mapping[Role, Any] | None = None
    loose: bool = False
    unreadable: bool = False
    by_words: bool = False

    @cached_property
    def pieces(self) -> dict[Role, Piece]:
        """What stands there, as it was when it was first looked at."""
        return {role: self._piece(role, element) for role, element in (self.shapes or {}).items()}

    @property
    def bears_more(self) -> bool:
        """Whether there is something on the slide that we did not put there: a shape, an animation, a comment."""
        ours = [element for role, element in (self.shapes or {}).items() if role is not Role.NOTES]
        if len(self.slide.shapes) > len(ours) or self.slide._element.xpath(ANIMATED):
            return True
        return any(relation.reltype.endswith(COMMENTS) for relation in self.slide.part.rels.values())

    @property
    def title(self) -> str:
        """What the slide is called."""
        title = self.slide.shapes.title
        return title.text_frame.text if title is not None else ""

    def _piece(self, role: Role, element: Any) -> Piece:
        part = self.slide.notes_slide.part if role is Role.NOTES else self.slide.part
        return piece_of(element, part, role)


def seen(deck: Any) -> list[Seen]:
    """The slides in order; a loose chart comes after its slide."""
    waiting = tags.remembered(deck)
    found: list[Seen] = []
    for slide in deck.slides:
        try:
            mark = tags.of_slide(slide)
        except UnreadableMarkError:
            found.append(Seen(slide, unreadable=True))
            continue
        if mark is not None:
            waiting = [item for item in waiting if item.origin != mark.origin]
            known = Seen(slide, mark, _by_number(slide, mark.prints))
        else:
            known = _told_by_words(slide, waiting) or Seen(slide)
            waiting = [item for item in waiting if known.mark is None or item.origin != known.mark.origin]
        found += [known, *_loose(slide, known)]
    return found


def written(slide: Any) -> Seen:
    """A slide that was just written; raises ValueError where it has no mark."""
    mark = tags.of_slide(slide)
    if mark is None:
        raise ValueError("unmarked")
    return Seen(slide, mark, _by_number(slide, mark.prints))


def _elements(slide: Any) -> list[Any]:
    return list(slide.shapes._spTree.iter(*SHAPES))


def _by_number(slide: Any, prints: Sequence[Print]) -> dict[Role, Any]:
    numbers = {tags.shape_number(element): element for element in _elements(slide)}
    found: dict[Role, Any] = {
        item.role: numbers[item.shape] for item in prints if item.role is not Role.NOTES and item.shape in numbers
    }
    if any(item.role is Role.NOTES for item in prints) and (notes := notes_element(slide)) is not None:
        found[Role.NOTES] = notes
    return found


def notes_element(slide: Any) -> Any:
    """The shape that has the words of a slide's notes; None where there is none."""
    if not slide.has_notes_slide or slide.notes_slide.notes_placeholder is None:
        return None
    return slide.notes_slide.notes_placeholder._element


def _loose(slide: Any, known: Seen) -> list[Seen]:
    """Charts and tables with a mark of their own that the slide's mark does not speak of."""
    ours = list((known.shapes or {}).values())
    frames = [item for item in _elements(slide) if item.tag == qn("p:graphicFrame") and item not in ours]
    marked = [(frame, mark) for frame in frames if (mark := tags.of_shape(frame, slide.part)) is not None]
    return [
        Seen(slide, replace(mark, prints=_renumbered(mark.prints, frame)), {Role.PICTURE: frame}, loose=True)
        for frame, mark in marked
        if [item.role for item in mark.prints] == [Role.PICTURE]
    ]


def _renumbered(prints: Sequence[Print], frame: Any) -> tuple[Print, ...]:
    return tuple(replace(item, shape=tags.shape_number(frame)) for item in prints)


def _told_by_words(slide: Any, waiting: Sequence[Mark]) -> Seen | None:
    """The slide as one of those that the document remembers: by shapes that say what we wrote on them.

    For files of programs that drop tags. What a person edited is not told there from what is their own.
    """
    if not waiting:
        return None
    elements = _elements(slide)
    candidates = [(mark, _alike(slide, elements, mark)) for mark in waiting]
    mark, shapes = max(candidates, key=lambda item: (Role.PICTURE in item[1], len(item[1])))
    telling = [role for role in shapes if role not in (Role.KICKER, Role.EXAMPLE, Role.NUMBER)]
    if len(telling) < ENOUGH:
        return None
    prints = tuple(
        _as_it_is(item, shapes[item.role], slide) if item.role in shapes else replace(item, shape=NOBODY)
        for item in mark.prints
    )
    return Seen(slide, replace(mark, prints=prints), shapes, by_words=True)


def _alike(slide: Any, elements: Sequence[Any], mark: Mark) -> dict[Role, Any]:
    pieces = [(element, print_of(piece_of(element, slide.part, Role.TITLE), 0)) for element in elements]
    found: dict[Role, Any] = {}
    for item in mark.prints:
        for element, now in pieces:
            same_words = item.count and now.count == item.count and now.text == item.text
            if same_words or (item.data and now.data == item.data) or (item.cells and now.cells == item.cells):
                found.setdefault(item.role, element)
    notes = notes_element(slide)
    noted = next((item for item in mark.prints if item.role is Role.NOTES), None)
    if notes is not None and noted is not None:
        lines = piece_of(notes, slide.notes_slide.part, Role.NOTES).lines
        if lines_digest(lines) == noted.text:
            found[Role.NOTES] = notes
    return found


def _as_it_is(item: Print, element: Any, slide: Any) -> Print:
    """The fingerprint with the number of today, and without what such programs write in their own way."""
    if item.role is Role.NOTES:
        return item
    now = print_of(piece_of(element, slide.part, item.role), tags.shape_number(element))
    return replace(item, shape=now.shape, kind=now.kind, labels=now.labels, book=now.book)
