"""Who signed out stays signed out: at every server over the same data, and after a restart."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ozgdash.settings import PROJECT_DIR
from ozgdash.ui import ended

MINE, OTHER = {"sub": "k-17", "iat": 1}, {"sub": "k-17", "iat": 2}
HOUR = 3600


def at_another_server(folder: Path) -> str:
    asked = (
        "import pathlib; from ozgdash.ui import ended; "
        f"print([ended.has_ended(one, pathlib.Path({str(folder)!r})) for one in ({MINE!r}, {OTHER!r})])"
    )
    done = subprocess.run([sys.executable, "-c", asked], cwd=PROJECT_DIR, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_sign_in_that_ended_at_one_server_has_ended_at_every_other_one(tmp_path: Path):
    folder = tmp_path / "snapshots" / "signed-out"
    assert not ended.has_ended(MINE, folder)
    ended.end(MINE, folder, hours=8)
    assert (ended.has_ended(MINE, folder), ended.has_ended(OTHER, folder)) == (True, False)
    assert at_another_server(folder) == "[True, False]"
    assert "k-17" not in "".join(path.name for path in folder.iterdir())


def test_what_could_not_count_any_more_is_forgotten(tmp_path: Path):
    ended.end({"sub": "old"}, tmp_path, hours=8)
    [old] = tmp_path.iterdir()
    long_ago = time.time() - 9 * HOUR
    os.utime(old, (long_ago, long_ago))
    ended.end({"sub": "new"}, tmp_path, hours=8)
    assert old not in list(tmp_path.iterdir())
    assert len(list(tmp_path.iterdir())) == 1


def test_where_the_folder_cannot_be_written_this_server_still_knows(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    (tmp_path / "a file").write_text("")
    ended.end({"sub": "here"}, tmp_path / "a file" / "signed-out", hours=8)
    assert ended.has_ended({"sub": "here"}, tmp_path / "a file" / "signed-out")
    assert "Other servers do not learn" in caplog.text
