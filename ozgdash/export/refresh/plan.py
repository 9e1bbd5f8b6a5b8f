"""What happens to each piece of a slide: a comparison of what we wrote, what stands there now, and what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ozgdash.export.refresh.as_written import is_in_place, piece_says_ours, was_moved
from ozgdash.export.refresh.marks import Mark
from ozgdash.export.refresh.pieces import (
    Piece,
    Print,
    Role,
    data_digest,
    digest,
    folded,
    line,
    lines_digest,
    print_of,
)
from ozgdash.export.refresh.table_edits import Cells, edited_cells, folded_cells, with_edits


class Verb(StrEnum):
    """What happens to a piece."""

    SAME = "same"
    """Nothing is new."""
    NEW = "new"
    KEPT = "kept"
    """A person changed it; it stays."""
    DELETED = "deleted"
    """A person took it away; it stays away."""
    ADDED = "added"
    REMOVED = "removed"
    """The new slide has no such piece, and nobody touched it."""


@dataclass(frozen=True)
class Step:
    """What happens to one piece, and its words before and after (of a chart or table: how many numbers are others).

    ``first`` and ``count``: which paragraphs are ours; ``cells``: the table as it will be; ``looks_kept``: a person
    formatted it; ``moved``: a person moved or resized it; ``kind``: of a picture ``chart`` or ``table``, where known.
    """

    role: Role
    verb: Verb
    old: str = ""
    new: str = ""
    reason: str = ""
    first: int = 0
    count: int = 0
    cells: Cells = ()
    looks_kept: bool = False
    moved: bool = False
    kind: str = ""


HELD = (Role.PICTURE,)
"""Where a person changed the numbers of one of these, the slide stays as a whole: words must go with them."""


@dataclass(frozen=True)
class SlidePlan:
    """The steps of a slide; ``held`` names the reason for which nothing happens to it."""

    steps: tuple[Step, ...]
    held: str = ""

    @property
    def changes(self) -> bool:
        """Whether anything will be another."""
        return not self.held and any(step.verb in (Verb.NEW, Verb.ADDED, Verb.REMOVED) for step in self.steps)


def planned(prints: Sequence[Print], old: Mapping[Role, Piece], new: Mapping[Role, Piece]) -> SlidePlan:
    """The plan of a slide; ``old``: what is still there of what we wrote, ``new``: what we would write today."""
    steps: list[Step] = []
    for mark in prints:
        steps += _known(mark, old.get(mark.role), new.get(mark.role))
    marked = {mark.role for mark in prints}
    steps += [Step(role, Verb.ADDED, new=_words(piece)) for role, piece in new.items() if role not in marked]
    held = next((step.reason for step in steps if step.verb is Verb.KEPT and step.role in HELD), "")
    return SlidePlan(tuple(_with_kind(step, old.get(step.role), new.get(step.role)) for step in steps), held)


def _with_kind(step: Step, old: Piece | None, new: Piece | None) -> Step:
    """What is spoken of: that which is put there, else that which stands there."""
    piece = new if step.verb in (Verb.NEW, Verb.ADDED) else old
    if step.role is not Role.PICTURE or piece is None:
        return step
    return replace(step, kind="chart" if piece.chart else "table" if piece.cells else "")


def _known(mark: Print, old: Piece | None, new: Piece | None) -> list[Step]:
    if old is None:
        return [Step(mark.role, Verb.DELETED)] if new is not None else []
    if mark.role is Role.NUMBER:
        return [] if new is not None else [Step(mark.role, Verb.REMOVED)]
    if new is None:
        verb = Verb.REMOVED if piece_says_ours(mark, old) else Verb.KEPT
        return [Step(mark.role, verb, old=_words(old), reason="edited" if verb is Verb.KEPT else "")]
    step = _changed(mark, old, new)
    step = replace(step, looks_kept=mark.role is not Role.NOTES and old.look != mark.look, moved=was_moved(mark, old))
    return [_placed(step, old, new), *_alternative(mark, old, new)]


def _placed(step: Step, old: Piece, new: Piece) -> Step:
    """A piece that nobody moved goes where the new one has its place."""
    if step.verb is Verb.SAME and not step.moved and not is_in_place(old, new):
        return replace(step, verb=Verb.NEW)
    return step


def _changed(mark: Print, old: Piece, new: Piece) -> Step:
    if old.chart and new.chart:
        return _chart(mark, old, new)
    if old.cells and new.cells:
        return _table(mark, old, new)
    if mark.role is Role.PICTURE:
        # A chart has become a table, or somebody put something else in its place.
        return Step(mark.role, Verb.KEPT, reason="other_kind")
    return _text(mark, old, new)


def _text(mark: Print, old: Piece, new: Piece) -> Step:
    if _lines(old.lines) == _lines(new.lines):
        return Step(mark.role, Verb.SAME)
    first = _ours(mark, old.lines)
    if first is None:
        return Step(mark.role, Verb.KEPT, _words(old), _words(new), reason="edited")
    ours = old.lines[first : first + mark.count]
    if _lines(ours) == _lines(new.lines):
        return Step(mark.role, Verb.SAME)
    return Step(mark.role, Verb.NEW, old="\n".join(_lines(ours)), new=_words(new), first=first, count=mark.count)


def _ours(mark: Print, lines: Sequence[str]) -> int | None:
    """Where our paragraphs begin among those that are there; None where they are not as we wrote them."""
    for first in range(len(lines) - mark.count + 1 if mark.count else 0):
        if lines_digest(lines[first : first + mark.count]) == mark.text:
            return first
    return None


def _chart(mark: Print, old: Piece, new: Piece) -> Step:
    before, after = old.chart, new.chart
    if before is None or after is None:
        raise TypeError(mark.role)
    if data_digest(before) != mark.data or before.book not in ("", mark.book):
        return Step(mark.role, Verb.KEPT, reason="chart_data")
    if before.kind != mark.kind:
        return Step(mark.role, Verb.KEPT, reason="chart_kind")
    if before.labels != mark.labels:
        return Step(mark.role, Verb.KEPT, reason="chart_labels")
    fresh = print_of(new, mark.shape)
    written = (mark.data, mark.labels, mark.scale, mark.look, mark.series, mark.kind)
    if written == (fresh.data, fresh.labels, fresh.scale, fresh.look, fresh.series, fresh.kind):
        return Step(mark.role, Verb.SAME)
    pairs = {(item.name, place): value for item in before.series for place, value in enumerate(item.values)}
    others = {(item.name, place): value for item in after.series for place, value in enumerate(item.values)}
    changed = sum(_written(pairs.get(key)) != _written(others.get(key)) for key in pairs.keys() | others.keys())
    return Step(mark.role, Verb.NEW, new=str(changed))


def _written(value: float | None) -> str:
    return "" if value is None else f"{value:.9g}"


def _table(mark: Print, old: Piece, new: Piece) -> Step:
    edited = edited_cells(mark, old.cells)
    cells = new.cells if edited == [] else with_edits(old.cells, new.cells, edited) if edited is not None else None
    if cells is None:
        return Step(mark.role, Verb.KEPT, reason="table_shape" if edited is None else "table_row")
    kept = "; ".join(old.cells[row][column] for row, column in edited or ())
    reason = "table_cells" if kept else ""
    if folded_cells(cells) == folded_cells(old.cells) and print_of(new, mark.shape).look == mark.look:
        return Step(mark.role, Verb.SAME, old=kept, reason=reason, cells=cells)
    before, after = Counter(line(cell) for row in old.cells for cell in row), Counter(line(c) for r in cells for c in r)
    return Step(mark.role, Verb.NEW, old=kept, new=str((after - before).total()), reason=reason, cells=cells)


def _alternative(mark: Print, old: Piece, new: Piece) -> list[Step]:
    """What a screen reader says is a text like the others."""
    if mark.role is not Role.PICTURE or line(old.alt) == line(new.alt):
        return []
    if digest(folded(old.alt)) != mark.alt:
        return [Step(Role.ALT, Verb.KEPT, old.alt, new.alt, reason="edited")]
    return [Step(Role.ALT, Verb.NEW, old.alt, new.alt)]


def _words(piece: Piece) -> str:
    return "\n".join(_lines(piece.lines))


def _lines(lines: Sequence[str]) -> list[str]:
    return [line(words) for words in lines]


def marked_again(old: Mark, new: Mark, plan: SlidePlan, added: Mapping[Role, int]) -> Mark:
    """The mark of a slide after its plan was carried out; ``added``: the numbers of shapes that it did not have.

    What we would have written today is what the next refresh compares with; what a person deleted stays known.
    """
    fresh = {item.role: item for item in new.prints}
    gone = {step.role for step in plan.steps if step.verb is Verb.REMOVED}
    kept = {step.role for step in plan.steps if step.verb is Verb.KEPT}
    prints = []
    for item in old.prints:
        if item.role not in gone:
            known = item if item.role in kept or item.role not in fresh else replace(fresh[item.role], shape=item.shape)
            prints.append(known)
    marked = {item.role for item in old.prints}
    prints += [replace(fresh[role], shape=number) for role, number in added.items() if role not in marked]
    order = list(fresh)
    prints.sort(key=lambda item: order.index(item.role) if item.role in order else len(order))
    return Mark(new.origin, new.layout, tuple(prints))
