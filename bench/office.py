"""Deck and workbook of the council package, from charts that are already made."""

from __future__ import annotations

from bench.places import example
from bench.timing import measure, table
from ozgdash.export import deck, package, workbook
from ozgdash.export.council import CouncilPackage, Occasion, Section

CONTENT = {
    "Lage": ("progress", "maturity"),
    "Themenfelder": ("topics", "matrix", "rules"),
    "Anhang": ("services",),
}
SLIDES = 12


def main() -> None:
    """Print the figures."""
    with example() as (cursor, view, _):
        sections = tuple(
            Section(title, title, tuple(package.chart(name, cursor, view) for name in names))
            for title, names in CONTENT.items()
        )
        made = CouncilPackage(Occasion("Sachstand", "Ausschuss"), view, ("Satz.",) * 3, sections)
        assert len(deck.deck_pages(made)) == SLIDES, len(deck.deck_pages(made))
        figures = [
            measure(f"deck of {SLIDES} slides", lambda: deck.pptx_file(made)),
            measure("workbook of 7 sheets", lambda: workbook.xlsx_file(made)),
        ]
        table("Council package: presentation and workbook, from finished charts", figures)


if __name__ == "__main__":
    main()
