"""Deck and workbook of the council package, from charts that are already made."""

from __future__ import annotations

import duckdb

from bench.places import example
from bench.timing import measure, table
from ozgdash.charts import by_name
from ozgdash.export.council.package import CouncilPackage, Occasion, Section
from ozgdash.export.powerpoint import deck
from ozgdash.export.slides.deck import deck_pages
from ozgdash.export.workbooks import workbook
from ozgdash.model.filters import View

CONTENT = {
    "Lage": ("progress", "maturity"),
    "Themenfelder": ("topics", "matrix", "rules"),
    "Anhang": ("services",),
}
SLIDES = 12


def main() -> None:
    """Print the figures."""
    with example() as (cursor, view, _):
        made = council_package(cursor, view)
        assert len(deck_pages(made)) == SLIDES
        figures = [
            measure(f"deck of {SLIDES} slides", lambda: deck.pptx_file(made)),
            measure(f"workbook of {len(made.charts) + 1} sheets", lambda: workbook.xlsx_file(made)),
        ]
        table("Council package as presentation and workbook, from finished charts", figures)


def council_package(cursor: duckdb.DuckDBPyConnection, view: View) -> CouncilPackage:
    """Charts of every kind in three sections, the list of services last."""
    sections = tuple(
        Section(title, title, tuple(by_name.chart(name, cursor, view) for name in names))
        for title, names in CONTENT.items()
    )
    finding = sections[0].charts[0].finding
    return CouncilPackage(Occasion("Sachstand", "Ausschuss", view.filters.as_of), view, (finding,), sections)


if __name__ == "__main__":
    main()
