"""What a reader waits for, timed inside of the page: from the trusted click to the frame that shows what it led to."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

TIMEOUT_MS = 120_000
SCRIPT = Path(__file__).with_suffix(".js")
ANSWER = ".st-key-answer h2"


@dataclass(frozen=True)
class Seen:
    """A chart or a sentence; times in milliseconds from the beginning, None where it was never seen.

    ``readable``: it stood there first, whole and opaque; ``changed``: its last change, None where it is as it
    was; ``interactive``: Plotly had drawn it. ``in_view``: part of it is in the window.
    """

    readable: float | None
    changed: float | None
    interactive: float | None
    in_view: bool


@dataclass(frozen=True)
class Lap:
    """What one beginning led to; ``wire``: when the page first spoke, when it first and last heard of the server."""

    charts: Mapping[str, Seen]
    texts: Mapping[str, Seen]
    wire: Mapping[str, float | None]

    def first_readable(self) -> float | None:
        """When the first chart in view could be read; None: there is none."""
        return min(self._times("readable"), default=None)

    def all_readable(self) -> float | None:
        """When every chart in view could be read."""
        return max(self._times("readable"), default=None)

    def first_changed(self) -> float | None:
        """When the first of the charts in view that change had changed for the last time."""
        return min(self._times("changed"), default=None)

    def last_changed(self) -> float | None:
        """When all the charts in view that change had changed."""
        return max(self._times("changed"), default=None)

    def everything_changed(self) -> float | None:
        """When all charts of the page that change had changed, also those below the window."""
        return max((chart.changed for chart in self.charts.values() if chart.changed is not None), default=None)

    def answer(self) -> float | None:
        """When the sentence on top of the page had changed; None: it has not, or there is none."""
        return self.texts["answer"].changed if "answer" in self.texts else None

    def _times(self, what: str) -> list[float]:
        found = [getattr(chart, what) for chart in self.charts.values() if chart.in_view]
        return [time for time in found if time is not None]


def install(context: BrowserContext, **texts: str) -> None:
    """Every page of this context gets a stopwatch; ``texts``: selectors of further sentences to look at."""
    watched = json.dumps({"answer": ANSWER} | texts)
    context.add_init_script(SCRIPT.read_text(encoding="utf-8").replace("TEXTS = {}", f"TEXTS = {watched}", 1))


def visit(page: Page, address: str) -> Lap:
    """Go there; the time runs from the navigation. Raises TimeoutError where nothing appears."""
    page.goto(address, wait_until="commit")
    return settled(page)


def clicked(page: Page, act: Callable[[], object], *, kind: str = "pointerup", inside: str = "*") -> Lap:
    """Act; the time runs from the first trusted event of this kind inside of what the selector names.

    Raises TimeoutError where nothing changes.
    """
    page.evaluate("([kind, inside]) => stopwatch.arm(kind, inside)", [kind, inside])
    act()
    return settled(page)


def settled(page: Page) -> Lap:
    """What has happened since the beginning, when nothing more does. Raises TimeoutError where nothing changes."""
    page.wait_for_function("() => window.stopwatch && stopwatch.settled()", polling=100, timeout=TIMEOUT_MS)
    found: dict[str, Any] = page.evaluate("() => stopwatch.read()")
    begun: float = found["begun"]
    return Lap(
        {name: _seen(entry, begun) for name, entry in found["charts"].items()},
        {name: _seen(entry, begun) for name, entry in found["texts"].items()},
        {name: _since(begun, time) for name, time in found["wire"].items()},
    )


def _seen(entry: dict[str, Any], begun: float) -> Seen:
    return Seen(
        readable=_since(begun, entry["readable"]) if entry["shown"] else None,
        changed=_since(begun, entry["since"]) if entry["changed"] else None,
        interactive=_since(begun, entry["interactive"]),
        in_view=bool(entry["inView"]),
    )


def _since(begun: float, time: float | None) -> float | None:
    return None if time is None or time < begun else time - begun
