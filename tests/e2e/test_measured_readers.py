"""The readers without a browser, who measure the server: each is answered about what this reader has chosen."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from bench.compared.client import Run, connected
from bench.compared.crowd import Asked, click, views

T = TypeVar("T")


async def _asked(address: str, *asked: Asked) -> list[Run]:
    async with connected(address) as first, connected(address) as second:
        return list(
            await asyncio.gather(*(click(reader, view) for reader, view in zip((first, second), asked, strict=True)))
        )


async def _some_views(address: str, count: int) -> set[Asked]:
    async with connected(address) as reader:
        offered = views(reader)
        return {next(offered) for _ in range(count)}


def _answer(work: Coroutine[Any, Any, T]) -> T:
    """What the readers get, in a thread of their own: in this one the browser of other tests has its event loop."""
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, work).result()


def test_two_readers_at_once_each_get_their_own_answer(dashboard: str):
    asked = Asked(("Gifhorn",), "30.09.2026"), Asked(("Wolfsburg",), "31.12.2022")
    runs = _answer(_asked(dashboard, *asked))
    for view, run in zip(asked, runs, strict=True):
        said = " ".join(run.words)
        assert not run.failed
        assert view.partners[0] in said
        assert f"Stand {view.stand}" in said
        assert 0 < run.answer_ms <= run.finished_ms


def test_no_view_is_asked_for_twice(dashboard: str):
    assert len(_answer(_some_views(dashboard, 200))) == 200
