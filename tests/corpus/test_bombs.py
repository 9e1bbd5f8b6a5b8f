"""Small files that stand for gigabytes are refused in bounded memory: 600 MB on top of the running program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from bombs import BOMBS
from folders import Folder

from ozgdash.settings import PROJECT_DIR

HERE = Path(__file__).parent
SEARCHED = (PROJECT_DIR, HERE, HERE.parent / "ingest")


@pytest.mark.long
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lets a process limit its own memory")
@pytest.mark.timeout(200)
def test_bombs_are_refused_in_bounded_memory_and_nothing_is_published(untouched: Folder, tmp_path: Path) -> None:
    before, files = untouched.content(), untouched.files()
    run = subprocess.run(
        [sys.executable, HERE / "bombs_in_bounds.py", untouched.path, tmp_path],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, SEARCHED))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2_000:]
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert [facts["name"] for facts in found] == [bomb.name for bomb in BOMBS]
    for bomb, facts in zip(BOMBS, found, strict=True):
        assert bomb.said in facts["message"], facts
        assert bomb.file_name in facts["message"]
    assert untouched.content() == before
    assert untouched.files() == files
