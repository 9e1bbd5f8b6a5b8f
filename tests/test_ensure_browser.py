"""Where no browser can be driven and nothing can be installed, a sentence says what to do."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ozgdash.settings import PROJECT_DIR

WITHOUT_PLAYWRIGHT = "false"


def ensured(commands: Path, python: str, chromium: str) -> subprocess.CompletedProcess[str]:
    """The script on a machine that knows ``id`` and nothing to install with."""
    for command in ("id", WITHOUT_PLAYWRIGHT):
        (commands / command).symlink_to(str(shutil.which(command)))
    return subprocess.run(
        ["/bin/sh", "tools/ensure_browser.sh", python],
        cwd=PROJECT_DIR,
        env={"PATH": str(commands), "OZGDASH_CHROMIUM": chromium},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_nothing_is_said_where_everything_is_there(tmp_path):
    said = ensured(tmp_path, sys.executable, sys.executable)
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("python", "chromium", "packages"),
    [
        (sys.executable, "", "chromium fonts-liberation"),
        (WITHOUT_PLAYWRIGHT, "", "chromium fonts-liberation libatomic1"),
    ],
)
def test_what_is_missing_is_named_with_the_command_that_installs_it(tmp_path, python, chromium, packages):
    said = ensured(tmp_path, python, chromium)
    assert said.returncode == 1
    assert f"apt-get install {packages}\n" in said.stderr


def test_a_browser_that_was_named_and_is_not_there_is_named_again(tmp_path):
    said = ensured(tmp_path, sys.executable, "/nowhere/chrome")
    assert said.returncode == 1
    assert "OZGDASH_CHROMIUM names '/nowhere/chrome'" in said.stderr
