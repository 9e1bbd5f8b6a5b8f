"""In which Themenfelder are the chosen partners far, in which not?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from ozgdash import formats
from ozgdash.figures import crowd, wording
from ozgdash.figures.crowd import Marks
from ozgdash.figures.frames import Count, Row, records
from ozgdash.model import many, palette
from ozgdash.model.chart import ChartSpec, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.filters import View
from ozgdash.texts import text


def topics_figure(frame: pd.DataFrame, view: View, *, distribution: pd.DataFrame | None = None) -> ChartSpec:
    """A bar per Themenfeld with the share of the chosen partners together, the largest on top.

    ``frame``: topic, done, total and the counts beside the denominator, one row per topic. A topic in which nothing
    is counted has no bar; it stays in the table. ``distribution``: the frame of ``distribution_by`` for the crowd of a
    large cooperation; its median stands below each bar, all of it in the table.
    """
    lang = view.lang
    rows = sorted(records(frame), key=_order)
    counts = [(str(row["topic"]), Count.of(row)) for row in rows if row["total"]]
    together = Count.summed(rows)
    finding = _finding(counts, view)
    labels = tuple(wording.cell(count, lang) for _, count in counts)
    marks = {str(row["topic"]): Marks.of(row) for row in records(distribution)} if distribution is not None else {}
    return ChartSpec(
        name="topics",
        kind=Kind.BAR,
        title=text("charts.topics_title", lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(topic for topic, _ in counts),
        series=(*_series(counts, labels, view), *_medians(counts, marks, view)),
        table=_table(rows, marks, view),
        provenance=wording.provenance(view, together.done, together.total, unknown=together.unknown),
        alt_text=_alt_text(finding, counts, labels, view),
        lang=lang,
        method=crowd.method(view) if marks else wording.method(wording.rule_sentence(view.filters.rule, lang), lang),
    )


def _order(row: Row) -> tuple[float, int, tuple[str, str]]:
    count = Count.of(row)
    return (-1.0 if count.share is None else count.share) * -1, -count.total, formats.by_name(str(row["topic"]))


def _series(counts: Sequence[tuple[str, Count]], labels: tuple[str, ...], view: View) -> tuple[Series, ...]:
    if not counts:
        return ()
    partners = view.partners
    name = crowd.together(view) if many.is_large(view) else text("charts.column_share", view.lang)
    colour = crowd.colours(view)[partners[0].id] if len(partners) == 1 else palette.ACCENT
    return (Series("share", name, tuple(count.share for _, count in counts), colour, labels),)


def _medians(counts: Sequence[tuple[str, Count]], marks: Mapping[str, Marks], view: View) -> tuple[Series, ...]:
    if not marks or not counts:
        return ()
    shares = tuple(marks[topic].median if topic in marks else None for topic, _ in counts)
    labels = tuple("" if share is None else formats.percent(share, view.lang) for share in shares)
    return (Series("median", text("crowd.median", view.lang), shares, palette.GUIDE, labels),)


def _finding(counts: Sequence[tuple[str, Count]], view: View) -> str:
    if not counts:
        return text("charts.no_data", view.lang)
    together = Count.added(count for _, count in counts)
    if not together.reported:
        return wording.core_alone(together, view)
    (first, most), (last, least) = counts[0], counts[-1]
    key = "topics_finding"
    if most.share == least.share:
        most = together
        key = "topics_finding_one" if len(counts) == 1 else "topics_finding_equal"
    sentence = text(
        f"charts.{key}",
        view.lang,
        count=len(counts),
        first=first,
        first_share=wording.cell(most, view.lang),
        last=last,
        last_share=wording.cell(least, view.lang),
    )
    return wording.with_subject(sentence, view)


def _alt_text(finding: str, counts: Sequence[tuple[str, Count]], labels: Sequence[str], view: View) -> str:
    if not counts:
        return finding
    values = "; ".join(f"{topic} {label}" for (topic, _), label in zip(counts, labels, strict=True))
    return text("charts.topics_alt", view.lang, finding=finding, values=values)


def _table(rows: Sequence[Row], marks: Mapping[str, Marks], view: View) -> Table:
    numbers = ("not_responsible", "not_digitisable", "unknown")
    return Table(
        columns=(
            *wording.columns(
                view.lang,
                topic=ColumnType.TEXT,
                done=ColumnType.COUNT,
                total=ColumnType.COUNT,
                share=ColumnType.SHARE,
                **dict.fromkeys(numbers, ColumnType.COUNT),
            ),
            *(crowd.mark_columns(view) if marks else ()),
        ),
        rows=tuple(
            (
                str(row["topic"]),
                *(Count.of(row).done, Count.of(row).total, Count.of(row).share),
                *map(row.get, numbers),
                *(marks.get(str(row["topic"]), Marks(0)).cells if marks else ()),
            )
            for row in rows
        ),
    )
