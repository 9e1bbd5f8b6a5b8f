"""A deck that LibreOffice saved has lost its tags, and is refreshed all the same."""

import shutil
import subprocess
from pathlib import Path

import pytest
from refreshing import NOW, THEN, again, chart_in, edited, made, opened, table_in, titles, words

from ozgdash.export.powerpoint import tags
from ozgdash.export.powerpoint.seen import seen
from ozgdash.export.refresh.report import Fate

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice"),
]


def saved_by_office(content: bytes, folder: Path, *, by_way_of: str = "") -> bytes:
    """The presentation opened and saved by LibreOffice; ``by_way_of``: as a file of that kind in between."""
    path = folder / "deck.pptx"
    path.write_bytes(content)
    for number, kind in enumerate([*([by_way_of] if by_way_of else []), "pptx"]):
        target = folder / f"out{number}"
        command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
        subprocess.run([*command, kind, "--outdir", target, path], check=True, capture_output=True, timeout=180)
        path = target / f"deck.{kind}"
    return path.read_bytes()


@pytest.mark.parametrize("by_way_of", ["", "odp"])
def test_slides_that_libreoffice_saved_are_told_by_their_words_and_numbers(
    golden_connection, golden_view, tmp_path, by_way_of
):
    def edit(presentation):
        presentation.slides[2].shapes.title.text_frame.text = "Eigene Worte"
        own = presentation.slides.add_slide(presentation.slide_layouts[2])
        own.shapes.title.text_frame.text = "Eigenes Fazit"

    old = edited(made(golden_connection, golden_view, THEN), edit)
    saved = saved_by_office(old, tmp_path, by_way_of=by_way_of)
    assert [tags.of_slide(page) for page in opened(saved).slides] == [None] * len(opened(old).slides)
    result = again(golden_connection, golden_view, saved)
    after, fresh = opened(result.content), opened(made(golden_connection, golden_view, NOW))
    assert result.report.count(Fate.OWN) == 1
    expected = titles(fresh)
    expected[2] = "Eigene Worte"
    assert titles(after) == [*expected, "Eigenes Fazit"]
    for page, before in zip(after.slides, opened(saved).slides, strict=True):
        assert len(page.shapes) == len(before.shapes), "nothing stands there twice"
    for page, new in zip(after.slides, fresh.slides, strict=False):
        assert [item for item in words(page) if "Stand" in item] == [item for item in words(new) if "Stand" in item]
        for reader in (chart_in, table_in):
            if any(shape.has_chart if reader is chart_in else shape.has_table for shape in new.shapes):
                assert _numbers(reader(page)) == _numbers(reader(new))
    assert [item.mark is not None for item in seen(after)][:-1] == [True] * len(fresh.slides)
    assert again(golden_connection, golden_view, result.content).content == result.content


def _numbers(shape):
    if shape.has_chart:
        return [[(item.name, list(item.values)) for item in plot.series] for plot in shape.chart.plots]
    return [[cell.text for cell in row.cells] for row in shape.table.rows]
