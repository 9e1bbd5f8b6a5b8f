"""What the figures of a large cooperation have in common: the distribution as marks, colours and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Row, records
from ozgdash.model import palette
from ozgdash.model.chart import Column, ColumnType
from ozgdash.model.cooperation import Partner
from ozgdash.model.filters import View
from ozgdash.model.many import crowd, is_large, told_apart
from ozgdash.texts import text

MARKS = ("lower", "median", "upper", "best")
MAX_RANKS_SAID = 3
"""Of more chosen partners a sentence says the first and the last one."""


@dataclass(frozen=True)
class Marks:
    """How the shares of ``partners`` lie beside each other: quartiles and the share from which the best tenth begins.

    None where no partner has a voice.
    """

    partners: int
    lower: float | None = None
    median: float | None = None
    upper: float | None = None
    best: float | None = None

    @classmethod
    def of(cls, row: Row) -> Self:
        """The marks in one row of the frames of ``metrics/distribution.py``."""
        return cls(int(row["partners"] or 0), *(row[name] for name in MARKS))

    @property
    def cells(self) -> tuple[int | float | None, ...]:
        """The cells below ``mark_columns``."""
        return (self.partners, self.lower, self.median, self.upper, self.best)


def mark_columns(view: View) -> tuple[Column, ...]:
    """The columns of a table that hold ``Marks.cells``."""
    types = {"partners": ColumnType.COUNT} | dict.fromkeys(MARKS, ColumnType.SHARE)
    return tuple(Column(key, text(f"crowd.column_{key}", view.lang), type_) for key, type_ in types.items())


def colours(view: View) -> Mapping[str, str]:
    """Partner id -> colour of those that are told apart; in a large cooperation no two of them share one by chance."""
    return palette.partner_colours(told_apart(view) if is_large(view) else view.cooperation.partners)


def mark_colour(view: View) -> str:
    """The colour of the distribution: grey behind the colours of partners, where there are any."""
    return palette.GUIDE if told_apart(view) else palette.ACCENT


def is_chosen(view: View) -> bool:
    """True where the distribution is that of many chosen partners, not of all."""
    return (crowd(view) or view).filters.chooses_partners


def everyone(view: View) -> str:
    """``alle 400 Partner``, or ``31 gewählte Partner``: those whose distribution is shown."""
    n = formats.number(len((crowd(view) or view).partners), view.lang)
    return text("crowd.those" if is_chosen(view) else "crowd.everyone", view.lang, n=n)


def together(view: View) -> str:
    """Whose counts stand together: the one partner, the chosen ones, or all."""
    partners = view.partners
    if len(partners) == 1:
        return partners[0].short_name
    n = formats.number(len(partners), view.lang)
    return text("crowd.together_those" if view.filters.chooses_partners else "crowd.together", view.lang, n=n)


def voices(marks: Marks, view: View) -> str:
    """``400 Partner``: how many are in the distribution."""
    return text("crowd.partners", view.lang, n=formats.number(marks.partners, view.lang))


def sentence(marks: Marks, ranking: pd.DataFrame, view: View) -> str:
    """Where the median and the best tenth are, and the ranks of the partners that are told apart.

    ``ranking``: the frame of ``ranking`` for the whole crowd. Empty where nobody has reported.
    """
    if not marks.partners:
        return ""
    lang = view.lang
    said = text(
        "crowd.marks",
        lang,
        count=marks.partners,
        n=formats.number(marks.partners, lang),
        median=formats.percent(marks.median, lang),
        best=formats.percent(marks.best, lang),
    )
    ranks = _ranks(told_apart(view), ranking, view)
    return text("crowd.marks_and_ranks" if ranks else "crowd.marks_alone", lang, marks=said, ranks=ranks)


def _ranks(apart: Sequence[Partner], ranking: pd.DataFrame, view: View) -> str:
    wanted = {partner.id: partner for partner in apart}
    rows = [row for row in records(ranking[ranking["partner_id"].isin(list(wanted))]) if row["rank"] is not None]
    if not rows:
        return ""
    if len(rows) > MAX_RANKS_SAID:
        first, last = (wanted[row["partner_id"]].short_name for row in (rows[0], rows[-1]))
        places = (formats.number(row["rank"], view.lang) for row in (rows[0], rows[-1]))
        first_rank, last_rank = places
        ends = {"first": first, "last": last, "first_rank": first_rank, "last_rank": last_rank}
        return text("crowd.ranks_ends", view.lang, count=len(apart), **ends)
    shared = ranking["rank"].value_counts()
    parts = [
        _rank(row, wanted[row["partner_id"]], int(shared[row["rank"]]) - 1, view, first=not place)
        for place, row in enumerate(rows)
    ]
    return formats.enumeration(parts, view.lang)


def _rank(row: Row, partner: Partner, others: int, view: View, *, first: bool) -> str:
    key = ("rank" if first else "rank_next") + ("_shared" if others else "")
    return text(
        f"crowd.{key}",
        view.lang,
        count=others,
        n=formats.number(others, view.lang),
        partner=partner.short_name,
        share=formats.percent(row["share"], view.lang),
        rank=formats.number(row["rank"], view.lang),
    )


def method(view: View) -> str:
    """How a figure with a distribution was counted."""
    counted = wording.method(wording.rule_sentence(view.filters.rule, view.lang), view.lang)
    return f"{counted} {text('crowd.method', view.lang)}"
