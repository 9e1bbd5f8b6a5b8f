"""Whether what stands on a slide is still what we wrote: its words and numbers, its looks, its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ozgdash.export.refresh.pieces import Piece, Print, Role, print_of, same_place


def untouched(prints: Sequence[Print], old: Mapping[Role, Piece]) -> bool:
    """Whether everything that we wrote is still there as we wrote it."""
    return all(mark.role in old and _is_as_written(mark, old[mark.role]) for mark in prints)


def says_ours(prints: Sequence[Print], old: Mapping[Role, Piece]) -> bool:
    """Whether every word and number that we wrote is still there and no other, however it looks."""
    return all(mark.role in old and piece_says_ours(mark, old[mark.role]) for mark in prints)


def piece_says_ours(mark: Print, piece: Piece) -> bool:
    """The same of one piece."""
    now = print_of(piece, mark.shape)
    return (now.count, now.text, now.cells, now.data, now.alt) == (
        mark.count, mark.text, mark.cells, mark.data, mark.alt,
    ) and now.book in ("", mark.book)  # fmt: skip


def _is_as_written(mark: Print, piece: Piece) -> bool:
    if mark.role is Role.NUMBER:
        return True
    now = print_of(piece, mark.shape)
    if mark.role is Role.NOTES:
        return now.text == mark.text
    return replace(now, place=None) == replace(mark, place=None) and not was_moved(mark, piece)


def was_moved(mark: Print, old: Piece) -> bool:
    """Whether a person moved or resized it; the height of a table is what its rows take."""
    if mark.role is Role.NOTES:
        return False
    if old.cells and old.place and mark.place:
        return not same_place(old.place[:3] + mark.place[3:], mark.place)
    return not same_place(old.place, mark.place)


def is_in_place(old: Piece, new: Piece) -> bool:
    """Whether it stands where the new one would."""
    if old.cells and old.place and new.place:
        return same_place(old.place[:3] + new.place[3:], new.place)
    return old.role is Role.NOTES or same_place(old.place, new.place)
