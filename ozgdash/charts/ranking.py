"""Who is how far: the partners of a cooperation by their share."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import pandas as pd

from ozgdash import formats
from ozgdash.charts import crowd, wording
from ozgdash.charts.frames import Count, Row, records
from ozgdash.charts.spec import Cell, ChartSpec, Column, ColumnType, Kind, Table, Unit
from ozgdash.model import many
from ozgdash.model.filters import View
from ozgdash.texts import text

ENDS = 10
"""So many rows stand at either end of a list that is not shown whole."""
COUNTS = ("rank", "done", "total", "change")
Cells = tuple[Cell, ...]


def ranking_figure(ranking: pd.DataFrame, view: View) -> ChartSpec:
    """A row per partner of the crowd, the largest share first; those without a known Reifegrad last, without a rank.

    ``ranking``: the frame of ``ranking`` for the crowd, or for the view in a cooperation of a few. ``brief`` holds the
    first and the last ones, those that are told apart, and a line for each gap between them.
    """
    rows = records(ranking)
    whole = many.crowd(view) or view
    together = Count(*(sum(int(row[key] or 0) for row in rows) for key in ("done", "total", "unknown")))
    finding = _finding(rows, whole)
    table = [_cells(row, view) for row in rows]
    return ChartSpec(
        name="ranking",
        kind=Kind.TABLE,
        title=text("crowd.ranking_title", view.lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=(),
        series=(),
        table=Table(_columns(view), tuple(table)),
        provenance=wording.provenance(whole, together.done, together.total, unknown=together.unknown),
        alt_text=text("crowd.ranking_alt", view.lang, finding=finding) if rows else finding,
        lang=view.lang,
        method=text("crowd.ranking_method", view.lang, method=crowd.method(view)),
        brief=_brief(rows, table, view),
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


def _cells(row: Row, view: View) -> Cells:
    name = view.cooperation.partner(row["partner_id"]).name
    rank, done, total, change = (None if row[key] is None else int(row[key]) for key in COUNTS)
    return (rank, name, row["share"], done, total, change)


def _finding(rows: Sequence[Row], whole: View) -> str:
    lang, ranked = whole.lang, [row for row in rows if row["rank"] is not None]
    if not rows:
        return text("charts.no_data", lang)
    silent = len(rows) - len(ranked)
    sentence = _ends(ranked, whole) if ranked else ""
    if not silent:
        return sentence
    n = formats.number(silent, lang)
    return text("crowd.ranking_silent", lang, count=silent, finding=sentence, n=n).strip()


def _ends(ranked: Sequence[Row], whole: View) -> str:
    """Who leads, and who comes last."""
    lang, first, last = whole.lang, ranked[0], ranked[-1]
    if first["share"] == last["share"]:
        share = formats.percent(first["share"], lang)
        return text("crowd.ranking_equal", lang, n=formats.number(len(ranked), lang), share=share)
    leading, trailing = (_named(row, ranked, whole) for row in (first, last))
    return text(
        "crowd.ranking_finding",
        lang,
        count=len(leading),
        first=wording.few(leading, lang),
        first_share=formats.percent(first["share"], lang),
        last=wording.few(trailing, lang),
        last_share=formats.percent(last["share"], lang),
    )


def _named(row: Row, ranked: Sequence[Row], whole: View) -> list[str]:
    same = [other["partner_id"] for other in ranked if other["rank"] == row["rank"]]
    return [whole.cooperation.partner(partner_id).short_name for partner_id in same]


def _brief(rows: Sequence[Row], table: Sequence[Cells], view: View) -> tuple[Cells, ...]:
    """The rows that stand where there is no room for all of them; empty where all find room."""
    if len(table) <= 2 * ENDS + 1:
        return ()
    apart = {partner.id for partner in many.told_apart(view)} if many.is_large(view) else set()
    ends = {*range(ENDS), *range(len(table) - ENDS, len(table))}
    shown = sorted(ends | {place for place, row in enumerate(rows) if row["partner_id"] in apart})
    found: list[Cells] = []
    for place, after in zip(shown, [*shown[1:], len(table)], strict=True):
        found.append(table[place])
        left = rows[place + 1 : after]
        if left:
            found.append(_gap(left, view) if len(left) > 1 else table[place + 1])
    return tuple(found)


def _gap(rows: Sequence[Row], view: View) -> Cells:
    """A line for the partners between two that are shown: how many, and the median of their shares."""
    known = [row["share"] for row in rows if row["share"] is not None]
    words = text("crowd.between", view.lang, n=formats.number(len(rows), view.lang))
    return (None, words, median(known) if known else None, None, None, None)
