"""Who has one service, and what each partner says of it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Row, records
from ozgdash.figures.service_table import at_target, cell
from ozgdash.model.chart import ChartSpec, Column, ColumnType, Kind, Provenance, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.listing import are_many, most
from ozgdash.model.observation import Standing
from ozgdash.texts import Lang, text

COLUMNS = {
    "partner": ColumnType.TEXT,
    "maturity": ColumnType.TEXT,
    "stage": ColumnType.TEXT,
    "planned_on": ColumnType.DATE,
    "department": ColumnType.TEXT,
    "obstacle": ColumnType.TEXT,
    "efa_stage": ColumnType.TEXT,
    "url": ColumnType.TEXT,
    "remark": ColumnType.TEXT,
    "observed_on": ColumnType.DATE,
}


@dataclass(frozen=True)
class PartnerCard:
    """What one partner says of a service, in the reader's words; empty or None: it says nothing.

    ``link`` is an http or https address or None, whatever stands in the data.
    """

    partner_id: str
    name: str
    maturity: str
    stage: str
    planned_on: date | None
    department: str
    obstacle: str
    efa_stage: str
    link: str | None
    remark: str
    observed_on: date | None


def service_partners_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A table with one row per partner: Reifegrad, stage, plan, department, obstacle, EfA stage, link and remark.

    ``frame``: the frame of ``service_at_partners``. There is nothing to draw: it leaves as XLSX and CSV.
    """
    lang, rows = view.lang, records(frame)
    finding = service_sentence(rows, view)
    columns = tuple(Column(key, text(f"services.column_{key}", lang), type_) for key, type_ in COLUMNS.items())
    return ChartSpec(
        name="service_partners",
        kind=Kind.TABLE,
        title=title(rows, lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=(),
        series=(),
        table=Table(columns, tuple(_table_row(card) for card in _cards(_listed(rows, view), view)), of=len(rows)),
        provenance=provenance(rows, view),
        alt_text=finding,
        lang=lang,
    )


def _listed(rows: Sequence[Row], view: View) -> Sequence[Row]:
    """The rows of the table; of many partners those that are furthest stand on top."""
    if not are_many(view):
        return rows
    return sorted(rows, key=_from_behind, reverse=True)[: most(view)]


def _from_behind(row: Row) -> tuple[bool, int]:
    return row["standing"] == Standing.COUNTED, -1 if row["maturity"] is None else int(row["maturity"])


def title(rows: Sequence[Row], lang: Lang) -> str:
    """The name of the service; without one that nothing was found."""
    return str(rows[0]["name"]) if rows else text("services.no_service", lang)


def identity(frame: pd.DataFrame, lang: Lang) -> str:
    """Themenfeld, OZG-Leistung and LeiKa key of the service; empty without a row."""
    rows = records(frame)
    if not rows:
        return ""
    key = rows[0]["leika_key"]
    leika = text("services.leika", lang, key=key) if key else text("services.no_leika", lang)
    parts = {name: rows[0][name] for name in ("topic", "ozg_id", "ozg_name")}
    return text("services.identity", lang, key=leika, **parts)


def service_sentence(rows: Sequence[Row], view: View) -> str:
    """How many of the partners whose service it is have it at the threshold, and who; then who stands outside.

    ``rows``: one per partner. Unknown is said to be unknown.
    """
    lang = view.lang
    if not rows:
        return text("services.no_service", lang)
    counted = [row for row in rows if row["standing"] == Standing.COUNTED]
    parts = [_who_has_it(rows, counted, view)]
    silent = [row for row in counted if row["maturity"] is None]
    if silent and len(silent) < len(counted):
        parts.append(text("services.who_unknown", lang, names=_names(silent, view)))
    outside = [row for row in rows if row["standing"] == Standing.NOT_DIGITISABLE]
    if outside and counted:
        parts.append(text("services.who_not_digitisable", lang, names=_names(outside, view)))
    return " ".join(parts)


def _who_has_it(rows: Sequence[Row], counted: Sequence[Row], view: View) -> str:
    lang, name = view.lang, str(rows[0]["name"])
    have = [row for row in counted if at_target(row)]
    known = [row for row in counted if row["maturity"] is not None]
    if not counted:
        key = "none_digitisable" if any(r["standing"] == Standing.NOT_DIGITISABLE for r in rows) else "none_responsible"
        return text(f"services.who_{key}", lang, name=name, names=_names(rows, view), count=len(rows))
    if not known:
        return text("services.who_all_unknown", lang, name=name, names=_names(counted, view))
    if len(counted) == 1:
        return text("services.who_one", lang, name=name, names=_names(counted, view), level=cell(counted[0], lang))
    key = "all" if len(have) == len(counted) else "some" if have else "none"
    return text(
        f"services.who_{key}",
        lang,
        count=len(have),
        name=name,
        done=formats.number(len(have), lang),
        total=formats.number(len(counted), lang),
        names=_names(have, view),
    )


def _names(rows: Sequence[Row], view: View) -> str:
    return wording.few([_partner(row, view) for row in rows], view.lang)


def _partner(row: Row, view: View) -> str:
    return view.cooperation.partner(row["partner_id"]).short_name


def provenance(rows: Sequence[Row], view: View) -> Provenance:
    """What must stand below a figure of one service: it follows partners and Stand, not the other filters."""
    lang = view.lang
    counted = [row for row in rows if row["standing"] == Standing.COUNTED]
    unknown = sum(row["maturity"] is None for row in counted)
    facts = wording.provenance(
        view, sum(map(at_target, counted)), len(counted), unknown=unknown, rule_key="charts.rule_levels"
    )
    key = (rows[0]["leika_key"] or rows[0]["ozg_id"]) if rows else formats.DASH
    parts = "; ".join((wording.partner_choice(view), text("services.filter_service", lang, key=key)))
    return replace(facts, filters=text("charts.filters", lang, parts=parts))


def cards_of(frame: pd.DataFrame, view: View) -> tuple[PartnerCard, ...]:
    """A card per partner. ``frame``: the frame of ``service_at_partners``."""
    return _cards(records(frame), view)


def _cards(rows: Sequence[Row], view: View) -> tuple[PartnerCard, ...]:
    lang = view.lang
    return tuple(
        PartnerCard(
            partner_id=row["partner_id"],
            name=view.cooperation.partner(row["partner_id"]).name,
            maturity=cell(row, lang),
            stage=text(f"partner.stage_{row['stage']}", lang) if row["stage"] else "",
            planned_on=row["planned_on"],
            department=str(row["department"] or ""),
            obstacle=text(f"partner.obstacle_{row['obstacle']}", lang) if row["obstacle"] else "",
            efa_stage=str(row["efa_stage"] or ""),
            link=web_link(row["url"]),
            remark=str(row["remark"] or ""),
            observed_on=row["observed_on"],
        )
        for row in rows
    )


def web_link(address: object) -> str | None:
    """The address where it is an http or https one with a host and without blanks, else None: then it is no link."""
    words = str(address or "")
    try:
        parts = urlsplit(words)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    return words if sound and words.isprintable() and " " not in words else None


def _table_row(card: PartnerCard) -> tuple[str | date | None, ...]:
    return (
        card.name,
        card.maturity,
        card.stage or None,
        card.planned_on,
        card.department or None,
        card.obstacle or None,
        card.efa_stage or None,
        card.link,
        card.remark or None,
        card.observed_on,
    )
