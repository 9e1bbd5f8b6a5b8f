"""How good is the data? A line per partner, how often what is found, and the list to work through."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Count, Row, records
from ozgdash.figures.service_table import cell
from ozgdash.model import palette
from ozgdash.model.chart import Cell, ChartSpec, Column, ColumnType, Kind, Provenance, Series, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many, most
from ozgdash.texts import text

MISSING_KINDS = ("maturity_unknown", "never_reported")
"""What is missing, which is counted as unknown; the other kinds are contradictions."""
FRESH_DAYS = 45
"""A report older than this is late where reports are monthly: the month and two weeks to hand it in."""


def quality_figure(ages: pd.DataFrame, counts: pd.DataFrame, view: View) -> ChartSpec:
    """A table with one row per partner: newest report, its age, months without a report, unknown, contradictions.

    Of many partners those stand on top of whom most contradicts itself, then whose report is oldest. ``ages``: the
    frame of ``report_ages``; ``counts``: that of ``contradiction_counts``.
    """
    lang, rows, found = view.lang, records(ages), dict.fromkeys(ages["partner_id"], 0)
    for entry in filter(_contradicts, records(counts)):
        found[entry["partner_id"]] += int(entry["findings"])
    listed = (
        sorted(rows, key=lambda row: (-found[row["partner_id"]], -_age(row)))[: most(view)] if are_many(view) else rows
    )
    types = dict.fromkeys(("age_days", "months", "missing_months", "total", "unknown", "contradictions"))
    columns = _columns(
        view, partner=ColumnType.TEXT, newest_report=ColumnType.DATE, **dict.fromkeys(types, ColumnType.COUNT)
    )
    lines: list[tuple[Cell, ...]] = [
        (
            view.cooperation.partner(row["partner_id"]).name,
            row["newest_report"],
            *_counts(row),
            found[row["partner_id"]],
        )
        for row in listed[: most(view)]
    ]
    finding = quality_sentence(rows, sum(found.values()), view)
    return ChartSpec(
        name="quality",
        kind=Kind.TABLE,
        title=text("quality.title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=(),
        series=(),
        table=Table(columns, tuple(lines), of=len(rows)),
        provenance=_provenance(view, rows),
        alt_text=finding,
        lang=lang,
        method=text("quality.method", lang),
    )


def quality_sentence(ages: Sequence[Row], contradictions: int, view: View) -> str:
    """Who reported of late, how many services are unknown, how often the reports contradict themselves."""
    lang = view.lang
    total = sum(row["total"] for row in ages)
    reported = [row for row in ages if row["newest_report"] is not None]
    if not ages or not total:
        return text("charts.no_data", lang)
    if not reported:
        return text("quality.nobody", lang, count=len(ages))
    unknown = Count(sum(row["unknown"] for row in ages), total)
    oldest = min(reported, key=lambda row: row["newest_report"])
    fresh = sum(row["age_days"] <= FRESH_DAYS for row in reported)
    names = {partner.id: partner.short_name for partner in view.cooperation.partners}
    oldest_named = {"partner": names[oldest["partner_id"]], "day": formats.day(oldest["newest_report"], lang)}
    sentence = text(
        "quality.finding_one_partner" if len(ages) == 1 else "quality.finding",
        lang,
        count=len(ages),
        fresh=fresh,
        days=FRESH_DAYS,
        unknown=formats.number(unknown.done, lang),
        total=formats.number(unknown.total, lang),
        share=formats.percent(unknown.share, lang),
        contradictions=text(
            "quality.contradictions", lang, count=contradictions, number=formats.number(contradictions, lang)
        ),
        **oldest_named,
    )
    silent = [names[row["partner_id"]] for row in ages if row["newest_report"] is None]
    if len(ages) > 1 and fresh < len(reported):
        sentence = text("quality.finding_late", lang, sentence=sentence, **oldest_named)
    if silent:
        sentence = text("quality.finding_silent", lang, sentence=sentence, partners=wording.few(silent, lang))
    return sentence


def quality_kinds_figure(counts: pd.DataFrame, ages: pd.DataFrame, kinds: Sequence[str], view: View) -> ChartSpec:
    """A bar per kind of finding with the number of services at the chosen partners, the most frequent on top.

    ``counts``: the frame of ``contradiction_counts``.
    """
    lang, sums = view.lang, dict.fromkeys(kinds, 0)
    for row in records(counts):
        sums[row["kind"]] += int(row["findings"])
    shown = sorted((item for item in sums.items() if item[1]), key=lambda item: -item[1])
    labels = tuple(formats.number(count, lang) for _, count in shown)
    finding = _kinds_sentence(shown, view)
    values = tuple(float(count) for _, count in shown)
    name = text("quality.column_findings", lang)
    return ChartSpec(
        name="quality_kinds",
        kind=Kind.BAR,
        title=text("quality.kinds_title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=tuple(_kind(kind, view) for kind, _ in shown),
        series=(Series("findings", name, values, palette.ACCENT, labels),) if shown else (),
        table=Table(
            _columns(view, kind=ColumnType.TEXT, findings=ColumnType.COUNT, what_to_do=ColumnType.TEXT),
            tuple(
                (text(f"quality.kind_{kind}", lang), count, text(f"quality.do_{kind}", lang)) for kind, count in shown
            ),
        ),
        provenance=_provenance(view, records(ages)),
        alt_text=finding,
        lang=lang,
        method=text("quality.method", lang),
    )


def quality_findings_figure(found: pd.DataFrame, counts: pd.DataFrame, ages: pd.DataFrame, view: View) -> ChartSpec:
    """The list to work through: one row per finding with partner, department, service and what to do.

    ``found``: the frame of ``contradictions``, which may be cut; ``counts``: that of ``contradiction_counts``.
    """
    lang, entries = view.lang, records(found)
    departments = {row["partner_id"]: int(row["departments"]) for row in records(counts)}
    total = sum(int(row["findings"]) for row in records(counts))
    columns = _columns(
        view,
        partner=ColumnType.TEXT,
        department=ColumnType.TEXT,
        kind=ColumnType.TEXT,
        service=ColumnType.TEXT,
        leika_key=ColumnType.TEXT,
        maturity=ColumnType.TEXT,
        planned_on=ColumnType.DATE,
        observed_on=ColumnType.DATE,
        what_to_do=ColumnType.TEXT,
    )
    lines = tuple(
        (
            view.cooperation.partner(entry["partner_id"]).short_name,
            entry["department"] or text("quality.no_department", lang),
            _kind(entry["kind"], view),
            entry["name"],
            entry["leika_key"],
            cell(entry, lang),
            entry["planned_on"],
            entry["observed_on"],
            text(f"quality.do_{entry['kind']}", lang),
        )
        for entry in entries
    )
    key = "quality.list_finding" if any(departments.values()) else "quality.list_finding_nowhere"
    finding = text(
        key if lines else "quality.nothing_found",
        lang,
        count=total,
        number=formats.number(total, lang),
        departments=sum(departments.values()),
    )
    return ChartSpec(
        name="quality_findings",
        kind=Kind.TABLE,
        title=text("quality.list_title", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=(),
        series=(),
        table=Table(columns, lines, of=total),
        provenance=_provenance(view, records(ages)),
        alt_text=finding,
        lang=lang,
        method=text("quality.method", lang),
    )


def _kind(kind: str, view: View) -> str:
    return text(f"quality.kind_{kind}", view.lang)


def _age(row: Row) -> float:
    return math.inf if row["age_days"] is None else float(row["age_days"])


def _contradicts(entry: Row) -> bool:
    return entry["kind"] not in MISSING_KINDS


def _counts(row: Row) -> tuple[int | None, ...]:
    names = ("age_days", "months", "missing_months", "total", "unknown")
    return tuple(None if row[name] is None else int(row[name]) for name in names)


def _kinds_sentence(shown: Sequence[tuple[str, int]], view: View) -> str:
    if not shown:
        return text("quality.nothing_found", view.lang)
    kind, count = shown[0]
    total = sum(number for _, number in shown)
    return text(
        "quality.kinds_finding",
        view.lang,
        count=total,
        number=formats.number(total, view.lang),
        kind=_kind(kind, view),
        most=formats.number(count, view.lang),
    )


def _provenance(view: View, ages: Sequence[Row]) -> Provenance:
    total = sum(row["total"] for row in ages)
    known = total - sum(row["unknown"] for row in ages)
    return wording.provenance(view, known, total, rule_key="quality.rule")


def _columns(view: View, **types: ColumnType) -> tuple[Column, ...]:
    return tuple(Column(key, text(f"quality.column_{key}", view.lang), type_) for key, type_ in types.items())
