"""The dashboard as a process of its own, and what a browser does on it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from ozgdash.settings import PROJECT_DIR
from tools.chromium import chromium

START_TIMEOUT_S = 90
BROWSER_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def served(data_dir: Path, log: Path, *, port: int | None = None, **environment: str) -> Iterator[str]:
    """The address of the dashboard over ``data_dir``, started as the README says."""
    port = port or free_port()
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=PROJECT_DIR,
            env=os.environ | {"OZGDASH_DATA_DIR": str(data_dir)} | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    address = f"http://localhost:{port}"
    try:
        _wait_until_healthy(address, server, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_until_healthy(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the dashboard did not start:\n{log.read_text()[-4000:]}")


@contextmanager
def chromium_started() -> Iterator[Browser]:
    """The Chromium of the machine, without a window."""
    path = chromium()
    assert path is not None, "Chromium is missing: tools/ensure_chromium.sh installs it"
    flags = [*BROWSER_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(path), args=flags)
        yield started
        started.close()


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
