"""Which departments of many partners are far, which not: those of one name together."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.departments import NUMBERS
from ozgdash.figures.frames import Count, Row, records
from ozgdash.figures.work import columns, department_name
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.listing import most
from ozgdash.texts import text

LARGEST = 10
"""Departments that are drawn one by one."""


def departments_crowd_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """Of many partners a bar for each of the largest departments with that name, and one for all the others together.

    ``frame``: department (missing: none was reported), done, total and the counts beside the denominator, one row per
    department of all partners together.
    """
    lang, rows = view.lang, sorted(records(frame), key=lambda row: -int(row["total"]))
    counted = [row for row in rows if row["total"]]
    first, others = (counted, []) if len(counted) <= LARGEST + 1 else (counted[:LARGEST], counted[LARGEST:])
    bars = [(department_name(row["department"], lang), Count.of(row)) for row in first]
    bars.sort(key=lambda bar: (not bar[1].reported, -(bar[1].share or 0.0), formats.by_name(bar[0])))
    known = [bar for bar in bars if bar[1].reported]
    if others:
        n = formats.number(len(others), lang)
        bars.append((text("partner.other_departments", lang, count=len(others), n=n), Count.summed(others)))
    together = Count.summed(rows)
    finding = text("partner.departments_unreported" if counted else "charts.no_data", lang)
    if known:
        ends = {"first": known[0][0], "last": known[-1][0]}
        labels = {"first_label": wording.cell(known[0][1], lang), "last_label": wording.cell(known[-1][1], lang)}
        finding = text(
            "partner.departments_crowd_finding", lang, n=formats.number(len(counted), lang), **ends, **labels
        )
    labels_drawn = tuple(wording.cell(count, lang) for _, count in bars)
    return ChartSpec(
        name="departments",
        kind=Kind.BAR,
        title=text("partner.departments_title", lang),
        finding=wording.with_subject(finding, view) if counted else finding,
        unit=Unit.SHARE,
        categories=tuple(name for name, _ in bars),
        series=(
            Series(
                key="share",
                name=text("partner.column_share", lang),
                values=tuple(count.share if count.reported else None for _, count in bars),
                colour=palette.ACCENT,
                labels=labels_drawn,
            ),
        )
        if bars
        else (),
        table=_crowd_table(rows, view),
        provenance=wording.provenance(view, together.done, together.total, unknown=together.unknown),
        alt_text=text(
            "partner.departments_alt",
            lang,
            finding=finding,
            values="; ".join(f"{name}: {label}" for (name, _), label in zip(bars, labels_drawn, strict=True)),
        ),
        lang=lang,
        method=wording.method(wording.rule_sentence(view.filters.rule, lang), lang),
    )


def _crowd_table(rows: Sequence[Row], view: View) -> Table:
    types = {"department": ColumnType.TEXT, "done": ColumnType.COUNT, "total": ColumnType.COUNT}
    types |= {"share": ColumnType.SHARE} | dict.fromkeys(NUMBERS, ColumnType.COUNT)
    counts = [Count.of(row) for row in rows]
    return Table(
        columns(view.lang, **types),
        tuple(
            (
                department_name(row["department"], view.lang),
                count.done,
                count.total,
                count.share if count.reported else None,
                *map(row.get, NUMBERS),
            )
            for row, count in zip(rows[: most(view)], counts, strict=False)
        ),
        of=len(rows),
    )
