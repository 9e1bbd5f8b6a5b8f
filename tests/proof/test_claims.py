"""How columns of a package are found."""

from __future__ import annotations

import pytest

from ozgdash.proof.claims import header
from ozgdash.proof.reading import Sheet


@pytest.mark.parametrize(
    "columns", [("Partner", "Erreicht", "Anteil (0 bis 1)"), ("Partner", "erreicht", "anteil (0 bis 1)")]
)
def test_a_column_is_found_whatever_case_its_head_begins_with(columns: tuple[str, ...]):
    sheet = Sheet("progress", "x.csv", {}, columns, ())
    places = [header(sheet, f"charts.column_{key}", "de") for key in ("done", "share", "total")]
    assert places == [1, 2, None]
