"""Council packages for the documents' tests, and a second opinion on whether an Office program opens a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from figure_frames import HOSTILE_NAMES, hostile_specs, make_view
from openxml_audit import OpenXmlValidator

from ozgdash.charts import by_name
from ozgdash.charts.recipe import Cursor
from ozgdash.export.council.package import CouncilPackage, Occasion, Section
from ozgdash.model.chart import ChartSpec, Column, ColumnType, Kind, Table, Unit
from ozgdash.model.filters import View

OCCASION = Occasion("Sachstand OZG", "Ausschuss für Digitales", date(2021, 6, 15))


def council_package(cursor: Cursor, view: View, *, occasion: Occasion = OCCASION) -> CouncilPackage:
    """Real charts of every kind in three sections; the first finding appears twice."""

    def charts(*names: str) -> tuple[ChartSpec, ...]:
        return tuple(by_name.chart(name, cursor, view) for name in names)

    return CouncilPackage(
        occasion,
        view,
        ("Der wichtigste Satz.", "Ein zweiter Satz.", "Ein dritter."),
        (
            Section("situation", "Lage", charts("progress", "maturity", "progress")),
            Section("topics", "Themenfelder", charts("topics", "matrix", "rules")),
            Section("appendix", "Anhang", charts("services")),
        ),
    )


def hostile_package() -> CouncilPackage:
    """A package in which every name, title and sentence tries to be markup, a formula, a link or a layout."""
    charts = [
        replace(spec, title=HOSTILE_NAMES[place + 1], finding=HOSTILE_NAMES[place], alt_text=HOSTILE_NAMES[0])
        for place, spec in enumerate(hostile_specs())
    ]
    columns = (Column("a", HOSTILE_NAMES[1]), Column("b", HOSTILE_NAMES[1]), Column("c", "=1+1", ColumnType.COUNT))
    names = [*HOSTILE_NAMES, "zwei\nZeilen\r\nund\ttab \x00\x0b ]]> &amp; <!-- -->", "'"]
    rows = tuple((name, name, 1) for name in names)
    listed = a_list(rows, columns, title="'[Blatt]:*?/\\'", finding=HOSTILE_NAMES[-1])
    return CouncilPackage(
        Occasion(HOSTILE_NAMES[1], HOSTILE_NAMES[0]),
        make_view(),
        HOSTILE_NAMES,
        (Section("a", HOSTILE_NAMES[6], tuple(charts)), Section("b", HOSTILE_NAMES[1], (listed,))),
    )


def a_list(rows: Sequence[tuple[object, ...]], columns: Sequence[Column], *, title: str, finding: str) -> ChartSpec:
    """A chart that is a mere table."""
    facts = hostile_specs()[0].provenance
    table = Table(tuple(columns), tuple(rows))  # type: ignore[arg-type]
    return ChartSpec("liste", Kind.TABLE, title, finding, Unit.COUNT, (), (), table, facts, finding, "de")


def numbered_list(count: int, *, words: int = 1) -> ChartSpec:
    """A list of so many rows whose texts have so many words."""
    rows = [(f"Zeile {row}", " ".join(["Leistung"] * words), row) for row in range(1, count + 1)]
    columns = (Column("name", "Name"), Column("text", "Text"), Column("n", "Zahl", ColumnType.COUNT))
    return a_list(rows, columns, title="Liste", finding=f"Es sind {count}.")


def problems(content: bytes, path: Path) -> list[str]:
    """What a validator of Office files finds wrong."""
    path.write_bytes(content)
    return [f"{error.part_uri} {error.path}: {error.description}" for error in OpenXmlValidator().validate(path).errors]
