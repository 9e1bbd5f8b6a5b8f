"""Where does my own house stand: how far, what is due next, what is late, what has no date?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from ozgdash import formats
from ozgdash.figures import crowd, wording
from ozgdash.figures.crowd import Marks
from ozgdash.figures.frames import Count, Row, records
from ozgdash.figures.work import Work, columns
from ozgdash.model.chart import ChartSpec, ColumnType, Kind, Table, Unit
from ozgdash.model.cooperation import Partner
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many, most
from ozgdash.texts import text

WORK = ("open", "due", "late", "planned_later", "unplanned", "obstructed")


@dataclass(frozen=True)
class KeyFigure:
    """One number of the house: its key in the texts, and out of how many."""

    key: str
    amount: int
    total: int


def partner_figure(counts: pd.DataFrame, work: pd.DataFrame, view: View, *, until: date) -> ChartSpec:
    """A table with one row per partner: the count by the chosen rule, and what is known of the open services.

    Of many partners those stand on top of whom most is late. ``counts``: the frame of ``progress``; ``work``: that of
    ``open_work``; ``until``: the last day of what is due next.
    """
    lang = view.lang
    by_partner = {row["partner_id"]: row for row in records(counts)}
    open_by_partner = {row["partner_id"]: Work.of(row) for row in records(work)}
    partners = [partner for partner in view.partners if partner.id in by_partner]
    each = {partner: Count.of(by_partner[partner.id]) for partner in partners}
    together = Count.summed(by_partner[partner.id] for partner in partners)
    finding = partner_sentence(each, Work.summed(records(work)), view, until=until)
    listed = list(each.items())
    if are_many(view):
        listed.sort(key=lambda item: -open_by_partner.get(item[0].id, Work()).late)
    types = {"partner": ColumnType.TEXT} | dict.fromkeys(("done", "total"), ColumnType.COUNT)
    types |= {"share": ColumnType.SHARE, "unknown": ColumnType.COUNT} | dict.fromkeys(WORK, ColumnType.COUNT)
    return ChartSpec(
        name="partner",
        kind=Kind.TABLE,
        title=text("partner.partner_title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=(),
        series=(),
        table=Table(
            columns(lang, **types),
            tuple(
                (
                    partner.name,
                    *((count.done, count.total, count.share) if count.reported else (None, count.total, None)),
                    count.unknown,
                    *(getattr(open_by_partner.get(partner.id, Work()), name) for name in WORK),
                )
                for partner, count in listed[: most(view)]
            ),
            of=len(listed),
        ),
        provenance=wording.provenance(view, together.done, together.total, unknown=together.unknown),
        alt_text=finding,
        lang=lang,
        method=wording.method(wording.rule_sentence(view.filters.rule, lang), lang),
    )


def beside_all(spec: ChartSpec, spread: Sequence[Row], ranking: pd.DataFrame, view: View) -> ChartSpec:
    """The figure with a sentence on how all partners of a large cooperation lie, and where the chosen ones stand.

    ``spread``: the rows of ``distribution_on``; ``ranking``: the frame of ``ranking``, both for the crowd.
    """
    said = crowd.sentence(Marks.of(spread[0]), ranking, view) if spread else ""
    finding = f"{spec.finding} {said}".rstrip()
    return replace(spec, finding=finding, alt_text=finding)


def partner_sentence(counts: Mapping[Partner, Count], work: Work, view: View, *, until: date) -> str:
    """The answer of the page: how far, what is due next, what is late; then the partners that reported nothing.

    What is due and late are single services at any rule; where none is open that is said instead.
    """
    lang = view.lang
    together = Count(
        sum(count.done for count in counts.values()),
        sum(count.total for count in counts.values()),
        sum(count.unknown for count in counts.values()),
    )
    if not together.total:
        return text("charts.no_data", lang)
    core = wording.core_sentence(together, view)
    if not work.open:
        return wording.with_subject(text("partner.answer_nothing_open", lang, core=core), view)
    day = formats.day(until, lang)
    due_key, late_key = ("partner.due_some", "partner.due_none"), ("partner.late_some", "partner.late_none")
    due = text(due_key[not work.due], lang, count=work.due, due=formats.number(work.due, lang), day=day)
    late = text(late_key[not work.late], lang, count=work.late, late=formats.number(work.late, lang))
    sentence = wording.with_subject(text("partner.answer", lang, core=core, due=due, late=late), view)
    return wording.with_silent(sentence, counts, view)


def key_figures(work: pd.DataFrame) -> tuple[KeyFigure, ...]:
    """What of the open services is due next, late, without a date and obstructed; empty where nothing is counted.

    ``work``: the frame of ``open_work``; its partners are added up.
    """
    together = Work.summed(records(work))
    if not together.counted:
        return ()
    named = ("due", "late", "unplanned", "obstructed")
    parts = (KeyFigure(name, getattr(together, name), together.open) for name in named)
    return (KeyFigure("open", together.open, together.counted), *parts)
