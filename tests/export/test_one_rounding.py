"""One share reads the same wherever it stands: 1 of 16 are 6,3 %."""

from __future__ import annotations

import io
import json
import re
from decimal import ROUND_HALF_UP, Decimal

import openpyxl
import pandas as pd
import pytest
from figure_frames import ADAM, JAN, counts, make_view, over_time
from office_files import OCCASION
from pptx import Presentation

from ozgdash.drawing import plotly, svg
from ozgdash.export import registry
from ozgdash.export.briefing.briefing import content
from ozgdash.export.council.package import CouncilPackage, Section
from ozgdash.figures.matrix import matrix_figure
from ozgdash.figures.progress import progress_figure
from ozgdash.figures.topics import topics_figure
from ozgdash.model.chart import ChartSpec, ColumnType
from ozgdash.ui.cells import cell

TIES = [(1, 16, "6,3"), (3, 16, "18,8"), (573, 2000, "28,7"), (1, 400, "0,3"), (171, 400, "42,8"), (5, 16, "31,3")]
"""Done, total, and the share in per cent; each lies in the middle between two tenths."""
SHARE = re.compile(r"(\d+,\d)[\s\u00a0]*(?:%|&#160;%)")


def specs(done: int, total: int) -> list[ChartSpec]:
    view = make_view(partners=[ADAM])
    by_topic = pd.DataFrame([counts(done, total, topic="Bildung", partner_id="adam")])
    return [
        progress_figure(over_time([("adam", JAN, True, done, total)]), view),
        topics_figure(by_topic, view),
        matrix_figure(by_topic, view),
    ]


def shares(words: str) -> set[str]:
    return set(SHARE.findall(words)) - {"0,0", "100,0"}


def plain(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, default=str)


def words_of_slides(content: bytes) -> str:
    parts = []
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_chart:
                parts.extend(shape.chart._chartSpace.itertext())
            elif shape.has_table:
                parts.extend(cell.text for row in shape.table.rows for cell in row.cells)
            elif shape.has_text_frame:
                parts.append(shape.text_frame.text)
        parts.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(parts)


@pytest.mark.parametrize(("done", "total", "share"), TIES)
def test_sentence_picture_figure_table_and_slide_say_the_same(done, total, share):
    for spec in specs(done, total):
        cells = [
            cell(value, column, "de")
            for row in spec.table.rows
            for value, column in zip(row, spec.table.columns, strict=True)
            if column.type is ColumnType.SHARE
        ]
        said = {
            "sentence": f"{spec.finding} {spec.alt_text} {spec.provenance.n_of_m}",
            "picture": svg.picture(spec, target="print"),
            "figure": plain(plotly.figure(spec).to_dict()),
            "table": " ".join(cells),
            "slide": words_of_slides(registry.write(spec, "pptx")),
        }
        found = {name: shares(words) for name, words in said.items()}
        assert found == {name: {share} for name in found}, spec.name


@pytest.mark.parametrize(("done", "total", "share"), TIES)
def test_a_workbook_shows_what_the_sentence_says(done, total, share):
    for spec in specs(done, total):
        sheet = openpyxl.load_workbook(io.BytesIO(registry.write(spec, "xlsx"))).active
        found = [cell for row in sheet.iter_rows() for cell in row if cell.number_format == "0.0\\ %" and cell.value]
        assert found
        # A spreadsheet rounds the decimal digits of a number, a half away from zero.
        shown = {Decimal(repr(cell.value * 1)).scaleb(2).quantize(Decimal("0.1"), ROUND_HALF_UP) for cell in found}
        assert shown == {Decimal(share.replace(",", "."))}


@pytest.mark.parametrize(("done", "total", "share"), TIES)
def test_the_briefing_says_what_the_sentence_says(done, total, share):
    view = make_view(partners=[ADAM])
    package = CouncilPackage(OCCASION, view, (), (Section("a", "A", tuple(specs(done, total))),))
    assert shares(plain(content(package))) == {share}
