"""One reader who changes the filters some hundred times, for ``make e2e-long``: the memory of the server stays flat.

    PYTHONPATH=. .venv/bin/python tests/e2e/many_changes.py [CHANGES]

Views differ, so that the caches fill, which are bounded; what is asked is that the server does not take more than
MEGABYTES_PER_HUNDRED for a hundred changes in the second half.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from dashboards import command_line, copy_of_the_project_data
from hurried_readers import Reader, at_rest
from playwright.sync_api import Page, expect
from test_doors import spied

from tools.serving import browser as chromium_started

CHANGES = 500
EVERY = 50
MEGABYTES_PER_HUNDRED = 25


def megabytes(address: str) -> float:
    """What the server holds now."""
    return float(httpx.get(f"{address}/test/memory").json()) / 1_000_000


def walked(page: Page, address: str, changes: int) -> list[float]:
    """The memory at the start and after every fifty changes, each made when the page was at rest."""
    page.goto(f"{address}/?lang=en")
    expect(page.locator(".st-key-answer h2")).not_to_be_empty()
    reader, found = Reader(page, random.Random(0), set()), [megabytes(address)]  # noqa: S311
    for number in range(1, changes + 1):
        at_rest(page)
        reader.chance.choice([reader.add, reader.remove, reader.speak, reader.go, reader.add, reader.remove])()
        if number % EVERY == 0:
            found.append(megabytes(address))
            print(f"{number} changes: {found[-1]:.0f} MB", flush=True)
    return found


def main() -> int:
    """1 where the memory goes on growing."""
    changes = int(sys.argv[1]) if len(sys.argv) > 1 else CHANGES
    with TemporaryDirectory() as folder:
        data = copy_of_the_project_data(Path(folder) / "data")
        assert command_line(data, "build").returncode == 0
        with spied(data, Path(folder)) as address, chromium_started() as browser:
            page = browser.new_page(viewport={"width": 1440, "height": 1000})
            page.set_default_timeout(60_000)
            found = walked(page, address, changes)
    half = len(found) // 2
    grown = (found[-1] - found[half]) / (changes / 2) * 100
    print(
        f"{changes} changes: {found[0]:.0f} MB, half-way {found[half]:.0f} MB, in the end {found[-1]:.0f} MB,"
        f" {grown:.1f} MB for a hundred in the second half"
    )
    return int(grown > MEGABYTES_PER_HUNDRED)


if __name__ == "__main__":
    sys.exit(main())
