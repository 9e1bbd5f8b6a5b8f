"""The running dashboard and a browser on it, both on loopback, for tests, pictures and measurements."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, sync_playwright

from ozgdash.settings import PROJECT_DIR
from tools.chromium import QUICKEST, WHOLE, chromium
from tools.letters import known_letters

START_TIMEOUT_S = 200
PATIENCE_S = 20
SHOWN_OF_LOG = 4000
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def served(
    data_dir: Path | None = None, log: Path | None = None, *, port: int | None = None, **environment: str
) -> Iterator[str]:
    """The address of the dashboard over ``data_dir`` (else the one of the environment), started as the README says.

    ``log``: where its output goes, else nowhere; ``environment``: further settings. Raises RuntimeError where it does
    not start.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    place = {"OZGDASH_DATA_DIR": str(data_dir)} if data_dir else {}
    address = f"http://localhost:{port}"
    with running(command, f"{address}/_stcore/health", log, folder=PROJECT_DIR, **place, **environment):
        yield address


@contextmanager
def running(command: list[str], url: str, log: Path | None, *, folder: Path, **environment: str) -> Iterator[int]:
    """The id of a server that answers under ``url``; it ends with the block.

    Raises RuntimeError where it does not start.
    """
    place = {"OZGDASH_CACHE_DIR": str(PROJECT_DIR / "build" / "cache")}
    with Path(log or os.devnull).open("w", encoding="utf-8") as output:
        server = subprocess.Popen(
            command, cwd=folder, env=place | os.environ | environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        _wait_until_it_answers(url, server, log)
        yield server.pid
    finally:
        _end(server)


def _end(server: subprocess.Popen[bytes]) -> None:
    """As a person would: told to end while a browser connects, a server waits for that connection for minutes."""
    server.terminate()
    try:
        server.wait(timeout=PATIENCE_S)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=START_TIMEOUT_S)


def _wait_until_it_answers(url: str, server: subprocess.Popen[bytes], log: Path | None) -> None:
    end = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.05)
    said = log.read_text(encoding="utf-8")[-SHOWN_OF_LOG:] if log else "its output was not kept"
    raise RuntimeError(f"Nothing answers under {url}:\n{said}")


@contextmanager
def browser(*, whole: bool = False, flags: Sequence[str] = (), **environment: str) -> Iterator[Browser]:
    """The Chromium of this machine, headless; ``whole``: not its headless shell; ``environment``: further settings.

    Raises RuntimeError where there is none.
    """
    path = _installed(WHOLE if whole else QUICKEST)
    with sync_playwright() as playwright, launched(playwright.chromium, path, flags, environment) as started:
        yield started


def _installed(names: Sequence[str]) -> Path:
    path = chromium(names=names)
    if path is None:
        raise RuntimeError("Chromium is missing: tools/ensure_browser.sh installs it.")
    return path


@contextmanager
def another(beside: Browser, *, flags: Sequence[str] = (), **environment: str) -> Iterator[Browser]:
    """A second Chromium beside one that runs, with settings of its own: a process can start Playwright once only."""
    with launched(beside.browser_type, _installed(QUICKEST), flags, environment) as started:
        yield started


@contextmanager
def launched(kind: BrowserType, path: Path, flags: Sequence[str], environment: Mapping[str, str]) -> Iterator[Browser]:
    """The browser at ``path`` with our flags, our letters and further settings, until the block ends."""
    own = [*FLAGS, *flags, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]
    with known_letters() as letters:
        started = kind.launch(executable_path=str(path), args=own, env={**os.environ, **letters, **environment})
        yield started
        started.close()
