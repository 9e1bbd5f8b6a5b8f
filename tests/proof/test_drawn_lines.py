"""A chart with a shade below its lines and marks of events above them is held to its own table, whatever it lies in."""

from __future__ import annotations

import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "figures"))

from figure_frames import make_view
from test_event_marks import PORTAL, frame
from test_outlook_figures import ADAM, history, path, row

from ozgdash.export import registry
from ozgdash.figures.events import with_events
from ozgdash.figures.outlook import outlook_figure
from ozgdash.model.chart import ChartSpec
from ozgdash.proof.drawn import drawn_differences
from ozgdash.proof.reading import read_package
from ozgdash.proof.shown import Table

VIEW = make_view(partners=[ADAM])


def shaded() -> ChartSpec:
    return with_events(outlook_figure(history(), path(), pd.DataFrame([row()]), VIEW), frame(PORTAL), VIEW)


def package(folder: Path, spec: ChartSpec, of: ChartSpec, format: str) -> Path:
    """The drawing of a chart with the table of another one."""
    file = folder / "x.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("inhalt.txt", "Ratspaket")
        archive.writestr(f"daten/{registry.file_name(spec, VIEW, 'csv')}", registry.write(of, "csv"))
        archive.writestr(f"ozg-folien.{format}", registry.write(spec, format))
    return file


def absent(file: Path) -> list[tuple[str, str]]:
    """What the chart of the document has that does not follow from the table."""
    package = read_package(file)
    table = Table(package.sheets["outlook"], {ADAM.name: ADAM.short_name}, package.lang)
    charts = [chart for document in package.documents for part in document.parts for chart in part.charts]
    assert charts
    return [found for chart in charts for found in drawn_differences(chart, [table])]


@pytest.mark.parametrize("format", ["pptx", "odp", "ods"])
def test_marks_of_events_follow_from_no_table_and_points_of_a_line_do(tmp_path, format):
    spec = shaded()
    assert spec.bands
    assert spec.events
    assert absent(package(tmp_path, spec, spec, format)) == []
    (adam,) = spec.series
    higher = replace(spec, series=(replace(adam, values=(0.17, *adam.values[1:])),))
    assert ("2022-11-30, Adamsburg", "0.17") in absent(package(tmp_path, higher, spec, format))
