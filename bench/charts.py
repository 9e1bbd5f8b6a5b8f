"""Every chart: numbers and figure, and the file of every format, each written before."""

from __future__ import annotations

from functools import partial

from bench.places import example
from bench.timing import Figure, measure, table
from ozgdash.charts import by_name
from ozgdash.drawing import plotly
from ozgdash.export import registry


def main() -> None:
    """Print the figures."""
    with example() as (cursor, view, _):
        specs = {name: by_name.chart(name, cursor, view) for name in by_name.CHARTS}
        floor = measure("floor: `SELECT 1` on the same connection", lambda: cursor.execute("SELECT 1").fetchall())
        made = [measure(name, partial(by_name.chart, name, cursor, view)) for name in specs]
        table("Chart from the snapshot: queries and specification", [floor, *made])
        drawn = [measure(n, partial(plotly.figure, s, theme="light")) for n, s in specs.items() if s.series]
        table("Figure for the screen from its specification", drawn)
        files = [
            measure(f"{name} as {entry.key}", partial(registry.write, spec, entry.key), runs=3)
            for name, spec in specs.items()
            for entry in registry.formats_of(spec)
        ]
        table("File from its specification", _by_format(files))


def _by_format(figures: list[Figure]) -> list[Figure]:
    """One row per format over all charts; the rows would be too many otherwise."""
    keys = dict.fromkeys(figure.name.rsplit(" ", 1)[1] for figure in figures)
    return [
        Figure(f"{key}, all charts", [run for f in figures if f.name.endswith(f" {key}") for run in f.runs])
        for key in keys
    ]


if __name__ == "__main__":
    main()
