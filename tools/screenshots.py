"""Takes the pictures in docs/images from the running program, so that the README shows what it does now.

    python -m tools.screenshots [FOLDER] [--all]

``--all`` takes every page at 1440 and 390 px, light and dark, German and English, for looking at; without it only the
pictures of the README are taken.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from ozgdash.settings import PROJECT_DIR, from_environment

PAGES = {"overview": "/", "services": "/leistungen", "method": "/methodik"}
WIDTHS = {"wide": 1440, "phone": 390}
SETTLE_MS = 2500


def main() -> None:
    """Start the dashboard, take the pictures, stop it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=PROJECT_DIR / "docs" / "images")
    parser.add_argument("--all", action="store_true")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with _dashboard() as address, sync_playwright() as playwright:
        chromium = from_environment().chromium
        flags = ["--disable-gpu", "--disable-background-networking", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        browser = playwright.chromium.launch(executable_path=str(chromium), args=flags)
        for name, scheme, width, lang in _wanted(arguments.all):
            suffix = f"-{width}-{scheme}-{lang}" if arguments.all else ""
            _take(
                browser,
                f"{address}{PAGES[name]}?lang={lang}",
                scheme,
                WIDTHS[width],
                arguments.folder / f"{name}{suffix}.png",
            )
        browser.close()


def _wanted(everything: bool) -> list[tuple[str, str, str, str]]:
    if not everything:
        return [(name, "light", "wide", "de") for name in PAGES]
    return [
        (n, scheme, width, lang)
        for n in PAGES
        for scheme in ("light", "dark")
        for width in WIDTHS
        for lang in ("de", "en")
    ]


def _take(browser: Browser, address: str, scheme: str, width: int, target: Path) -> None:
    context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=scheme, locale="de-DE")
    page = context.new_page()
    page.goto(address)
    page.locator(".st-key-answer").wait_for(timeout=60_000)
    page.wait_for_timeout(SETTLE_MS)
    # The app scrolls inside the page: a viewport as high as its content shows all of it.
    height = page.evaluate("Math.max(...[...document.querySelectorAll('*')].map(e => e.scrollHeight))")
    page.set_viewport_size({"width": width, "height": min(int(height) + 40, 6000)})
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=str(target))
    context.close()


@contextmanager
def _dashboard() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=PROJECT_DIR, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
                break
            except OSError:
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


if __name__ == "__main__":
    main()
