"""Presentations of strangers are refused by every entrance: a sentence, exit code 1, bounded memory, nothing left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import hostile_decks
import pytest
from folders import Folder
from hostile_decks import ENTRANCES

from ozgdash.settings import PROJECT_DIR

HERE = Path(__file__).parent
SEARCHED = (PROJECT_DIR, HERE, HERE.parent / "ingest")
LONGEST_MESSAGE = 1_000
USUAL = {("HOSTILE_PPTX", "check-template"), ("HOSTILE_ODP", "check-template")}
"""What is tried in every run; the others are dear, and read by the same code."""
CASES = [
    pytest.param(name, entrance, marks=() if (name, entrance) in USUAL else pytest.mark.long)
    for name in ("HOSTILE_PPTX", "HOSTILE_ODP", "DECK_BOMBS")
    for entrance in ENTRANCES
]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lets a process limit its own memory")
@pytest.mark.timeout(300)
@pytest.mark.parametrize(("name", "entrance"), CASES)
def test_each_is_refused_with_a_sentence_and_nothing_is_left(
    untouched: Folder, tmp_path: Path, name: str, entrance: str
) -> None:
    (tmp_path / "out").mkdir()
    before = untouched.files()
    run = subprocess.run(
        [sys.executable, HERE / "decks_in_bounds.py", untouched.path, tmp_path, name, entrance],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, SEARCHED))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2_000:]
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(found) == len(getattr(hostile_decks, name))
    for facts in found:
        assert facts["code"] == 1, facts
        assert facts["file"] in facts["said"], facts
        assert len(facts["said"]) < LONGEST_MESSAGE, facts
        assert facts["left"] == [], facts
    assert untouched.files() == before
