"""Where does each partner's progress lead if its present pace goes on?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from ozgdash import formats
from ozgdash.figures import outlook_wording, wording
from ozgdash.figures.frames import Count, Row, by_partner, day_of, records
from ozgdash.model import palette
from ozgdash.model.chart import Band, ChartSpec, Column, ColumnType, Kind, ReferenceLine, Series, Table, Unit
from ozgdash.model.cooperation import Partner
from ozgdash.model.days import months_later
from ozgdash.model.filters import View
from ozgdash.texts import text

MAX_MONTHS_AHEAD = 240
"""The axis ends after twenty years; what is further away stands in words."""
COLUMNS = {
    "partner": ColumnType.TEXT,
    "day": ColumnType.DATE,
    "origin": ColumnType.TEXT,
    "done": ColumnType.COUNT,
    "total": ColumnType.COUNT,
    "share": ColumnType.SHARE,
    "low": ColumnType.COUNT,
    "high": ColumnType.COUNT,
}


def shown_until(outlook: pd.DataFrame, view: View) -> date:
    """The last day on the axis: the target date; for a single partner at least its expected completion."""
    rows = records(outlook)
    expected: date | None = rows[0]["expected_on"] if len(rows) == 1 else None
    if expected is None:
        return view.target
    return max(view.target, min(expected, months_later(view.filters.as_of, MAX_MONTHS_AHEAD)))


def outlook_figure(over_time: pd.DataFrame, path: pd.DataFrame, outlook: pd.DataFrame, view: View) -> ChartSpec:
    """A line per partner: what was reported, continued at the present pace as a dashed line.

    For one partner the 80 % interval is drawn as a band below the line; for several the bands would hide the lines, so
    that their ends stand in the table. ``over_time``: the frame of ``progress_over_time``; ``path``: of
    ``outlook_path``; ``outlook``: of ``outlook``.
    """
    past, ahead = by_partner(records(over_time)), by_partner(records(path))
    partners = [partner for partner in view.partners if any(row["total"] for row in past.get(partner.id, ()))]
    days = sorted({day_of(row) for group in (*past.values(), *ahead.values()) for row in group})
    series = [_line(partner, past[partner.id], ahead.get(partner.id, []), days, view) for partner in partners]
    single = partners[0].id if len(partners) == 1 and partners[0].id in ahead else None
    bands = _interval(ahead[single], days, view) if single else ()
    latest = Count.summed(past[partner.id][-1] for partner in partners)
    finding = _finding(partners, ahead, view)
    inside = bool(days) and days[0] <= view.target <= days[-1]
    label = text("outlook.target_label", view.lang, day=formats.day(view.target, view.lang))
    return ChartSpec(
        name="outlook",
        kind=Kind.LINE,
        title=text("outlook.chart_title", view.lang),
        finding=finding,
        unit=Unit.SHARE,
        categories=tuple(day.isoformat() for day in days) if partners else (),
        series=tuple(series),
        table=_table(partners, past, ahead, view),
        provenance=wording.provenance(view, latest.done, latest.total, unknown=latest.unknown),
        alt_text=text("outlook.chart_alt", view.lang, finding=finding) if partners else finding,
        lang=view.lang,
        reference_lines=(ReferenceLine(view.target, label),) if inside else (),
        method=outlook_wording.method(records(outlook), view),
        bands=bands,
    )


def _line(partner: Partner, past: Sequence[Row], ahead: Sequence[Row], days: Sequence[date], view: View) -> Series:
    """Reported months, gaps between them, and from the last report on what is expected."""
    known = {day_of(row): Count.of(row) for row in past if row["reported"] and Count.of(row).reported}
    shares = {day: count.share for day, count in known.items()}
    labels = {day: wording.counted(count, view.lang) for day, count in known.items()}
    for row in ahead[1:]:
        shares[day_of(row)] = row["expected"] / row["total"]
        count = Count(formats.whole(row["expected"]), row["total"])
        counted = wording.counted(count, view.lang)
        whole = count.done == count.total
        labels[day_of(row)] = counted if whole else text("outlook.about", view.lang, n_of_m=counted)
    return Series(
        key=partner.id,
        name=partner.short_name,
        values=tuple(shares.get(day) for day in days),
        colour=palette.partner_colours(view.cooperation.partners)[partner.id],
        labels=tuple(labels.get(day, "") for day in days),
        expected_from=days.index(day_of(ahead[0])) if len(ahead) > 1 else None,
    )


def _interval(ahead: Sequence[Row], days: Sequence[date], view: View) -> tuple[Band, ...]:
    """The 80 % interval from the last report on; none where the history is too short for one."""
    if len(ahead) < 2 or any(row[key] is None for row in ahead for key in ("low", "high")):
        return ()
    low, high = ({day_of(row): row[key] / row["total"] for row in ahead} for key in ("low", "high"))
    return (
        Band(
            key="interval",
            name=text("outlook.band", view.lang),
            low=tuple(low.get(day) for day in days),
            high=tuple(high.get(day) for day in days),
            colour=palette.partner_colours(view.cooperation.partners)[ahead[0]["partner_id"]],
        ),
    )


def _finding(partners: Sequence[Partner], ahead: Mapping[str, Sequence[Row]], view: View) -> str:
    if not partners:
        return text("charts.no_data", view.lang)
    values, day = [], formats.day(view.target, view.lang)
    for partner in partners:
        then = [row for row in ahead.get(partner.id, ()) if day_of(row) <= view.target]
        if then:
            value = text("outlook.of_partner", view.lang, partner=partner.short_name, value=_about(then[-1], view))
            values.append(value)
            if len(partners) == 1 and then[-1]["low"] is not None:
                low, high = (formats.number(then[-1][key], view.lang) for key in ("low", "high"))
                return text("outlook.chart_finding_one", view.lang, day=day, value=value, low=low, high=high)
    if not values:
        return text("outlook.chart_finding_none", view.lang)
    return text("outlook.chart_finding", view.lang, day=day, values=wording.few(values, view.lang))


def _about(row: Row, view: View) -> str:
    """``rund 358 von 586 (61,1 %)``; all of them need no "about"."""
    done, total = formats.whole(row["expected"]), row["total"]
    counted = formats.n_of_m(done, total, view.lang)
    return counted if done == total else text("outlook.about", view.lang, n_of_m=counted)


def _table(
    partners: Sequence[Partner], past: Mapping[str, Sequence[Row]], ahead: Mapping[str, Sequence[Row]], view: View
) -> Table:
    """The day furthest ahead first; a month without a report is a row without numbers."""
    lang = view.lang
    columns = tuple(Column(key, text(f"outlook.column_{key}", lang), type_) for key, type_ in COLUMNS.items())
    expected, measured = text("outlook.expected", lang), text("outlook.measured", lang)
    lines: list[tuple[date, tuple[str | int | float | date | None, ...]]] = []
    for partner in partners:
        for row in ahead.get(partner.id, ())[1:]:
            done, day = formats.whole(row["expected"]), day_of(row)
            ends = [None if row[key] is None else formats.whole(row[key]) for key in ("low", "high")]
            # The share of the counts that stand beside it.
            share = done / row["total"]
            lines.append((day, (partner.name, day, expected, done, row["total"], share, *ends)))
        for row in past[partner.id]:
            count, day = Count.of(row), day_of(row)
            known = row["reported"] and count.reported
            numbers = (count.done, count.total, count.share) if known else (None, None, None)
            lines.append((day, (partner.name, day, measured if known else None, *numbers, None, None)))
    lines.sort(key=lambda line: line[0], reverse=True)
    return Table(columns, tuple(cells for _, cells in lines))
