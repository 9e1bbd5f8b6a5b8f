"""Files that are folders, names that no disk takes, rights that are missing: a sentence and exit code 1, no trace."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from ozgdash.settings import PROJECT_DIR

FIXTURE = PROJECT_DIR / "tests" / "fixtures" / "cooperation_b"
AS_SOMEBODY_ELSE = """
import contextlib, io, os, sys
from pathlib import Path
from ozgdash.cli.program import main
own, *arguments = sys.argv[1:]
with contextlib.redirect_stdout(io.StringIO()):  # loads every module: Python itself may lie where nobody else may read
    for words in (["build"], ["status"], ["verify"], ["backup", own + ".zip"]):
        assert main(["--data-dir", own, *words]) == 0
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
sys.exit(main(arguments))
"""


def called(*arguments: str, code: str | None = None) -> subprocess.CompletedProcess[str]:
    program = ["-c", code] if code else ["-m", "ozgdash"]
    return subprocess.run(
        [sys.executable, *program, *arguments],
        cwd=PROJECT_DIR,
        env=os.environ | {"PYTHONPATH": str(PROJECT_DIR)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def assert_explained(run: subprocess.CompletedProcess[str]) -> None:
    assert run.returncode == 1, run.stdout + run.stderr
    assert "Traceback" not in run.stderr, run.stderr
    assert len(run.stderr.splitlines()) <= 6, run.stderr
    assert run.stderr.strip().endswith("."), run.stderr


@pytest.mark.parametrize("arguments", [("build",), ("status",), ("snapshots",), ("verify",), ("backup", "x.zip")])
def test_a_data_folder_with_a_name_too_long_is_explained(arguments):
    run = called("--data-dir", "/" + "a" * 300, *arguments)
    if arguments == ("snapshots",) and run.returncode == 0:
        pytest.fail("a folder that cannot be is said to be empty")
    assert_explained(run)


@pytest.mark.parametrize(
    "name", ["cooperation.toml", "catalogue/leistungen.csv", "snapshots/CURRENT", "snapshots/LOCK"]
)
def test_a_folder_where_a_file_should_be_is_explained(tmp_path, name):
    data = shutil.copytree(FIXTURE, tmp_path / "data")
    place = data / name
    if place.exists():
        place.unlink()
    place.mkdir(parents=True)
    assert_explained(called("--data-dir", str(data), "build"))


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="the permission bits of POSIX")
@pytest.mark.parametrize("name", ["cooperation.toml", "catalogue", "snapshots/CURRENT", "snapshots"])
@pytest.mark.parametrize(
    "command", ["build", *(pytest.param(name, marks=pytest.mark.long) for name in ("status", "backup"))]
)
def test_what_another_user_may_not_read_is_explained(tmp_path, name, command):
    if (name, command) in {("cooperation.toml", "status"), ("catalogue", "status")}:
        command = "verify"
    with tempfile.TemporaryDirectory() as open_to_all:
        Path(open_to_all).chmod(0o755)
        data = shutil.copytree(FIXTURE, Path(open_to_all) / "data")
        assert called("--data-dir", str(data), "build").returncode == 0
        for folder in [data, *(path for path in data.rglob("*") if path.is_dir())]:
            folder.chmod(0o777)
        (data / "snapshots" / "LOCK").chmod(0o666)
        (data / name).chmod(0)
        more = [str(Path(open_to_all) / "data" / "x.zip")] if command == "backup" else []
        own = shutil.copytree(FIXTURE, tmp_path / "own")
        run = called(str(own), "--data-dir", str(data), command, *more, code=AS_SOMEBODY_ELSE)
        (data / name).chmod(0o755)
    if command == "verify":  # reads the snapshot alone
        assert run.returncode == 0, run.stderr
    else:
        assert_explained(run)
