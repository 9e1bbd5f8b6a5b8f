"""The dashboard standing still: one moment, one set of letters, nothing that moves. A picture of it is always the same.

What hangs on the machine is replaced: the clock of a publish, the fonts (only the one that comes with the program),
the way letters are smoothed, the zone, the movements. The name of a snapshot hangs on its bytes: it is written over.
"""

from __future__ import annotations

import pkgutil
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, tzinfo
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

from playwright.sync_api import Browser, BrowserContext, Page

import ozgdash.ingest
from ozgdash.settings import PROJECT_DIR, Settings
from tools.accessibility import HEIGHT, PATIENCE_MS, View, drawn
from tools.serving import another, browser, served

MOMENT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
FLAGS = (
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--disable-font-subpixel-positioning",
    "--disable-lcd-text",
    "--disable-partial-raster",
    "--disable-skia-runtime-opts",
    "--num-raster-threads=1",
)
MOST_PIXELS, LOOKS = 12_000, 20
SAME_NAMES = """() => {
    const within = root => {
        const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            if (node.shadowRoot) within(node.shadowRoot);
            const said = node.nodeType === 3 &&
                node.data.replace(/(ozg-\\d{8}T\\d{6}Z-)[0-9a-f]{12}/g, `$1${'0'.repeat(12)}`);
            if (said && said !== node.data) node.data = said;
        }
    };
    within(document.body);
}"""
"""Writes over what the bytes of a snapshot decide."""
STEADY = """
[data-testid='stVerticalBlock'] { min-height: 0 !important }
[data-testid='stSidebarCollapseButton'] { visibility: visible !important }
"""
"""A page is as high as what is on it, what comes with the mouse is there without one."""
CONTENT = "() => Math.ceil(document.querySelector('.stMainBlockContainer').getBoundingClientRect().height)"
"""However high the window is: it never ends below its content once that has become shorter."""


class _Standing(datetime):
    """A clock that shows MOMENT."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return MOMENT.astimezone(tz)


@contextmanager
def clock_stands() -> Iterator[None]:
    """What is published in the block says that it was published at MOMENT."""
    modules = [import_module(f"ozgdash.ingest.{one.name}") for one in pkgutil.iter_modules(ozgdash.ingest.__path__)]
    with ExitStack() as stack:
        for module in (*modules, import_module("ozgdash.store.snapshots")):
            if getattr(module, "datetime", None) is datetime:
                stack.enter_context(patch.object(module, "datetime", _Standing))
        yield


def publish_example(folder: Path) -> None:
    """The data of the project with its example sheets into a new folder, published at MOMENT."""
    shutil.copytree(PROJECT_DIR / "data", folder, ignore=shutil.ignore_patterns("snapshots"))
    with clock_stands():
        ozgdash.ingest.build(Settings(data_dir=folder), today=MOMENT.date())


@contextmanager
def still_dashboard() -> Iterator[str]:
    """The address of the dashboard over the example data, as it was at MOMENT."""
    with tempfile.TemporaryDirectory(prefix="still-") as name:
        publish_example(Path(name) / "data")
        with served(Path(name) / "data") as address:
            yield address


@contextmanager
def still_browser(beside: Browser | None = None) -> Iterator[Browser]:
    """A Chromium that smooths its letters one way, whatever the machine has.

    ``beside``: a browser that this process has started already.
    """
    with another(beside, flags=FLAGS) if beside else browser(flags=FLAGS) as started:
        yield started


def reader(chromium: Browser, view: View) -> BrowserContext:
    """Somebody with that window and theme, who asks for less movement."""
    return chromium.new_context(
        viewport={"width": view.width, "height": HEIGHT},
        color_scheme=view.theme,  # type: ignore[arg-type]
        locale="de-DE",
        timezone_id="Europe/Berlin",
        reduced_motion="reduce",
    )


def taken(page: Page, root: str, view: View) -> bytes:
    """The whole page as a PNG, once it no longer changes.

    Raises RuntimeError where it never stands still.
    """
    page.goto(root + view.address)
    return as_it_stands(page, view.width)


def as_it_stands(page: Page, width: int) -> bytes:
    """The page that is open, from its head to its foot; what scrolls within it is pulled out first."""
    drawn(page)
    _pull_out(page, width)
    page.evaluate(SAME_NAMES)
    before = b""
    for _ in range(LOOKS):
        now = page.screenshot(animations="disabled", caret="hide", scale="css", timeout=PATIENCE_MS)
        if now == before:
            return now
        before = now
    raise RuntimeError(f"The page never stands still: {page.url}")


def _pull_out(page: Page, width: int) -> None:
    page.mouse.move(width - 2, 2)
    page.add_style_tag(content=STEADY)
    for _ in range(LOOKS):
        height = min(int(page.evaluate(CONTENT)), MOST_PIXELS)
        page.set_viewport_size({"width": width, "height": height})
        drawn(page)
        if height == min(int(page.evaluate(CONTENT)), MOST_PIXELS):
            return
    raise RuntimeError(f"The page never stands still: {page.url}")
