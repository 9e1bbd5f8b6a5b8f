"""Which departments are far, which not: bars for one partner, a grid for several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Count, Row, records
from ozgdash.figures.work import columns, department_name
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.cooperation import Partner
from ozgdash.model.filters import View
from ozgdash.texts import Lang, text

NUMBERS = ("not_responsible", "not_digitisable", "unknown")


@dataclass(frozen=True)
class Group:
    """A department of a partner: its part, what stands beside it, and the row of the table."""

    partner: Partner
    name: str
    share: float | None
    size: int
    label: str


def departments_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """With one partner a bar per department, the largest share on top; with several a grid of department by partner.

    ``frame``: partner_id, department (missing: none was reported), done, total and the counts beside the denominator.
    A department in which nothing is counted stays in the table; one without any known Reifegrad has no bar.
    """
    lang, rows = view.lang, records(frame)
    names = {partner.id: partner for partner in view.partners}
    groups = [_group(row, names[row["partner_id"]], lang) for row in rows if row["total"]]
    together = Count.summed(rows)
    finding = _finding(groups, view)
    return ChartSpec(
        name="departments",
        kind=kind(view),
        title=text("partner.departments_title", lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=categories(groups),
        series=series(groups, view),
        table=_table(rows, view),
        provenance=wording.provenance(view, together.done, together.total, unknown=together.unknown),
        alt_text=text("partner.departments_alt", lang, finding=finding, values=values(groups, view)),
        lang=lang,
        method=wording.method(wording.rule_sentence(view.filters.rule, lang), lang),
    )


def kind(view: View) -> Kind:
    """Bars for one partner; a grid for several, whose departments would be too many bars."""
    return Kind.BAR if len(view.partners) == 1 else Kind.MATRIX


def categories(groups: Sequence[Group]) -> tuple[str, ...]:
    """The departments; of one partner the largest share first and those without one last, of several by name."""
    if len({group.partner for group in groups}) > 1:
        return tuple(sorted({group.name for group in groups}, key=formats.by_name))
    return tuple(group.name for group in ranked(groups))


def ranked(groups: Sequence[Group]) -> list[Group]:
    """The largest share first, of equal ones the larger group; those without a share last."""

    def order(group: Group) -> tuple[bool, float, int, tuple[str, str]]:
        return group.share is None, -(group.share or 0.0), -group.size, formats.by_name(group.name)

    return sorted(groups, key=order)


def series(groups: Sequence[Group], view: View) -> tuple[Series, ...]:
    """A series per partner that has a department, parallel to ``categories``."""
    several = len(view.partners) > 1
    own = palette.partner_colours(view.cooperation.partners)
    order = categories(groups)
    drawn = []
    for partner in view.partners:
        cells = {group.name: group for group in groups if group.partner == partner}
        if cells:
            drawn.append(
                Series(
                    key=partner.id,
                    name=partner.short_name,
                    values=tuple(cells[name].share if name in cells else None for name in order),
                    colour=palette.ACCENT if several else own[partner.id],
                    labels=tuple(cells[name].label if name in cells else formats.DASH for name in order),
                )
            )
    return tuple(drawn)


def named(group: Group, view: View) -> str:
    """``Bauamt``; with several partners ``Bauamt (Braunschweig)``."""
    if len(view.partners) == 1:
        return group.name
    return text("partner.department_of", view.lang, department=group.name, partner=group.partner.short_name)


def values(groups: Sequence[Group], view: View) -> str:
    """Every department with its label, for a screen reader."""
    return "; ".join(f"{named(group, view)}: {group.label}" for group in ranked(groups))


def _group(row: Row, partner: Partner, lang: Lang) -> Group:
    count = Count.of(row)
    total = count.total
    label = wording.cell(count, lang) if count.reported else text("partner.unreported", lang, count=total, total=total)
    name = department_name(row["department"], lang)
    return Group(partner, name, count.share if count.reported else None, total, label)


def _finding(groups: Sequence[Group], view: View) -> str:
    known = [group for group in ranked(groups) if group.share is not None]
    if not groups:
        return text("charts.no_data", view.lang)
    if not known:
        return wording.with_subject(text("partner.departments_unreported", view.lang), view)
    first, last = known[0], known[-1]
    key = "finding" if first.share != last.share else "finding_one" if len(known) == 1 else "finding_equal"
    sentence = text(
        f"partner.departments_{key}",
        view.lang,
        count=len(known),
        first=named(first, view),
        first_label=first.label,
        last=named(last, view),
        last_label=last.label,
        share=first.label.partition(" (")[0],
    )
    return wording.with_subject(sentence, view)


def _table(rows: Sequence[Row], view: View) -> Table:
    types = {"department": ColumnType.TEXT, "partner": ColumnType.TEXT, "done": ColumnType.COUNT}
    types |= {"total": ColumnType.COUNT, "share": ColumnType.SHARE} | dict.fromkeys(NUMBERS, ColumnType.COUNT)
    return Table(
        columns(view.lang, **types),
        tuple(
            (
                department_name(row["department"], view.lang),
                view.cooperation.partner(row["partner_id"]).name,
                Count.of(row).done,
                Count.of(row).total,
                Count.of(row).share,
                *map(row.get, NUMBERS),
            )
            for row in rows
        ),
    )
