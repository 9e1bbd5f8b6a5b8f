"""Strange files that are sound land with the numbers that stand in them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from file_makers import KEY, ROW, text
from folders import Folder
from odf_strange import STRANGE_ODF
from strange_files import STRANGE, Strange

from ozgdash.errors import UserError

KNOWN = "SELECT service_id, maturity, planned_on, remark FROM observation ORDER BY row_number LIMIT 1"
FORBIDDEN_ON_WINDOWS = frozenset("\\:\n;=")


@pytest.mark.parametrize("strange", [*STRANGE, *STRANGE_ODF], ids=lambda strange: strange.name)
@pytest.mark.timeout(120)
def test_it_lands_with_its_numbers(folder: Folder, tmp_path: Path, strange: Strange) -> None:
    if os.name == "nt" and FORBIDDEN_ON_WINDOWS & set(strange.file_name):
        return
    path = tmp_path / strange.file_name
    strange.write(path)
    report = folder.bring_in(path)
    assert report.published
    assert folder.rows(KNOWN) == [(KEY, *strange.known)]
    assert folder.rows("SELECT file_name FROM import") == [(path.name,)]
    assert folder.store.verify() == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_that_is_no_text_is_refused(folder: Folder, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"status\xff.csv")
    text(ROW)(path)
    before = folder.content()
    with pytest.raises(UserError, match="umbenennen"):
        folder.bring_in(path)
    assert folder.content() == before
