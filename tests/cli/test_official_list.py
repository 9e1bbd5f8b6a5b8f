"""The whole official list of services, as it was published, loaded as a catalogue.

The list is not part of the project; where nobody has laid it beside the checkout there is nothing to read.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ozgdash.settings import PROJECT_DIR

PLACES = [PROJECT_DIR.parent / "shared" / "data", PROJECT_DIR.parent.parent / "shared" / "data"]
LIST = next((place / "leika_2019_12.csv" for place in PLACES if (place / "leika_2019_12.csv").is_file()), Path("-"))


@pytest.mark.skipif(not LIST.is_file(), reason="leika_2019_12.csv is not beside the checkout")
def test_the_official_list_loads_and_every_line_is_accounted_for(ozgdash):
    before = ozgdash("status", "--json").json
    result = ozgdash("import", str(LIST))
    assert result.code == 0, result.err
    assert "5.222 Leistungen gelesen, 3 Zeilen ohne Leistung ausgelassen" in result.out
    lines = LIST.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) > 5_222
    hints = [line for line in result.err.splitlines() + result.out.splitlines() if line.startswith("Hinweis: Zeile")]
    assert len(hints) > 430
    after = ozgdash("status", "--json").json
    assert after["snapshot"] != before["snapshot"]
    assert [row["done"] for row in after["rows"]] == [row["done"] for row in before["rows"]]
    assert ozgdash("import", str(LIST)).code == 0
