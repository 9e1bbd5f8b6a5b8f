"""Data for a dashboard of the tests, its command line, and what a browser does that it should not do."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from ozgdash.settings import PROJECT_DIR

PAGE_TIMEOUT_MS = 120_000
"""More than any machine needs: the end of a wait for what should be there at once."""


def copy_of_the_project_data(target: Path) -> Path:
    """A data folder of its own, without snapshots, so that a test may publish."""
    shutil.copytree(PROJECT_DIR / "data", target, ignore=shutil.ignore_patterns("snapshots"))
    return target


def command_line(data_dir: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """``python -m ozgdash …`` on this data folder."""
    return subprocess.run(
        [sys.executable, "-m", "ozgdash", "--data-dir", str(data_dir), *arguments],
        cwd=PROJECT_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


class Watch:
    """What a browser page did that it should not have done."""

    def __init__(self, page: Page) -> None:
        self.console_errors: list[str] = []
        self.foreign_requests: list[str] = []
        page.on(
            "console", lambda message: self.console_errors.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: self.console_errors.append(str(error)))
        page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != "localhost":
            self.foreign_requests.append(url)
