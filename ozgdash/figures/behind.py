"""What stands behind a count, as lists: its rows, and the files that they were last reported in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ozgdash import formats
from ozgdash.figures import wording
from ozgdash.figures.frames import Count, Row, records
from ozgdash.figures.service_table import level_name
from ozgdash.model.chart import Cell, ChartSpec, Column, ColumnType, Kind, Provenance, Table, Unit
from ozgdash.model.filters import View
from ozgdash.model.observation import DEFAULT_MATURITY_MODEL
from ozgdash.texts import Lang, text

OF_SERVICES = ("partner", "name", "level", "done", "observed_on", "file", "leika_key", "ozg_id", "topic", "department")
OF_BUNDLES = ("partner", "name", "reached", "done", "observed_on", "file", "ozg_id", "topic")
OF_SHEETS = ("partner", "file", "as_of", "services", "imported", "sha256")
TYPES = {
    "observed_on": ColumnType.DATE, "as_of": ColumnType.DATE, "imported": ColumnType.DATE, "services": ColumnType.COUNT,
}  # fmt: skip


def rows_behind_figure(frame: pd.DataFrame, count: Count, view: View) -> ChartSpec:
    """One row per thing that the Zählweise counts, with what decides it and the file that says so.

    ``frame``: that of ``metrics.behind.rows_behind``, cut or whole; ``count``: what all of its rows come to.
    """
    columns = OF_SERVICES if view.filters.rule.unit == "service" else OF_BUNDLES
    names, lang = view.cooperation.short_names, view.lang
    rows = tuple(_cells(row, columns, names, lang) for row in records(frame))
    finding = wording.core_alone(count, view) if count.total else text("charts.no_data", lang)
    facts = wording.provenance(view, count.done, count.total, unknown=count.unknown)
    return _list("rows_behind", _table(columns, rows, count.total, lang), finding, facts, lang)


def _cells(row: Row, columns: Sequence[str], names: Any, lang: Lang) -> tuple[Cell, ...]:
    known = {
        "partner": names.get(row["partner_id"], row["partner_id"]),
        "level": _level(row, lang),
        "reached": _reached(row, lang),
        "done": text("behind.done" if row["done"] else "behind.open", lang),
        "file": row["file_name"] or text("behind.never_reported", lang),
    }
    return tuple(known[key] if key in known else row[key] for key in columns)


def _level(row: Row, lang: Lang) -> str:
    if row.get("maturity") is None:
        return text("services.unknown", lang)
    return level_name(row["maturity_model"] or DEFAULT_MATURITY_MODEL, int(row["maturity"]), lang)


def _reached(row: Row, lang: Lang) -> str:
    """Of a bundle: how many of its services reach the threshold."""
    if "at_threshold" not in row:
        return ""
    return formats.n_of_m(int(row["at_threshold"]), int(row["services"]), lang)


def sheets_behind_figure(frame: pd.DataFrame, count: Count, view: View) -> ChartSpec:
    """One row per partner and file with how many of the counted services were last reported in it.

    ``frame``: that of ``metrics.behind.sheets_behind``, cut or whole; ``count`` as in ``rows_behind_figure``.
    """
    lang, found = view.lang, records(_with_days(frame))
    names = view.cooperation.short_names
    rows = tuple(
        (
            names.get(row["partner_id"], row["partner_id"]),
            row["file_name"] or text("behind.never_reported", lang),
            row["as_of"],
            row["services"],
            row["imported_at"],
            row["sha256"],
        )
        for row in found
    )
    never = found[0]["never_reported"] if found else 0
    total = found[0]["lines"] if found else 0
    facts = wording.provenance(view, count.done, count.total, unknown=count.unknown)
    return _list(
        "sheets_behind", _table(OF_SHEETS, rows, total, lang), _sheets_sentence(found, never, lang), facts, lang
    )


def _with_days(frame: pd.DataFrame) -> pd.DataFrame:
    """The moment of publishing as the day that it is where the readers are."""
    days: list[Any] = [
        None if pd.isna(moment) else formats.local(moment.to_pydatetime()) for moment in frame["imported_at"]
    ]
    return frame.assign(imported_at=days)


def _sheets_sentence(found: Sequence[Row], never: int, lang: Lang) -> str:
    if not found:
        return text("charts.no_data", lang)
    files, services = found[0]["files"], found[0]["all_services"]
    numbers = {"files": formats.number(files, lang), "services": formats.number(services, lang)}
    key = "sheets_and_never" if never else "sheets"
    return text(f"behind.{key}", lang, count=files, never=formats.number(never, lang), **numbers)


def _table(keys: Sequence[str], rows: tuple[tuple[Cell, ...], ...], total: int, lang: Lang) -> Table:
    columns = tuple(Column(key, text(f"behind.column_{key}", lang), TYPES.get(key, ColumnType.TEXT)) for key in keys)
    return Table(columns, rows, of=total)


def _list(name: str, table: Table, finding: str, facts: Provenance, lang: Lang) -> ChartSpec:
    return ChartSpec(
        name=name,
        kind=Kind.TABLE,
        title=text(f"behind.{name}", lang),
        finding=finding,
        unit=Unit.COUNT,
        categories=(),
        series=(),
        table=table,
        provenance=facts,
        alt_text=finding,
        lang=lang,
    )
