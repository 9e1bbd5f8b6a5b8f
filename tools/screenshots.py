"""Takes the pictures in docs/images from the running program, so that the README shows what it does now.

    python -m tools.screenshots [FOLDER] [--all]

``--all`` takes every page at 1440 and 390 px, light and dark, German and English, for looking at; without it only the
pictures of the README are taken.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import Browser

from ozgdash.settings import PROJECT_DIR
from ozgdash.ui.page_list import PAGES as ENTRIES
from tools.serving import browser, served

PAGES = {entry.key: f"/{entry.url_path or ''}" for entry in ENTRIES}
WIDTHS = {"wide": 1440, "phone": 390}
SETTLE_MS = 2500


def main() -> None:
    """Start the dashboard, take the pictures, stop it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=PROJECT_DIR / "docs" / "images")
    parser.add_argument("--all", action="store_true")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with served() as address, browser() as chromium:
        for name, scheme, width, lang in _wanted(arguments.all):
            suffix = f"-{width}-{scheme}-{lang}" if arguments.all else ""
            target = arguments.folder / f"{name}{suffix}.png"
            _take(chromium, f"{address}{PAGES[name]}?lang={lang}", scheme, WIDTHS[width], target)


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
    height = page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(int(height) + 40, 6000)})
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=str(target))
    context.close()


if __name__ == "__main__":
    main()
