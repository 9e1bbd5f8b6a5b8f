"""A sheet of the workbook to fill in before it has a format: its cells, their looks, what may be entered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SPARE_ROWS = 200
"""Drop-downs reach this far below the last row, for services that are added by hand."""


class Look(StrEnum):
    """How a cell looks and whether anybody may write into it; each format has its own way to say so."""

    PLAIN = "plain"
    BOLD = "bold"
    HEADER = "header"
    KEY = "key"
    OPEN = "open"
    TEXT = "text"
    WRAP = "wrap"
    DAY = "day"
    WARNING = "warning"


@dataclass(frozen=True)
class DraftCell:
    """A cell that is written, be it empty."""

    value: str | float | date | None
    look: Look = Look.PLAIN


@dataclass(frozen=True)
class DropDown:
    """What may be entered in a column from a first to a last row, all from 0; without ``allowed`` a whole number."""

    column: int
    first: int
    last: int
    allowed: Sequence[str | int] = ()


@dataclass(frozen=True)
class Draft:
    """A sheet. ``rows``: by number from 0; None for a cell that is not written. ``columns``: width in letters, look.

    ``frozen``: rows and columns that stay in view; ``filtered``: first row, first column, last row, last column.
    """

    name: str
    rows: Sequence[Sequence[DraftCell | None]]
    columns: Sequence[tuple[int, Look | None]]
    drop_downs: Sequence[DropDown] = ()
    frozen: tuple[int, int] = (0, 0)
    filtered: tuple[int, int, int, int] | None = None
    protected: bool = False
