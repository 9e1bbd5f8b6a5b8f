"""What is in the way of the open services, and how often?"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Row, records
from ozgdash.figures.work import Work, columns, obstacle_name, of_open, open_rule_key
from ozgdash.model import palette
from ozgdash.model.chart import ChartSpec, ColumnType, Kind, Series, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many
from ozgdash.texts import text


def obstacles_figure(frame: pd.DataFrame, work: pd.DataFrame, view: View) -> ChartSpec:
    """A bar per obstacle with the open services of the chosen partners together, the most frequent on top.

    ``frame``: partner_id, obstacle, services, not_digitisable; ``work``: the frame of ``open_work``, out of how many.
    An obstacle that only keeps services from being digitised at all has no bar; it stays in the table.
    """
    lang, rows, total = view.lang, records(frame), Work.summed(records(work))
    sums: dict[str, int] = {}
    for row in rows:
        sums[row["obstacle"]] = sums.get(row["obstacle"], 0) + int(row["services"])
    ranked = sorted(
        ((name, services) for name, services in sums.items() if services),
        key=lambda item: (-item[1], formats.by_name(str(item[0]))),
    )
    bars = [(obstacle_name(name, lang), services, of_open(services, total.open, lang)) for name, services in ranked]
    finding = _finding(bars, total, view)
    partners = view.partners
    colour = (
        palette.partner_colours(view.cooperation.partners)[partners[0].id] if len(partners) == 1 else palette.ACCENT
    )
    name = text("partner.column_services", lang)
    amounts, labels = (tuple(float(bar[1]) for bar in bars), tuple(bar[2] for bar in bars))
    rule_key = open_rule_key(view)
    return ChartSpec(
        name="obstacles",
        kind=Kind.BAR,
        title=text("partner.obstacles_title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=tuple(bar[0] for bar in bars),
        series=(Series("services", name, amounts, colour, labels),) if bars else (),
        table=_sums(rows, view) if are_many(view) else _table(rows, view),
        provenance=wording.provenance(view, total.obstructed, total.open, rule_key=rule_key),
        alt_text=text(
            "partner.obstacles_alt", lang, finding=finding, values="; ".join(f"{bar[0]}: {bar[2]}" for bar in bars)
        ),
        lang=lang,
        method=wording.method(wording.rule_sentence(view.filters.rule, lang, rule_key=rule_key), lang),
    )


def _finding(bars: Sequence[tuple[str, int, str]], work: Work, view: View) -> str:
    if not work.open:
        return text("charts.no_data" if not work.counted else "partner.nothing_open", view.lang)
    sentence = text(
        "partner.obstacles_finding" if bars else "partner.obstacles_none",
        view.lang,
        count=work.obstructed,
        obstructed=formats.number(work.obstructed, view.lang),
        open=formats.number(work.open, view.lang),
        most=bars[0][0] if bars else "",
        most_label=bars[0][2] if bars else "",
    )
    return wording.with_subject(sentence, view)


def _sums(rows: Sequence[Row], view: View) -> Table:
    """A row per obstacle of many partners together, with how many of them name it."""
    types = {"obstacle": ColumnType.TEXT} | dict.fromkeys(("partners", "open", "not_digitisable"), ColumnType.COUNT)
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["obstacle"], []).append(row)
    return Table(
        columns(view.lang, **types),
        tuple(
            (
                obstacle_name(key, view.lang),
                len(own),
                *(sum(int(row[name]) for row in own) for name in ("services", "not_digitisable")),
            )
            for key, own in groups.items()
        ),
    )


def _table(rows: Sequence[Row], view: View) -> Table:
    """A row per partner and obstacle; services outside the denominator stand beside the open ones."""
    types = {"partner": ColumnType.TEXT, "obstacle": ColumnType.TEXT}
    types |= {"open": ColumnType.COUNT, "not_digitisable": ColumnType.COUNT}
    return Table(
        columns(view.lang, **types),
        tuple(
            (
                view.cooperation.partner(row["partner_id"]).name,
                obstacle_name(row["obstacle"], view.lang),
                int(row["services"]),
                int(row["not_digitisable"]),
            )
            for row in rows
        ),
    )
