"""What do the partners share, where do they differ, and which contracts end close to each other?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Row, records
from ozgdash.model.chart import ChartSpec, Column, ColumnType, Kind, Provenance, Table, Unit
from ozgdash.model.component import ComponentStatus
from ozgdash.model.cooperation import Partner
from ozgdash.model.filters import View
from ozgdash.model.listing import most
from ozgdash.model.many import SEVERAL
from ozgdash.texts import Lang, text

NAMED = 3
"""Of many contracts so many are named, those that end first."""
Key = tuple[str, str]
"""Area and name, by which components are compared."""


def components_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A table with one row per component and one column per partner: product, version, provider, end of the contract.

    ``frame``: the frame of ``components``.
    """
    lang = view.lang
    groups: dict[Key, list[Row]] = {}
    for row in records(frame):
        groups.setdefault((row["area"], row["name"].casefold()), []).append(row)
    partners = _joined(view)
    listed = {row["partner_id"] for rows in groups.values() for row in rows}
    finding = components_sentence(list(groups.values()), view)
    columns = [Column(key, text(f"synergies.column_{key}", lang)) for key in ("area", "component", "comparison")]
    columns += [Column(partner.id, partner.short_name) for partner in partners]
    return table_spec(
        "components",
        finding,
        Table(tuple(columns), tuple(_component_row(rows, partners, listed, lang) for rows in groups.values())),
        view,
    )


def components_sentence(groups: Sequence[Sequence[Row]], view: View) -> str:
    """How many components several partners have, with the same product or with different ones.

    ``groups``: the rows of each component. Names the partners that reported no list.
    """
    lang = view.lang
    if not groups:
        return text("synergies.no_components", lang)
    kinds = [comparison(rows) for rows in groups]
    sentence = text(
        "synergies.components_finding",
        lang,
        count=len(groups),
        several=sum(kind != "single" for kind in kinds),
        same=kinds.count("same"),
        different=kinds.count("different"),
    )
    if "unknown" in kinds:
        sentence = text("synergies.components_unnamed", lang, finding=sentence, count=kinds.count("unknown"))
    listed = {row["partner_id"] for rows in groups for row in rows}
    silent = [partner.short_name for partner in _joined(view) if partner.id not in listed]
    if not silent:
        return sentence
    names = wording.few(silent, lang)
    return text("synergies.components_silent", lang, finding=sentence, names=names)


def comparison(rows: Sequence[Row]) -> str:
    """``single`` (one partner), ``same``, ``different``, or ``unknown`` where a partner did not name its product."""
    partners = {row["partner_id"] for row in rows}
    if len(partners) < 2:
        return "single"
    products = {(row["product"] or "").casefold() for row in rows}
    if "" in products:
        return "unknown" if len(products) < 3 else "different"
    return "same" if len(products) == 1 else "different"


def procurement_windows_figure(frame: pd.DataFrame, view: View) -> ChartSpec:
    """A table with one row per window, the next one on top. ``frame``: the frame of ``procurement_windows``."""
    lang, rows = view.lang, records(frame)
    types = {
        "component": ColumnType.TEXT,
        "area": ColumnType.TEXT,
        "contracts": ColumnType.TEXT,
        "first_end": ColumnType.DATE,
        "last_end": ColumnType.DATE,
        "months_left": ColumnType.COUNT,
        "products": ColumnType.TEXT,
    }
    columns = tuple(Column(key, text(f"synergies.column_{key}", lang), type_) for key, type_ in types.items())
    return table_spec(
        "procurement_windows",
        windows_sentence(rows, view),
        Table(columns, tuple(_window_row(row, view) for row in rows[: most(view)]), of=len(rows)),
        view,
    )


def windows_sentence(rows: Sequence[Row], view: View) -> str:
    """How many windows there are and which one is next."""
    lang = view.lang
    if not rows:
        return text("synergies.no_windows", lang)
    first = rows[0]
    return text(
        "synergies.windows_finding",
        lang,
        count=len(rows),
        name=first["name"],
        contracts=_contracts(first["ends"], view),
    )


