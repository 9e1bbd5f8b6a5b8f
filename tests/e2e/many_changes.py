"""One reader who changes the filters some hundred times, for ``make e2e-long``: the memory of the server stays flat.

    PYTHONPATH=. .venv/bin/python tests/e2e/many_changes.py [CHANGES]

Views differ, so that the caches fill: they are bounded. What is asked is that the second half of the changes takes far less
than the first one did, and less than MEGABYTES_PER_HUNDRED.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from dashboards import command_line, copy_of_the_project_data
from hurried_readers import PATIENCE_LOOKS, SEEN, Reader
from playwright.sync_api import Page, expect
from test_doors import spied

from tools.serving import browser as chromium_started

CHANGES = 500
EVERY = 50
MEGABYTES_PER_HUNDRED = 25


def change(reader: Reader) -> None:
    """One change of a filter, and the answer to it."""
    click = reader.chance.choice([reader.add, reader.remove, reader.speak, reader.go, reader.add, reader.remove])
    click()
    for _ in range(PATIENCE_LOOKS):
        reader.page.wait_for_timeout(50)
        if reader.page.evaluate(SEEN)["state"] == "notRunning":
            break


def megabytes(address: str) -> float:
    """What the server holds now."""
    return float(httpx.get(f"{address}/test/memory").json()) / 1_000_000


def walked(page: Page, address: str, changes: int) -> list[float]:
    """The memory at the start and after every fifty changes."""
    page.goto(f"{address}/?lang=en")
    expect(page.locator(".st-key-answer h2")).not_to_be_empty()
    reader, found = Reader(page, random.Random(0), set()), [megabytes(address)]  # noqa: S311
    for number in range(1, changes + 1):
        change(reader)
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
            found = walked(page, address, changes)
    half = len(found) // 2
    grown = found[-1] - found[half]
    allowed = MEGABYTES_PER_HUNDRED * changes / 2 / 100
    print(f"{changes} changes: {found[0]:.0f} MB, half-way {found[half]:.0f} MB, in the end {found[-1]:.0f} MB")
    return int(grown > allowed)


if __name__ == "__main__":
    sys.exit(main())
