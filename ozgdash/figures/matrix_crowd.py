"""Grids of a large cooperation: chosen partners beside the distribution of all, by Themenfeld and by Zählweise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from ozgdash import formats
from ozgdash.figures import crowd, matrix, wording
from ozgdash.figures.crowd import MARKS, Marks
from ozgdash.figures.frames import Count, Row, records
from ozgdash.model import palette
from ozgdash.model.chart import Cell, ChartSpec, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.filters import Rule, View
from ozgdash.model.many import told_apart
from ozgdash.texts import text


def matrix_crowd_figure(distribution: pd.DataFrame, apart: pd.DataFrame, view: View) -> ChartSpec:
    """A row per Themenfeld; a column per partner that is told apart, then quartiles, median and best tenth of all.

    ``distribution``: the frame of ``distribution_by`` for the crowd; ``apart``: of ``progress_by`` for the partners
    told apart, empty without any.
    """
    lang, spread, rows = view.lang, records(distribution), records(apart)
    topics = sorted((str(row["topic"]) for row in spread), key=formats.by_name)
    partners = [partner for partner in told_apart(view) if any(row["partner_id"] == partner.id for row in rows)]
    cells = {(str(row["topic"]), str(row["partner_id"])): Count.of(row) for row in rows}
    outside = {(str(row["topic"]), str(row["partner_id"])) for row in rows if row["not_responsible"]}
    together = Count.summed(rows if partners else spread)
    marks = {str(row["topic"]): Marks.of(row) for row in spread}
    finding = _matrix_finding(marks, Count.summed(spread), view)
    chosen = (matrix.column(p.id, p.short_name, palette.ACCENT, topics, cells, view, outside) for p in partners)
    columns = (*chosen, *(_mark_column(key, [marks[topic] for topic in topics], view) for key in MARKS))
    names = formats.enumeration([item.name for item in columns], lang)
    return ChartSpec(
        name="matrix",
        kind=Kind.MATRIX,
        title=text("charts.matrix_title" if partners else "crowd.matrix_title", lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(topics),
        series=columns,
        table=_matrix_table(spread, rows, view),
        provenance=wording.provenance(view, together.done, together.total, unknown=together.unknown),
        alt_text=text("crowd.matrix_alt", lang, finding=finding, names=names) if topics else finding,
        lang=lang,
        method=crowd.method(view),
    )


def _mark_column(key: str, marks: Sequence[Marks], view: View) -> Series:
    shares = [getattr(own, key) for own in marks]
    return Series(
        key=key,
        name=text(f"crowd.column_{key}", view.lang),
        values=tuple(shares),
        colour=palette.GUIDE,
        labels=tuple(share_label(share, view) for share in shares),
    )


def share_label(share: float | None, view: View) -> str:
    """``31,2 %``; words where no partner has a voice."""
    return text("charts.cell_empty", view.lang) if share is None else formats.percent(share, view.lang)


def _matrix_finding(marks: Mapping[str, Marks], everyone: Count, view: View) -> str:
    medians = {topic: own.median for topic, own in marks.items() if own.median is not None}
    if not medians:
        return text("crowd.matrix_unreported" if everyone.total else "charts.no_data", view.lang)
    most, least = (pick(medians, key=lambda topic: (medians[topic], topic)) for pick in (max, min))
    shares = {"share": formats.percent(medians[most], view.lang), "least": formats.percent(medians[least], view.lang)}
    key = "crowd.matrix_finding" if medians[most] > medians[least] else "crowd.matrix_finding_equal"
    return text(key, view.lang, topic=most, other=least, **shares)


def _matrix_table(spread: Sequence[Row], rows: Sequence[Row], view: View) -> Table:
    """Per Themenfeld all partners together with their distribution, then those told apart."""
    keys = dict.fromkeys(("topic", "partner"), ColumnType.TEXT)
    everyone = crowd.everyone(view)
    lines: list[tuple[Cell, ...]] = []
    for row in sorted(spread, key=lambda row: formats.by_name(str(row["topic"]))):
        topic = str(row["topic"])
        lines.append((topic, everyone, *_numbers(row), *Marks.of(row).cells))
        for partner in told_apart(view):
            own = [r for r in rows if (str(r["topic"]), r["partner_id"]) == (topic, partner.id)]
            lines += [(topic, partner.name, *_numbers(r), *_no_marks()) for r in own]
    return Table((*wording.columns(view.lang, **keys, **NUMBERS), *crowd.mark_columns(view)), tuple(lines))


NUMBERS = {"done": ColumnType.COUNT, "total": ColumnType.COUNT, "share": ColumnType.SHARE} | dict.fromkeys(
    matrix.BESIDE, ColumnType.COUNT
)


def _numbers(row: Row) -> tuple[Cell, ...]:
    count = Count.of(row)
    return (count.done, count.total, count.share, *(row.get(name) for name in matrix.BESIDE))


def _no_marks() -> tuple[Cell, ...]:
    return (None,) * len(Marks(0).cells)


def rules_crowd_figure(distributions: pd.DataFrame, apart: pd.DataFrame, view: View) -> ChartSpec:
    """A column per Zählweise; a row per partner told apart, then all together, quartiles, median and best tenth.

    ``distributions``: a row of ``distribution_on`` per rule, with the column ``rule``; ``apart``: the frame of
    ``progress_all_rules`` for the partners told apart, empty without any.
    """
    lang, rows = view.lang, records(apart)
    spread = {Rule(row["rule"]): row for row in records(distributions)}
    partners = [partner for partner in told_apart(view) if any(row["partner_id"] == partner.id for row in rows)]
    cells = {(str(row["partner_id"]), str(row["rule"])): Count.of(row) for row in rows}
    whole = {rule: Count.of(row) for rule, row in spread.items()}
    sums = {rule: Count.summed(r for r in rows if r["rule"] == rule.value) for rule in Rule} if partners else whole
    names = {partner.id: partner.short_name for partner in partners} | {"together": crowd.everyone(view)}
    cells |= {("together", rule.value): count for rule, count in whole.items()}
    finding = matrix.rules_finding(sums, view)
    present = any(count.total for count in whole.values())
    shown = [*names.values(), *(text(f"crowd.mark_{key}", lang) for key in MARKS)]
    colours = dict(zip(Rule, palette.PARTNER_PALETTE, strict=False))
    return ChartSpec(
        name="rules",
        kind=Kind.MATRIX,
        title=text("charts.rules_title", lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(shown) if present else (),
        series=tuple(_rule_column(rule, names, cells, spread[rule], colours[rule], view) for rule in Rule)
        if present
        else (),
        table=_rules_table(spread, rows, view),
        provenance=matrix.rules_provenance(sums, view),
        alt_text=text("crowd.rules_alt", lang, finding=finding, names=formats.enumeration(shown, lang))
        if present
        else finding,
        lang=lang,
        method=" ".join(
            (
                wording.method(wording.rule_sentence(view.filters.rule, lang, rule_key="charts.rule_all"), lang),
                text("crowd.method", lang),
            )
        ),
    )


def _rule_column(
    rule: Rule, names: Mapping[str, str], cells: matrix.Cells, row: Row, colour: str, view: View
) -> Series:
    name = text(f"charts.column_{rule.value}", view.lang)
    own = matrix.column(rule.value, name, colour, list(names), cells, view)
    shares = [getattr(Marks.of(row), key) for key in MARKS]
    labels = (*own.labels, *(share_label(share, view) for share in shares))
    return Series(own.key, own.name, (*own.values, *shares), own.colour, labels)


def _rules_table(spread: Mapping[Rule, Row], rows: Sequence[Row], view: View) -> Table:
    keys = dict.fromkeys(("partner", "rule"), ColumnType.TEXT)
    labels = {rule: text(f"charts.column_{rule.value}", view.lang) for rule in Rule}
    lines: list[tuple[Cell, ...]] = [
        (partner.name, labels[rule], *_numbers(row), *_no_marks())
        for partner in told_apart(view)
        for rule in Rule
        for row in rows
        if (row["partner_id"], row["rule"]) == (partner.id, rule.value)
    ]
    everyone = crowd.everyone(view)
    lines += [
        (everyone, labels[rule], *_numbers(row), *Marks.of(row).cells) for rule, row in spread.items() if row["total"]
    ]
    return Table((*wording.columns(view.lang, **keys, **NUMBERS), *crowd.mark_columns(view)), tuple(lines))
