"""The briefing as PDF with all charts and the list of all services, and its charts as pictures."""

from __future__ import annotations

from datetime import date
from functools import partial

from bench.places import example
from bench.timing import Figure, measure, table
from ozgdash.charts import by_name
from ozgdash.drawing import svg
from ozgdash.export.briefing import briefing
from ozgdash.export.council.package import CouncilPackage, Occasion, Section
from ozgdash.export.pictures import vector
from ozgdash.model.chart import Kind


def main() -> None:
    """Print the figures."""
    with example() as (cursor, view, _):
        specs = [by_name.chart(name, cursor, view) for name in by_name.CHARTS]
        charts = tuple(spec for spec in specs if spec.kind is not Kind.TABLE)
        lists = tuple(spec for spec in specs if spec.kind is Kind.TABLE)
        body = CouncilPackage(
            occasion=Occasion("Sachstand", "Ausschuss", date(2026, 12, 1)),
            view=view,
            summary=tuple(spec.finding for spec in charts[:3]),
            sections=(Section("situation", "Lage", charts),),
        )
        whole = CouncilPackage(
            body.occasion, view, body.summary, (*body.sections, Section("appendix", "Anhang", lists))
        )
        rows = sum(len(spec.table.rows) for spec in lists)
        table(
            "Briefing from its package",
            [
                measure(f"{len(charts)} charts", lambda: briefing.pdf_file(body)),
                measure(f"{len(charts)} charts and {rows} rows", lambda: briefing.pdf_file(whole)),
            ],
        )
        drawn = [measure(spec.name, partial(svg.picture, spec, target="print")) for spec in charts]
        painted = [measure(spec.name, partial(vector.png_file, spec)) for spec in charts]
        table(
            "A chart as a picture from its specification",
            [_together("SVG", drawn), _together("PNG", painted)],
        )


def _together(name: str, figures: list[Figure]) -> Figure:
    return Figure(name, [run for figure in figures for run in figure.runs])


if __name__ == "__main__":
    main()
