"""The council's documents: how long each takes, and what another reader notices while they are made."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from functools import partial

from playwright.sync_api import Page

from bench.compared import browsing, stopwatch
from bench.compared.stopwatch import TIMEOUT_MS
from bench.places import data_folder, example
from bench.timing import Figure, measure, table
from ozgdash.export import registry
from ozgdash.export.council import documents
from ozgdash.export.council.order import Order, assembled_from
from ozgdash.export.council.package import Occasion
from ozgdash.export.pictures import picture_files
from ozgdash.ingest.data_folder import build
from ozgdash.settings import from_environment
from tools.serving import browser, served

PARTNERS = ("Wolfsburg", "Braunschweig", "Salzgitter", "Gifhorn")
QUIET, BUSY = ("2025-01-31", "2025-03-31", "2025-05-31"), ("2025-02-28", "2025-04-30", "2025-06-30")
"""Stands that nobody has looked at before: a reader's click has to be computed."""


def main() -> None:
    """Print the figures."""
    table("Council documents from the package", _documents())
    table("A reader's filter click, not seen before, while another reader has everything made", _readers())


def _documents() -> list[Figure]:
    with example() as (cursor, view, _):
        order = Order(Occasion("Sachstand", "Verwaltungsausschuss", date(2026, 12, 8)), view)
        package = assembled_from(cursor, order)
        eight = picture_files.pictured(package)[:8]
        count = len(picture_files.pictured(package))
        pictures = partial(lambda: [registry.write(spec, "png") for spec in eight])
        return [
            measure(
                f"package of {len(package.charts)} charts from the snapshot", partial(assembled_from, cursor, order)
            ),
            measure(f"{len(eight)} pictures (PNG)", pictures, runs=5),
            *(
                measure(
                    f"{key}, {count} charts as PNG and SVG" if key == picture_files.KEY else key,
                    partial(documents.write, package, key),
                    runs=3,
                )
                for key in documents.DOCUMENTS
            ),
        ]


def _readers() -> list[Figure]:
    with data_folder() as folder:
        build(from_environment(data_dir=folder), today=date.today())
        with served(folder) as address, browser(whole=True) as chromium, browsing.reader(chromium) as context:
            maker, reader = context.new_page(), context.new_page()
            maker.goto(f"{address}/ratspaket")
            maker.locator(".st-key-make-package button").wait_for(timeout=TIMEOUT_MS)
            _clicks(reader, f"{address}/?stand=2024-12-31", itertools.repeat(None))  # warm up
            busy = _always_making(maker)
            return [
                Figure(
                    "alone",
                    [t for day in QUIET for t in _clicks(reader, f"{address}/?stand={day}", itertools.repeat(None))],
                ),
                Figure(
                    "during the making", [t for day in BUSY for t in _clicks(reader, f"{address}/?stand={day}", busy)]
                ),
            ]


def _clicks(reader: Page, address: str, meanwhile: Iterator[None]) -> list[float]:
    stopwatch.visit(reader, address)
    found = []
    for name in PARTNERS:
        next(meanwhile)
        found.append(browsing.choose(reader, name).answer())
    return [time for time in found if time is not None]


def _always_making(maker: Page) -> Iterator[None]:
    """Each step returns while everything is being made: what is finished is ordered anew under another title."""
    for number in itertools.count():
        making = maker.locator(".st-key-council-progress [role=progressbar]")
        if not making.count():
            title = maker.locator(".st-key-council-title input")
            title.fill(f"Sachstand {number}")
            title.press("Enter")
            maker.locator(".st-key-make-package button:enabled").click(timeout=TIMEOUT_MS)
            making.wait_for(timeout=TIMEOUT_MS)
        yield


if __name__ == "__main__":
    main()
