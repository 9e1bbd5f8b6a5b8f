"""The programs that are compared, each served by a process of its own over the same data."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.compared import process
from ozgdash.settings import PROJECT_DIR
from tools.serving import free_port, running

FLOORS = Path(__file__).parents[1] / "floors"
HELLO, MINIMAL, BEFORE, NOW = "hello", "minimal", "before", "now"
PLAIN = ["--server.headless", "true", "--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false"]
"""What a floor is started with beside its port: it stays on this machine and opens nothing."""


@dataclass(frozen=True)
class Subject:
    """A program to be measured: what runs, where, and under which environment; ``commit`` where it is ours."""

    name: str
    script: Path
    options: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()
    commit: str = ""

    @property
    def ours(self) -> bool:
        """Whether it is the dashboard and not a floor."""
        return self.name in {BEFORE, NOW}


@dataclass(frozen=True)
class Served:
    """A subject at work: where it answers, and the id of its process."""

    subject: Subject
    address: str
    pid: int

    @property
    def name(self) -> str:
        """The subject's name."""
        return self.subject.name


@contextmanager
def subjects(before: str) -> Iterator[list[Subject]]:
    """The floors, this program and that of the commit ``before`` (none where it is empty), with their snapshots.

    Raises CalledProcessError where there is no such commit or its program does not build this data.
    """
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        now = _dashboard(NOW, PROJECT_DIR, Path(folder), _commit("HEAD") + ("+" if _changed() else ""))
        snapshots = Path(dict(now.environment)["OZGDASH_DATA_DIR"]) / "snapshots"
        snapshot = snapshots / (snapshots / "CURRENT").read_text(encoding="utf-8").strip()
        found = [
            Subject(HELLO, FLOORS / "hello.py", tuple(PLAIN)),
            Subject(MINIMAL, FLOORS / "minimal.py", tuple(PLAIN), (("FLOOR_SNAPSHOT", str(snapshot)),)),
        ]
        if before:
            checkout = stack.enter_context(_checkout(before, Path(folder) / "checkout"))
            found.append(_dashboard(BEFORE, checkout, Path(folder), _commit(before)))
        yield [*found, now]


@contextmanager
def at_work(subject: Subject) -> Iterator[Served]:
    """The subject served; it ends with the block. Raises RuntimeError where it does not start."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", subject.script.name, "--server.port", str(port)]
    address = f"http://localhost:{port}"
    with running(
        [*command, *subject.options],
        f"{address}/_stcore/health",
        None,
        folder=subject.script.parent,
        **dict(subject.environment),
    ) as pid:
        process.wait_until_alone(pid)
        yield Served(subject, address, pid)


def _dashboard(name: str, project: Path, folder: Path, commit: str) -> Subject:
    """The dashboard of that checkout with a snapshot that its own code has built of the data of today."""
    data = folder / f"data-{name}"
    shutil.copytree(PROJECT_DIR / "data", data, ignore=shutil.ignore_patterns("snapshots"))
    command = [sys.executable, "-m", "ozgdash", "--data-dir", str(data), "build"]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    return Subject(name, project / "app.py", environment=(("OZGDASH_DATA_DIR", str(data)),), commit=commit)


@contextmanager
def _checkout(commit: str, folder: Path) -> Iterator[Path]:
    _git("worktree", "add", "--detach", str(folder), commit)
    try:
        yield folder
    finally:
        _git("worktree", "remove", "--force", str(folder))


def _commit(name: str) -> str:
    return _git("rev-parse", "--short=10", name)


def _changed() -> bool:
    """Whether files of the project differ from the commit."""
    return bool(_git("status", "--porcelain", "--untracked-files=no"))


def _git(*arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", *arguments], cwd=PROJECT_DIR, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()
