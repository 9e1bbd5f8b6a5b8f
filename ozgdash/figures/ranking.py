"""Who is how far: the partners of a cooperation by their share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Self

import pandas as pd

from ozgdash import formats
from ozgdash.figures import crowd, wording
from ozgdash.figures.frames import Count
from ozgdash.model import many
from ozgdash.model.chart import Cell, ChartSpec, Column, ColumnType, Kind, Table, Unit
from ozgdash.model.filters import View
from ozgdash.texts import text

ENDS = 10
"""So many rows stand at either end of a list that is not shown whole."""
Cells = tuple[Cell, ...]


@dataclass(frozen=True)
class Listed:
    """The columns of the ranking, parallel; a missing value is None. Thousands of rows are no dictionaries.

    Many views may share one: it does not depend on who is chosen, nor on the language. ``together``: all partners.
    """

    ids: Sequence[str]
    ranks: Sequence[int | None]
    shares: Sequence[float | None]
    rows: tuple[Cells, ...]
    together: Count

    @classmethod
    def of(cls, ranking: pd.DataFrame, view: View) -> Self:
        """The frame of ``ranking`` with the names of its partners."""
        ids = ranking["partner_id"].tolist()
        names = [view.cooperation.partner(partner_id).name for partner_id in ids]
        ranks, done, totals, change = (_whole_numbers(ranking[key]) for key in ("rank", "done", "total", "change"))
        shares = [None if value != value else value for value in ranking["share"].tolist()]
        rows = tuple(zip(ranks, names, shares, done, totals, change, strict=True))
        sums = (int(ranking[key].sum()) for key in ("done", "total", "unknown"))
        return cls(ids, ranks, shares, rows, Count(*sums))

    @property
    def ranked(self) -> int:
        """How many have a rank; the others come after them."""
        return sum(rank is not None for rank in self.ranks)


def _whole_numbers(column: pd.Series) -> list[int | None]:
    return [None if value is None or value != value else int(value) for value in column.tolist()]


def ranking_figure(listed: Listed, view: View) -> ChartSpec:
    """A row per partner of the crowd, the largest share first; those without a known Reifegrad last, without a rank.

    ``listed``: the ranking of the crowd, or of the view in a cooperation of a few. ``brief`` holds the first and the
    last ones, those that are told apart, and a line for each gap between them.
    """
    whole = many.crowd(view) or view
    finding = _finding(listed, whole)
    return ChartSpec(
        name="ranking",
        kind=Kind.TABLE,
        title=text("crowd.ranking_title", view.lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=(),
        series=(),
        table=Table(_columns(view), listed.rows),
        provenance=wording.provenance(
            whole, listed.together.done, listed.together.total, unknown=listed.together.unknown
        ),
        alt_text=text("crowd.ranking_alt", view.lang, finding=finding) if listed.rows else finding,
        lang=view.lang,
        method=text("crowd.ranking_method", view.lang, method=crowd.method(view)),
        brief=_brief(listed, view),
    )


def _columns(view: View) -> tuple[Column, ...]:
    lang = view.lang
    since = text("crowd.column_change", lang, day=formats.day(view.compared, lang))
    counts = dict.fromkeys(("done", "total"), ColumnType.COUNT)
    return (
        Column("rank", text("crowd.column_rank", lang), ColumnType.COUNT),
        *wording.columns(lang, partner=ColumnType.TEXT, share=ColumnType.SHARE, **counts),
        Column("change", since, ColumnType.COUNT),
    )


def _finding(listed: Listed, whole: View) -> str:
    lang, ranked = whole.lang, listed.ranked
    if not listed.rows:
        return text("charts.no_data", lang)
    sentence = _ends(listed, ranked, whole) if ranked else ""
    silent = len(listed.rows) - ranked
    if not silent:
        return sentence
    n = formats.number(silent, lang)
    return text("crowd.ranking_silent", lang, count=silent, finding=sentence, n=n).strip()


def _ends(listed: Listed, ranked: int, whole: View) -> str:
    """Who leads, and who comes last."""
    lang, most, least = whole.lang, listed.shares[0], listed.shares[ranked - 1]
    if most == least:
        share = formats.percent(most, lang)
        return text("crowd.ranking_equal", lang, count=ranked, n=formats.number(ranked, lang), share=share)
    leading, trailing = (_named(rank, listed, whole) for rank in (listed.ranks[0], listed.ranks[ranked - 1]))
    return text(
        "crowd.ranking_finding",
        lang,
        count=len(leading),
        first=wording.few(leading, lang),
        first_share=formats.percent(most, lang),
        last=wording.few(trailing, lang),
        last_share=formats.percent(least, lang),
    )


def _named(rank: int | None, listed: Listed, whole: View) -> list[str]:
    same = [partner_id for partner_id, own in zip(listed.ids, listed.ranks, strict=True) if own == rank]
    return [whole.cooperation.partner(partner_id).short_name for partner_id in same]


def _brief(listed: Listed, view: View) -> tuple[Cells, ...]:
    """The rows that stand where there is no room for all of them; empty where all find room."""
    count = len(listed.rows)
    if count <= 2 * ENDS + 1:
        return ()
    apart = {partner.id for partner in many.told_apart(view)} if many.is_large(view) else set()
    ends = {*range(ENDS), *range(count - ENDS, count)}
    shown = sorted(ends | {place for place, partner_id in enumerate(listed.ids) if partner_id in apart})
    found: list[Cells] = []
    for place, after in zip(shown, [*shown[1:], count], strict=True):
        found.append(listed.rows[place])
        left = after - place - 1
        if left:
            found.append(_gap(listed.shares[place + 1 : after], view) if left > 1 else listed.rows[place + 1])
    return tuple(found)


def _gap(shares: Sequence[float | None], view: View) -> Cells:
    """A line for the partners between two that are shown: how many, and the median of their shares."""
    known = [share for share in shares if share is not None]
    words = text("crowd.between", view.lang, n=formats.number(len(shares), view.lang))
    return (None, words, median(known) if known else None, None, None, None)
