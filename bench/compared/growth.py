"""What a server takes into memory: by the first visit, by further readers, and by what they click."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from itertools import cycle, islice

from playwright.sync_api import Browser

from bench.compared import browsing, process, stopwatch
from bench.compared.crowd import click, gathered, views
from bench.compared.subjects import Served

READERS = 10
CLICKS = 500
DIFFERENT = 140
"""So many views come again and again, so that caches are full half-way."""
SETTLED_S = 1.0


def visited(browser: Browser, served: Served) -> float:
    """Megabytes after the first visit, which loads all files."""
    with browsing.reader(browser) as context:
        stopwatch.visit(context.new_page(), served.address)
    return process.resident_mb(served.pid)


async def read(served: Served, loaded: float, *, clicks: bool) -> dict[str, float]:
    """Megabytes with further readers and, where asked, half-way through their clicks and in the end."""
    async with AsyncExitStack() as stack:
        readers = await gathered(stack, served, READERS)
        await asyncio.sleep(SETTLED_S)
        found = {"loaded": loaded, "per_reader": (process.resident_mb(served.pid) - loaded) / READERS}
        if not clicks:
            return found
        asked = cycle(islice(views(readers[0]), DIFFERENT))
        for number, reader in zip(range(1, CLICKS + 1), cycle(readers)):
            await click(reader, next(asked))
            if number == CLICKS // 2:
                found["half_way"] = process.resident_mb(served.pid)
        found["in_the_end"] = process.resident_mb(served.pid)
        return found