def table_spec(name: str, finding: str, table: Table, view: View) -> ChartSpec:
    """A list of that name, of which the filter of partners alone decides."""
    return ChartSpec(
        name=name,
        kind=Kind.TABLE,
        title=text(f"synergies.{name}_title", view.lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=(),
        series=(),
        table=table,
        provenance=list_provenance(view),
        alt_text=finding,
        lang=view.lang,
        method=text(f"synergies.{name}_method", view.lang),
    )


def list_provenance(view: View) -> Provenance:
    """What must stand on a list that counts no services: only the partners of the filter apply to it."""
    plain = replace(view, filters=view.filters.without(("rule", "topic", "department", "addressee", "deadline")))
    return replace(wording.provenance(plain, 0, 0), rule="", n_of_m="")


def _joined(view: View) -> list[Partner]:
    return [partner for partner in view.cooperation.partners if partner.joined_on <= view.filters.as_of]


def _component_row(rows: Sequence[Row], partners: Sequence[Partner], listed: set[str], lang: Lang) -> tuple[str, ...]:
    area = text(f"synergies.area_{rows[0]['area']}", lang)
    kind = text(f"synergies.comparison_{comparison(rows)}", lang, count=len({row["partner_id"] for row in rows}))
    cells = []
    for partner in partners:
        own = [_use(row, lang) for row in rows if row["partner_id"] == partner.id]
        missing = formats.DASH if partner.id in listed else text("synergies.no_list", lang)
        cells.append("; ".join(own) or missing)
    return (area, str(rows[0]["name"]), kind, *cells)


def _use(row: Row, lang: Lang) -> str:
    """``VOIS|MESO 2026.1 (HSH), bis 31.12.2027``; what is not known is left out, an unnamed product is said."""
    product = row["product"] or text("synergies.product_unnamed", lang)
    named = f"{product} {row['version']}" if row["version"] else product
    named = f"{named} ({row['provider']})" if row["provider"] else named
    parts = [named]
    if row["contract_end"]:
        parts.append(text("synergies.until", lang, day=formats.day(row["contract_end"], lang)))
    if row["status"] and row["status"] != ComponentStatus.IN_USE:
        parts.append(text(f"synergies.status_{row['status']}", lang))
    return ", ".join(parts)


def _window_row(row: Row, view: View) -> tuple[str | int | date | None, ...]:
    lang, as_of = view.lang, view.filters.as_of
    first: date = row["first_end"]
    return (
        row["name"],
        text(f"synergies.area_{row['area']}", lang),
        _contracts(row["ends"], view),
        first,
        row["last_end"],
        (first.year - as_of.year) * 12 + first.month - as_of.month,
        _products(row, lang),
    )


def _products(row: Row, lang: Lang) -> str:
    if not row["products"]:
        return text("synergies.product_unnamed", lang)
    same = row["products_known"] and int(row["product_count"]) == 1
    key = "window_same" if same else "window_different"
    return text(f"synergies.{key}", lang, products=row["products"])


def _contracts(ends: str, view: View) -> str:
    """``Wolfsburg 31.12.2027, Gifhorn 30.06.2028``."""
    pairs = [part.split("=") for part in ends.split(", ")]
    names = view.cooperation.short_names
    if len(pairs) > SEVERAL:
        first = sorted(pairs, key=lambda pair: pair[1])[:NAMED]
        words = ", ".join(f"{names[key]} {formats.day(date.fromisoformat(day), view.lang)}" for key, day in first)
        n = formats.number(len(pairs), view.lang)
        return text("synergies.contracts_such_as", view.lang, count=len(pairs), n=n, names=words)
    return ", ".join(f"{names[key]} {formats.day(date.fromisoformat(day), view.lang)}" for key, day in pairs)
